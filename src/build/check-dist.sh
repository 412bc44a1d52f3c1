#!/usr/bin/env bash
# Fails when dist/ is not what the sources make: builds it anew and compares byte for byte. Of the compressed knowledge the content counts, since versions of
# Node compress differently; src/build/knowledge-blocks.ts describes the file.
set -euo pipefail
shopt -s inherit_errexit
cd "$(dirname "$0")/../.."
knowledge() {
  node -e '
    const bytes = require("fs").readFileSync("dist/knowledge.br");
    const [count, often, filter] = [4, 8, 12].map((offset) => bytes.readUInt32LE(offset));
    let at = 16;
    for (let left = count; left > 0; left--) {
      const [place, length, key] = [0, 4, 8].map((offset) => bytes.readUInt32LE(at + offset));
      process.stdout.write(bytes.subarray(at + 12, at + 12 + key));
      process.stdout.write(require("zlib").brotliDecompressSync(bytes.subarray(place, place + length)));
      at += 12 + key;
    }
    process.stdout.write(bytes.subarray(at, at + often + filter));'
}
fingerprint() {
  local content
  content=$(knowledge | sha256sum)
  echo "$content dist/knowledge.br"
  find dist -type f ! -name '*.br' -exec sha256sum {} + | sort
}
before=$(fingerprint)
npm run --silent bundle
after=$(fingerprint)
if [ "$before" != "$after" ]; then
  echo "dist/ is stale: run npm run bundle and commit it" >&2
  diff <(echo "$before") <(echo "$after") >&2 || true
  exit 1
fi
