"""Thousands of damaged forms: always a verdict, and never acceptable with answers not on the form.

What is on the form is told by python-calamine, at addresses that stand here by hand. It believes
what formulas once came to and mends what is damaged; where it and the check disagree, the form must
not be acceptable.
"""

import copy
import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, Final

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]  # ships no types
from openpyxl.utils import coordinate_to_tuple
from python_calamine import CalamineError, CalamineWorkbook

from rules.dates.workdays import OfficeCalendar
from rules.finding import Severity
from tests.nightly import examples
from tests.samples import AT, KINDS, OWN_FORM, case, dated, leaves
from tests.wizard.corpus import CELLS, parts_of_form
from tests.workbook.packages import (
    SHEET,
    TYPES,
    WORKBOOK,
    WORKBOOK_RELS,
    Entry,
    archive,
    entry,
    pack,
)
from wizard.core.verdicts import check_form

MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TEXTS: Final = "xl/sharedStrings.xml"
STYLES: Final = "xl/styles.xml"
CONTINUATION: Final = "xl/worksheets/sheet2.xml"

# What stands where, and how it is read: by hand.
TICKED: Final = {"✔", "true", "1"}
UNTICKED: Final = {"", "false", "0"}
ACTIONS: Final = {"追加": "add", "変更": "change", "更新": "renew", "削除": "delete"}
DATES: Final = {"applied_on", "effective_on", "not_after", "replaces_not_after"}
TICKS: Final = {"prepared", "test_passed", "no_contracts", "completed"}
NARROW: Final = {
    "code", "phone", "result_email", "email", "privacy_notice_url", "serial", "replaces",
}  # fmt: skip
SCALARS: Final = [
    path for path in CELLS
    if not re.search(r"\.\d|^kind|^rename\.done|^(contacts|web_certificates|api|rename)$", path)
    and path != "api.certificates"
]  # fmt: skip
CERTIFICATE: Final = (
    "action", "serial", "common_name", "not_after", "replaces", "replaces_not_after",
)  # fmt: skip
TABLES: Final = {
    "contacts": (("action", "name", "department", "phone", "email"),
                 ("A", "D", "K", "Q", "W"), range(19, 22), range(4, 21)),
    "web_certificates": (CERTIFICATE, ("A", "C", "J", "O", "T", "AA"),
                         range(24, 28), range(23, 69)),
    "api.certificates": (CERTIFICATE, ("A", "C", "J", "O", "T", "AA"),
                         range(30, 32), range(71, 79)),
}  # fmt: skip
"""The columns of each table, where they stand on the form, its rows there and on the 別紙."""
PRINTED: Final = {"A1": "スイッチング支援システム利用申込書", "A11": "事業者コード※", "A49": "備考"}
PRINTED_ON_CONTINUATION: Final = {
    "A1": "スイッチング支援システム利用申込書　別紙", "B3": "氏名", "B22": "シリアル番号",
}  # fmt: skip


Grid = Mapping[tuple[int, int], Any]
"""The values of a sheet by row and column, counted from 1."""


def by_calamine(content: bytes) -> list[Grid]:
    """Read every sheet with python-calamine."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    rows = [
        book.get_sheet_by_name(title).to_python(skip_empty_area=False) for title in book.sheet_names
    ]
    return [
        {(r, c): value for r, row in enumerate(sheet, 1) for c, value in enumerate(row, 1)}
        for sheet in rows
    ]


def grids_in_xml(content: bytes) -> list[Grid]:
    """Look for the cells in the XML itself.

    Calamine refuses a whole workbook for an unknown element in an empty cell, or for a sheet's
    stated size; what stands on the form can be told all the same.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: etree.fromstring(package.read(name)) for name in package.namelist()}
    texts = [
        "".join(t.text or "" for t in item.iter(MAIN + "t"))
        for name, part in parts.items() if name == TEXTS
        for item in part.iterchildren(MAIN + "si")
    ]  # fmt: skip
    return [dict(_looked_at(part, texts)) for name, part in parts.items() if "worksheets/" in name]


