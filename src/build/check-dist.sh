#!/usr/bin/env bash
# Fails when dist/ is not what the sources make: builds it anew and compares byte for byte.
set -euo pipefail
cd "$(dirname "$0")/../.."
before=$(find dist -type f -exec sha256sum {} + | sort)
npm run --silent bundle
after=$(find dist -type f -exec sha256sum {} + | sort)
if [ "$before" != "$after" ]; then
  echo "dist/ is stale: run npm run bundle and commit it" >&2
  diff <(echo "$before") <(echo "$after") >&2 || true
  exit 1
fi
