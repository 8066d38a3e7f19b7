#!/bin/sh
# Everything on SQLite, then care once more on PostgreSQL. `tools/test-machine.sh` brings the server and the browser.
# With arguments: only those, on SQLite (or on the database of DATABASE_URL).
set -eu
[ $# -eq 0 ] || exec .venv/bin/python -m pytest "$@"
: "${SLUITEND_TEST_POSTGRES:?no PostgreSQL: call this through tools/test-machine.sh}"
: "${CHROMIUM:?no Chromium: call this through tools/test-machine.sh}"
status=0
.venv/bin/python -m pytest -n 2 --dist worksteal --ignore tests/browser || status=$?
# Two browsers at once make each other slow; care takes what one of them leaves of two processors, and all when it is done.
mkdir -p var
DATABASE_URL="$SLUITEND_TEST_POSTGRES" .venv/bin/python -m pytest -n 2 --dist worksteal tests/care >var/care-on-postgresql.log 2>&1 &
postgresql=$!
echo "In the browser, while care runs once more on PostgreSQL:"
.venv/bin/python -m pytest -n 1 tests/browser || status=$?
wait $postgresql || status=$?
echo "Care once more, on PostgreSQL:"
cat var/care-on-postgresql.log
exit $status
