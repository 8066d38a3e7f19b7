#!/bin/sh
# Makes .venv from the locked, hashed requirements and compiles the translations. Safe to run again: a stamp with the
# hash of the lock says what is installed already.
#   ./bootstrap.sh        what the program needs        (requirements.lock)
#   ./bootstrap.sh dev    and what its tests need       (requirements-dev.lock)
set -eu
cd "$(dirname "$0")"

say() { echo "bootstrap: $*" >&2; }

stamp_of() { echo ".venv/.stamp-$(sha256sum "$1" | cut -c1-16)"; }

# A python3.11 that starts: under pyenv a name can be there without a program behind it.
find_python() {
    for candidate in ${PYTHON:-} python3.11 python3 /usr/bin/python3.11 /usr/bin/python3; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    say "no Python 3.11 found. On Debian 12: apt-get install python3. Elsewhere: PYTHON=/path/to/python3.11 $0"
    return 1
}

# Debian's Python can come without pip.
need_pip() {
    "$python" -m pip --version >/dev/null 2>&1 && return
    say "Python has no pip; installing Debian's python3-pip"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-pip >&2 ||
        { say "that failed. As root: apt-get install python3-pip"; return 1; }
}

pip_setting() {
    for place in :env: global site user; do
        "$python" -m pip config get "$place.$1" 2>/dev/null && return
    done
    true
}

# uv does not read pip's configuration, and on many machines that is the only place that says where packages come from.
# Every file is checked against a hash, so looking in all places (instead of the first) is safe.
hand_pip_settings_to_uv() {
    index=$(pip_setting index-url); more=$(pip_setting extra-index-url); links=$(pip_setting find-links); cert=$(pip_setting cert)
    export UV_INDEX_STRATEGY=unsafe-best-match
    if [ -n "$index" ]; then export UV_DEFAULT_INDEX="$index"; fi
    if [ -n "$more" ]; then export UV_INDEX="$(echo $more)"; fi
    if [ -n "$links" ]; then export UV_FIND_LINKS="$(echo $links | tr ' ' ',')"; fi
    if [ -n "$cert" ]; then export SSL_CERT_FILE="$cert"; fi
}

find_uv() {
    if [ ! -x .tools/bin/uv ]; then
        "$python" -m pip install -q --disable-pip-version-check --root-user-action=ignore --target .tools --require-hashes -r tools/uv.lock.txt >&2 || return 1
    fi
    echo .tools/bin/uv
}

install_with_uv() {
    uv=$(find_uv) || return 1
    hand_pip_settings_to_uv
    [ -x .venv/bin/python ] || "$uv" venv -q --clear --python "$python" .venv || return 1
    "$uv" pip sync -q --require-hashes --python .venv/bin/python "$lock"
}

install_with_pip() {
    say "uv did not succeed; trying pip (slower)"
    [ -x .venv/bin/python ] || "$python" -m venv --clear --without-pip .venv
    "$python" -m pip --python .venv/bin/python install -q --require-hashes -r "$lock"
}

install() {
    python=$(find_python)
    need_pip
    say "installing from $lock"
    install_with_uv || install_with_pip
    rm -f .venv/.stamp-*
    touch "$(stamp_of "$lock")"
}

lock=requirements.lock
# An environment that has the test tools keeps them.
if [ "${1:-}" = dev ] || [ -x .venv/bin/pytest ]; then lock=requirements-dev.lock; fi

if [ ! -x .venv/bin/python ] || [ ! -e "$(stamp_of $lock)" ]; then install; fi
.venv/bin/python tools/translations.py compile
