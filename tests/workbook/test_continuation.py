"""The 別紙 of a blank: what python-calamine and openpyxl find in it, and what the form keeps."""

import io
from datetime import date
from functools import cache
from typing import Final

import pytest
from python_calamine import CalamineWorkbook

from tests.blanks import TRIED, Blank
from tests.blanks.banded import BANDED
from tests.blanks.several_sheets import SEVERAL_SHEETS
from tests.opening import bind, bound_template, read, template_of
from tests.samples import KINDS, REMOVED, Nested, case, edited
from tests.strategies import LITERALS
from tests.workbook.sheets import named, opened
from workbook.forms.fill import FilledForm, RefusedError, fill
from workbook.forms.template import Template, own_template
from workbook.xlsx.guard.unreadable import UnreadableError

TITLE: Final = "スイッチング支援システム利用申込書 別紙"
NOTE: Final = "次の利用申込書に記入しきれない行です。必ず申込書とあわせて提出してください。"
ORIGIN: Final = (
    "この別紙は、様式の行が不足するためmoushikomiで作成したものです。"
    "広域機関（OCCTO）の正式な様式ではありません。"
)
CONTACTS_HEAD: Final = ["番号", "区分", "氏名", "部署名", "電話番号", "メールアドレス"]
CERTIFICATES_HEAD: Final = [
    "番号", "区分", "シリアル番号", "証明書名(CN)", "有効期限", "更新前のシリアル番号",
    "更新前の有効期限",
]  # fmt: skip
RARE: Final = "𠮷﨑髙㈱ﾊﾝｶｸ葛\U000e0100\ufa10か\u3099①㍿Ａ　Ｂ\u200b😀"


def banded() -> Template:
    """Give a bound blank with 3 rows for contacts, 4 and 2 for certificates."""
    return bound_template(BANDED)


@cache
def without_contacts() -> Template:
    """Give that blank bound without a table for contacts."""
    names = {p: place for p, place in BANDED.expected.items() if not p.startswith("contacts.")}
    return template_of(bind(BANDED.draw(), names))


def grid(filled: FilledForm) -> list[list[object]]:
    """Give the values of a 別紙 as python-calamine reads them."""
    assert filled.continuation is not None
    book = CalamineWorkbook.from_filelike(io.BytesIO(filled.continuation))
    assert book.sheet_names == ["別紙"]
    rows = book.get_sheet_by_name("別紙").to_python(skip_empty_area=False)
    return [list(row) for row in rows]


def contacts(count: int, **more: object) -> Nested:
    """Give a change with so many contacts."""
    rows = [{"action": "delete", "name": f"窓口 {number}番", **more} for number in range(count)]
    return edited(case("change"), {"contacts": rows})


def certificates(count: int) -> list[Nested]:
    return [{"action": "delete", "serial": f"00AA{number:04}"} for number in range(count)]


def test_further_rows_stand_on_the_continuation_as_written_by_hand() -> None:
    more = {
        "contacts.3": {
            "action": "add", "name": "四番 㐂三郎", "department": "需給管理部",
            "phone": "03-3501-1514", "email": "yonban@example.co.jp",
        },
        "contacts.4": {"action": "delete", "name": "五番 花子"},
    }  # fmt: skip
    filled = fill(edited(case("change"), more), banded())
    assert grid(filled) == [
        [TITLE, "", "", "", "", ""],
        [NOTE, "", "", "", "", ""],
        ["申請区分", "", "✔ 申請内容の変更", "", "申込年月日", date(2026, 11, 24)],
        ["事業者名", "", "サンプル電力株式会社", "", "事業者コード", "01233"],
        ["", "", "", "", "", ""],
        ["システム窓口情報（窓口責任者） 4人目以降", "", "", "", "", ""],
        CONTACTS_HEAD,
        [4.0, "追加", "四番 㐂三郎", "需給管理部", "03-3501-1514", "yonban@example.co.jp"],
        [5.0, "削除", "五番 花子", "", "", ""],
        ["", "", "", "", "", ""],
        [ORIGIN, "", "", "", "", ""],
    ]
    assert filled.continued == {"contacts": 4}
    on_form = [row["name"] for row in read(filled.content).answers["contacts"]]
    assert on_form == ["窓口 花子", "後任 次郎", "髙﨑 𠮷郎"]


