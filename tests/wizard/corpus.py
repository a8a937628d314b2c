"""Forms as people and programs spoil them, made on the spot; and where each answer stands, by hand.

A form is filled by the project, then spoilt with openpyxl or in its XML.
"""

import io
import pickle
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from html import escape
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from rules.finding import Finding, Severity
from tests.samples import OWN_FORM, case, edited
from tests.workbook.packages import SHEET, pack
from tests.workbook.sheets import FORM, opened
from workbook.forms.fill import fill

Make = Callable[[], bytes]

# Counted on the form as it is printed, not asked of the program.
CELLS: Final[Mapping[str, str]] = {
    "applied_on": "G4", "applicant.company": "Y4",
    "applicant.department": "G5", "applicant.responsible": "Y5",
    "kind.new": "A7", "kind.change": "M7", "kind.stop": "Y7",
    "new.prepared": "A9",
    "business.code": "G11", "business.name": "Y11",
    "business.address": "N12", "business.phone": "N13", "business.result_email": "N14",
    "privacy_notice_url": "A16",
    "contacts": "A19", "contacts.0": "A19", "contacts.1": "A20", "contacts.2": "A21",
    "contacts.0.action": "A19", "contacts.1.action": "A20", "contacts.2.action": "A21",
    "contacts.0.name": "D19", "contacts.1.name": "D20", "contacts.2.name": "D21",
    "contacts.0.department": "K19", "contacts.1.department": "K20", "contacts.2.department": "K21",
    "contacts.0.phone": "Q19", "contacts.1.phone": "Q20", "contacts.2.phone": "Q21",
    "contacts.0.email": "W19", "contacts.1.email": "W20", "contacts.2.email": "W21",
    "web_certificates": "A24",
    "web_certificates.0.action": "A24", "web_certificates.1.action": "A25",
    "web_certificates.2.action": "A26",
    "web_certificates.0.serial": "C24", "web_certificates.1.serial": "C25",
    "web_certificates.2.serial": "C26",
    "web_certificates.0.common_name": "J24", "web_certificates.1.common_name": "J25",
    "web_certificates.0.not_after": "O24", "web_certificates.1.not_after": "O25",
    "web_certificates.0.replaces": "T24", "web_certificates.1.replaces": "T25",
    "web_certificates.0.replaces_not_after": "AA24",
    "web_certificates.2.replaces_not_after": "AA26",
    "api": "A30", "api.certificates": "A30", "api.certificates.0.action": "A30",
    "api.certificates.0.serial": "C30", "api.certificates.0.common_name": "J30",
    "api.certificates.0.not_after": "O30", "api.certificates.0.replaces": "T30",
    "api.certificates.0.replaces_not_after": "AA30",
    "api.environment": "N33", "api.file_return_method": "G34", "api.test_passed": "A35",
    "kind.rename": "A37",
    "rename": "G38", "rename.previous_name": "G38", "rename.effective_on": "Y38",
    "rename.done": "G39", "rename.done.0": "G39", "rename.done.1": "G40",
    "rename.done.2": "G41", "rename.done.3": "G42",
    "rename.no_contracts": "A43", "rename.notice_method": "N44", "rename.notice_attachment": "N45",
    "stop.completed": "A47", "stop.reason": "N48",
    "remarks": "A50",
}  # fmt: skip
"""The cells of the form's first sheet by the answers that stand there.

Below, a cell to type into is named by its answer, or by its address where it is no answer's.
"""

LAST_ROW: Final = 51
"""The last row that is printed of the first sheet."""

_JAPANESE: Final = re.compile(r"[\u3041-\u3096\u30a1-\u30f6\u4e00-\u9fff]")
_CELL: Final = re.compile(r"[^!]+![A-Z]{1,3}[1-9][0-9]*")
_NO_WORDS: Final = re.compile(r"[{}]|\bNone\b|JSON|\bkind\b|moushikomi schema|#REF")
_WEIGHTS: Final = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def place(path: str, kind: str) -> str:
    """Say where a finding about a path is to be seen on the form's first sheet."""
    if path == "kind":
        path = "kind.change" if kind == "rename" else f"kind.{kind}"
    return f"{FORM}!{CELLS[path]}"


def assert_readable(findings: Iterable[Finding]) -> None:
    """Make sure that a person can follow the findings: Japanese, whole, the worst first."""
    reported = list(findings)
    weights = [_WEIGHTS.index(finding.severity) for finding in reported]
    assert weights == sorted(weights)
    for finding in reported:
        for words in (finding.message, finding.remedy):
            assert _JAPANESE.search(words), finding
            assert words.endswith("。"), finding
            assert not _NO_WORDS.search(words), finding
        assert finding.cell is None or _CELL.fullmatch(finding.cell), finding


# Forms to spoil


@cache
def _pickled(kind: str) -> bytes:
    content = OWN_FORM.read_bytes() if kind == "blank" else fill(case(kind)).content
    return pickle.dumps(opened(content))


def book_of(kind: str) -> Workbook:
    """Give a filled form of one's own, or the blank one; loading each time would take too long."""
    book: Workbook = pickle.loads(_pickled(kind))  # noqa: S301 - pickled just above
    return book


def saved(book: Workbook) -> bytes:
    """Write a form as openpyxl does."""
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def answered(kind: str, edits: Mapping[str, object]) -> Make:
    """Fill the form with a case's answers, some of them edited."""
    return lambda: fill(edited(case(kind), edits)).content


