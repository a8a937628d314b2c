"""Names of attached files, as Japanese mail programs write them into headers."""

import base64
from typing import Final
from urllib.parse import quote

import pytest

from tests.mails import mail
from tests.wizard.test_mails import names_of
from wizard.core.checking.header_text import readable


def word(code: str, text: bytes) -> str:
    """Write an encoded word (RFC 2047)."""
    return f"=?{code}?B?{base64.b64encode(text).decode()}?="


# ISO-2022-JP as Windows writes it (code page 50220): 申込書㈱①, and 髙﨑 from the rows of NEC.
JIS: Final = b"\x1b$B?=9~=q-j-!\x1b(B.xlsx"
NEC: Final = b"\x1b$B|byu\x1b(B.xlsx"
KANA: Final = b"\x1b(I%1!\x1b(B.xlsx"

HEADERS: Final = {
    "plain": ('filename="a.xlsx"', "a.xlsx"),
    "without quotation marks": ("filename=a.xlsx", "a.xlsx"),
    "with spaces, without quotation marks": ("filename=a b c.xlsx", "a b c.xlsx"),
    "in other letters": ('FileName = "a.xlsx"', "a.xlsx"),
    "with a quotation mark": (r'filename="a\"b.xlsx"', 'a"b.xlsx'),
    "folded": ('\r\n filename="a.xlsx"', "a.xlsx"),
    "UTF-8 in words": (f'filename="{word("utf-8", "申込書.xlsx".encode())}"', "申込書.xlsx"),
    "UTF-8 in two words": (
        f'filename="{word("UTF-8", "申込".encode())}\r\n {word("UTF-8", "書.xlsx".encode())}"',
        "申込書.xlsx",
    ),
    "quoted-printable words": ('filename="=?utf-8?Q?=E7=94=B3=E8=BE=BC=2Exlsx?="', "申込.xlsx"),
    "words as they are": (f"filename={word('utf-8', '申込.xlsx'.encode())}", "申込.xlsx"),
    "ISO-2022-JP": (f'filename="{word("ISO-2022-JP", JIS)}"', "申込書㈱①.xlsx"),
    "ISO-2022-JP of NEC's rows": (f'filename="{word("iso-2022-jp", NEC)}"', "髙﨑.xlsx"),
    "half-width kana": (f'filename="{word("iso-2022-jp", KANA)}"', "･ｱ｡.xlsx"),
    "Shift_JIS": (f'filename="{word("Shift_JIS", "髙﨑①.xlsx".encode("cp932"))}"', "髙﨑①.xlsx"),
    "x-sjis": (f'filename="{word("x-sjis", "㈱.xlsx".encode("cp932"))}"', "㈱.xlsx"),
    "bytes of UTF-8": ('filename="申込書.xlsx"'.encode(), "申込書.xlsx"),
    "bytes of Shift_JIS": ('filename="申込書㈱.xlsx"'.encode("cp932"), "申込書㈱.xlsx"),
    "bytes without quotation marks": ("filename=申込書.xlsx".encode(), "申込書.xlsx"),
    "RFC 2231": ("filename*=UTF-8''%E7%94%B3%E8%BE%BC.xlsx", "申込.xlsx"),
    "RFC 2231, Shift_JIS": (f"filename*=shift_jis''{quote('㈱'.encode('cp932'))}.xlsx", "㈱.xlsx"),
    "in segments": ("filename*0*=utf-8''%E7%94%B3; filename*1*=%E8%BE%BC.xlsx", "申込.xlsx"),
    "a character in two": ("filename*0*=utf-8''%E7%94; filename*1*=%B3.xlsx", "申.xlsx"),
    "segments of ISO-2022-JP": (
        "filename*0*=iso-2022-jp''%1B%24B%3F%3D; filename*1*=9~%3Dq%1B%28B.xlsx", "申込書.xlsx",
    ),
    "segments in disorder": ("filename*1=b.xlsx; filename*0=a", "ab.xlsx"),
    "segments with a gap": ('filename*0=a; filename*2="c.xlsx"', "ac.xlsx"),
    "of both sorts": ("filename*0*=utf-8''%E7%94%B3; filename*1=\"(1).xlsx\"", "申(1).xlsx"),
    "a plain name before": ("filename=\"x.xlsx\"; filename*=utf-8''%E7%94%B3.xlsx", "申.xlsx"),
    "a plain name after": ("filename*=utf-8''%E7%94%B3.xlsx; filename=x.xlsx", "申.xlsx"),
    "in no known code": ("filename*=nonsense''%E7%94%B3.xlsx", "申.xlsx"),
    "a folder": ('filename="../../a.xlsx"', "../../a.xlsx"),
    "signs that a terminal obeys": ('filename="a\x1b[31m\x07.xlsx"', "a\\x1b[31m\\x07.xlsx"),
    "signs that turn the text": ('filename="\u202exslx.exe"'.encode(), "\\x202exslx.exe"),
    "empty": ('filename=""', "添付1.txt"),
    "an empty word": ('filename="=?utf-8?B??="', "添付1.txt"),
    "no name": ("", "添付1.txt"),
    "half a quotation": ('filename="a.xlsx', "a.xlsx"),
}  # fmt: skip


@pytest.mark.parametrize(("header", "name"), HEADERS.values(), ids=HEADERS)
def test_the_name_of_a_file_is_read_however_it_is_written(header: str | bytes, name: str) -> None:
    raw = header.encode("latin-1") if isinstance(header, str) else header
    part = b"Content-Type: application/octet-stream\r\nContent-Disposition: attachment; " + raw
    assert names_of(mail(part + b"\r\n\r\nx"))[-1] == name


def test_a_name_may_stand_with_the_type_alone() -> None:
    part = f'Content-Type: application/pdf; name="{word("iso-2022-jp", JIS)}"'.encode()
    assert names_of(mail(part + b"\r\n\r\nx")) == ["申込書㈱①.xlsx"]


def test_headers_that_say_nothing_of_files_stay_as_they_are() -> None:
    for header in (
        "text/plain; charset=iso-2022-jp",
        'multipart/mixed; boundary="=_a b"',
        "base64",
    ):
        assert readable(header) == header