def test_several_tables_go_on_at_once_in_the_order_of_the_form() -> None:
    renewal = {
        "action": "renew", "serial": "0", "common_name": "PC-5", "not_after": "2028-11-23",
        "replaces": "0012", "replaces_not_after": "2026-12-31",
    }  # fmt: skip
    edits = {
        "contacts": contacts(4)["contacts"],
        "web_certificates": [*certificates(4), renewal],
        "api.certificates": certificates(4),
    }
    filled = fill(edited(case("change"), edits), banded())
    blank = [""] * 7
    assert grid(filled)[4:-2] == [
        blank,
        ["システム窓口情報（窓口責任者） 4人目以降", *blank[1:]],
        [*CONTACTS_HEAD, ""],
        [4.0, "削除", "窓口 3番", "", "", "", ""],
        blank,
        ["WEB利用情報 クライアント証明書 5件目以降", *blank[1:]],
        CERTIFICATES_HEAD,
        [5.0, "更新", "0", "PC-5", date(2028, 11, 23), "0012", date(2026, 12, 31)],
        blank,
        ["API利用情報 クライアント証明書 3件目以降", *blank[1:]],
        CERTIFICATES_HEAD,
        [3.0, "削除", "00AA0002", "", "", "", ""],
        [4.0, "削除", "00AA0003", "", "", "", ""],
    ]
    assert filled.continued == {"contacts": 4, "web_certificates": 5, "api.certificates": 3}


@pytest.mark.parametrize("kind", KINDS)
def test_where_all_rows_find_room_there_is_no_continuation(kind: str) -> None:
    filled = fill(case(kind), banded())
    assert (filled.continuation, filled.continued) == (None, {})
    full = fill(contacts(3), banded())
    assert (full.continuation, full.continued) == (None, {})


@pytest.mark.parametrize("blank", TRIED, ids=lambda blank: blank.name)
def test_form_and_continuation_hold_all_rows_in_order(blank: Blank) -> None:
    filled = fill(contacts(13), bound_template(blank))
    on_form = [row["name"] for row in read(filled.content).answers["contacts"]]
    first = filled.continued["contacts"]
    rows = grid(filled)[7:-2]
    assert [row[0] for row in rows] == list(range(first, 14))
    assert on_form + [row[2] for row in rows] == [f"窓口 {number}番" for number in range(13)]


def test_rows_that_the_blank_has_on_a_second_sheet_count_as_room() -> None:
    names = [f"窓口 {number}番" for number in range(11)]
    filled = fill(contacts(11), bound_template(SEVERAL_SHEETS))
    assert [row["name"] for row in read(filled.content).answers["contacts"]] == names[:10]
    assert [row[2] for row in grid(filled)[7:-2]] == names[10:]


def test_a_table_that_the_blank_lacks_is_stated_in_remarks() -> None:
    answers = edited(case("change"), {"contacts.2": REMOVED, "contacts.0": REMOVED})
    filled = fill(answers, without_contacts())
    assert (filled.continuation, filled.continued) == (None, {})
    assert {path for path in filled.stated if path.startswith("contacts")} == {
        "contacts.0.action", "contacts.0.name", "contacts.0.department", "contacts.0.phone",
        "contacts.0.email",
    }  # fmt: skip
    remarks = read(filled.content).answers["contacts"]
    assert remarks == [{
        "action": "add", "name": "後任 次郎", "department": "需給管理部", "phone": "03-3501-1513",
        "email": "kounin@example.co.jp",
    }]  # fmt: skip


def test_what_the_case_does_not_ask_has_no_column_unless_it_is_given() -> None:
    rows = [{**row, "action": "add"} for row in certificates(5)]
    asked = ["番号", "区分", "シリアル番号", "証明書名(CN)", "有効期限", ""]
    assert grid(fill(edited(case("new"), {"web_certificates": rows}), banded()))[6] == asked
    rows[4]["replaces"] = "0012"
    shown = [*asked[:5], "更新前のシリアル番号"]
    assert grid(fill(edited(case("new"), {"web_certificates": rows}), banded()))[6] == shown


HEADS = [
    ({}, "✔ 申請内容の変更", "サンプル電力株式会社"),
    ({"kind": "rename"}, "✔ 申請内容の変更（社名変更）", "サンプル電力株式会社"),
    ({"kind": REMOVED, "business.name": REMOVED}, "", ""),
    ({"kind": "newest", "business.name": RARE}, "", RARE),
]


@pytest.mark.parametrize(("edits", "kind", "name"), HEADS, ids=["change", "rename", "-", "odd"])
def test_the_head_says_what_it_can(edits: dict[str, object], kind: str, name: str) -> None:
    rows = grid(fill(edited(contacts(4), edits), banded()))
    assert (rows[2][2], rows[3][2]) == (kind, name)
    assert rows[6][:6] == CONTACTS_HEAD


def test_texts_stay_texts() -> None:
    texts = [*LITERALS, RARE]
    rows = [{"action": "delete", "name": text, "department": text} for text in texts]
    first_three = contacts(3)["contacts"]
    filled = fill(edited(case("change"), {"contacts": [*first_three, *rows]}), banded())
    assert [row[2:4] for row in grid(filled)[7:-2]] == [[text, text] for text in texts]
    assert filled.continuation is not None
    for (cell,) in opened(filled.continuation)["別紙"][f"C8:C{7 + len(texts)}"]:
        assert (cell.data_type, cell.number_format, cell.quotePrefix) == ("s", "@", True)