def _looked_at(sheet: Any, texts: list[str]) -> Iterator[tuple[tuple[int, int], Any]]:  # noqa: ANN401
    for cell in sheet.iter(MAIN + "c"):
        value = cell.findtext(MAIN + "v") or "".join(cell.itertext(MAIN + "t"))
        if value:
            meant: Any = texts[int(value)] if cell.get("t") == "s" else value
            meant = float(value) if cell.get("t", "n") == "n" else meant
            yield coordinate_to_tuple(cell.get("r")), meant


def read_grids(content: bytes) -> list[Grid]:
    """Read every sheet with python-calamine, or in the XML where that refuses."""
    try:
        return by_calamine(content)
    except CalamineError:
        return grids_in_xml(content)


def answers_on(content: bytes) -> dict[str, object]:
    """Give every answer on a form by its path."""
    grids = read_grids(content)
    form, further = _sheet(grids, PRINTED), _sheet(grids, PRINTED_ON_CONTINUATION)
    found = {path: _meaning(path, _at(form, CELLS[path])) for path in SCALARS}
    for number, name in enumerate(("meti", "occto_member", "occto_system", "customers")):
        if _ticked(_at(form, CELLS[f"rename.done.{number}"])):
            done = found.get("rename.done")
            found["rename.done"] = [*(done if isinstance(done, list) else ()), name]
    for table in TABLES:
        found |= _rows(table, form, further)
    given = {path: value for path, value in found.items() if value is not None}
    return given | {"kind": _kind(form, renamed=any(p.startswith("rename.") for p in given))}


def _sheet(grids: list[Grid], printed: Mapping[str, str]) -> Grid:
    """Give the sheet that bears printed texts where they belong."""
    hits = [grid for grid in grids if any(_at(grid, at) == printed[at] for at in printed)]
    return hits[0] if len(hits) == 1 else {}


def _at(grid: Grid, address: str) -> Any:  # noqa: ANN401 - calamine's values
    return grid.get(coordinate_to_tuple(address), "")


def _rows(table: str, form: Grid, further: Grid) -> Iterator[tuple[str, object]]:
    names, columns, rows, rows_further = TABLES[table]
    places = [(form, dict(zip(names, columns, strict=True)), row) for row in rows]
    on_continuation = dict(zip(names, "ABCDEF", strict=False))
    places += [(further, on_continuation, row) for row in rows_further]
    number = 0
    for grid, letters, row in places:
        meant = {name: _meaning(name, _at(grid, f"{letters[name]}{row}")) for name in names}
        given = {name: value for name, value in meant.items() if value is not None}
        yield from ((f"{table}.{number}.{name}", value) for name, value in given.items())
        number += bool(given)


def _kind(form: Grid, *, renamed: bool) -> object:
    kinds = {kind for kind in KINDS if _ticked(_at(form, CELLS[f"kind.{kind}"]))}
    if "rename" in kinds or ("change" in kinds and renamed):
        kinds = (kinds - {"change"}) | {"rename"}
    return kinds.pop() if len(kinds) == 1 else None


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip(" \t\r\n\u3000\u00a0\ufeff").replace("\r\n", "\n")


def _ticked(value: object) -> bool:
    return _text(value).casefold() in TICKED


def _meaning(path: str, value: object) -> object:
    """Say what a value means as an answer; None where it is none."""
    name = path.rpartition(".")[2]
    text = _text(value)
    if not text:
        return None
    if name in TICKS:
        return True if _ticked(value) else None if text.casefold() in UNTICKED else text
    if name in DATES:
        return _day(value, text)
    if name == "action":
        return ACTIONS.get(text, text)
    return _narrow(text) if name in NARROW else text


def _narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _day(value: object, text: str) -> object:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, float):
        return date(1899, 12, 30) + timedelta(days=value)
    parts = re.findall(r"\d+", _narrow(text))
    try:
        return date(*map(int, parts)) if len(parts) == 3 else text
    except ValueError:
        return text


@cache
def _printed() -> list[Grid]:
    grids = by_calamine(OWN_FORM.read_bytes())
    return [{at: text for at, text in grid.items() if text} for grid in grids]


