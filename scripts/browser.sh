#!/bin/sh
# Installs the programs that the tests drive, from Debian, where they are missing: Chromium without
# windows (a page takes a quarter less processor time than in the whole browser), a Japanese font
# and the library of the browser's driver; LibreOffice's spreadsheet, which saves and prints forms as
# others do, with what makes pictures of the print; PostgreSQL, of which each test run starts a server.
set -eu
cd "$(dirname "$0")/.."
missing=

if ! command -v chromium-headless-shell >/dev/null && ! command -v chromium >/dev/null; then
    missing=chromium-headless-shell
fi
if ! fc-list :lang=ja family 2>/dev/null | grep -q .; then
    missing="$missing fontconfig fonts-noto-cjk"
fi
if ! /sbin/ldconfig -p | grep -q 'libatomic\.so\.1'; then
    missing="$missing libatomic1" # what Playwright's own driver is linked against
fi
if ! command -v soffice >/dev/null; then
    missing="$missing libreoffice-calc-nogui" # headless: no desktop, no printer, no Java
fi
if ! command -v pdftoppm >/dev/null; then
    missing="$missing poppler-utils"
fi
if ! ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1; then
    missing="$missing postgresql"
    as_root=$([ "$(id -u)" -eq 0 ] || echo sudo)
    if command -v apt-get >/dev/null && command -v "${as_root:-env}" >/dev/null; then
        # Debian would make and start a server of its own; the tests need its programs alone.
        setting=/etc/postgresql-common/createcluster.d/moushikomi.conf
        $as_root mkdir -p "${setting%/*}"
        echo 'create_main_cluster = false' | $as_root tee "$setting" >/dev/null
        trap '$as_root rm -f "$setting"' EXIT
    fi
fi
if [ -n "$missing" ]; then
    # shellcheck disable=SC2086 # the names are words of their own
    scripts/apt.sh $missing
fi
