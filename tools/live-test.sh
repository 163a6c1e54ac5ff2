#!/usr/bin/env bash
# Builds the reference accounts on an AWS emulator and audits them. The tools are kept in .venv between runs.
set -euo pipefail
cd "$(dirname "$0")/.."

pins=(moto[server]==5.2.5 awscli==1.46.2)
stamp=.venv/.pins
if [[ "$(cat "$stamp" 2>/dev/null)" != "${pins[*]}" ]]; then
  rm -rf .venv
  python3 -m venv .venv
  .venv/bin/pip install --quiet --disable-pip-version-check "${pins[@]}"
  printf '%s\n' "${pins[*]}" >"$stamp"
fi

PATH="$PWD/.venv/bin:$PATH" exec npx --no-install vitest run --config test/live/vitest.config.ts "$@"