def is_printed_as_ever(content: bytes) -> bool:
    """Tell whether every printed text of the form stands where it belongs."""
    grids = read_grids(content)
    found = [_sheet(grids, PRINTED), _sheet(grids, PRINTED_ON_CONTINUATION)]
    return all(
        grid.get(at, "") == text
        for grid, printed in zip(found, _printed(), strict=True)
        for at, text in printed.items()
    )


def _judge(content: bytes, calendar: OfficeCalendar) -> str:
    """Check a damaged form; what is acceptable must stand on it.

    Where printed labels have moved or changed, a form says something else to whoever reads it, so
    that it may be read otherwise; but then it must be told.
    """
    verdict = check_form(content, AT, calendar)
    errors = [found for found in verdict.findings if found.severity is Severity.ERROR]
    assert bool(errors) == (verdict.verdict != "acceptable")
    if verdict.verdict == "acceptable" and dict(leaves(verdict.answers)) != answers_on(content):
        assert not is_printed_as_ever(content), answers_on(content)
        assert "read-by-label" in {found.code for found in verdict.findings}
    return verdict.verdict


def test_the_oracle_reads_good_forms(calendar: OfficeCalendar) -> None:
    for kind in KINDS:
        content = pack(as_excel_writes(kind))
        assert answers_on(content) == dict(leaves(dated(case(kind))))
        assert _judge(content, calendar) == "acceptable"


# Forms to damage


