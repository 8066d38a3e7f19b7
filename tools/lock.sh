#!/bin/sh
# Makes both locks follow pyproject.toml, with the hashes of all files and no address. What is locked stays as it is;
# UPGRADE=1 takes the newest versions that fit.
# uv's own lock file is not used because it records addresses (reference/stack.md, section 1).
set -eu
cd "$(dirname "$0")/.."
compile() {
    .tools/bin/uv pip compile -q ${UPGRADE:+--upgrade} --python-version 3.11 --generate-hashes --no-header --no-annotate \
        --no-emit-index-url pyproject.toml "$@" >/dev/null
}
compile -o requirements.lock
compile --extra dev -o requirements-dev.lock
if grep -n '://' requirements*.lock; then
    echo "lock: the lines above hold an address; addresses do not belong in the repository" >&2
    exit 1
fi
