#!/bin/sh
# Makes one virtual environment from its pinned requirements; the Makefile says which and when.
# usage: tools/setup.sh <environment> <requirements>
set -eu

fail() {
    echo "error: $1" >&2
    exit 1
}

python=${PYTHON:-python3}
command -v "$python" >/dev/null ||
    fail "$python is missing; install Python 3.11 or newer, or name one: make PYTHON=python3.12 setup"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "$python is $("$python" -V 2>&1), too old; name a newer one: make PYTHON=python3.12 setup"

environment=$1
requirements=$2
echo "Installing $requirements into $environment"
"$python" -m venv --clear "$environment" ||
    fail "$python cannot make virtual environments; install its venv module"
if [ "$environment" = .venv-uv ]; then
    "$environment/bin/python" -m pip install --quiet --disable-pip-version-check \
        --require-hashes --requirement "$requirements" ||
        fail "$requirements could not be installed; is a package index in reach?"
else
    .venv-uv/bin/uv pip sync --quiet --require-hashes \
        --python "$environment/bin/python" "$requirements" ||
        fail "$requirements could not be installed; is a package index in reach?"
fi
if [ "$environment" = .venv ]; then
    # The tools use the product; the line is read relative to the folder it stands in.
    "$environment/bin/python" - <<'END'
import os, pathlib, sysconfig
site = sysconfig.get_path("purelib")
pathlib.Path(site, "deskbell.pth").write_text(os.path.relpath("layers/deskbell", site) + "\n")
END
fi
touch "$environment/.installed"