@cache
def as_excel_writes(kind: str) -> Mapping[str, bytes]:
    """Give the parts of a filled form with its texts shared, as Excel shares them."""
    parts = parts_of_form(kind)
    numbers: dict[str, int] = {}
    for name in (SHEET, CONTINUATION):
        sheet = etree.fromstring(parts[name])
        for cell in sheet.iter(MAIN + "c"):
            if cell.get("t") == "inlineStr":
                text = "".join(cell.itertext())
                cell.set("t", "s")
                del cell[:]
                number = numbers.setdefault(text, len(numbers))
                etree.SubElement(cell, MAIN + "v").text = str(number)
        parts[name] = etree.tostring(sheet)
    texts = etree.Element(MAIN + "sst", nsmap={None: MAIN[1:-1]})
    for text in numbers:
        etree.SubElement(etree.SubElement(texts, MAIN + "si"), MAIN + "t").text = text
    parts[TEXTS] = etree.tostring(texts, xml_declaration=True, encoding="UTF-8")
    office = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    parts[WORKBOOK_RELS] = parts[WORKBOOK_RELS].replace(
        b"</Relationships>",
        b'<Relationship Id="rId90" Type="' + office + b'" Target="sharedStrings.xml"/>'
        b"</Relationships>",
    )
    of_texts = (
        b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-'
        b'officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    )
    parts[TYPES] = parts[TYPES].replace(b"</Types>", of_texts)
    return parts


# Damage to the XML

_ANSWERED: Final = frozenset(CELLS.values())
_CELLS_READ: Final = MAIN + "c"


def _telling(tree: Any) -> list[Any]:  # noqa: ANN401 - lxml has no types
    """Give the elements whose damage tells most: answers, names, merged areas, relationships."""
    cells = [c for c in tree.iter(_CELLS_READ) if c.get("r") in _ANSWERED or len(c)]
    others = ("definedName", "sheet", "mergeCell", "si", "xf", "numFmt", "row")
    found = [each for name in others for each in tree.iter(MAIN + name)]
    return [*cells, *(each for cell in cells for each in cell), *found] or list(tree.iter("*"))


_WORDS: Final = st.sampled_from([
    "", "0", "1", "2", "7", "19", "49", "46350", "-1", "1.5", "1E3", "9" * 9, "9" * 30, "x", "✔",
    "true", "false", "n", "s", "b", "e", "d", "str", "inlineStr", "hidden", "visible",
    "2026-11-24", "令和8年11月24日", "A1", "G11", "Y11", "A1:AJ51", "G11:R11", "#REF!",
    "'利用申込書'!$G$11", "'利用申込書'!$Y$11:$AJ$11", "利用申込書", "別紙",
    "business.code", "business.name", "rId1", "rId2", "追加", "削除", "_x000D_", "\u200b",
    "worksheets/sheet1.xml", "/xl/worksheets/sheet2.xml",
])  # fmt: skip
_DEEDS: Final = (
    "delete", "duplicate", "swap next", "exchange", "forget", "set", "borrow", "count on",
    "write", "borrow text", "rename", "compute", "empty",
)  # fmt: skip


@dataclass(frozen=True)
class Damage:
    """One thing done to one element of a part; numbers wrap around what there is to choose from."""

    part: str
    deed: str
    at: int
    other: int
    word: str
    is_telling: bool


def _damages(*parts: str) -> st.SearchStrategy[list[Damage]]:
    where = st.integers(0, 100_000)
    one = st.builds(
        Damage, st.sampled_from(parts), st.sampled_from(_DEEDS), where, where, _WORDS, st.booleans()
    )
    return st.lists(one, min_size=1, max_size=3)


def _damage(tree: Any, how: Damage) -> None:  # noqa: ANN401 - lxml has no types
    """Damage one element; what cannot be done to it is left undone."""
    elements = list(tree.iter("*"))
    some = _telling(tree) if how.is_telling else elements
    element = some[how.at % len(some)]
    alike = [each for each in tree.iter(element.tag) if each is not element] or [element]
    other = alike[how.other % len(alike)]
    if element.getparent() is not None:
        _misplace(how.deed, element, other)
    if element.attrib:
        _misattribute(how, element, other, sorted(element.attrib)[how.other % len(element.attrib)])
    if how.deed == "write":
        element.text = how.word
    elif how.deed == "borrow text":
        element.text = other.text
    elif how.deed == "rename":
        element.tag = elements[how.other % len(elements)].tag
    elif how.deed == "compute":
        etree.SubElement(element, MAIN + "f").text = how.word
    elif how.deed == "empty":
        del element[:]


def _misplace(deed: str, element: Any, other: Any) -> None:  # noqa: ANN401 - lxml has no types
    following = element.getnext()
    if deed == "delete":
        element.getparent().remove(element)
    elif deed == "duplicate":
        element.addnext(copy.deepcopy(element))
    elif deed == "swap next" and following is not None:
        following.addnext(element)
    elif deed == "exchange" and element.tag == other.tag:
        inner, others = [copy.deepcopy(e) for e in element], [copy.deepcopy(e) for e in other]
        element[:], other[:] = others, inner
        element.text, other.text = other.text, element.text


def _misattribute(how: Damage, element: Any, other: Any, name: str) -> None:  # noqa: ANN401
    value = element.get(name)
    if how.deed == "forget":
        del element.attrib[name]
    elif how.deed == "set":
        element.set(name, how.word)
    elif how.deed == "borrow":
        element.set(name, other.get(name, value))
    elif how.deed == "count on":
        step = (-1, 1, 2, 10)[how.at % 4]
        element.set(name, re.sub(r"\d+", lambda digits: str(int(digits[0]) + step), value))


def damaged(kind: str, damages: list[Damage]) -> bytes:
    """Write a form with damage done to its XML."""
    parts = dict(as_excel_writes(kind))
    for damage in damages:
        tree = etree.fromstring(parts[damage.part])
        _damage(tree, damage)
        parts[damage.part] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8")
    return pack(parts)


@settings(max_examples=examples(125))
@given(kind=st.sampled_from(KINDS), damages=_damages(SHEET))
def test_a_damaged_sheet_never_says_what_is_not_on_it(
    kind: str, damages: list[Damage], calendar: OfficeCalendar
) -> None:
    _judge(damaged(kind, damages), calendar)


_PARTS: Final = (WORKBOOK, TEXTS, STYLES, WORKBOOK_RELS, CONTINUATION, TYPES, SHEET)


@settings(max_examples=examples(150))
@given(kind=st.sampled_from(KINDS), damages=_damages(*_PARTS))
def test_a_damaged_workbook_never_says_what_is_not_in_it(
    kind: str, damages: list[Damage], calendar: OfficeCalendar
) -> None:
    _judge(damaged(kind, damages), calendar)


# Damage to the file, the archive, and the bytes of a part

_DENTS: Final = ("flip", "set", "cut", "lose", "repeat", "swap", "clear")


@dataclass(frozen=True)
class Dent:
    """One thing done to bytes; the place wraps around."""

    deed: str
    at: int
    length: int
    value: int


def _dented(content: bytes, dent: Dent) -> bytes:
    if not content:
        return content
    at, length = dent.at % len(content), dent.length
    before, piece, after = content[:at], content[at : at + length], content[at + length :]
    made = {
        "flip": before + bytes([content[at] ^ (1 << dent.value % 8)]) + content[at + 1 :],
        "set": before + bytes([dent.value]) + content[at + 1 :],
        "cut": before,
        "lose": before + after,
        "repeat": before + piece + piece + after,
        "clear": before + bytes(len(piece)) + after,
        "swap": before + after[:length] + piece + after[length:],
    }
    return made[dent.deed]


_dents: Final = st.builds(
    Dent,
    st.sampled_from(_DENTS),
    st.integers(0, 100_000),
    st.integers(1, 60),
    st.integers(0, 255),
)
_NAMES: Final = sorted(as_excel_writes("stop"))


@settings(max_examples=examples(150))
@given(kind=st.sampled_from(KINDS), dents=st.lists(_dents, min_size=1, max_size=3))
def test_a_damaged_file_never_says_what_is_not_in_it(
    kind: str, dents: list[Dent], calendar: OfficeCalendar
) -> None:
    content = pack(as_excel_writes(kind))
    for dent in dents:
        content = _dented(content, dent)
    _judge(content, calendar)


@settings(max_examples=examples(125))
@given(kind=st.sampled_from(KINDS), name=st.sampled_from(_NAMES), dent=_dents)
def test_a_damaged_part_never_says_what_is_not_in_it(
    kind: str, name: str, dent: Dent, calendar: OfficeCalendar
) -> None:
    parts = as_excel_writes(kind)
    _judge(pack({**parts, name: _dented(parts[name], dent)}), calendar)


_LIES: Final[Mapping[str, Callable[[Entry, Entry], Entry]]] = {
    "another's name": lambda one, other: replace(one, name=other.name),
    "another's name inside": lambda one, other: replace(one, local=replace(one, name=other.name)),
    "another's data": lambda one, other: replace(
        one, packed=other.packed, size=other.size, crc=other.crc
    ),
    "another's crc": lambda one, other: replace(one, crc=other.crc),
    "another's size": lambda one, other: replace(one, size=other.size),
    "another's length": lambda one, other: replace(one, packed_size=len(other.packed)),
    "another's place": lambda one, _: replace(one, offset=0),
    "stored": lambda one, _: replace(one, method=0, size=len(one.packed)),
    "encrypted": lambda one, _: replace(one, flags=1),
    "described later": lambda one, _: replace(one, flags=8),
    "named otherwise": lambda one, _: replace(one, name=one.name.upper()),
    "said twice": lambda one, other: replace(one, after=other.packed[:16]),
    "more inside": lambda one, other: replace(one, packed=one.packed + other.packed),
}


@settings(max_examples=examples(100))
@given(
    kind=st.sampled_from(KINDS),
    lies=st.lists(
        st.tuples(st.sampled_from(sorted(_LIES)), st.sampled_from(_NAMES), st.sampled_from(_NAMES)),
        min_size=1,
        max_size=2,
    ),
    order=st.permutations(_NAMES),
)
def test_an_archive_that_lies_never_says_what_is_not_in_it(
    kind: str, lies: list[tuple[str, str, str]], order: list[str], calendar: OfficeCalendar
) -> None:
    parts = as_excel_writes(kind)
    entries = {name: entry(name, parts[name]) for name in order}
    for lie, name, other in lies:
        entries[name] = _LIES[lie](entries[name], entries[other])
    _judge(archive(entries.values()), calendar)
