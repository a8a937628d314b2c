"""File names in the headers of Japanese mails, as mail programs write them.

The library supports RFC 2231 and RFC 2047. Programs deviate: Windows encodings under other names,
bytes without declared encoding, unquoted names, encodings that span segments.
"""

import codecs
import re
from collections import defaultdict
from contextlib import suppress
from typing import Any, Final
from urllib.parse import quote

_QUOTED: Final = r'"(?:[^"\\]|\\.)*"'
_NAME: Final = r"(?<=[;\s])((?:file)?name)"
_FLAGS: Final = re.IGNORECASE | re.DOTALL
_SEGMENT: Final = re.compile(rf"{_NAME}\*(\d+)(\*?)\s*=\s*({_QUOTED}|[^;]*);?", _FLAGS)
_EXTENDED: Final = re.compile(rf"{_NAME}\*\s*=", _FLAGS)
_BARE: Final = re.compile(rf'{_NAME}\s*=\s*([^";\s][^";]*)', _FLAGS)
_PLAIN: Final = re.compile(rf"{_NAME}\s*=\s*(?:{_QUOTED}|[^;]*);?", _FLAGS)

_ISO_2022_JP: Final = re.compile(r"(?<![\w-])iso-2022-jp(?=[?'])", re.IGNORECASE)
_SHIFT_JIS: Final = re.compile(r"(?<![\w-])(?:x-sjis|shift[_-]jis)(?=[?'])", re.IGNORECASE)
_WINDOWS: Final = "x-cp50220"
"""ISO-2022-JP with Windows characters (①, ㈱, 髙), which Python's codec does not support."""
_ESCAPE: Final = re.compile(rb"\x1b(\$[@B]|\([BJI])")
_ROWS_BELOW_KANA: Final = 62
_HALF: Final = 0x80  # the high bit of half-width kana in Shift_JIS


def readable(value: str) -> str:
    """Return a header in a form that the library reads.

    If a file has two names, the plain one for older mail programs is removed.
    """
    value = _BARE.sub(r'\1="\2"', _joined(_decoded(value)))
    twins = {name.lower() for name in _EXTENDED.findall(value)}
    value = _PLAIN.sub(lambda found: "" if found[1].lower() in twins else found[0], value)
    return _SHIFT_JIS.sub("cp932", _ISO_2022_JP.sub(_WINDOWS, value))


def _decoded(value: str) -> str:
    """Decode bytes without declared encoding by trial."""
    raw = value.encode("utf-8", "surrogateescape")
    for code in ("utf-8", "cp932"):
        with suppress(UnicodeDecodeError):
            return raw.decode(code)
    return raw.decode("utf-8", "replace")


def _joined(value: str) -> str:
    """Return a header with the segments of names joined in order."""
    segments: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for name, number, mark, text in _SEGMENT.findall(value):
        segments[name.lower()].append((int(number[:3]), mark, text.strip()))
    whole = [_whole(name, sorted(found)) for name, found in segments.items()]
    return "; ".join([_SEGMENT.sub("", value).rstrip("; \t\r\n"), *whole]) if whole else value


def _whole(name: str, segments: list[tuple[int, str, str]]) -> str:
    if any(mark for _, mark, _ in segments):
        texts = (text if mark else quote(_bare(text)) for _, mark, text in segments)
        return f"{name}*={''.join(texts)}"
    return f'{name}="{"".join(_bare(text) for _, _, text in segments)}"'


def _bare(text: str) -> str:
    return text[1:-1] if re.fullmatch(_QUOTED, text, _FLAGS) else text


def _read_windows(data: Any, errors: str = "strict") -> tuple[str, int]:  # noqa: ANN401 - any bytes
    """Decode the ISO-2022-JP of Windows, by conversion to its Shift_JIS."""
    given = bytes(data)
    text, *rest = _ESCAPE.split(given)
    found = bytearray(text)
    for escape, run in zip(rest[::2], rest[1::2], strict=True):
        if escape.startswith(b"$"):
            for first, second in zip(run[::2], run[1::2], strict=False):
                found += _shift_jis(first - 0x21, second - 0x21)
        elif escape == b"(I":
            found += bytes(byte | _HALF for byte in run)
        else:
            found += run
    return bytes(found).decode("cp932", errors), len(given)


def _shift_jis(row: int, cell: int) -> bytes:
    """Return the Shift_JIS bytes of a row and cell of JIS X 0208, from 0."""
    first = (row >> 1) + (0x81 if row < _ROWS_BELOW_KANA else 0xC1)
    second = cell + (0x9F if row % 2 else 0x40 + (cell >= 0x3F))  # noqa: PLR2004 - 0x7F is left out
    return bytes((first & 0xFF, second & 0xFF))


def _write_nothing(text: str, errors: str = "strict") -> tuple[bytes, int]:
    raise UnicodeEncodeError(_WINDOWS, text, 0, len(text), f"only read here ({errors})")


def _find_codec(name: str) -> codecs.CodecInfo | None:
    is_ours = name.replace("_", "-") == _WINDOWS
    return codecs.CodecInfo(_write_nothing, _read_windows, name=_WINDOWS) if is_ours else None


codecs.register(_find_codec)
