"""The guard refuses each kind of file with its own words, and lets every honest writer's pass."""

import io
import re
import tracemalloc
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.nightly import examples
from tests.workbook.packages import (
    IN_OFFICE,
    MB,
    OWN,
    PARTS,
    ROOT_RELS,
    SHEET,
    TYPES,
    UTF_16,
    WORKBOOK,
    WORKBOOK_RELS,
    archive,
    deflated,
    form_with,
    numbered,
    own_entries,
    pack,
    related,
    sheet_of,
    streamed,
    wide,
    with_entry,
)
from tests.workbook.refused_files import REFUSED
from workbook.xlsx.guard.archive import MAX_PART_BYTES, MAX_RATIO
from workbook.xlsx.guard.containers import MAX_FILE_BYTES
from workbook.xlsx.guard.package import Relationship, open_package
from workbook.xlsx.guard.refusals import Refusal
from workbook.xlsx.guard.unreadable import UnreadableError
from workbook.xlsx.guard.xml_checks import LIMITS, MAX_DEPTH

JAPANESE: Final = re.compile(r"[\u3041-\u3096\u4e00-\u9fff]")
SENTENCE: Final = re.compile(r".+。")
SVG: Final = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd"><svg/>'


@pytest.mark.parametrize(("expected", "build"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_sound_form_is_refused_with_its_own_words(
    expected: Refusal, build: Callable[[], bytes]
) -> None:
    with pytest.raises(UnreadableError) as raised:
        open_package(build())
    error = raised.value
    assert error.code == expected.code
    assert str(error) == error.why
    assert (error.why, error.mend) == expected.value


def test_every_refusal_is_tried() -> None:
    assert {refusal for refusal, _ in REFUSED.values()} == set(Refusal)


def test_every_refusal_has_its_own_sentence_and_a_remedy_in_japanese() -> None:
    assert len({refusal.error().why for refusal in Refusal}) == len(Refusal)
    for refusal in Refusal:
        error = refusal.error()
        for text in (error.why, error.mend):
            assert JAPANESE.search(text)
            assert SENTENCE.fullmatch(text)
        assert error.mend.endswith("ください。")


def test_the_limits_are_as_the_words_say() -> None:
    assert f"{MAX_FILE_BYTES // MB}MB" in Refusal.TOO_LARGE.error().why
    assert {name.decode(): limit for name, (limit, _) in LIMITS.items()} == {
        "c": 200_000, "row": 100_000, "mergeCell": 20_000, "si": 100_000, "xf": 140_000,
        "definedName": 5_000,
    }  # fmt: skip


def test_an_error_of_two_texts_says_that_the_file_is_damaged() -> None:
    error = UnreadableError("なぜ。", "どうする。")
    assert (error.code, error.why, error.mend) == ("damaged", "なぜ。", "どうする。")


GOOD: Final[dict[str, Callable[[], bytes]]] = {
    "the own form": lambda: OWN,
    "in another order": lambda: pack({name: PARTS[name] for name in reversed(list(PARTS))}),
    "without compression": lambda: pack(PARTS, method=zipfile.ZIP_STORED),
    "with a comment": lambda: pack(PARTS, "社内便".encode()),
    "with folders": lambda: pack({"xl/": b"", "xl/worksheets/": b"", **PARTS}),
    "written to a pipe": streamed,
    "written to a pipe, without signature": lambda: streamed(signature=b""),
    "written to a pipe, wide": lambda: streamed("<4sLQQ"),
    "written to a pipe, sizes known": lambda: streamed(keeps_sizes=True),
    "flagged as from a pipe": lambda: archive(replace(e, flags=8) for e in own_entries()),
    "with zip64 records": wide,
    "with flags for speed and UTF-8": lambda: archive(
        replace(e, flags=0x804, local=replace(e, flags=2)) for e in own_entries()
    ),
    "with room to grow in the local header": lambda: archive(
        replace(e, local=replace(e, extra=b"\x20\xa2\x0a\0" + bytes(10))) for e in own_entries()
    ),
    "with a byte order mark": lambda: form_with({SHEET: b"\xef\xbb\xbf" + PARTS[SHEET]}),
    "with a part in plain ASCII": lambda: form_with({
        "xl/x.xml": b'<?xml version="1.0" encoding="US-ASCII"?><x/>'
    }),
    "with an empty part": lambda: form_with({"xl/x.xml": b""}),
    "with a picture of one colour": lambda: form_with({"xl/media/x.bmp": bytes(5 * MB)}),
    "with rows that are all alike": lambda: sheet_of(numbered('<row r="{}"/>', 65_536)),
    "as long as Excel goes": lambda: sheet_of(b'<dimension ref="A1:XFD1048576"/>'
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "as deep as may be": lambda: form_with({
        "xl/x.xml": b"<a>" * MAX_DEPTH + b"</a>" * MAX_DEPTH
    }),
    "as deep as may be, with a comment": lambda: form_with({
        "xl/x.xml": b"<!-- <a> --><a b='>'>" + b"<a>" * (MAX_DEPTH - 2) + b"<b/></a>"
    }),
    "with short cells in numbers": lambda: sheet_of(b"<c><v>1</v></c>" * 9_000),
    "with printer settings and embedded files": lambda: form_with({
        "xl/printerSettings/printerSettings1.bin": b"\0\1\2", "xl/embeddings/oleObject1.bin": OWN,
        "xl/customProperty1.bin": "<x/>".encode("utf-16-le"),
    }),
    "with a link": lambda: related(f"{IN_OFFICE}/hyperlink", "https://example.jp/", "External"),
    "with the workbook's type as that of all XML": lambda: form_with({
        TYPES: re.sub(
            rb'<Override PartName="/xl/workbook.xml" (ContentType="[^"]*")/>',
            rb'<Default Extension="XML" \1/>',
            re.sub(rb'<Default Extension="xml"[^>]*>', b"", PARTS[TYPES]),
        )
    }),
}  # fmt: skip


@pytest.mark.parametrize("build", GOOD.values(), ids=GOOD)
def test_what_honest_writers_write_passes(build: Callable[[], bytes]) -> None:
    content = build()
    package = open_package(content)
    with zipfile.ZipFile(io.BytesIO(content)) as other:
        files = {name for name in other.namelist() if not name.endswith("/")}
        assert package.names == files
        assert all(package.read(name) == other.read(name) for name in files)
    assert package.main == WORKBOOK


def test_what_office_keeps_for_itself_is_left_out() -> None:
    unread = {
        "customXml/item1.xml": UTF_16,
        "xl/media/image1.svg": SVG,
        "__MACOSX/xl/._workbook.xml": b"\0\5\x16\7",
        "[trash]/0000.dat": b"<!DOCTYPE x>",
    }
    package = open_package(form_with(dict(unread)))
    assert package.names == PARTS.keys()
    with pytest.raises(UnreadableError):
        package.read("customXml/item1.xml")


def test_a_part_that_is_not_there_is_refused() -> None:
    package = open_package(OWN)
    with pytest.raises(UnreadableError) as raised:
        package.read("xl/none.xml")
    assert raised.value.code == "part-missing"


def test_relationships_lead_to_parts_by_their_names() -> None:
    kinds = {
        one.type.rpartition("/")[2]: one.target
        for one in open_package(OWN).relationships(WORKBOOK).values()
    }
    assert kinds == {"worksheet": "xl/worksheets/sheet2.xml", "styles": "xl/styles.xml",
                     "theme": "xl/theme/theme1.xml"}  # fmt: skip
    assert open_package(OWN).relationships("xl/styles.xml") == {}
    assert {one.target for one in open_package(OWN).relationships("").values()} == {
        WORKBOOK, "docProps/core.xml", "docProps/app.xml",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("target", "mode", "part"),
    [
        ("worksheets/sheet2.xml", "Internal", "xl/worksheets/sheet2.xml"),
        ("/xl/styles.xml", "Internal", "xl/styles.xml"),
        ("../docProps/app.xml", "Internal", "docProps/app.xml"),
        ("../../../docProps/app.xml", "Internal", "docProps/app.xml"),
        ("./Worksheets/SHEET2.xml", "Internal", "xl/worksheets/sheet2.xml"),
        ("worksheets/sheet%32.xml", "Internal", "xl/worksheets/sheet2.xml"),
        ("worksheets/sheet2.xml#A1", "Internal", "xl/worksheets/sheet2.xml"),
        ("NULL", "Internal", "xl/NULL"),
        ("../../x.xlsx", "External", "../../x.xlsx"),
        ("https://example.jp/a#b", "External", "https://example.jp/a#b"),
    ],
)
def test_a_target_is_resolved(target: str, mode: str, part: str) -> None:
    package = open_package(related("http://example.jp/kind", target, mode))
    expected = Relationship("http://example.jp/kind", part, external=mode == "External")
    assert package.relationships(WORKBOOK)["rId99"] == expected


def test_the_workbook_is_found_wherever_it_is_and_however_it_is_typed() -> None:
    parts = {**PARTS}
    parts["book.xml"] = parts.pop(WORKBOOK)
    parts["_rels/book.xml.rels"] = parts.pop(WORKBOOK_RELS)
    parts[ROOT_RELS] = parts[ROOT_RELS].replace(b"xl/workbook.xml", b"Book.xml")
    parts[TYPES] = parts[TYPES].replace(b"/xl/workbook.xml", b"/BOOK.XML")
    assert open_package(pack(parts)).main == "book.xml"


def _peak(content: bytes) -> int:
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableError):
            open_package(content)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_bomb_is_not_unpacked() -> None:
    bomb = form_with({"xl/worksheets/sheet3.xml": bytes(MAX_PART_BYTES)})
    assert _peak(bomb) < 2 * MB


def test_a_bomb_that_says_it_is_small_is_unpacked_no_further() -> None:
    zeros = bytes(20 * MB)
    bomb = with_entry("xl/x.bin", zeros, size=1000)
    assert _peak(bomb) < 2 * MB
    bomb = with_entry("xl/x.bin", zeros, size=MAX_RATIO * len(deflated(zeros)))
    assert _peak(bomb) < 15 * MB


def test_the_largest_file_needs_no_more_memory_than_its_parts_and_one_more() -> None:
    noise = numbered("<!-- {} -->", 20_000)
    sheet = noise + b" " * (MAX_PART_BYTES // 2)
    parts: dict[str, bytes | None] = {f"xl/{number}.xml": sheet for number in range(4)}
    deep: dict[str, bytes | None] = {"xl/x.xml": b"<a>" * 101}
    assert _peak(form_with(parts | deep)) < 60 * MB


BASES: Final = (OWN, streamed(), wide())


@st.composite
def _broken(draw: st.DrawFn) -> bytes:
    content = bytearray(draw(st.sampled_from(BASES)))
    places = st.one_of(
        st.integers(0, len(content) - 1),  # mostly compressed data
        st.integers(content.index(b"PK\1\2"), len(content) - 1),
        st.integers(0, 80),
    )
    for _ in range(draw(st.integers(1, 3))):
        at = draw(places) % len(content)
        match draw(st.sampled_from(["byte", "byte", "byte", "cut", "lose", "repeat"])):
            case "byte":
                content[at] = draw(st.integers(0, 255))
            case "cut":
                del content[at + 1 :]
            case "lose":
                del content[at : at + draw(st.integers(1, 50))]
            case _:
                content[at:at] = content[at : at + draw(st.integers(1, 50))]
        if not content:
            break
    return bytes(content)


@settings(max_examples=examples(400))
@given(_broken())
def test_a_broken_file_is_refused_or_read_as_zipfile_reads_it(content: bytes) -> None:
    try:
        package = open_package(content)
    except UnreadableError:
        return
    with zipfile.ZipFile(io.BytesIO(content)) as other:
        assert package.names == set(other.namelist())
        assert all(package.read(name) == other.read(name) for name in package.names)


@st.composite
def _nested(draw: st.DrawFn) -> tuple[bytes, int]:
    """Draw XML, and how deep it goes."""
    written, depth, deepest = b"", 0, 0
    for _ in range(draw(st.integers(1, 12))):
        steps = draw(st.integers(1, 60))
        match draw(st.sampled_from(["open", "open", "close", "single", "text"])):
            case "open":
                written += b"<a>" * steps
                depth += steps
                deepest = max(deepest, depth)
            case "close":
                steps = min(steps, depth)
                written += b"</a>" * steps
                depth -= steps
            case "single":
                written += b"<b c='1'/>" * steps
                deepest = max(deepest, depth + 1)
            case _:
                written += draw(st.sampled_from([b"abc", b"/>", b"<!-- <a> -->", b" " * 300]))
    return b"<a>" + written, deepest + 1


@settings(max_examples=examples(200))
@given(_nested())
def test_depth_is_counted_exactly(drawn: tuple[bytes, int]) -> None:
    xml, depth = drawn
    content = form_with({"xl/x.xml": xml})
    if depth <= MAX_DEPTH:
        open_package(content)
    else:
        with pytest.raises(UnreadableError) as raised:
            open_package(content)
        assert raised.value.code == "too-deep"


def test_the_parts_of_four_hundred_controls_are_no_surplus() -> None:
    controls = {
        f"xl/{name}{number}.{kind}": b"<x/>" if kind == "xml" else b"x"
        for number in range(400)
        for name, kind in (("ctrlProps/ctrlProp", "xml"), ("activeX/activeX", "bin"))
    }
    assert open_package(form_with(controls)).names.issuperset(controls)


def test_a_member_that_holds_nothing_may_be_packed_into_nothing() -> None:
    content = form_with({"xl/empty.bin": b""})
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        info = package.getinfo("xl/empty.bin")
        members = {name: package.read(name) for name in package.namelist()}
    assert (info.compress_type, info.file_size) == (zipfile.ZIP_DEFLATED, 0)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    # a stored member of no bytes that calls itself deflated
    raw = bytearray(packed.getvalue())
    for signature, method_at in ((b"PK\3\4", 8), (b"PK\1\2", 10)):
        name_at = 30 if signature == b"PK\3\4" else 46
        at = raw.find(b"xl/empty.bin")
        at = at if signature == b"PK\3\4" else raw.find(b"xl/empty.bin", at + 1)
        start = at - name_at
        assert raw[start : start + 4] == signature
        raw[start + method_at : start + method_at + 2] = (8).to_bytes(2, "little")
    assert open_package(bytes(raw)).read("xl/empty.bin") == b""
