"""Forms out of mails saved by Outlook (.msg): what is taken, and that nothing broken costs much."""

import struct
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.mails import TEXT, attached, mail
from tests.outlook_files import SECTOR, Attached, Tree, compound, mail_tree, outlook, utf16
from tests.wizard.test_mails import DAMAGED, FORM, NO_FORM, PDF, forms_in, found_in, refused
from wizard.core.checking.uploads import PassedOver, Upload

MSG: Final = outlook(Attached("申込書.xlsx", FORM * 200), Attached("周知文.pdf", PDF))


def test_forms_are_taken_and_what_is_none_is_named() -> None:
    enclosed = ("申込書.xlsx", "周知文.pdf")
    assert found_in(MSG, "受信.MSG") == [
        Upload("受信.MSG/申込書.xlsx", FORM * 200, enclosed=enclosed),
        PassedOver("受信.MSG/周知文.pdf"),
    ]


def test_small_and_large_files_are_read_whole_and_in_their_order() -> None:
    sizes = (0, 1, 63, 64, 4095, 4096, 4097, 700_000)
    contents = {f"{size}.xlsx": bytes(size % 251 for _ in range(size)) for size in sizes}
    content = outlook(*(Attached(name, data) for name, data in contents.items()))
    assert forms_in(content) == {f"a.eml/{name}": data for name, data in contents.items()}


def test_the_forms_of_a_mail_within_are_taken() -> None:
    inner = mail_tree(Attached("x.xlsx", FORM), Attached("周知文.pdf", PDF), head=24)
    content = outlook(Attached("転送の件", inner), Attached("y.xlsx", FORM))
    assert found_in(content, "a.msg") == [
        Upload("a.msg/転送の件.msg/x.xlsx", FORM, enclosed=("x.xlsx", "周知文.pdf")),
        PassedOver("a.msg/転送の件.msg/周知文.pdf"),
        Upload("a.msg/y.xlsx", FORM, enclosed=("x.xlsx", "周知文.pdf", "y.xlsx")),
    ]


def test_mails_of_both_sorts_are_read_within_each_other() -> None:
    within_text = mail(attached("b.msg", MSG))
    within_outlook = outlook(Attached("c.eml", within_text))
    assert list(forms_in(within_outlook, "d.msg")) == ["d.msg/c.eml/b.msg/申込書.xlsx"]


NAMES: Final[dict[str, tuple[Tree, str]]] = {
    "the long name": ({"3707001F": utf16("髙﨑.xlsx"), "3704001F": utf16("B~1.XLS")}, "髙﨑.xlsx"),
    "the short name": ({"3704001F": utf16("SHORT.XLS")}, "SHORT.XLS"),
    "the name that shows": ({"3001001F": utf16("表示.xlsx")}, "表示.xlsx"),
    "not in Unicode": ({"3707001E": "申込書㈱.xlsx".encode("cp932")}, "申込書㈱.xlsx"),
    "with a zero behind": ({"3707001F": utf16("x.xlsx\0")}, "x.xlsx"),
    "none": ({}, "添付1.xlsx"),
}


@pytest.mark.parametrize(("streams", "name"), NAMES.values(), ids=NAMES)
def test_an_attachment_bears_the_best_of_its_names(streams: Tree, name: str) -> None:
    content = outlook(Attached("", FORM, more=streams))
    assert forms_in(content) == {f"a.eml/{name}": FORM}


def test_pictures_in_the_text_are_not_attached() -> None:
    shown = Attached("logo.xlsx", FORM, "image/png", {"3712001F": utf16("image001@x")})
    assert refused(outlook(shown), "a.msg").why == NO_FORM


ENVELOPED: Final = bytes.fromhex("308006092a864886f70d010703a080") + bytes(100)
SIGNED_MAIL: Final = mail(
    mail(TEXT, attached("x.xlsx", FORM), head=b""), attached("smime.p7s", b"0"), kind="signed"
)


def test_sealed_and_signed_mails_are_distinguished() -> None:
    sealed = outlook(
        Attached("smime.p7m", ENVELOPED, "application/pkcs7-mime"), kind="IPM.Note.SMIME"
    )
    assert "暗号化されたメール（S/MIME）" in refused(sealed, "a.msg").why
    signed = outlook(
        Attached("smime.p7m", SIGNED_MAIL, "multipart/signed"),
        kind="IPM.Note.SMIME.MultipartSigned",
    )
    assert forms_in(signed, "a.msg") == {"a.msg/x.xlsx": FORM}


def test_a_mail_without_a_form_says_so() -> None:
    assert refused(outlook(), "a.msg").why == NO_FORM
    (upload,) = [
        item for item in found_in(outlook(Attached("a.pdf", PDF))) if isinstance(item, Upload)
    ]
    assert upload.why == NO_FORM


# Broken and hostile files


def patched(content: bytes, *changes: tuple[int, int], size: str = "<I") -> bytes:
    """Write numbers over a file at their places."""
    changed = bytearray(content)
    for place, number in changes:
        struct.pack_into(size, changed, place, number)
    return bytes(changed)


TABLES: Final[int] = struct.unpack_from("<I", MSG, 44)[0]
FIRST: Final[int] = SECTOR * (1 + TABLES)
"""Where the directory begins."""
LEFT, RIGHT, CHILD, START, SIZE = 68, 72, 76, 116, 120


def entry(number: int, field: int) -> int:
    return FIRST + number * 128 + field


