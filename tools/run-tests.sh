#!/bin/sh
# Everything on SQLite, then care once more on PostgreSQL. `tools/test-machine.sh` brings the server and the browser.
# With arguments: only those, on SQLite (or on the database of DATABASE_URL).
set -eu
[ $# -eq 0 ] || exec .venv/bin/python -m pytest "$@"
: "${SLUITEND_TEST_POSTGRES:?no PostgreSQL: call this through tools/test-machine.sh}"
: "${CHROMIUM:?no Chromium: call this through tools/test-machine.sh}"
status=0
.venv/bin/python -m pytest -n 2 --dist worksteal --ignore tests/browser || status=$?
echo "In the browser, one after the other: two browsers at once make each other slow:"
.venv/bin/python -m pytest -n 1 tests/browser || status=$?
echo "Care once more, on PostgreSQL:"
DATABASE_URL="$SLUITEND_TEST_POSTGRES" .venv/bin/python -m pytest -n 2 --dist worksteal tests/care || status=$?
exit $status
