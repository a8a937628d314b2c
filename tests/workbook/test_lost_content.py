"""Losses of filling, by name and cell; none if everything is kept."""

import pytest

from tests.blanks import TRIED
from tests.blanks import Blank as DrawnBlank
from tests.workbook.blank_parts import TITLE, Blank, Box, drawn, sheet_xml
from tests.workbook.packages import OWN
from workbook.forms.blank_names import places_of
from workbook.opened import OpenedWorkbook
from workbook.patching.lost_content import find_lost_content
from workbook.places import Place
from workbook.xlsx.guard.unreadable import UnreadableError

RICH = "<r><t>赤</t></r><r><rPr><b/></rPr><t>字</t></r>"
ONE_RUN = "<r><rPr><b/></rPr><t>字</t></r>"
READ = '<t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/>'
STRINGS = f"<si><t>無</t></si><si>{RICH}</si><si>{READ}</si><si>{ONE_RUN}</si>"


def lost(blank: Blank, cell: str = "B2") -> list[tuple[str, str]]:
    opened = OpenedWorkbook(blank.packed())
    places = {"remarks": (Place(TITLE, int(cell[1:]), ord(cell[0]) - ord("A") + 1),)}
    return [(loss.what, loss.where) for loss in find_lost_content(opened, places)]


def with_cell(attributes: str, inner: str) -> Blank:
    data = f'<sheetData><row r="2"><c r="B2"{attributes}>{inner}</c></row></sheetData>'
    return Blank(sheet=sheet_xml(data), strings=STRINGS)


def test_of_our_own_form_nothing_is_lost() -> None:
    opened = OpenedWorkbook(OWN)
    assert find_lost_content(opened, opened.places) == ()


@pytest.mark.parametrize("blank", TRIED, ids=lambda blank: blank.name)
def test_of_the_drawn_blanks_nothing_is_lost(blank: DrawnBlank) -> None:
    opened = OpenedWorkbook(blank.draw())
    assert find_lost_content(opened, places_of(opened.book, blank.expected)) == ()


def test_what_lies_beside_the_cells_is_kept_and_no_loss() -> None:
    assert lost(drawn(Box(1, 4), Box(1, 6, kind="Button"))) == []


@pytest.mark.parametrize(
    ("attributes", "inner", "whats"),
    [
        (' t="s"', "<v>0</v>", []),
        (' t="s"', "<v>3</v>", []),
        (' t="s"', "<v>1</v>", ["文字ごとの書式"]),
        (' t="s"', "<v>2</v>", ["ふりがな"]),
        (' t="inlineStr"', f"<is>{RICH}</is>", ["文字ごとの書式"]),
        (' t="inlineStr"', f"<is>{READ}</is>", ["ふりがな"]),
        ("", "<f>1+1</f><v>2</v>", ["数式"]),
        (' t="e" vm="1"', "<v>#VALUE!</v>", ["セル内の画像"]),
        ("", "<v>7</v>", []),
    ],
)
def test_what_stands_in_a_cell_that_gets_an_answer_is_lost(
    attributes: str, inner: str, whats: list[str]
) -> None:
    assert lost(with_cell(attributes, inner)) == [(what, f"{TITLE}!B2") for what in whats]
    assert lost(with_cell(attributes, inner), "C3") == []


def test_a_signature_is_lost_wherever_the_answers_stand() -> None:
    related = {"_xmlsignatures/origin.sigs": "digital-signature/origin"}
    assert lost(Blank(package_related=related)) == [("電子署名", "ブック全体")]


def test_a_damaged_workbook_is_refused() -> None:
    opened = OpenedWorkbook(with_cell(' t="s"', "<v>4</v>").packed())
    with pytest.raises(UnreadableError):
        find_lost_content(opened, {"remarks": (Place(TITLE, 2, 2),)})