def deep(levels: int) -> bytes:
    """Write storages in storages, each entry after the one around it, without any tree."""
    entries = [_directory("Root Entry", 5, 1)]
    entries += [_directory("s", 1, number + 2) for number in range(levels)]
    entries += [_directory("__properties_version1.0", 2, 0xFFFFFFFF)]
    directory = b"".join(entries) + bytes(-len(entries) % 4 * 128)
    sectors = len(directory) // SECTOR
    tables = -(-(sectors + 10) // 127)
    fat = [0xFFFFFFFD] * tables + [*range(tables + 1, tables + sectors), 0xFFFFFFFE]
    fat += [0xFFFFFFFF] * (tables * 128 - len(fat))
    head = patched(MSG[:512], (44, tables), (48, tables), (60, 0xFFFFFFFE), (64, 0))
    places = [*range(tables), *[0xFFFFFFFF] * (109 - tables)]
    return (
        head[:76] + struct.pack("<109I", *places) + struct.pack(f"<{len(fat)}I", *fat) + directory
    )


def _directory(name: str, kind: int, child: int) -> bytes:
    raw = utf16(name) + b"\0\0"
    none = 0xFFFFFFFF
    return struct.pack(
        "<64sHBBIII36xIII", raw, len(raw), kind, 1, none, none, child, 0xFFFFFFFE, 0, 0
    )


CYCLE: Final = [(entry(n, side), (n + 1) % 6) for n in range(6) for side in (LEFT, RIGHT, CHILD)]
ROOT_AGAIN: Final = [(entry(0, CHILD), 0)]
BROKEN: Final = {
    "a directory in a circle": patched(MSG, *CYCLE),
    "a directory that holds itself": patched(MSG, *ROOT_AGAIN),
    "a directory whose sectors go round": patched(MSG, (SECTOR + 4 * TABLES, TABLES)),
    "a directory somewhere else": patched(MSG, (48, 0x00FFFFFF)),
    "a stream larger than the file": patched(MSG, (entry(0, SIZE), 0x7FFFFFFF)),
    "more tables than sectors": patched(MSG, (44, 0x00FFFFFF)),
    "tables that go round": patched(
        MSG + bytes(8_000_000), (44, 1 << 24), (68, 100), (72, 132_104), (SECTOR * 101 + 508, 100),
        *((76 + 4 * n, 0) for n in range(109)),
    ),
    "more small tables than sectors": patched(MSG, (64, 0x0FFFFFFF)),
    "sectors without end": patched(MSG, (30, 60_000), size="<H"),
    "sectors of one byte": patched(MSG, (30, 0), size="<H"),
    "small sectors without end": patched(MSG, (32, 40_000), size="<H"),
    "another order of bytes": patched(MSG, (28, 0xFEFF), size="<H"),
    "the header alone": MSG[:SECTOR],
    "the first bytes alone": MSG[:8],
    "a workbook of old": compound({"Workbook": bytes(5_000)}),
    "nothing": compound({}),
    "20,000 entries": compound({**mail_tree(), **{f"x{n}": b"" for n in range(20_000)}}),
}  # fmt: skip


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_reported_and_costs_nothing(content: bytes) -> None:
    upload = refused(content, "a.msg")
    assert (upload.name, upload.why) == ("a.msg", DAMAGED)


def test_storages_in_storages_without_end_are_reported() -> None:
    assert (
        refused(deep(2_000), "a.msg").why
        == "メールの構造（入れ子）が深すぎるため、読み取れません。"
    )


def test_streams_that_share_their_sectors_are_read_within_bounds() -> None:
    large = b"y" * 3_000_000
    small = [Attached(f"{n}.xlsx", b"z" * 5_000) for n in range(60)]
    content = outlook(Attached("0.bin", large), *small)
    (tables,) = struct.unpack_from("<I", content, 44)
    first, start, changes = SECTOR * (1 + tables), 0, []
    for place in range(first, first + 128 * 400, 128):
        started, size = struct.unpack_from("<II", content, place + START)
        if size == len(large):
            start = started
        elif size == 5_000:
            changes.append(place)
    shared = [(place + START, start + n) for n, place in enumerate(changes, start=1)]
    sizes = [(place + SIZE, len(large) - SECTOR * n) for n, place in enumerate(changes, start=1)]
    *found, last = found_in(patched(content, *shared, *sizes), "a.msg")
    assert isinstance(last, Upload)
    assert "残りはチェックしていません" in last.why
    held = sum(
        len(item.source)
        for item in found
        if isinstance(item, Upload) and type(item.source) is bytes
    )
    assert 50_000_000 < held <= 100_000_000


def test_what_is_cut_off_is_reported_for_each_file_or_the_mail() -> None:
    for end in range(0, len(MSG), 700):
        for item in found_in(MSG[:end], "a.msg"):
            assert item.name.startswith("a.msg")


@given(
    st.lists(st.tuples(st.integers(0, len(MSG) - 9), st.binary(min_size=1, max_size=8)), max_size=6)
)
def test_however_a_file_is_damaged_something_is_given(changes: list[tuple[int, bytes]]) -> None:
    damaged = bytearray(MSG)
    for place, new in changes:
        damaged[place : place + len(new)] = new
    assert found_in(bytes(damaged), "a.msg")


def test_a_form_comes_from_the_domain_of_its_sender() -> None:
    inner: Tree = {
        **mail_tree(Attached("x.xlsx", FORM), head=24),
        "__substg1.0_0C1F001F": utf16("a@inner.co.jp"),
    }
    tree: Tree = {
        **mail_tree(Attached("y.xlsx", FORM), Attached("転送", inner)),
        "__substg1.0_0C1F001F": utf16("/O=EXCHANGE/CN=HANAKO"),
        "__substg1.0_5D01001F": utf16("a@example.co.jp"),
    }
    found = {
        one.name[-6:]: one.sender
        for one in found_in(compound(tree), "a.msg")
        if isinstance(one, Upload)
    }
    assert found == {"y.xlsx": "example.co.jp", "x.xlsx": "inner.co.jp"}
