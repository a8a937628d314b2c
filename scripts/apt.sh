#!/bin/sh
# Installs Debian packages, as root or through sudo; says what to do where neither is possible.
set -eu

as_root=
if [ "$(id -u)" -ne 0 ]; then
    as_root=sudo
fi
if ! command -v apt-get >/dev/null || ! command -v ${as_root:-env} >/dev/null; then
    echo "Missing on this machine: $*." \
        "They can be installed from here only with apt-get, as root or with sudo;" \
        "please install what these Debian packages hold, and try again." >&2
    exit 1
fi
$as_root apt-get update -q
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"
