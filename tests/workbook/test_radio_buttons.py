"""Option buttons over cells: the right one is chosen, the others of its group are cleared."""

import re

import pytest

from tests.blanks.option_buttons import OPTION_BUTTONS
from tests.blanks.packing import pack
from tests.opening import bound, bound_template, read
from tests.samples import case
from tests.workbook.blank_parts import CONTROL, SECOND, SHEET, TITLE, VML, Box, drawn
from tests.workbook.patched import at, changed, parts_of, patched, values_of, xml_of
from tests.workbook.sheets import opened
from workbook.controls.check_boxes import controls_of
from workbook.forms.fill import fill
from workbook.opened import OpenedWorkbook
from workbook.places import Place
from workbook.xlsx.guard.package import open_package
from workbook.xlsx.reader.book import read_book

PARTS_OF_THE_BLANK = {  # in the order in which they are drawn, after the group box
    "新規本番システム利用申込": "xl/ctrlProps/ctrlProp2.xml",
    "申請内容の変更": "xl/ctrlProps/ctrlProp3.xml",
    "申請内容の変更（社名変更）": "xl/ctrlProps/ctrlProp4.xml",
    "システム利用停止": "xl/ctrlProps/ctrlProp5.xml",
    "合格済み": "xl/ctrlProps/ctrlProp6.xml",
    "未実施": "xl/ctrlProps/ctrlProp7.xml",
}
CHOSEN = {
    "new": {"新規本番システム利用申込", "合格済み"},
    "change": {"申請内容の変更", "合格済み"},
    "rename": {"申請内容の変更（社名変更）", "未実施"},
    "stop": {"システム利用停止", "未実施"},
}


def radio(row: int, checked: str = "", link: str = "") -> Box:
    return Box(1, row, checked=checked, link=link, kind="Radio")


def ticked(content: bytes) -> set[Place]:
    return set(OpenedWorkbook(content).ticked)


def chosen_in(content: bytes) -> tuple[set[str], set[str]]:
    """Give the captions of the chosen buttons by the drawing, and by the parts of properties."""
    shapes = xml_of(content, VML).split("<v:shape ")[1:]
    shapes = [shape for shape in shapes if 'ObjectType="Radio"' in shape]
    captions = {
        re.findall(r'color="auto">([^<]*)<', shape)[0]
        for shape in shapes
        if "<x:Checked>1</x:Checked>" in shape
    }
    properties = {
        caption
        for caption, part in PARTS_OF_THE_BLANK.items()
        if ' checked="Checked"' in xml_of(content, part)
    }
    return captions, properties


@pytest.mark.parametrize("kind", CHOSEN)
def test_the_button_of_the_case_is_chosen_and_no_other(kind: str) -> None:
    filled = fill(case(kind), bound_template(OPTION_BUTTONS)).content
    assert chosen_in(filled) == (CHOSEN[kind], CHOSEN[kind])
    assert read(filled).answers["kind"] == kind


@pytest.mark.parametrize("kind", CHOSEN)
def test_all_but_what_is_chosen_and_cleared_stays_byte_for_byte(kind: str) -> None:
    blank = bound(OPTION_BUTTONS)
    filled = fill(case(kind), bound_template(OPTION_BUTTONS)).content
    buttons = {PARTS_OF_THE_BLANK[caption] for caption in CHOSEN[kind] ^ {"未実施"}}
    before, after = parts_of(blank), parts_of(filled)
    assert {name for name in changed(blank, filled) if "ctrlProp" in name} >= buttons
    untouched = set(PARTS_OF_THE_BLANK.values()) - buttons
    assert all(before[name] == after[name] for name in untouched)
    assert before["xl/drawings/drawing1.xml"] == after["xl/drawings/drawing1.xml"]
    others = re.compile(r"<x:Checked>1</x:Checked>")
    assert others.sub("", xml_of(filled, VML)) == others.sub("", xml_of(blank, VML))


def test_the_one_that_was_chosen_is_cleared() -> None:
    blank = drawn(radio(4, "Checked"), radio(6), radio(8)).packed()
    filled = patched(blank, {"B7": "✔"})
    assert changed(blank, filled) == {VML, CONTROL.format(1), CONTROL.format(2)}
    assert (ticked(blank), ticked(filled)) == ({at("B5")}, {at("B7")})
    shapes = xml_of(filled, VML).split("<v:shape ")[1:]
    assert [shape.count("<x:Checked>1</x:Checked>") for shape in shapes] == [0, 1, 0]


def test_of_two_that_are_named_the_later_is_chosen() -> None:
    assert ticked(patched(drawn(radio(4), radio(6)).packed(), {"B5": "✔", "B7": "✔"})) == {at("B7")}
    assert ticked(patched(drawn(radio(4), radio(6)).packed(), {"B7": "✔", "B5": "✔"})) == {at("B5")}


def test_buttons_of_old_files_are_only_in_the_drawing() -> None:
    blank = drawn(radio(4, "Checked"), radio(6), listed=False).packed()
    filled = patched(blank, {"B7": True})
    assert changed(blank, filled) == {VML}
    assert ticked(filled) == {at("B7")}


