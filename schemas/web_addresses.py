"""Addresses of pages as people write and copy them."""

import re
from typing import Final

from pydantic import HttpUrl, TypeAdapter, ValidationError

from schemas.characters import narrow, with_hyphens
from schemas.cleaning import strip
from schemas.hosts import is_reached

_WRAPPED: Final = re.compile(r"<([^<>\s]*)>")
_HTTP: Final = re.compile(r"https?://[^/\\\s]", re.IGNORECASE)
_HTTP_URL: Final = TypeAdapter(HttpUrl)
_TWICE: Final = re.compile(r"https?:/*https?\b", re.IGNORECASE)
_PARTS: Final = re.compile(r"(https?)://([^/?#]*)(.*)", re.IGNORECASE | re.DOTALL)

_BEFORE: Final = re.compile(
    r"^(?:(?:url|uri|link|リンク|アドレス|ホームページ|hp)\s*[:.]\s*|[\s(\[{<【〔〈《「『\"'“‘])+",
    re.IGNORECASE,
)
_SCHEMES: Final = re.compile(
    r"^(?:(?:https?|t{1,2}ps?|h?tps?|hht+ps?)(?:[:;]\s*/*|/+)|:?/{2,})+", re.IGNORECASE
)
"""Every way in which http:// and https:// are misspelt, and repeated."""
_SCHEME: Final = re.compile(r"https?://", re.IGNORECASE)
_INSECURE: Final = re.compile(r"http[:;/\s]*$", re.IGNORECASE)
_OTHER_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
_ENDS: Final = re.compile(r"[\s」』】〕〉》。、<>\"]")
"""Signs that no address has, unless they are escaped."""
_AFTER: Final = "。、，．・,.;:!?」』】〕〉》>”’\"'…"
_BRACKETS: Final = {")": "(", "]": "[", "}": "{"}
_LONGEST: Final = 2_000
"""In longer texts no address is looked for; no browser shows one in full."""
_DASH_BETWEEN: Final = re.compile(r"(?<=[A-Za-z0-9])[^\x00-\x7f](?=[A-Za-z0-9])")


def plain_web_address(typed: str) -> str:
    """Return an address narrow, without the angle brackets that mail programs add."""
    text = strip(narrow(typed))
    match = _WRAPPED.fullmatch(text)
    return match[1] if match else text


def is_web_address(text: str) -> bool:
    """Return whether a text is one address that begins with http:// or https://, and a host."""
    if not _HTTP.match(text) or re.search(r"\s", text) or _TWICE.match(text):
        return False
    host = host_of(text)
    return bool(host) and "" not in host.rstrip(".").split(".")


def host_of(text: str) -> str:
    """Return the host of an address, empty where it is none or one with a user's name.

    A number is written as the address that it stands for.
    """
    try:
        found = _HTTP_URL.validate_python(text)
    except ValidationError:
        return ""
    match = _PARTS.match(text)
    if match is None or "@" in match[2]:
        return ""
    return found.unicode_host() or ""


def without_sentence(text: str) -> str:
    """Return an address without the marks at its end that belong to the sentence around it."""
    while text and (text[-1] in _AFTER or _is_unopened(text)):
        text = text[:-1]
    return text


def _is_unopened(text: str) -> bool:
    opening = _BRACKETS.get(text[-1])
    return opening is not None and text.count(text[-1]) > text.count(opening)


def meant_web_address(typed: str) -> str:
    """Return the address that was probably meant; empty where none can be told."""
    if len(typed) > _LONGEST:
        return ""
    text = _alone(strip(narrow(typed)).replace("\\", "/"))
    schemes = _SCHEMES.match(text)
    rest = text[schemes.end() :] if schemes else text
    if not schemes and _OTHER_SCHEME.match(rest):
        return ""
    host, path = _split(rest)
    found = without_sentence(f"{_scheme(schemes[0] if schemes else '')}{host}{path}")
    is_told = is_web_address(found) and "://" not in rest and is_reached(host_of(found))
    return found if is_told else ""


def _alone(text: str) -> str:
    """Return a text from the address on: what stands before it is a label, or its sentence."""
    begins = _SCHEME.search(text)
    if begins and not _SCHEMES.fullmatch(text[: begins.start()]):
        return text[begins.start() :]
    return _BEFORE.sub("", text)


def _scheme(written: str) -> str:
    """Return the scheme that was meant; one that is right stays as it is."""
    if _SCHEME.fullmatch(written):
        return written
    return "http://" if _INSECURE.search(written) else "https://"


def _split(rest: str) -> tuple[str, str]:
    """Split what follows the scheme into a host with plain dots and hyphens, and the path."""
    match = re.match(r"([^/?#\s]*)\s*([/?#].*)?", rest, re.DOTALL)
    host, path = (match[1], match[2] or "") if match else ("", "")
    host = without_sentence(host).replace("。", ".").replace("、", ".")
    host = _DASH_BETWEEN.sub(lambda mark: with_hyphens(mark[0]), host)
    return host, _ENDS.split("".join(map(str.strip, path.split("\n"))))[0]
