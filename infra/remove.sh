#!/usr/bin/env bash
# Removes the scheduled audit. The bucket of reports stays: it is the memory of the audits, and says so at the end.
#
#     infra/remove.sh
#
# STACK_NAME is `ha-audit` unless set. AWS_* variables say which account and region.
set -euo pipefail
stack=${STACK_NAME:-ha-audit}
fail() { echo "infra/remove.sh: $1" >&2; exit 1; }

[[ $# == 0 ]] || fail "takes nothing; set STACK_NAME for another stack than ha-audit"
command -v aws >/dev/null || fail "there is no aws on the PATH; install the AWS CLI (https://docs.aws.amazon.com/cli/) and try again"
export AWS_PAGER=""
# Version 1 of the AWS CLI does not read AWS_REGION.
[[ -z "${AWS_REGION:-}" ]] || export AWS_DEFAULT_REGION=$AWS_REGION
# A resource and no output: a stack that was rolled back has none.
reports=$(aws cloudformation describe-stack-resources --stack-name "$stack" --output text \
  --query "StackResources[?LogicalResourceId=='Reports' && PhysicalResourceId].PhysicalResourceId") ||
  fail "found no stack $stack; set AWS_PROFILE, AWS_REGION and STACK_NAME to those of the deployment and try again"
aws cloudformation delete-stack --stack-name "$stack" || fail "nothing was removed; mend what AWS says above and try again"
aws cloudformation wait stack-delete-complete --stack-name "$stack" ||
  fail "the stack $stack is not removed; mend what aws cloudformation describe-stack-events --stack-name $stack says and try again"
echo "Removed $stack.${reports:+ The reports are still in s3://$reports}"
