"""The headers of every answer: what a browser may do with it, and who may keep it."""

import re
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import Final

from starlette.datastructures import MutableHeaders

from wizard.serving.paths import Kind, index_file

_CLOSED: Final = ("camera", "clipboard-read", "display-capture", "geolocation", "hid", "microphone",
                  "midi", "payment", "publickey-credentials-get", "serial", "usb")  # fmt: skip
_ALWAYS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",  # the address of a draft is its key
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _CLOSED),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_NO_DOCUMENT: Final = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
INLINE_SCRIPT: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def page_policy() -> str:
    """Return the Content-Security-Policy of the pages.

    Scripts: the framework's files, its one inline script and ours by their hashes, and ``blob:``,
    from which it loads a component's module. The framework writes styles into the page, and its
    own style sheet holds a font.
    """
    inline = [
        *INLINE_SCRIPT.findall(index_file().read_text(encoding="utf-8")),
        files("wizard.ui").joinpath("page.js").read_text(encoding="utf-8"),
    ]
    hashes = (b64encode(sha256(text.encode()).digest()).decode() for text in inline)
    scripts = " ".join(f"'sha256-{found}'" for found in hashes)
    return (
        f"default-src 'none'; script-src 'self' blob: {scripts}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    )


def set_headers(headers: MutableHeaders, kind: Kind | None, policy: str) -> None:
    """Set on an answer what each one carries; ``kind`` is None where nothing was found.

    The framework's scripts and fonts bear hashes and may be kept; nothing else may. No other origin
    reads an answer, whatever the framework says.
    """
    for name in [name for name in headers if name.lower().startswith("access-control-")]:
        del headers[name]
    headers.update(_ALWAYS)
    headers["Content-Security-Policy"] = policy if kind == "page" else _NO_DOCUMENT
    if kind != "asset":
        headers["Cache-Control"] = "no-store"
