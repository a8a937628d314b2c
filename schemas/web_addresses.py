"""Web addresses as people write and copy them."""

import re
from typing import Final

from pydantic import HttpUrl, TypeAdapter, ValidationError

from schemas.characters import narrow, with_hyphens
from schemas.cleaning import strip
from schemas.hosts import is_publicly_reachable

_WRAPPED: Final = re.compile(r"<([^<>\s]*)>")  # as mail programs write addresses
_HTTP: Final = re.compile(r"https?://[^/\\\s]", re.IGNORECASE)
_HTTP_URL: Final = TypeAdapter(HttpUrl)
_DOUBLE_SCHEME: Final = re.compile(r"https?:/*https?\b", re.IGNORECASE)  # http://https://
_PARTS: Final = re.compile(r"(https?)://([^/?#]*)(.*)", re.IGNORECASE | re.DOTALL)

_PREFIX: Final = re.compile(
    r"^(?:(?:url|uri|link|リンク|アドレス|ホームページ|hp)\s*[:.]\s*|[\s(\[{<【〔〈《「『\"'“‘])+",
    re.IGNORECASE,
)
_SCHEMES: Final = re.compile(
    r"^(?:(?:https?|t{1,2}ps?|h?tps?|hht+ps?)(?:[:;]\s*/*|/+)|:?/{2,})+", re.IGNORECASE
)
"""http:// and https://, with common misspellings and repetitions."""
_SCHEME: Final = re.compile(r"https?://", re.IGNORECASE)
_INSECURE: Final = re.compile(r"http[:;/\s]*$", re.IGNORECASE)
_OTHER_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
"""Such as ftp:, but no host with a port."""
_TERMINATORS: Final = re.compile(r"[\s」』】〕〉》。、<>\"]")
"""Characters that cannot occur unescaped in an address."""
_TRAILING_MARKS: Final = "。、，．・,.;:!?」』】〕〉》>”’\"'…"
_BRACKETS: Final = {")": "(", "]": "[", "}": "{"}
_MAX_LENGTH: Final = 2_000
"""Characters (an estimate, a common limit of browsers); longer texts are not searched."""
_DASH_BETWEEN: Final = re.compile(r"(?<=[A-Za-z0-9])[^\x00-\x7f](?=[A-Za-z0-9])")
"""The ― of example―a.jp."""


def plain_web_address(typed: str) -> str:
    """Return an address in half-width, without the angle brackets of mail programs."""
    text = strip(narrow(typed))
    match = _WRAPPED.fullmatch(text)
    return match[1] if match else text


def is_web_address(text: str) -> bool:
    """Return whether a text is one address with http:// or https:// and a host."""
    if not _HTTP.match(text) or re.search(r"\s", text) or _DOUBLE_SCHEME.match(text):
        return False
    host = host_of(text)
    return bool(host) and "" not in host.rstrip(".").split(".")


def host_of(text: str) -> str:
    """Return the host of an address; empty if it is invalid or contains a user name.

    An integer host is returned as an IP address.
    """
    try:
        parsed = _HTTP_URL.validate_python(text)
    except ValidationError:
        return ""
    match = _PARTS.match(text)
    if match is None or "@" in match[2]:
        return ""
    return parsed.unicode_host() or ""


def without_sentence(text: str) -> str:
    """Return an address without trailing punctuation of the surrounding sentence."""
    while text and (text[-1] in _TRAILING_MARKS or _ends_in_unopened_bracket(text)):
        text = text[:-1]
    return text


def _ends_in_unopened_bracket(text: str) -> bool:
    opening = _BRACKETS.get(text[-1])
    return opening is not None and text.count(text[-1]) > text.count(opening)


def suggest_web_address(typed: str) -> str:
    """Return the address that was probably intended, or an empty string."""
    if len(typed) > _MAX_LENGTH:
        return ""
    text = _without_prefix(strip(narrow(typed)).replace("\\", "/"))
    schemes = _SCHEMES.match(text)
    rest = text[schemes.end() :] if schemes else text
    if not schemes and _OTHER_SCHEME.match(rest):
        return ""
    host, path = _split(rest)
    address = without_sentence(f"{_scheme(schemes[0] if schemes else '')}{host}{path}")
    is_usable = (
        is_web_address(address) and "://" not in rest and is_publicly_reachable(host_of(address))
    )
    return address if is_usable else ""


def _without_prefix(text: str) -> str:
    """Return a text without what precedes the address: a label or the beginning of a sentence."""
    begins = _SCHEME.search(text)
    if begins and not _SCHEMES.fullmatch(text[: begins.start()]):
        return text[begins.start() :]
    return _PREFIX.sub("", text)


def _scheme(written: str) -> str:
    """Return the scheme that was probably intended; return a correct one unchanged."""
    if _SCHEME.fullmatch(written):
        return written
    return "http://" if _INSECURE.search(written) else "https://"


def _split(rest: str) -> tuple[str, str]:
    """Split the text after the scheme into a host, with plain dots and hyphens, and a path."""
    match = re.match(r"([^/?#\s]*)\s*([/?#].*)?", rest, re.DOTALL)
    host, path = (match[1], match[2] or "") if match else ("", "")
    host = without_sentence(host).replace("。", ".").replace("、", ".")
    host = _DASH_BETWEEN.sub(lambda mark: with_hyphens(mark[0]), host)
    return host, _TERMINATORS.split("".join(map(str.strip, path.split("\n"))))[0]
