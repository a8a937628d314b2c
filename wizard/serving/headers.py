"""Response headers: security policies and caching."""

import re
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import Final

from starlette.datastructures import MutableHeaders

from wizard.serving.paths import Kind, index_file

_DISABLED_FEATURES: Final = (
    "camera", "clipboard-read", "display-capture", "geolocation", "hid", "microphone", "midi",
    "payment", "publickey-credentials-get", "serial", "usb",
)  # fmt: skip
_ALWAYS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",  # the URL of a draft is its secret
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _DISABLED_FEATURES),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_NON_PAGE_POLICY: Final = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
INLINE_SCRIPT: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def page_policy() -> str:
    """Return the Content-Security-Policy of the pages.

    Scripts: the files of the framework, its inline script and ours by hash, and ``blob:``, from
    which it loads component modules. It also uses inline styles and a font in a ``data:`` URL.
    """
    inline = [
        *INLINE_SCRIPT.findall(index_file().read_text(encoding="utf-8")),
        files("wizard.ui").joinpath("page.js").read_text(encoding="utf-8"),
    ]
    hashes = (b64encode(sha256(text.encode()).digest()).decode() for text in inline)
    scripts = " ".join(f"'sha256-{digest}'" for digest in hashes)
    return (
        f"default-src 'none'; script-src 'self' blob: {scripts}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    )


def set_headers(headers: MutableHeaders, kind: Kind | None, policy: str) -> None:
    """Set the headers of a response; ``kind`` is None for an error.

    Only the framework's scripts and fonts, whose names contain hashes, may be cached. CORS headers
    of the framework are removed, so that no other origin can read a response.
    """
    for name in [name for name in headers if name.lower().startswith("access-control-")]:
        del headers[name]
    headers.update(_ALWAYS)
    headers["Content-Security-Policy"] = policy if kind == "page" else _NON_PAGE_POLICY
    if kind != "asset":
        headers["Cache-Control"] = "no-store"
