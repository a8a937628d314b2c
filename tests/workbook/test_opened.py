"""A workbook is opened once however many look at it, and never by openpyxl."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.blanks import BLANKS
from tests.blanks.packing import pack, unpack
from wizard.core.intake.binding import bind_blank
from wizard.core.intake.blank_intake import Intake
from workbook import opened as opening
from workbook.preview.printed import preview
from workbook.xlsx.guard.package import Package, open_package

ROOT = Path(__file__).parents[2]
PARTS = unpack(next(blank for blank in BLANKS if blank.name == "banded").draw())
SHEET, STYLES, CORE, BOOK = (
    "xl/worksheets/sheet1.xml",
    "xl/styles.xml",
    "docProps/core.xml",
    "xl/workbook.xml",
)


def blank(part: str, old: str, new: str, *, count: int = -1) -> bytes:
    found, changes = re.subn(old, new, PARTS[part].decode(), count=max(count, 0))
    assert changes, old
    return pack({**PARTS, part: found.encode()})


UNLOADABLE = {
    "a date with spaces": blank(
        CORE, "</cp:coreProperties>",
        '<dcterms:created xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="dcterms:W3CDTF">'
        "2021- 9- 3T20:25:22Z</dcterms:created></cp:coreProperties>",
    ),
    "an empty fill": blank(STYLES, "</fills>", "<fill/></fills>"),
    "a family beyond 14": blank(STYLES, r'<family val="\d+"', '<family val="34"'),
    "a size in words": blank(STYLES, r'<sz val="[\d.]+"', '<sz val="elf"'),
    "an unknown line": blank(STYLES, 'style="thin"', 'style="wavy"'),
    "an unknown alignment": blank(STYLES, 'vertical="center"', 'vertical="middle"'),
    "an unknown pattern": blank(STYLES, 'patternType="solid"', 'patternType="wool"'),
    "a colour of three letters": blank(STYLES, 'rgb="00000000"', 'rgb="000"', count=1),
    "an unknown orientation": blank(SHEET, r'orientation="\w+"', 'orientation="sideways"'),
    "margins in words": blank(SHEET, r'<pageMargins left="[\d.]+"', '<pageMargins left="wide"'),
    "an unknown view": blank(SHEET, "<sheetView ", '<sheetView view="someday" ', count=1),
}  # fmt: skip
"""Blanks that Excel opens, as none of this says what a cell holds."""


@pytest.mark.parametrize("content", UNLOADABLE.values(), ids=UNLOADABLE)
def test_what_openpyxl_cannot_load_is_bound_and_shown_like_any_other(content: bytes) -> None:
    with pytest.raises((TypeError, ValueError)):
        load_workbook(io.BytesIO(content))
    binding = bind_blank(content)
    assert binding.names == bind_blank(pack(PARTS)).names
    assert len(binding.names.cells) > 30
    texts = {cell.text for row in preview(opening.OpenedWorkbook(content))[0].rows for cell in row}
    assert "事業者コード" in texts


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Count what is opened, and how often."""
    found: list[bytes] = []

    def count(content: bytes) -> Package:
        found.append(content)
        return open_package(content)

    monkeypatch.setattr(opening, "open_package", count)
    monkeypatch.setattr(
        "wizard.core.intake.blank_intake.within_limits", lambda function, *given: function(*given)
    )
    return found


def lay_down(content: bytes) -> None:
    Intake().load("様式.xlsx", content)


@pytest.mark.parametrize("use", [bind_blank, lay_down])
def test_a_blank_is_opened_once(use: Callable[[bytes], object], counted: list[bytes]) -> None:
    use(content := pack(PARTS))
    assert counted.count(content) == 1


def test_no_workbook_is_loaded_by_openpyxl() -> None:
    loading = {
        path.relative_to(ROOT).as_posix()
        for folder in ("wizard", "workbook", "rules", "schemas")
        for path in (ROOT / folder).rglob("*.py")
        if "load_workbook" in path.read_text(encoding="utf-8")
    }
    assert loading == set()
