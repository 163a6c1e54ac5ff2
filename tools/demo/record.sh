#!/usr/bin/env bash
# Records the demo account anew: builds it on the endpoint of AWS_ENDPOINT_URL (an emulator that holds nothing else) and keeps what a scan reads there.
# Ids are new each time. Afterwards: node --import tsx tools/accounts.ts
set -euo pipefail
cd "$(dirname "$0")/../.."
export AWS_REGION=eu-west-1 AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test
tools/demo/stack.sh
bin/ha-audit.js snapshot --quiet -o tools/demo/recording.ndjson.gz