@pytest.mark.parametrize("text", ["=1+1", "0012", "_x000D_", "2026-11-24"])
def test_a_name_in_the_head_stays_a_text(text: str) -> None:
    rows = grid(fill(edited(contacts(4), {"business.name": text}), banded()))
    assert rows[3][2] == text
    assert isinstance(rows[3][2], str)


@pytest.mark.parametrize("text", ["=1+1", "+81312345678", "-5", "#N/A", "TRUE", "0012", "1e5"])
def test_serials_stay_texts(text: str) -> None:
    rows = [*certificates(4), {"action": "delete", "serial": text}]
    assert grid(fill(edited(case("change"), {"web_certificates": rows}), banded()))[7][2] == text


def test_dates_are_dates_shown_as_the_form_shows_them() -> None:
    rows = [*certificates(4), {"action": "delete", "serial": "1", "not_after": "2028-11-23"}]
    filled = fill(edited(case("change"), {"web_certificates": rows}), banded())
    assert filled.continuation is not None
    cell = opened(filled.continuation)["別紙"]["E8"]
    assert cell.is_date
    assert cell.number_format == 'yyyy"年"m"月"d"日"'


REFUSED = [("a\x00b", "unwritable"), ("a\ud842b", "unwritable"), ("長" * 32_768, "too-long")]


@pytest.mark.parametrize(("text", "code"), REFUSED, ids=["NUL", "surrogate", "long"])
def test_what_no_cell_can_hold_is_refused_there_too(text: str, code: str) -> None:
    with pytest.raises(RefusedError) as raised:
        fill(edited(contacts(5), {"contacts.4.name": text}), banded())
    refused = [(item.path, item.code) for item in raised.value.refused]
    assert refused == [("contacts.4.name", code)]


NAMES = {
    "moushikomi.continuation": "A1:F1",
    "kind.change": "C3:D3",
    "applied_on": "F3",
    "business.name": "C4:D4",
    "business.code": "F4",
    "contacts.action": "B8:B9",
    "contacts.name": "C8:C9",
    "contacts.department": "D8:D9",
    "contacts.phone": "E8:E9",
    "contacts.email": "F8:F9",
}


def test_its_names_are_the_paths_of_the_catalogue_and_its_mark() -> None:
    filled = fill(contacts(5), banded())
    assert filled.continuation is not None
    book = opened(filled.continuation)
    found = {
        name: area.replace("$", "")
        for name, defined in book.defined_names.items()
        for _, area in defined.destinations
    }
    assert found == NAMES
    assert [cell.value for cell in named(book, "contacts.name")] == ["窓口 3番", "窓口 4番"]


def test_a_wider_last_column_is_named_whole() -> None:
    filled = fill(edited(contacts(4), {"web_certificates": certificates(5)}), banded())
    assert filled.continuation is not None
    defined = opened(filled.continuation).defined_names["contacts.email"]
    assert [area for _, area in defined.destinations] == ["$F$8:$G$8"]


def test_it_prints_on_a4_with_its_head_on_every_page() -> None:
    one, several = contacts(200), edited(contacts(4), {"web_certificates": certificates(5)})
    for answers, repeated in ((one, "$1:$7"), (several, "$1:$4")):
        filled = fill(answers, banded())
        assert filled.continuation is not None
        sheet = opened(filled.continuation)["別紙"]
        assert sheet.print_title_rows == repeated
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("portrait", 9)
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.protection.sheet


def test_its_answers_can_be_corrected_and_its_labels_cannot() -> None:
    filled = fill(contacts(4), banded())
    assert filled.continuation is not None
    sheet = opened(filled.continuation)["別紙"]
    for name in set(NAMES) - {"moushikomi.continuation"}:
        assert not sheet[NAMES[name].partition(":")[0]].protection.locked, name
    assert all(sheet[cell].protection.locked for cell in ("A1", "A2", "A3", "E4", "A6", "C7"))


def test_alone_it_is_no_form_and_says_so() -> None:
    filled = fill(contacts(5), banded())
    assert filled.continuation is not None
    with pytest.raises(UnreadableError) as raised:
        read(filled.continuation)
    assert raised.value.code == "continuation"
    assert "別紙" in raised.value.why


def test_a_draft_of_misshapen_rows_is_written() -> None:
    rows = [{"name": 1}, {"name": ["x"]}, "x", {"email": "同上"}, {"name": True}, {"phone": 5}]
    filled = fill({"contacts": rows}, banded())
    assert [row[:6] for row in grid(filled)[7:-2]] == [
        [4.0, "", "", "", "", "同上"],
        [5.0, "", "✔", "", "", ""],
        [6.0, "", "", "", "5", ""],
    ]


def test_the_own_form_has_its_continuation_inside_and_refuses_what_is_more() -> None:
    assert not own_template().continues
    assert banded().continues
    assert fill(contacts(20)).continuation is None
    with pytest.raises(RefusedError) as raised:
        fill(contacts(21))
    assert [(item.path, item.code) for item in raised.value.refused] == [("contacts", "no-room")]
