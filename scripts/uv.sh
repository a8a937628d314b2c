#!/bin/sh
# Runs uv: the machine's own, or else one installed into .tools from requirements-uv.lock.
set -eu
cd "$(dirname "$0")/.."
export UV_PYTHON_DOWNLOADS=never

# uv brings certificates of its own; an office network may need those of the machine.
certificates=/etc/ssl/certs/ca-certificates.crt
if [ -z "${SSL_CERT_FILE:-}" ] && [ -r "$certificates" ]; then
    export SSL_CERT_FILE="$certificates"
fi

if uv --version >/dev/null 2>&1; then
    exec uv "$@"
fi

if ! cmp -s requirements-uv.lock .tools/requirements-uv.lock; then
    python=${PYTHON:-python3}
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null && command -v apt-get >/dev/null; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        scripts/apt.sh "python$version-venv" >&2
    fi
    "$python" -m venv --clear .tools >&2
    .tools/bin/python -m pip install --quiet --disable-pip-version-check \
        --require-hashes --only-binary :all: -r requirements-uv.lock >&2
    cp requirements-uv.lock .tools/requirements-uv.lock
fi
exec .tools/bin/uv "$@"
