#!/usr/bin/env bash
# Runs a command on a machine that has what the tests need besides Python: Chromium, fonts and a private PostgreSQL 15
# cluster on a free port. Installs Debian's packages when they are absent and stops the cluster afterwards.
#   tools/test-machine.sh .venv/bin/python -m pytest
# With SLUITEND_DURABLE=1 every commit reaches the disk and statements are counted, for measuring; wrk is there too.
# The command finds the server in SLUITEND_TEST_POSTGRES and the browser in CHROMIUM. Fails loudly when a part is missing.
set -euo pipefail

say() { echo "test-machine: $*" >&2; }
fail() { say "FAILED: $*"; exit 1; }

postgres_bin() { ls -d /usr/lib/postgresql/15/bin 2>/dev/null; }

# Chromium without windows of its own takes a quarter less of the processor; where only the whole one is, that does too.
browser() { command -v chromium-headless-shell || command -v chromium; }

missing_packages() {
    browser >/dev/null || echo chromium-headless-shell
    [ -x "$(postgres_bin)/initdb" ] || echo postgresql-15
    # Noto Sans comes with the program; this is for the signs outside Latin that people have in their names.
    ls /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf >/dev/null 2>&1 || echo fonts-dejavu-core
    if [ "${SLUITEND_DURABLE:-}" = 1 ]; then command -v wrk >/dev/null || echo wrk; fi
}

install_missing() {
    local packages
    packages=$(missing_packages | tr '\n' ' ')
    [ -n "$packages" ] || return 0
    [ "$(id -u)" = 0 ] || fail "needed and absent: $packages. As root: apt-get install --no-install-recommends $packages"
    say "installing $packages"
    # Debian's package would start a cluster of its own on installation; ours is private.
    mkdir -p /etc/postgresql-common/createcluster.d
    echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.d/sluitend.conf
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq >&2 || fail "apt-get update"
    # shellcheck disable=SC2086
    apt-get install -y -qq --no-install-recommends $packages >&2 || fail "apt-get install $packages"
}

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# initdb refuses root; as a normal user the cluster is simply ours.
as_postgres() {
    if [ "$(id -u)" = 0 ]; then
        (cd "$cluster" && setpriv --reuid=postgres --regid=postgres --init-groups env HOME="$cluster" "$@")
    else
        "$@"
    fi
}

# Durability off in tests: nothing there outlives the run. A measurement without it would flatter us.
durability() {
    if [ "${SLUITEND_DURABLE:-}" = 1 ]; then
        printf '%s\n' fsync=on synchronous_commit=on full_page_writes=on shared_preload_libraries=pg_stat_statements
    else
        printf '%s\n' fsync=off synchronous_commit=off full_page_writes=off
    fi
}

start_postgres() {
    # Under /tmp, because user postgres must be able to walk there.
    cluster=$(mktemp -d /tmp/sluitend-postgres.XXXXXX)
    [ "$(id -u)" != 0 ] || chown postgres "$cluster"
    chmod 700 "$cluster"
    trap stop_postgres EXIT
    trap 'exit 130' INT TERM HUP
    local port
    port=$(free_port)
    as_postgres "$(postgres_bin)/initdb" -D "$cluster/data" -U postgres --auth=trust --no-sync -E UTF8 --locale=C.UTF-8 \
        >"$cluster/initdb.log" || fail "initdb: $(cat "$cluster/initdb.log")"
    printf '%s\n' "listen_addresses='127.0.0.1'" "port=$port" "unix_socket_directories='$cluster'" \
        max_connections=100 >>"$cluster/data/postgresql.conf"
    durability >>"$cluster/data/postgresql.conf"
    as_postgres "$(postgres_bin)/pg_ctl" -D "$cluster/data" -l "$cluster/log" -w start >/dev/null ||
        fail "PostgreSQL did not start: $(cat "$cluster/log")"
    local user=postgres
    # No superuser, so that the wall between regions holds the tests too. A measurement asks for more: it reads the server's statistics.
    if [ "${SLUITEND_DURABLE:-}" != 1 ]; then
        user=sluitend
        as_postgres "$(postgres_bin)/psql" -q -h 127.0.0.1 -p "$port" -c "CREATE ROLE sluitend LOGIN CREATEDB CREATEROLE" \
            >/dev/null || fail "the role of the tests"
    fi
    export SLUITEND_TEST_POSTGRES="postgresql://$user@127.0.0.1:$port/postgres"
}

stop_postgres() {
    as_postgres "$(postgres_bin)/pg_ctl" -D "$cluster/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$cluster"
}

[ $# -gt 0 ] || fail "give the command to run"
install_missing
CHROMIUM=$(browser) || fail "no Chromium, even after installing it"
export CHROMIUM
# Optional (docs/decisions): the test of the HTML says so when it is not there.
"$(dirname "$0")/nu-checker.sh" || say "the Nu HTML checker could not be fetched"
start_postgres
"$@"
