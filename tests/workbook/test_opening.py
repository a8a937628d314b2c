"""What is no form is refused with its own words, and never with a traceback."""

import io
import re
import zipfile

import pytest

from tests.samples import OWN_FORM
from workbook.opening import MAX_FILE_BYTES, MAX_PARTS, UnreadableError, open_workbook

JAPANESE = re.compile(r"[\u3041-\u3096\u4e00-\u9fff]")


def _package(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, content in members.items():
            package.writestr(name, content)
    return packed.getvalue()


def _own_members() -> dict[str, bytes]:
    with zipfile.ZipFile(OWN_FORM) as package:
        return {name: package.read(name) for name in package.namelist()}


def _macro() -> bytes:
    members = _own_members()
    types = members["[Content_Types].xml"]
    members["[Content_Types].xml"] = types.replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    return _package(members)


def _damaged(name: str, content: bytes) -> bytes:
    return _package({**_own_members(), name: content})


OWN = OWN_FORM.read_bytes()
REFUSED = {
    "nothing": (b"", "ではない"),
    "text": ("申込書".encode(), "ではない"),
    "an old .xls or an encrypted file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".xls"),
    "a macro workbook": (_macro(), "マクロ"),
    "a zip of something else": (_package({"a.txt": b"x"}), "ではありません"),
    "an empty zip": (_package({}), "ではありません"),
    "half a file": (OWN[: len(OWN) // 2], "ではない"),
    "a file without its end": (OWN[:-30], "ではない"),
    "broken XML": (_damaged("xl/workbook.xml", b"<workbook"), "壊れて"),
    "no XML at all": (_damaged("xl/workbook.xml", b"\0\1\2"), "壊れて"),
    "a broken sheet": (_damaged("xl/worksheets/sheet1.xml", b"<worksheet><x>"), "壊れて"),
    "too large": (b"PK\x03\x04" + b"\0" * MAX_FILE_BYTES, "大きすぎ"),
    "too many parts": (
        _package({f"{number}": b"" for number in range(MAX_PARTS + 1)}), "大きすぎ",
    ),
    "a zip bomb": (_damaged("xl/media/x.bin", b"\0" * 51_000_000), "大きすぎ"),
}  # fmt: skip


def _packed_small(content: bytes) -> bytes:
    """Pack anew with compression, so that a bomb is as small as bombs are."""
    if len(content) < MAX_FILE_BYTES:
        return content
    packed = io.BytesIO()
    try:
        with (
            zipfile.ZipFile(io.BytesIO(content)) as source,
            zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
        ):
            for name in source.namelist():
                target.writestr(name, source.read(name))
    except zipfile.BadZipFile:
        return content
    return packed.getvalue()


@pytest.mark.parametrize(("content", "says"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_form_is_refused_with_its_own_words(content: bytes, says: str) -> None:
    with pytest.raises(UnreadableError) as raised:
        open_workbook(_packed_small(content))
    assert says in raised.value.why
    assert JAPANESE.search(raised.value.mend)
    assert str(raised.value) == raised.value.why


def test_a_form_opens() -> None:
    assert open_workbook(OWN).sheetnames == ["利用申込書", "別紙"]
