#!/bin/sh
# Fetch the Nu HTML checker for the tests (needs npm, which knows its registry and checks the integrity of what it fetches; Java runs it).
# Neither is needed by anything else: without them tests/doors/test_html.py says that it was skipped.
set -eu
cd "$(dirname "$0")/.."
version=26.9.27
sha256=22f15dd39a33bed929d2a5c0cddf5946849a647eca9272bf4d5d00bc7e7a4d47
mkdir -p .tools
[ ! -e .tools/vnu.jar ] || { echo "$sha256  .tools/vnu.jar" | sha256sum --check --status && exit 0; }
command -v npm >/dev/null || { echo "nu-checker: no npm, so no checker"; exit 0; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
(cd "$folder" && npm pack --silent "vnu-jar@$version" >/dev/null && tar -xzf vnu-jar-*.tgz package/build/dist/vnu.jar)
echo "$sha256  $folder/package/build/dist/vnu.jar" | sha256sum --check --status
mv "$folder/package/build/dist/vnu.jar" .tools/vnu.jar
