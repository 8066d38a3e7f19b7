#!/bin/sh
# Renews both locks from pyproject.toml: hashes of every file, no addresses. `uv export` is used because uv.lock itself
# records addresses; it is made in passing and not kept (docs/decisions; reference/stack.md 1).
set -eu
cd "$(dirname "$0")/.."
trap 'rm -f uv.lock' EXIT
.tools/bin/uv lock -q
export="--frozen -q --no-emit-project --no-header --no-annotate --format requirements-txt"
.tools/bin/uv export $export -o requirements.lock >/dev/null
.tools/bin/uv export $export --extra dev -o requirements-dev.lock >/dev/null
if grep -n '://' requirements*.lock; then
    echo "lock: the lines above hold an address; addresses do not belong in the repository" >&2
    exit 1
fi
