#!/usr/bin/env bash
# Removes the scheduled audit. The bucket of reports stays: it is the memory of the audits, and says so at the end.
#
#     infra/remove.sh
set -euo pipefail
stack=${STACK_NAME:-ha-audit}
reports=$(aws cloudformation describe-stacks --stack-name "$stack" --query "Stacks[0].Outputs[?OutputKey=='ReportsBucket'].OutputValue" --output text)
aws cloudformation delete-stack --stack-name "$stack"
aws cloudformation wait stack-delete-complete --stack-name "$stack"
echo "Removed $stack. The reports are still in s3://$reports"
