#!/usr/bin/env bash
# Deploys the scheduled audit, or brings it up to date.
#
#     infra/deploy.sh CODE_BUCKET [PARAMETER=VALUE…]
#
# CODE_BUCKET is a bucket of yours in the region of the deployment. STACK_NAME is `ha-audit` unless set. AWS_* variables say which account and region.
set -euo pipefail
cd "$(dirname "$0")/.."
template=infra/audit.yaml
stack=${STACK_NAME:-ha-audit}
fail() { echo "infra/deploy.sh: $1" >&2; exit 1; }

bucket=${1:-}
[[ -n "$bucket" && "$bucket" != *=* ]] || fail "names no bucket for the code; run: infra/deploy.sh CODE_BUCKET [PARAMETER=VALUE…]"
shift
# `aws cloudformation deploy` passes over a parameter that the template does not have.
known=$(sed -n '/^Parameters:$/,/^Conditions:$/s/^  \([A-Za-z]*\):$/\1/p' "$template" | grep -v '^Code')
for parameter in "$@"; do
  [[ "$parameter" == *=* ]] && grep -qx -- "${parameter%%=*}" <<<"$known" ||
    fail "there is no parameter \"$parameter\"; give NAME=VALUE of these: $(paste -sd ' ' - <<<"$known")"
done
command -v aws >/dev/null || fail "there is no aws on the PATH; install the AWS CLI (https://docs.aws.amazon.com/cli/) and try again"
[[ -d node_modules ]] || fail "the function cannot be packaged yet; run npm ci and try again"

export AWS_PAGER=""
region=${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region || true)}}
[[ -n "$region" ]] || fail "no region is set; set AWS_REGION to that of the deployment and try again"
# Version 1 of the AWS CLI does not read AWS_REGION.
export AWS_REGION=$region AWS_DEFAULT_REGION=$region
account=$(aws sts get-caller-identity --query Account --output text) ||
  fail "AWS takes no credentials from here; set AWS_PROFILE, or sign in, and try again"
place=$(aws s3api get-bucket-location --bucket "$bucket" --expected-bucket-owner "$account" --query LocationConstraint --output text) ||
  fail "the bucket $bucket is not there, or not yours; make one with: aws s3 mb s3://$bucket --region $region"
case $place in None) place=us-east-1 ;; EU) place=eu-west-1 ;; esac
[[ "$place" == "$region" ]] || fail "the bucket $bucket is in $place, the deployment in $region; name a bucket in $region"

status=$(aws cloudformation describe-stacks --stack-name "$stack" --query 'Stacks[0].StackStatus' --output text 2>&1) || true
case $status in
  *"does not exist"* | REVIEW_IN_PROGRESS) ;;
  *_IN_PROGRESS) fail "something else is changing the stack $stack ($status); wait for its end and try again" ;;
  ROLLBACK_* | CREATE_FAILED | DELETE_FAILED) fail "the stack $stack is left over from what failed ($status); run infra/remove.sh and try again" ;;
  UPDATE_ROLLBACK_FAILED) fail "the stack $stack is stuck; run: aws cloudformation continue-update-rollback --stack-name $stack" ;;
  *_COMPLETE | UPDATE_FAILED) ;;
  *) fail "the stack $stack could not be read; allow cloudformation:DescribeStacks and try again: $status" ;;
esac

npm run --silent lambda:package || fail "the function was not packaged, and nothing was deployed; mend what is said above and try again"
zip=dist-lambda/ha-audit.zip
# The key changes with the code, or CloudFormation would see nothing new.
digest=$(node -p 'require("crypto").createHash("sha256").update(require("fs").readFileSync(process.argv[1])).digest("hex").slice(0, 16)' "$zip")
key=$stack/$digest.zip
aws s3 cp --only-show-errors "$zip" "s3://$bucket/$key" || fail "the code was not uploaded; allow s3:PutObject on s3://$bucket/$stack/ and try again"
# Progress goes on as it comes; an error is kept. CloudFormation can refuse what changes nothing before `deploy` sees to it.
exec 3>&1
error=$(aws cloudformation deploy --stack-name "$stack" --template-file "$template" --capabilities CAPABILITY_IAM \
  --no-fail-on-empty-changeset --parameter-overrides "CodeBucket=$bucket" "CodeKey=$key" "$@" 2>&1 >&3) ||
  [[ "$error" == *"No updates are to be performed"* ]] || {
  echo "$error" >&2
  fail "the stack $stack is not up to date; mend what is said above, or by aws cloudformation describe-stack-events --stack-name $stack, and try again"
}
aws cloudformation describe-stack-resources --stack-name "$stack" --output text --query \
  "StackResources[?contains(['Reports', 'Audit', 'Logs', 'DeadLetters', 'Topic', 'Silence'], LogicalResourceId)].[LogicalResourceId, PhysicalResourceId]"
