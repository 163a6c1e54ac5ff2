#!/usr/bin/env bash
# Looks at the HTML report in Chromium: Debian's, installed here where it is missing and that is possible. $CHROMIUM names another one.
set -euo pipefail
cd "$(dirname "$0")/.."

if [[ ! -x "${CHROMIUM:-/usr/bin/chromium}" && $EUID -eq 0 && -n "$(command -v apt-get)" ]]; then
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null || true
fi

exec npx --no-install vitest run --config test/browser/vitest.config.ts "$@"