def test_a_check_box_is_in_no_group() -> None:
    blank = drawn(radio(4, "Checked"), Box(1, 6), radio(8)).packed()
    assert ticked(patched(blank, {"B7": True})) == {at("B5"), at("B7")}
    assert ticked(patched(blank, {"B9": True})) == {at("B9")}


def test_a_group_box_separates_its_buttons() -> None:
    around = Box(0, 6, 0, 0, kind="GBox")
    blank = drawn(radio(4, "Checked"), around, radio(6, "Checked"), radio(8)).packed()
    assert ticked(patched(blank, {"B9": True})) == {at("B7"), at("B9")}
    assert ticked(patched(blank, {"B7": True})) == {at("B5"), at("B7")}


def test_the_smallest_group_box_counts() -> None:
    outer, inner = Box(0, 4, 0, 0, kind="GBox"), Box(1, 4, 0, 1, kind="GBox")
    blank = drawn(outer, inner, radio(4, "Checked"), Box(0, 4, kind="Radio", checked="Checked"))
    assert ticked(blank.packed()) == {at("A5"), at("B5")}
    assert ticked(patched(blank.packed(), {"A5": True})) == {at("A5"), at("B5")}


def first(content: bytes, *numbers: int) -> dict[str, bytes]:
    """Let buttons of a drawing say that they begin a group."""
    shapes = content.decode().split("<v:shape ")
    for number in numbers:
        shapes[number] = shapes[number].replace("<x:NoThreeD/>", "<x:NoThreeD/><x:FirstButton/>")
    return {VML: "<v:shape ".join(shapes).encode()}


@pytest.mark.parametrize(
    ("numbers", "left"),
    [((), {"B11"}), ((1,), {"B11"}), ((1, 3), {"B5", "B11"}), ((1, 2, 3, 4), {"B11"})],
)
def test_a_group_ends_where_the_next_begins(numbers: tuple[int, ...], left: set[str]) -> None:
    """Some programs let every button begin a group: that says nothing."""
    blank = drawn(radio(4, "Checked"), radio(6), radio(8), radio(10), listed=False)
    drawing = blank.parts[VML]
    assert isinstance(drawing, bytes)
    blank.parts = {**blank.parts, **first(drawing, *numbers)}
    assert ticked(patched(blank.packed(), {"B11": True})) == {at(cell) for cell in left}


def test_the_mark_of_a_button_is_where_excel_expects_it() -> None:
    filled = patched(drawn(radio(4, link="$D$1"), radio(6)).packed(), {"B5": True})
    elements = re.findall(r"<x:(\w+)[ />]", xml_of(filled, VML).split("<v:shape ")[1])
    assert elements[elements.index("AutoFill") :] == ["AutoFill", "Checked", "FmlaLink", "NoThreeD"]


def test_a_group_has_one_linked_cell_and_its_buttons_are_numbered() -> None:
    blank = drawn(radio(8, link="$D$1"), Box(1, 2), radio(4), radio(6)).packed()
    package = open_package(blank)
    controls = controls_of(package, read_book(package))
    numbers = {place: (one.counted, one.number, one.linked) for place, one in controls.items()}
    assert numbers == {
        at("B9"): (at("D1"), 1, None),
        at("B3"): (None, 0, None),
        at("B5"): (at("D1"), 2, None),
        at("B7"): (at("D1"), 3, None),
    }


def test_two_that_are_chosen_in_one_group_are_both_reported() -> None:
    filled = fill(case("stop"), bound_template(OPTION_BUTTONS)).content
    part = PARTS_OF_THE_BLANK["新規本番システム利用申込"]
    broken = parts_of(filled)[part].replace(b'"Radio"', b'"Radio" checked="Checked"')
    reading = read(_with(filled, part, broken))
    assert "kind" not in reading.answers
    assert "several-kinds" in {observation.code for observation in reading.observations}


def _with(content: bytes, part: str, data: bytes) -> bytes:
    return pack({**parts_of(content), part: data})


def test_the_sheet_stays_where_no_cell_is_written() -> None:
    blank = drawn(radio(4), radio(6)).packed()
    assert SHEET not in changed(blank, patched(blank, {"B5": True}))


@pytest.mark.parametrize("link", ["$D$5", "B7", f"{SECOND}!$A$1"])
def test_the_linked_cell_of_a_group_holds_the_number_of_the_chosen_button(link: str) -> None:
    filled = patched(drawn(radio(4, link=link), radio(6), radio(8)).packed(), {"B9": True})
    title, cell = (SECOND, "A1") if SECOND in link else (TITLE, link.replace("$", ""))
    assert values_of(filled, title) == {cell: 3}
    assert opened(filled)[title][cell].value == 3


def test_of_two_that_are_named_the_number_is_the_later_ones() -> None:
    blank = drawn(radio(4, link="$D$5"), radio(6)).packed()
    assert values_of(patched(blank, {"B7": True, "B5": True})) == {"D5": 1}
