#!/bin/sh
# Sees to it that the programs that the tests drive are there: Chromium, with a Japanese font and
# the driver's library, and LibreOffice's spreadsheet, which saves and prints forms as others do,
# with what makes pictures of the print.
set -eu
cd "$(dirname "$0")/.."
missing=

if ! command -v chromium >/dev/null && [ ! -x /usr/bin/chromium ]; then
    missing=chromium
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
if [ -n "$missing" ]; then
    # shellcheck disable=SC2086 # the names are words of their own
    scripts/apt.sh $missing
fi
