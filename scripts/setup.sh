#!/bin/sh
# Makes .venv: the packages that requirements.lock pins, and this project, editable; all of it is
# compiled here, so that no command has to, whatever PYTHONDONTWRITEBYTECODE says.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
is_new_enough='import sys; sys.exit(sys.version_info < (3, 11))'

if ! .venv/bin/python -c "$is_new_enough" 2>/dev/null; then
    if ! "$python" -c "$is_new_enough" 2>/dev/null; then
        echo "setup: '$python' is not Python 3.11 or newer." \
            "Install one, or name it: make setup PYTHON=python3.11" >&2
        exit 1
    fi
    scripts/uv.sh venv --quiet --clear \
        --python "$("$python" -c 'import sys; print(sys.executable)')" .venv
fi
scripts/uv.sh pip sync --quiet --compile-bytecode --python .venv/bin/python \
    --require-hashes requirements.lock
scripts/uv.sh pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation -e .
# What is edited is known by its content: a file of the same size and second is not taken for it.
.venv/bin/python -m compileall -q --invalidation-mode checked-hash wizard workbook rules schemas