def typed(kind: str, cells: Mapping[str, object]) -> Make:
    """Type into cells as a person does: what begins with = is a formula."""
    return in_xml(kind, {name: _typed(value) for name, value in cells.items()})


def _typed(value: object) -> str:
    """Give the XML of a cell, as openpyxl writes it too."""
    match value:
        case None:
            return ">"
        case bool():
            return f' t="b"><v>{value:d}</v>'
        case int() | float():
            return f' t="n"><v>{value}</v>'
        case str() if value.startswith("="):
            return f"><f>{escape(value[1:])}</f><v/>"
        case str():
            return f' t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is>'
    raise TypeError(value)


def formatted(kind: str, cells: Mapping[str, object], number_format: str = "") -> Make:
    """Type into cells what needs a format of its own, such as dates, or what is beside the form."""

    def make() -> bytes:
        book = book_of(kind)
        for name, value in cells.items():
            cell: Any = book[FORM][CELLS.get(name, name)]
            cell.value = value
            if number_format:
                cell.number_format = number_format
        return saved(book)

    return make


def spoilt(kind: str, spoil: Callable[[Workbook], object]) -> Make:
    """Spoil a filled form."""

    def make() -> bytes:
        book = book_of(kind)
        spoil(book)
        return saved(book)

    return make


def in_xml(kind: str, cells: Mapping[str, str]) -> Make:
    """Write cells of the first sheet in XML: the rest of the opening tag, and what is inside."""

    def make() -> bytes:
        parts = parts_of_form(kind)
        sheet = parts[SHEET].decode()
        for name, xml in cells.items():
            address = CELLS.get(name, name)
            cell = re.search(rf'<c r="{address}"( s="\d+")?[^>]*?(?:/>|>.*?</c>)', sheet, re.DOTALL)
            assert cell
            written = f'<c r="{address}"{cell[1] or ""}{xml}</c>'
            sheet = sheet[: cell.start()] + written + sheet[cell.end() :]
        return pack({**parts, SHEET: sheet.encode()})

    return make


@cache
def _parts(kind: str) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(saved(book_of(kind)))) as package:
        return {name: package.read(name) for name in package.namelist()}


def parts_of_form(kind: str) -> dict[str, bytes]:
    """Give the parts of a filled form."""
    return dict(_parts(kind))


# Ways to spoil names, sheets and rows


def forget_names(*names: str) -> Callable[[Workbook], None]:
    """Delete names everywhere; all where none is given."""

    def forget(book: Workbook) -> None:
        for held in (book.defined_names, *(sheet.defined_names for sheet in book.worksheets)):
            for name in [name for name in held if not names or name in names]:
                del held[name]

    return forget


def of_version(version: str) -> Callable[[Workbook], None]:
    """Have the foot of the form say another version."""

    def mark(book: Workbook) -> None:
        (foot,) = [cell for cell in book[FORM]["A"] if "様式 第" in str(cell.value)]
        foot.value = re.sub(r"第\w+版", f"第{version}版", foot.value)

    return mark


def point_names(to: Callable[[str], str]) -> Callable[[Workbook], None]:
    """Have the names of the whole workbook refer to something else."""

    def point(book: Workbook) -> None:
        for name, defined in list(book.defined_names.items()):
            book.defined_names[name] = DefinedName(name, attr_text=to(defined.attr_text))

    return point


def moved_down(reference: str, rows: int, below: int = 0) -> str:
    """Give a reference whose rows from one on lie further down."""
    sheet, _, area = reference.rpartition("!")

    def further(row: re.Match[str]) -> str:
        number = int(row[1])
        return f"${number + rows if number >= below else number}"

    return sheet + "!" + re.sub(r"\$(\d+)", further, area)


def insert_rows(at: int, rows: int = 1) -> Callable[[Workbook], None]:
    """Insert rows into the form as Excel does: cells, merged areas and names all move."""

    def insert(book: Workbook) -> None:
        sheet = book[FORM]
        areas = [area.bounds for area in sheet.merged_cells.ranges]
        for area in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(area))
        sheet.move_range(f"A{at}:AJ{sheet.max_row}", rows=rows)
        for left, top, right, bottom in areas:
            down = (top + rows * (top >= at), bottom + rows * (bottom >= at))
            sheet.merged_cells.add(CellRange(None, left, down[0], right, down[1]))
        sheet.print_area = moved_down(sheet.print_area, rows, below=at).partition("!")[2]
        point_names(lambda reference: moved_down(reference, rows, below=at))(book)

    return insert


def retitle(title: str) -> Callable[[Workbook], None]:
    """Give the form's sheet another title; openpyxl leaves the names behind."""

    def rename(book: Workbook) -> None:
        book[FORM].title = title

    return rename


def empty(sheet: Worksheet, addresses: Iterable[str]) -> None:
    """Clear cells."""
    for address in addresses:
        sheet[address] = None


def row_of(path: str) -> int:
    """Give the row of the form's first sheet in which an answer stands."""
    return int(CELLS[path].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def sample_beside(book: Workbook) -> None:
    """Leave the form as it is, and show a filled copy of it beside."""
    copy = book.copy_worksheet(book[FORM])
    copy.title = "記入例"
    for path in ("kind.stop", "business.code", "business.name"):
        copy[CELLS[path]] = "見本"
