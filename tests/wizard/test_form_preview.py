import re
from collections.abc import Mapping
from html.parser import HTMLParser

import pytest
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from tests.opening import preview
from tests.samples import case
from wizard.ui.form_preview.table import Clicks, Mark, MarkKind, form_html
from workbook.forms.fill import fill
from workbook.forms.template import own_template
from workbook.preview.printed import PreviewSheet

VOID = {"col"}


class Tree(HTMLParser):
    """What a page holds; that every element is closed is checked on the way."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.texts.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


def drawn(
    sheet: PreviewSheet,
    marks: Mapping[tuple[int, int], Mark],
    *,
    label: str,
    clicks: Clicks = "none",
) -> str:
    return str(form_html(sheet, marks, label=label, clicks=clicks))


def sheet_of(*values: object) -> PreviewSheet:
    book = Workbook()
    for value in values:
        book.worksheets[0].append([value])
    return preview(book)[0]


def own_form() -> PreviewSheet:
    return preview(fill(case("new")).content)[0]


def test_a_sheet_is_a_figure_with_a_region_and_a_named_table() -> None:
    tree = Tree(drawn(own_form(), {}, label="申込書の見た目"))
    region = {"class": "mk-form-view", "role": "region", "tabindex": "0"}
    assert [tag for tag, _ in tree.found][:3] == ["style", "figure", "figcaption"]
    assert region | {"aria-label": "申込書の見た目"} in tree.all("div")
    assert tree.all("table") == [{"aria-label": "申込書の見た目"}]
    assert len(tree.all("col")) == 36
    assert "申込書の見た目" in tree.texts
    assert "2026年11月24日" in tree.texts


def test_the_cells_are_those_of_the_sheet() -> None:
    sheet = own_form()
    tree = Tree(drawn(sheet, {}, label="様式"))
    assert len(tree.all("tr")) == len(sheet.rows)
    spans = [
        (int(cell.get("rowspan") or 1), int(cell.get("colspan") or 1)) for cell in tree.all("td")
    ]
    assert spans == [(cell.row_span, cell.column_span) for row in sheet.rows for cell in row]


def test_an_answer_leads_to_its_question() -> None:
    place = own_template().places["business.code"][0]
    marks = {(place.row, place.column): Mark("answer", "事業者コード", "edit:business.code")}
    tree = Tree(drawn(own_form(), marks, label="様式"))
    link = {"class": "mk-mark answer", "href": "#edit-edit-business-code"}
    assert tree.all("a") == [link]
    at = tree.texts.index("事業者コード ")
    assert tree.texts[at + 1] == "01233"


def test_what_a_mark_means_is_written_in_words() -> None:
    marks = {
        (1, 1): Mark("error", "事業者名"),
        (2, 1): Mark("warning", "住所"),
        (3, 1): Mark("doubtful", "備考", "bind:remarks"),
    }
    texts = Tree(drawn(sheet_of("一", "二", "三"), marks, label="様式")).texts
    assert "修正が必要な欄：事業者名 " in texts
    assert "確認が必要な欄：住所 " in texts
    assert "確認が必要な欄：備考 " in texts
    assert "備考" in texts  # the tag
    for words in ("修正が必要な欄", "確認が必要な欄"):
        assert words in texts  # the legend
    assert "確定した欄" not in texts


def test_a_mark_without_a_button_is_no_link() -> None:
    html = drawn(sheet_of("一"), {(1, 1): Mark("chosen", "備考")}, label="様式")
    assert Tree(html).all("a") == []


def test_an_empty_cell_can_be_marked() -> None:
    marks = {(2, 1): Mark("sure", "住所", "bind:business.address")}
    assert len(Tree(drawn(sheet_of("一", None, "三"), marks, label="様式")).all("a")) == 1


def test_a_mark_off_the_sheet_is_not_shown() -> None:
    html = drawn(sheet_of("一"), {(9, 9): Mark("error", "どこにもない")}, label="様式")
    assert "どこにもない" not in html
    assert "修正が必要な欄" not in html


def test_a_row_with_a_link_is_high_enough_to_be_pressed() -> None:
    marks = {(2, 1): Mark("answer", "住所", "edit:x")}
    rows = Tree(drawn(sheet_of("一", "二"), marks, label="様式")).all("tr")
    assert [row["style"] for row in rows] == [
        "height:calc(var(--u)*20)",
        "height:max(26px,calc(var(--u)*20))",
    ]


def test_whatever_is_written_is_text() -> None:
    hostile = "</style></td><script>alert(1)</script>\"'&--><img src=x onerror=alert(1)>"
    marks = {
        (2, 1): Mark("sure", hostile, f"bind:{hostile}"),
        (3, 1): Mark("error", hostile, hostile),
    }
    tree = Tree(drawn(sheet_of(hostile, hostile, None, "終"), marks, label=hostile))
    assert {"script", "img"}.isdisjoint(tag for tag, _ in tree.found)
    assert tree.texts.count(hostile) == 4  # the caption, two cells, the tag
    assert all(re.fullmatch(r"#edit-[A-Za-z0-9_-]+", link["href"] or "") for link in tree.all("a"))


def test_a_line_break_counts_where_text_is_broken() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = sheet["A2"] = "一行目\n二行目"
    sheet["A1"].alignment = Alignment(wrap_text=True)
    texts = Tree(drawn(preview(book)[0], {}, label="様式")).texts
    assert texts == ["様式", "一行目\n二行目", "一行目二行目"]


def styled(html: str) -> str:
    return html.partition("</style>")[0]


def test_a_look_becomes_the_rules_of_a_class() -> None:
    book = Workbook()
    cell = book.worksheets[0]["A1"]
    cell.value = "見出し"
    cell.font = Font(bold=True, size=15, color="FFC00000")
    cell.fill = PatternFill("solid", fgColor="FFD9E6FF")
    cell.border = Border(top=Side(style="medium", color="FF8C8C8C"))
    cell.alignment = Alignment(horizontal="center", vertical="center")
    rules = styled(drawn(preview(book)[0], {}, label="様式"))
    for rule in (
        "background-color:#d9e6ff",
        "border-top:2px solid #8c8c8c",
        "font-size:calc(var(--u)*20)",
        "align-items:center",
        "justify-content:center",
        "font-weight:700",
        "color:#c00000",
    ):
        assert rule in rules


def test_letters_below_each_other_and_spread_text_have_their_rules() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["A2"] = "申込者", "事業者名"
    sheet["A1"].alignment = Alignment(text_rotation=255)
    sheet["A2"].alignment = Alignment(horizontal="distributed")
    rules = styled(drawn(preview(book)[0], {}, label="様式"))
    assert "text-orientation:upright" in rules
    assert "text-align-last:justify" in rules


def test_cells_that_look_alike_share_a_class() -> None:
    html = drawn(sheet_of("一", "二", "三"), {}, label="様式")
    assert len({cell["class"] for cell in Tree(html).all("td")}) == 1


def test_a_sheet_without_cells_can_be_shown() -> None:
    assert Tree(drawn(sheet_of(), {}, label="様式")).all("tr") == []


# What can be clicked on


def sheet_to_click_on() -> PreviewSheet:
    """Draw a label, a framed empty area beside it, a framed cell, and a cell with nothing on it."""
    book = Workbook()
    sheet = book.worksheets[0]
    line = Side(style="thin")
    sheet["A1"], sheet["A2"] = "氏名", "備考"
    for cell in ("B1", "C1", "B2", "D2"):
        sheet[cell].border = Border(top=line, bottom=line, left=line, right=line)
    sheet.merge_cells("B1:C1")
    return preview(book)[0]


def clicked(clicks: Clicks, marks: Mapping[tuple[int, int], Mark] | None = None) -> Tree:
    return Tree(drawn(sheet_to_click_on(), marks or {}, label="様式", clicks=clicks))


def figure(tree: Tree) -> str | None:
    (found,) = tree.all("figure")
    return found["class"]


def rooms(tree: Tree) -> list[str | None]:
    return [link["aria-label"] for link in tree.all("a") if link["class"] == "mk-room"]


def test_where_nothing_is_listened_to_no_cell_bears_its_address() -> None:
    tree = clicked("none", {(1, 2): Mark("sure", "氏名")})
    assert figure(tree) == "mk-form none"
    assert not any("data-cell" in cell for cell in tree.all("td"))
    assert tree.all("a") == []
    assert drawn(sheet_of("一"), {}, label="様式") == drawn(
        sheet_of("一"), {}, label="様式", clicks="none"
    )


@pytest.mark.parametrize("clicks", ["marks", "cells"])
def test_where_clicks_are_listened_to_every_cell_bears_its_address(clicks: Clicks) -> None:
    tree = clicked(clicks)
    assert figure(tree) == f"mk-form {clicks}"
    addresses = [cell["data-cell"] for cell in tree.all("td")]
    assert addresses == ["A1", "B1", "D1", "A2", "B2", "C2", "D2"]  # C1 belongs to B1


def test_a_mark_is_a_link_where_marks_are_listened_to() -> None:
    tree = clicked("marks", {(1, 2): Mark("doubtful", "氏名")})
    assert tree.all("a") == [{"class": "mk-mark doubtful", "href": "#cell"}]
    assert "確認が必要な欄：氏名 " in tree.texts
    assert rooms(tree) == []


def test_a_mark_that_presses_no_button_leads_to_its_cell_all_the_same() -> None:
    tree = clicked("marks", {(1, 2): Mark("answer", "氏名", "edit:applicant.responsible")})
    assert tree.all("a") == [{"class": "mk-mark answer", "href": "#cell"}]


def test_rooms_are_links_where_cells_are_listened_to() -> None:
    tree = clicked("cells", {(2, 2): Mark("now", "備考 1")})
    assert rooms(tree) == ["B1を選択", "D2を選択"]  # neither texts nor cells without a look
    marked = [link for link in tree.all("a") if link["class"] != "mk-room"]
    assert marked == [{"class": "mk-mark now", "href": "#cell"}]
    assert all(link["href"] == "#cell" for link in tree.all("a"))


def test_a_row_is_high_enough_where_a_mark_is_clicked_on() -> None:
    marks = {(2, 2): Mark("sure", "備考")}
    heights = {
        clicks: clicked(clicks, marks).all("tr")[1]["style"]
        for clicks in ("none", "marks", "cells")
    }
    assert heights == {
        "none": "height:calc(var(--u)*20)",
        "marks": "height:max(26px,calc(var(--u)*20))",
        "cells": "height:max(26px,calc(var(--u)*20))",
    }


@pytest.mark.parametrize("clicks", ["none", "marks", "cells"])
def test_whatever_is_written_is_text_where_clicks_are_listened_to(clicks: Clicks) -> None:
    hostile = "</style></td><script>alert(1)</script>\"'&--><img src=x onerror=alert(1)>"
    kinds: tuple[MarkKind, ...] = ("sure", "doubtful", "chosen", "now", "error", "answer")
    marks = {(row, 1): Mark(kind, hostile, hostile) for row, kind in enumerate(kinds, start=1)}
    sheet = sheet_of(*[hostile] * 3, None, hostile, hostile, hostile)
    tree = Tree(drawn(sheet, marks, label=hostile, clicks=clicks))
    assert {"script", "img"}.isdisjoint(tag for tag, _ in tree.found)
    assert tree.texts.count(hostile) == 1 + 6 + 4  # the caption, the cells, the tags
    assert {tag for tag, _ in tree.found} <= {
        "style", "figure", "figcaption", "ul", "li", "span", "div", "table", "colgroup", "col",
        "tbody", "tr", "td", "a",
    }  # fmt: skip
    assert not any(name.startswith("on") for _, attributes in tree.found for name in attributes)


def test_the_title_of_a_sheet_is_no_part_of_an_address() -> None:
    book = Workbook()
    book.worksheets[0].title = "\"><b onclick='x'>!A1"
    book.worksheets[0]["A1"] = "一"
    sheet = preview(book)[0]
    tree = Tree(drawn(sheet, {}, label=sheet.title, clicks="cells"))
    assert [cell["data-cell"] for cell in tree.all("td")] == ["A1"]
    assert tree.all("table") == [{"aria-label": "\"><b onclick='x'>!A1"}]


def test_cells_far_out_bear_their_addresses() -> None:
    book = Workbook()
    book.worksheets[0]["XFD1048576"] = "端"
    book.worksheets[0].print_area = "XFC1048575:XFD1048576"
    tree = Tree(drawn(preview(book)[0], {}, label="様式", clicks="cells"))
    addresses = [cell["data-cell"] for cell in tree.all("td")]
    assert addresses == ["XFC1048575", "XFD1048575", "XFC1048576", "XFD1048576"]
