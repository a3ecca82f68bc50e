#!/bin/sh
# Make the virtual environment $1 with the first Python that is new enough; leave one that is there.
# PYTHON names the interpreter to take instead of looking for one.
set -eu
venv=$1

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

if new_enough "$venv/bin/python"; then exit 0; fi

for python in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
    if new_enough "$python"; then
        echo "making $venv with $("$python" -V 2>&1)"
        # What a broken or an older environment left behind would mix with the new one.
        rm -rf "$venv"
        if "$python" -m venv "$venv" && "$venv/bin/python" -m pip --version >/dev/null; then exit 0; fi
        rm -rf "$venv"
        echo "make: $python cannot make a virtual environment; install its venv module" \
            "(on Debian and Ubuntu: apt install python3-venv)" >&2
        exit 1
    fi
done
echo "make: no Python 3.11 or newer here (looked at: ${PYTHON:-python3, python3.11 and newer});" \
    "install one, or name it: make PYTHON=/path/to/python3.11" >&2
exit 1
