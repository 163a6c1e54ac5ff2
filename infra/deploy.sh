#!/usr/bin/env bash
# Deploys the scheduled audit, or brings it up to date.
#
#     infra/deploy.sh CODE_BUCKET [PARAMETER=VALUE…]
#
# CODE_BUCKET is a bucket of yours in the region of the deployment. STACK_NAME is `ha-audit` unless set. AWS_* variables say which account and region.
set -euo pipefail
cd "$(dirname "$0")/.."
bucket=${1:?names no bucket for the code: infra/deploy.sh CODE_BUCKET [PARAMETER=VALUE…]}
shift
stack=${STACK_NAME:-ha-audit}

npm run --silent lambda:package
zip=dist-lambda/ha-audit.zip
# The key changes with the code, or CloudFormation would see nothing new.
key=$stack/$(sha256sum "$zip" | cut -c1-16).zip
aws s3 cp --only-show-errors "$zip" "s3://$bucket/$key"
aws cloudformation deploy --stack-name "$stack" --template-file infra/audit.yaml --capabilities CAPABILITY_IAM \
  --no-fail-on-empty-changeset --parameter-overrides "CodeBucket=$bucket" "CodeKey=$key" "$@"
aws cloudformation describe-stacks --stack-name "$stack" --query 'Stacks[0].Outputs[].[OutputKey,OutputValue]' --output text
