#!/bin/sh
# Renews both locks from pyproject.toml: the newest versions that fit, with the hashes of all their files and no address.
# uv's own lock file is not used because it records addresses (reference/stack.md, section 1).
set -eu
cd "$(dirname "$0")/.."
compile() {
    .tools/bin/uv pip compile -q --upgrade --python-version 3.11 --generate-hashes --no-header --no-annotate \
        --no-emit-index-url pyproject.toml "$@" >/dev/null
}
compile -o requirements.lock
compile --extra dev -o requirements-dev.lock
if grep -n '://' requirements*.lock; then
    echo "lock: the lines above hold an address; addresses do not belong in the repository" >&2
    exit 1
fi
