#!/usr/bin/env bash
# Fails when dist/ is not what the sources make: builds it anew and compares byte for byte. Of compressed files the content counts, since versions of Node
# compress differently.
set -euo pipefail
cd "$(dirname "$0")/../.."
fingerprint() {
  find dist -type f ! -name '*.br' -exec sha256sum {} + | sort
  for file in dist/*.br; do
    echo "$(node -e 'process.stdout.write(require("zlib").brotliDecompressSync(require("fs").readFileSync(process.argv[1])))' "$file" | sha256sum) $file"
  done
}
before=$(fingerprint)
npm run --silent bundle
after=$(fingerprint)
if [ "$before" != "$after" ]; then
  echo "dist/ is stale: run npm run bundle and commit it" >&2
  diff <(echo "$before") <(echo "$after") >&2 || true
  exit 1
fi
