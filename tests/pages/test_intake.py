"""The page that takes in a blank, without a browser: what is refused, confirmed, kept and put away.

A click reaches the page as the address of a cell; here it is handed over by hand.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.blanks.sheet_text import TEXTS
from tests.pages.test_journeys import shown as shown_whole
from tests.pages.test_journeys import stop_at_the_check
from tests.wizard.test_intake import content_of, empty_book, packed, unpatchable
from tests.wizard.test_intake import taken_in as laid_down
from tests.wizard.test_template_in_use import bound
from tests.workbook.packages import OWN, ole
from wizard.core.intake import blank_intake
from wizard.core.intake.blank import open_and_propose
from wizard.core.intake.blank_intake import Intake
from wizard.core.moments import AT_VARIABLE
from wizard.core.settings import settings
from wizard.core.template_in_use import bytes_in_use, remove_blank, store_blank, template_in_use
from wizard.core.workers import limits
from wizard.serving.launch import ENTRY
from wizard.ui import session_cache
from wizard.views.intake import page as intake_page
from workbook.forms.blank_names import BlankNames, read_names
from workbook.forms.template import own_template
from workbook.places import Place

TUESDAY: Final = "2026-11-24T09:00:00+09:00"
CHOOSE: Final = "取り込むExcelファイルを選択してください。"
OWN_WORDS: Final = "moushikomiの様式（非公式）"


@dataclass
class Clicks:
    """What the page would do on a click."""

    touch: Callable[[str], None] = field(default=lambda _: None)

    def listen(self, touch: Callable[[str], None]) -> None:
        self.touch = touch


@pytest.fixture(autouse=True)
def clicks(monkeypatch: pytest.MonkeyPatch) -> Clicks:
    """Take the place of the browser, which listens to clicks."""
    found = Clicks()
    monkeypatch.setattr("wizard.views.intake.confirm.listen_to_cells", found.listen)
    return found


@pytest.fixture(autouse=True)
def own_form_in_the_end(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let nothing that a test keeps outlive it; all tests of a process share a data folder."""
    monkeypatch.setenv(AT_VARIABLE, TUESDAY)
    monkeypatch.delenv("MOUSHIKOMI_TEMPLATE", raising=False)
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()
    remove_blank()


def script() -> None:
    from wizard.views.intake.page import show_intake  # noqa: PLC0415 - runs as a script of its own

    show_intake()


def opened() -> AppTest:
    return AppTest.from_function(script, default_timeout=60).run()


def shown(page: AppTest) -> str:
    assert not page.exception
    found = [element.proto.body for element in page.get("html")]
    bodies = [re.sub("<style>.*?</style>", "", body, flags=re.DOTALL) for body in found]
    return "\n".join(body for body in bodies if not body.startswith("<script"))


def text_of(page: AppTest) -> str:
    """Give the words of the page without its elements."""
    return re.sub("<[^>]*>", "", shown(page))


def errors(page: AppTest) -> list[str]:
    summary = shown(page).partition('id="error-summary"')[2].partition("</ul>")[0]
    return re.findall('<li><a href="#[^"]*">([^<]*)</a></li>', summary)


def intake_of(page: AppTest) -> Intake:
    intake: Intake = page.session_state["intake"]
    return intake


def buttons(page: AppTest) -> dict[str, str]:
    """Give the buttons and their words, without those of the list of fields."""
    found = {str(button.key): button.label for button in page.button}
    return {key: words for key, words in found.items() if not key.startswith("field:")}


def downloads(page: AppTest) -> list[str]:
    return [element.proto.label for element in page.get("download_button")]


def press(page: AppTest, key: str) -> None:
    page.button(key=key).click().run()


def give(page: AppTest, content: bytes, name: str = "様式.xlsx") -> None:
    page.file_uploader(key="official").set_value([(name, content, "")])


def give_names(page: AppTest, text: str | bytes) -> None:
    content = text if isinstance(text, bytes) else text.encode()
    page.file_uploader(key="names").set_value([("欄とセル.toml", content, "")])


def started(content: bytes, name: str = "様式.xlsx", names: str | bytes = "") -> AppTest:
    """Give a blank, and names of the edition before it, and have the fields looked for."""
    page = opened()
    give(page, content, name)
    if names:
        give_names(page, names)
    press(page, "begin")
    return page


def taken_in(name: str = "banded") -> AppTest:
    """Begin where the fields of a blank have been looked for."""
    page = AppTest.from_function(script, default_timeout=60)
    page.session_state["intake"] = laid_down(name)
    return page.run()


def look_at(page: AppTest, path: str) -> None:
    press(page, f"field:{path}")


def panel(page: AppTest) -> str:
    """Give the words of the panel: which field is looked at, and what is known of it."""
    found = shown(page)
    start = found.index('<h2 id="panel"')
    return re.sub("<[^>]*>", "", found[start : found.index("</p>", start)])


def order(page: AppTest) -> str:
    """Give the words that say which cell to choose next."""
    return (
        shown(page)
        .partition('data-field="address"')[2]
        .partition('"mk-label">')[2]
        .partition("<")[0]
    )


def type_in(page: AppTest, address: str) -> None:
    page.text_input(key="address").set_value(address).run()


def click(page: AppTest, clicks: Clicks, *cells: str) -> None:
    for cell in cells:
        clicks.touch(cell)
        page.run()


# Giving a blank


def test_the_page_asks_for_a_blank_and_says_which_form_is_used() -> None:
    page = opened()
    assert "公式様式の取り込み</h1>" in shown(page)
    assert OWN_WORDS in shown(page)
    assert "FAQ 2-1、3-3" in shown(page)
    assert buttons(page) == {"begin": "欄を検出"}
    assert (errors(page), downloads(page)) == ([], [])


def test_without_a_blank_an_error_says_what_to_do() -> None:
    page = opened()
    press(page, "begin")
    assert errors(page) == [CHOOSE]
    assert f'id="error-official-0">エラー：{CHOOSE}' in shown(page)
    assert 'data-field="official" data-invalid="true" data-required="true"' in shown(page)
    assert intake_of(page).focus == "errors"
    give(page, content_of("banded"))
    press(page, "begin")
    assert errors(page) == []


def test_names_alone_are_no_blank() -> None:
    page = opened()
    give_names(page, "[names]")
    press(page, "begin")
    assert errors(page) == [CHOOSE]


def test_the_title_says_that_there_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    titles = []
    monkeypatch.setattr(
        "wizard.ui.layout.st.set_page_config", lambda *, page_title: titles.append(page_title)
    )
    page = opened()
    press(page, "begin")
    assert [title.partition("｜")[0] for title in titles] == [
        "公式様式の取り込み",
        "エラー：公式様式の取り込み",
    ]


REFUSED: Final = {
    "an empty file": (b"", "空です"),
    "an old .xls": (ole("Workbook"), "ファイルの種類に「Excel ブック（*.xlsx）」を選択して保存し"),
    "an encrypted one": (ole("EncryptionInfo", "EncryptedPackage"), "パスワード"),
    "anything": (bytes(range(256)) * 9, "Excel"),
    "a text": (b"a,b\r\n", "文字のみのファイル"),
    "a PDF": (b"%PDF-1.7\n", "PDF"),
    "half a file": (OWN[:5000], "途中で切れています"),
}


@pytest.mark.parametrize(("content", "says"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_workbook_is_refused_in_its_own_words(content: bytes, says: str) -> None:
    page = started(content, "様式<b>.xlsx")
    (error,) = errors(page)
    assert error.startswith("「様式&lt;b&gt;.xlsx」：")
    assert says in error
    assert error.endswith("。")
    assert intake_of(page).blank is None
    assert buttons(page) == {"begin": "欄を検出"}


WRONG_NAMES: Final = {
    "no TOML": ("[names]\nx = y", "欄の名前のファイルをTOMLとして読み取れません（2行目）。"),
    "no names": ("x = 1", "[names] の下に"),
    "an unknown absent field": (
        'absent = ["x<b>"]\n[names]',
        "「x&lt;b&gt;」という名前はありません。",
    ),
    "a field here and nowhere": (
        'absent = ["remarks"]\n[names]\n"remarks" = "利用申込書!B55"',
        "「remarks」は [names] と absent の両方にあります。一方を削除してください。",
    ),
    "an unknown field": ('[names]\n"business.<b>" = "利用申込書!A1"', "business.&lt;b&gt;"),
    "no UTF-8": ("[names]\n# 様式".encode("cp932"), "UTF-8ではありません。"),
    "UTF-16": ("[names]".encode("utf-16"), "UTF-8ではありません。"),
}


@pytest.mark.parametrize(("text", "says"), WRONG_NAMES.values(), ids=WRONG_NAMES)
def test_a_file_of_names_that_is_none_is_refused(text: str | bytes, says: str) -> None:
    page = started(content_of("banded"), names=text)
    (error,) = errors(page)
    assert says in error.replace("&#34;", '"')
    assert intake_of(page).blank is None


def test_without_the_wrong_names_the_blank_is_taken() -> None:
    page = started(content_of("banded"), names="x")
    page.file_uploader(key="names").clear()
    press(page, "begin")
    assert errors(page) == []
    assert intake_of(page).blank is not None


def test_names_of_the_edition_before_may_begin_with_a_mark_of_their_order() -> None:
    names = '\ufeff[names]\n"business.code" = "利用申込書!D14"\n"remarks" = "利用申込書!D90"\n'
    page = started(content_of("banded"), names=names)
    assert "確認が必要な欄が1件あります" in shown(page)
    assert panel(page).startswith("備考確認が必要です 利用申込書!B55")
    assert "前の様式では 利用申込書!D90 でした。移動した可能性があります。" in panel(page)


def test_missing_cells_are_reported() -> None:
    page = started(content_of("banded"), names='[names]\n"business.code" = "去年の様式!D14"\n')
    gone = "前の様式にあったセルがこの様式にありません：「事業者情報：事業者コード」"
    assert f'<p class="mk-remark" role="status">{gone}</p>' in shown(page)


# What was found


def test_a_blank_that_is_clear_needs_no_more_than_a_look() -> None:
    page = taken_in()
    assert "39件の欄のセルを特定しました。" in shown(page)
    assert (
        "様式のプレビューで、ラベル（欄の名称）が正しいセルに付いているかを確認してください。"
        in shown(page)
    )
    assert panel(page).startswith("内容をご確認のうえ、取り込んでください")
    assert buttons(page) == {"finish": "この様式を取り込む", "anew": "別のファイルを取り込む"}
    assert downloads(page) == []
    assert bytes_in_use() is None


def test_the_sheet_is_drawn_with_its_fields() -> None:
    page = taken_in()
    assert 'aria-label="様式のプレビュー（利用申込書）"' in shown(page)
    assert '<figure class="mk-form marks"' in shown(page)
    assert '<span class="mk-tag" aria-hidden="true">事業者コード</span>' in shown(page)
    assert '<span class="mk-tag" aria-hidden="true">氏名 3</span>' in shown(page)
    assert "特定した欄：事業者コード" in shown(page)
    assert "確認が必要な欄：" not in shown(page)


def test_every_field_is_listed_by_its_section() -> None:
    page = taken_in("faq_only")
    lines = [expander.label for expander in page.expander]
    assert "申請区分（3/4）" in lines
    assert "システム窓口情報（窓口責任者）（2/5）　要確認3件" in lines
    assert "社名変更（2/6）　要確認1件" in lines
    keys = {str(button.key) for button in page.button}
    assert "field:applied_on" in keys
    assert "field:applied_on.year" not in keys
    assert '<div data-edit="field-remarks" data-name="備考のセルを確認">' in shown(page)


def test_a_blank_that_keeps_everything_says_nothing_of_losses() -> None:
    assert "引き継がれません" not in shown(taken_in("drawn"))


def test_a_sheet_that_has_no_field_yet_can_be_looked_at() -> None:
    page = taken_in("several_sheets")
    assert page.radio(key="sheet:③証明書 WEB").value == "③証明書 WEB"
    page.radio(key="sheet:③証明書 WEB").set_value("④API").run()
    assert 'aria-label="様式のプレビュー（④API）"' in shown(page)
    assert page.radio(key="sheet:④API").value == "④API"
    look_at(page, "business.code")
    assert 'aria-label="様式のプレビュー（①申込書）"' in shown(page)


def test_a_blank_without_any_label_asks_for_everything() -> None:
    page = started(packed(empty_book("<b>&\"'", "絵文字📝!")))
    assert ">0件の欄のセルを特定しました。" in shown(page)
    assert "確認が必要な欄が25件あります。" in shown(page)
    assert panel(page).startswith("申込者：申込年月日確認が必要です")
    assert "項目名からは特定できません" in panel(page)
    assert "<b>&amp;" not in shown(page)
    assert "accept" not in buttons(page)


# Confirming


def test_the_panel_offers_what_can_be_done() -> None:
    page = taken_in("letter")
    assert panel(page).startswith("申込者：申込年月日確認が必要です Sheet1!H2")
    assert buttons(page) == {
        "accept": "このセルで確定",
        "move": "セルを選択し直す",
        "clear": "この様式にはない",
        "split": "年・月・日を別のセルに記入",
        "close": "閉じる",
        "anew": "別のファイルを取り込む",
    }


def test_one_field_after_the_other_is_confirmed() -> None:
    page = taken_in("letter")
    press(page, "accept")
    assert intake_of(page).fields["applied_on"].state == "chosen"
    assert panel(page).startswith("社名変更：契約中の需要（発電）者なし確認が必要です")
    assert "accept" not in buttons(page)  # there is no cell to accept
    assert buttons(page)["move"] == "セルを選択"
    press(page, "clear")
    assert panel(page).startswith("内容をご確認のうえ、取り込んでください")
    assert (
        "「この様式にはない」とした欄：「社名変更：契約中の需要（発電）者なし」。"
        "入力した内容は、備考の欄があれば備考に記入します。"
    ) in text_of(page)
    assert "finish" in buttons(page)


def test_the_cells_of_the_rest_are_confirmed_at_once_and_what_has_none_is_asked() -> None:
    page = taken_in("letter")
    press(page, "close")
    assert panel(page).startswith("確認が必要な欄が残っています")
    assert set(buttons(page)) == {"next-open", "accept-all", "anew"}
    press(page, "next-open")
    assert panel(page).startswith("申込者：申込年月日")
    press(page, "close")
    press(page, "accept-all")
    assert intake_of(page).fields["applied_on"].state == "chosen"
    assert panel(page).startswith("社名変更：契約中の需要（発電）者なし確認が必要です")
    assert "accept" not in buttons(page)
    press(page, "close")
    assert set(buttons(page)) == {"next-open", "clear-all", "undo", "anew"}
    assert intake_of(page).fields.doubtful() == ["rename.no_contracts"]
    assert intake_of(page).fields.absent() == []
    press(page, "clear-all")
    assert intake_of(page).fields.absent() == ["rename.no_contracts"]
    assert "finish" in buttons(page)


def test_a_field_that_is_confirmed_can_still_be_moved_or_cleared() -> None:
    page = taken_in()
    look_at(page, "remarks")
    assert panel(page).startswith("備考特定済み 利用申込書!B55")
    press(page, "accept")
    look_at(page, "remarks")
    assert panel(page).startswith("備考確定済み 利用申込書!B55")
    assert set(buttons(page)) == {"move", "clear", "undo", "close", "anew"}
    press(page, "clear")
    look_at(page, "remarks")
    assert panel(page).startswith(
        "備考この様式にはありません 画面で「この様式にはない」を選択しました。"
    )
    assert set(buttons(page)) == {"move", "undo", "close", "anew"}


def test_a_date_is_split_and_joined() -> None:
    page = taken_in()
    look_at(page, "applied_on")
    press(page, "split")
    assert order(page) == "「申込年月日（年）」を記入するセルを選択してください"
    for cell in ("F60", "G60", "H60"):
        if cell != "F60":
            press(page, "move")
        type_in(page, cell)
    assert "field:applied_on.day" in {str(button.key) for button in page.button}
    assert intake_of(page).fields["applied_on.day"].place == "利用申込書!H60"
    look_at(page, "applied_on.month")
    assert buttons(page)["join"] == "1つのセルに記入"
    press(page, "join")
    type_in(page, "H3")
    assert intake_of(page).fields["applied_on"].place == "利用申込書!H3"


def test_the_date_of_a_table_is_not_split() -> None:
    page = taken_in()
    look_at(page, "web_certificates.not_after")
    assert "split" not in buttons(page)


# Choosing cells


ADDRESSES: Final = {"D60": "D60", "d61": "D61", "ｄ６２": "D62", "$D$63": "D63", " D64 ": "D64"}


def test_a_cell_is_chosen_by_its_address() -> None:
    page = taken_in()
    for address, cell in ADDRESSES.items():
        look_at(page, "business.name")
        press(page, "move")
        assert set(buttons(page)) == {"stop", "anew"}
        type_in(page, address)
        assert intake_of(page).fields["business.name"].place == f"利用申込書!{cell}"
    look_at(page, "business.name")
    assert "画面で選択しました。" in panel(page)


NO_ADDRESSES: Final = ["XFE1", "D0", "D14:D15", "<b>", "利用申込書!D14", "📝"]


def test_an_address_that_is_none_is_reported_and_asked_again() -> None:
    page = taken_in()
    look_at(page, "business.name")
    press(page, "move")
    for address in NO_ADDRESSES:
        type_in(page, address)
        problem = f"「{address}」というセルはありません。".replace("<", "&lt;").replace(">", "&gt;")
        assert f'<p class="mk-remark" role="status">{problem}</p>' in shown(page)
        assert page.text_input(key="address").value == ""
        assert intake_of(page).is_picking
    type_in(page, "D60")
    assert intake_of(page).fields["business.name"].place == "利用申込書!D60"
    assert "というセルはありません" not in shown(page)


def test_no_address_is_no_choice() -> None:
    page = taken_in()
    look_at(page, "business.name")
    press(page, "move")
    type_in(page, "x")
    for address in ("", " ", "　"):
        type_in(page, address)
        assert intake_of(page).is_picking
        assert "「x」というセルはありません。" in shown(page)


def test_choosing_can_be_stopped() -> None:
    page = taken_in()
    look_at(page, "business.name")
    press(page, "move")
    press(page, "stop")
    assert panel(page).startswith("事業者情報：事業者名特定済み 利用申込書!D15")
    assert not intake_of(page).is_picking


def test_every_cell_can_be_clicked_on_while_a_cell_is_chosen(clicks: Clicks) -> None:
    page = taken_in()
    look_at(page, "business.name")
    press(page, "move")
    assert '<figure class="mk-form cells"' in shown(page)
    click(page, clicks, "F57")
    assert intake_of(page).fields["business.name"].place == "利用申込書!B57"
    assert '<figure class="mk-form marks"' in shown(page)
    click(page, clicks, "D14")
    assert panel(page).startswith("事業者情報：事業者コード")


LEFT_OPEN = {
    "applied_on", "applicant.company", "applicant.department", "business.code", "business.name",
    "business.phone",
}  # fmt: skip


@pytest.fixture
def finds_less(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave some fields to the person, whatever is found of them."""

    def within_limits(function: Callable[..., Any], *arguments: object) -> object:
        result = limits.within_limits(function, *arguments)
        if function is not open_and_propose:
            return result
        blank, proposals = result
        return blank, tuple(one for one in proposals if one.path not in LEFT_OPEN)

    monkeypatch.setattr(blank_intake, "within_limits", within_limits)


@pytest.mark.usefixtures("finds_less")
def test_a_cell_is_clicked_on_and_what_it_is_for_teaches_the_others(clicks: Clicks) -> None:
    page = started(
        next(blank for blank in TEXTS["looked_at"] if blank.name == "grey_samples").draw()
    )
    assert panel(page).startswith("申込者：申込年月日確認が必要です")
    look_at(page, "applicant.company")
    assert "「法人名」（様式!B6）と印刷されていますが、記入するセルを特定できません。" in panel(
        page
    )
    click(page, clicks, "C6")
    assert panel(page).startswith("様式!C6 に記入する項目を選択してください")
    meaning = page.selectbox(key="meaning:様式!C6")
    assert meaning.value == "applicant.company"
    press(page, "name-cell")
    assert "同じ位置関係にある5件の欄" in shown(page)
    assert "申込者：部署名" in text_of(page)
    assert "様式!C7" in text_of(page)
    assert 'aria-hidden="true">部署名</span>' in shown(page)
    assert intake_of(page).fields["applicant.department"].place == ""
    press(page, "follow")
    assert intake_of(page).fields["applicant.department"].place == "様式!C7"
    press(page, "undo")
    assert intake_of(page).fields["applicant.department"].place == ""
    assert intake_of(page).fields["applicant.company"].place == ""
    click(page, clicks, "C6")
    press(page, "name-cell")
    press(page, "leave")
    assert intake_of(page).fields["applicant.company"].place == "様式!C6"
    assert intake_of(page).fields["applicant.department"].place == ""


def test_a_cell_that_was_clicked_on_may_be_for_nothing_or_for_something_else(
    clicks: Clicks,
) -> None:
    page = taken_in()
    click(page, clicks, "A1")
    press(page, "stop")
    assert panel(page).startswith("内容をご確認のうえ")
    type_in(page, "D60")
    page.selectbox(key="meaning:利用申込書!D60").set_value("business.name").run()
    press(page, "name-cell")
    assert intake_of(page).fields["business.name"].place == "利用申込書!D60"


def test_a_click_outside_of_the_sheet_is_reported(clicks: Clicks) -> None:
    page = taken_in()
    for cell in ("XFE1", "A1048577", "'/><script>", "", "利用申込書!D14"):
        click(page, clicks, cell)
        assert "というセルはありません。" in shown(page)
        assert "<script>" not in shown(page)
        assert intake_of(page).selected == ""
    click(page, clicks, "XFD1048576")  # nothing is there
    assert intake_of(page).selected == ""


def test_the_rows_of_a_table_are_asked_for_from_the_first_to_the_last(clicks: Clicks) -> None:
    page = taken_in()
    look_at(page, "contacts.email")
    press(page, "move")
    assert order(page) == "「メールアドレス」を記入する最初の行のセルを選択してください"
    click(page, clicks, "D28")
    assert order(page) == "4行として認識しました。異なる場合は、最後の行のセルを選択してください"
    assert 'aria-hidden="true">メールアドレス 4</span>' in shown(page)
    assert set(buttons(page)) == {"settle", "again", "stop", "anew"}
    press(page, "again")
    click(page, clicks, "D28", "D29")
    press(page, "settle")
    assert intake_of(page).fields["contacts.email"].place == "利用申込書!D28:D29"
    assert (
        "同じセルの「WEB利用情報 クライアント証明書：シリアル番号」の指定を解除しました"
        in shown(page)
    )


def test_the_boxes_of_a_code_are_asked_for(clicks: Clicks) -> None:
    page = taken_in("ledger")
    look_at(page, "business.code")
    press(page, "move")
    assert "1文字ずつの枠の場合は" in order(page)
    click(page, clicks, "D13")
    assert order(page).startswith("1か所を選択しました。")
    click(page, clicks, "H13")
    assert order(page).startswith("5か所を選択しました。")
    press(page, "settle")
    assert intake_of(page).fields["business.code"].place == "様式第１号!D13:H13"


def test_the_four_ticks_are_asked_for_by_name(clicks: Clicks) -> None:
    page = taken_in()
    look_at(page, "rename.done")
    press(page, "move")
    asked = []
    for cell in ("B49", "B46", "B47", "B48"):
        asked.append(order(page))
        click(page, clicks, cell)
    assert [words[:4] for words in asked] == ["「(1)", "「(2)", "「(3)", "「(4)"]
    assert asked[3].endswith("のチェック欄のセルを選択してください（4か所目）")
    assert intake_of(page).fields["rename.done"].place == (
        "利用申込書!B49,利用申込書!B46,利用申込書!B47,利用申込書!B48"
    )


def test_what_is_chosen_on_another_sheet_stays_while_sheets_are_turned(clicks: Clicks) -> None:
    page = taken_in("several_sheets")
    look_at(page, "stop.reason")
    press(page, "move")
    page.radio(key="sheet:⑤社名変更・停止").set_value("①申込書").run()
    assert intake_of(page).is_picking
    click(page, clicks, "C20")
    assert intake_of(page).fields["stop.reason"].place == "①申込書!C20"
    assert "同じセルの「備考」の指定を解除しました" in shown(page)


# The end

BOUND: Final = "取り込んだ様式（Excel）をダウンロード"
NAMES: Final = "欄とセルの対応（様式の改定時に使用）をダウンロード"
KEPT: Final = "取り込んだ様式をダウンロード"


@dataclass
class Offered:
    """What is offered for download, by its words."""

    files: dict[str, tuple[str, Any]] = field(default_factory=dict)

    def offer(self, label: str, data: Any, file_name: str, **_: object) -> None:  # noqa: ANN401
        self.files[label] = (file_name, data)


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> Offered:
    found = Offered()
    monkeypatch.setattr("streamlit.download_button", found.offer)
    return found


def test_a_blank_that_is_taken_in_is_in_use() -> None:
    page = taken_in()
    press(page, "finish")
    text = shown(page)
    assert "<h2>取り込みが完了しました</h2>" in text
    assert "「申込書をつくる」で完成した申込書は、この様式に記入されます。" in text
    assert (errors(page), downloads(page)) == ([], [BOUND, NAMES])
    assert intake_of(page).focus == "answer"
    assert buttons(page) == {"apply": "申込書をつくる", "anew": "別のファイルを取り込む"}
    assert bytes_in_use() == intake_of(page).bound
    assert template_in_use().template.places == intake_of(page).places()


def test_the_copy_and_the_names_can_be_taken_along(offered: Offered) -> None:
    page = started(content_of("banded"), "利用申込書.2026.xlsx")
    press(page, "finish")
    assert offered.files[BOUND] == ("利用申込書.2026_取り込み済み.xlsx", bytes_in_use())
    name, text = offered.files[NAMES]
    assert name == "利用申込書.2026_欄とセル.toml"
    assert read_names(text) == BlankNames(intake_of(page).fields.names())
    again = started(content_of("banded"), names=text)
    assert intake_of(again).fields.doubtful() == []
    assert intake_of(again).notice == ""


def test_a_change_after_the_end_asks_to_take_in_once_more() -> None:
    page = taken_in()
    press(page, "finish")
    look_at(page, "remarks")
    assert downloads(page) == [BOUND, NAMES]
    press(page, "clear")
    assert downloads(page) == []
    assert "取り込みが完了しました" not in shown(page)
    press(page, "finish")
    assert "remarks" not in template_in_use().template.places


def test_what_is_absent_is_kept_in_the_copy_and_reported_in_the_file_of_names(
    offered: Offered,
) -> None:
    page = taken_in()
    for path in ("remarks", "api.environment"):
        look_at(page, path)
        press(page, "clear")
    press(page, "finish")
    names = read_names(offered.files[NAMES][1])
    assert names.absent == {"remarks", "api.environment"}
    assert not {"remarks", "api.environment"} & names.cells.keys()
    assert template_in_use().template.absent == {"remarks", "api.environment"}


def test_a_blank_without_any_cell_is_not_taken_in() -> None:
    page = started(packed(empty_book("Sheet1")))
    for _ in range(25):
        press(page, "clear")
    press(page, "finish")
    (error,) = errors(page)
    assert "名前が、このファイルにありません" in error
    assert intake_of(page).focus == "errors"
    assert downloads(page) == []
    assert template_in_use().template is own_template()


def test_a_blank_that_cannot_be_filled_is_not_taken_in() -> None:
    page = started(unpatchable())
    press(page, "finish")
    assert len(errors(page)) == 1
    assert downloads(page) == []
    assert bytes_in_use() is None


def test_where_nothing_can_be_written_it_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    page = taken_in()
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        press(page, "finish")
    (error,) = errors(page)
    assert "に書き込めません（アクセス権限がないか、ほかのソフトウェアで開かれています）。" in error
    assert bytes_in_use() is None
    press(page, "finish")
    assert errors(page) == []
    assert bytes_in_use() is not None


def refuse(*_: object, **__: object) -> None:
    raise PermissionError(13, "Permission denied")


def test_another_file_can_be_taken_in() -> None:
    page = taken_in("letter")
    press(page, "anew")
    assert intake_of(page).blank is None
    assert intake_of(page).focus == "heading"
    assert "begin" in buttons(page)
    give(page, content_of("banded"))
    press(page, "begin")
    assert "39件の欄のセルを特定しました。" in shown(page)


def test_two_sessions_see_nothing_of_each_other() -> None:
    one, other = taken_in("letter"), taken_in()
    press(other, "finish")
    one.run()
    assert panel(one).startswith("申込者：申込年月日")
    assert downloads(one) == []


# What a reload finds again


def test_a_reload_finds_the_blank_with_all_that_was_confirmed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(session_cache, "current_browser", lambda: "of the intake")
    page = started(content_of("letter"))
    press(page, "accept")
    press(page, "clear")
    look_at(page, "remarks")
    press(page, "move")
    again = opened()
    assert panel(again) == panel(page)
    assert panel(again).startswith("備考")
    assert order(again) == "「備考」を記入するセルを選択してください"
    assert intake_of(again).fields["applied_on"].state == "chosen"
    assert intake_of(again).fields.absent() == ["rename.no_contracts"]
    press(again, "stop")
    press(again, "clear")  # in another tab
    assert intake_of(page).fields["remarks"].state == "sure"
    press(again, "finish")
    assert buttons(opened())["begin"] == "欄を検出"  # it is in use
    press(again, "undo")
    assert intake_of(opened()).fields.absent() == ["rename.no_contracts"]
    monkeypatch.setattr(session_cache, "current_browser", lambda: "of another")
    assert intake_of(opened()).blank is None


def test_a_reload_finds_the_blank_that_was_left_for_another_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(session_cache, "current_browser", lambda: "of two blanks")
    page = started(content_of("letter"))
    press(page, "accept")
    press(page, "anew")
    again = opened()
    press(again, "go-back")
    assert intake_of(again).fields["applied_on"].state == "chosen"
    assert intake_of(opened()).fields["applied_on"].state == "chosen"
    assert "go-back" not in buttons(opened())


def test_a_blank_too_large_to_outlive_a_reload_is_announced(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lost = "画面を再読み込みすると、確認した内容は失われます。"
    monkeypatch.setattr(session_cache, "current_browser", lambda: "of a large blank")
    page = started(content_of("banded"))
    assert lost not in shown(page)
    blank = intake_of(page).blank
    assert blank is not None
    assert blank.size > len(blank.opened.content) > 0
    monkeypatch.setattr(intake_page, "_MOST_KEPT", blank.size - 1)
    page.run()
    assert lost in shown(page)
    assert intake_of(opened()).blank is None
    press(page, "finish")
    assert lost not in shown(page)


# What is in use


def put_away(page: AppTest) -> None:
    press(page, "put-away")
    press(page, "remove-in-use")


def test_a_blank_that_is_left_for_another_one_is_gone_back_to() -> None:
    page = taken_in()
    fields = intake_of(page).fields
    press(page, "anew")
    assert intake_of(page).blank is None
    press(page, "go-back")
    assert intake_of(page).fields is fields
    press(page, "finish")
    press(page, "anew")
    assert "go-back" not in buttons(page)  # it is in use


def test_a_blank_that_was_changed_since_it_is_in_use_is_gone_back_to() -> None:
    page = taken_in()
    press(page, "finish")
    look_at(page, "remarks")
    press(page, "clear")
    press(page, "anew")
    press(page, "go-back")
    assert intake_of(page).fields.absent() == ["remarks"]


def test_the_blank_in_use_is_reported_and_can_be_put_away() -> None:
    store_blank(bound())
    page = opened()
    assert re.search(r"<p>取り込んだ様式（\d+年\d+月\d+日\(.\)[\d:]+から使用）</p>", shown(page))
    assert OWN_WORDS not in shown(page)
    assert downloads(page) == [KEPT]
    assert buttons(page) == {
        "begin": "欄を検出",
        "look-again": "欄を再確認",
        "put-away": "moushikomiの様式に戻す",
    }
    press(page, "put-away")
    assert "元に戻すことはできません。" in shown(page)
    press(page, "keep-in-use")
    assert "元に戻すことはできません。" not in shown(page)
    assert bytes_in_use() == bound()
    put_away(page)
    assert OWN_WORDS in shown(page)
    assert (downloads(page), buttons(page)) == ([], {"begin": "欄を検出"})
    assert intake_of(page).focus == "heading"
    assert template_in_use().template is own_template()


def test_the_cells_of_the_blank_in_use_can_be_confirmed_once_more() -> None:
    page = taken_in()
    look_at(page, "stop.reason")
    press(page, "clear")
    press(page, "finish")
    before = intake_of(page).fields.names()
    page = opened()
    press(page, "look-again")
    assert errors(page) == []
    assert intake_of(page).focus == "panel"
    assert "<h2>取り込んだ様式.xlsx</h2>" in shown(page)
    assert "「この様式にはない」とした欄：「利用停止：停止理由」。" in text_of(page)
    assert intake_of(page).fields.names() == before
    look_at(page, "stop.reason")
    assert panel(page).startswith(
        "利用停止：停止理由この様式にはありません 以前に「この様式にはない」と確認した欄です。"
    )
    press(page, "move")
    type_in(page, "D53")
    press(page, "finish")
    assert template_in_use().template.absent == frozenset()
    assert template_in_use().template.places["stop.reason"] == (Place("利用申込書", 53, 4),)


def test_of_a_blank_in_use_that_lacks_an_answer_it_is_asked() -> None:
    store_blank(bound("letter"))
    page = opened()
    press(page, "look-again")
    assert panel(page).startswith("社名変更：契約中の需要（発電）者なし確認が必要です")
    press(page, "clear")
    press(page, "finish")
    assert template_in_use().template.absent == {"rename.no_contracts"}


def test_a_blank_in_use_that_cannot_be_opened_again_is_reported() -> None:
    store_blank(b"x" * 100)
    page = opened()
    press(page, "look-again")
    assert len(errors(page)) == 1
    assert intake_of(page).focus == "errors"
    assert intake_of(page).blank is None
    assert "begin" in buttons(page)


def test_the_blank_in_use_can_be_downloaded(offered: Offered) -> None:
    store_blank(bound())
    opened()
    name, data = offered.files[KEPT]
    assert name == "取り込んだ様式.xlsx"
    assert data() == bound()


def test_a_blank_that_cannot_be_put_away_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    store_blank(bound())
    page = opened()
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refuse)
        put_away(page)
    (error,) = errors(page)
    assert error.startswith("取り込んだ様式の使用を解除できません（")
    assert intake_of(page).focus == "errors"
    assert bytes_in_use() == bound()


def test_a_damaged_blank_is_reported_and_can_be_put_away() -> None:
    store_blank(b"x" * 100)
    page = opened()
    assert '<div class="mk-warn"><h2>取り込んだ様式を使用できません</h2>' in shown(page)
    assert "再度取り込むまで、moushikomiの様式に記入します。" in shown(page)
    assert OWN_WORDS in shown(page)
    assert downloads(page) == [KEPT]
    assert "look-again" in buttons(page)
    put_away(page)
    assert "取り込んだ様式を使用できません" not in shown(page)
    assert buttons(page) == {"begin": "欄を検出"}


def test_a_damaged_blank_can_be_taken_in_anew() -> None:
    store_blank(b"x" * 100)
    page = taken_in()
    press(page, "finish")
    assert template_in_use().why == ""
    assert bytes_in_use() == intake_of(page).bound


@pytest.fixture
def fixed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the installation set a form."""
    path = tmp_path / "様式.xlsx"
    path.write_bytes(bound("letter"))
    monkeypatch.setenv("MOUSHIKOMI_TEMPLATE", str(path))
    settings.cache_clear()
    return path


def test_a_form_that_the_installation_sets_cannot_be_put_away(fixed: Path) -> None:
    page = opened()
    assert "<p>本ツールの管理者が設定した様式</p>" in shown(page)
    assert (downloads(page), buttons(page)) == ([], {"begin": "欄を検出"})
    assert fixed.read_bytes() == bound("letter")


@pytest.mark.usefixtures("fixed")
def test_beside_a_form_that_the_installation_sets_nothing_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = taken_in()
    press(page, "finish")
    assert "使用する様式は、本ツールの管理者が設定します。" in shown(page)
    assert downloads(page) == [BOUND, NAMES]
    assert template_in_use().is_fixed
    monkeypatch.delenv("MOUSHIKOMI_TEMPLATE")
    settings.cache_clear()
    assert bytes_in_use() is None


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Serve the pages on an address that others reach."""
    get_option = st.get_option
    address = {"server.address": "0.0.0.0"}  # noqa: S104 - nothing listens there
    monkeypatch.setattr(st, "get_option", lambda name: address.get(name) or get_option(name))


@pytest.mark.usefixtures("elsewhere")
def test_visitors_from_elsewhere_set_nobodys_form_and_put_none_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = taken_in()
    press(page, "finish")
    assert "使用する様式は、本ツールの管理者が設定します。" in shown(page)
    assert downloads(page) == [BOUND, NAMES]
    assert bytes_in_use() is None
    store_blank(bound())
    assert "put-away" not in buttons(opened())
    assert "look-again" not in buttons(opened())
    monkeypatch.setenv("MOUSHIKOMI_VISITORS_SET_FORM", "yes")
    settings.cache_clear()
    assert "put-away" in buttons(opened())
    page = taken_in()
    press(page, "finish")
    assert "「申込書をつくる」で完成した申込書は、この様式に記入されます。" in shown(page)


# The wizard


def wizard() -> AppTest:
    return AppTest.from_file(str(ENTRY), default_timeout=60).run()


def test_the_first_page_says_that_the_own_form_is_filled() -> None:
    text = shown_whole(wizard())
    assert "moushikomiの様式（非公式）に記入します。" in text
    assert "「公式様式の取り込み」で取り込むと、その様式に記入します。" in text


def test_the_first_page_says_which_blank_is_filled() -> None:
    store_blank(bound())
    text = shown_whole(wizard())
    assert re.search(r">取り込んだ様式（\d+年\d+月\d+日\(.\)[\d:]+時点）に記入します。<", text)
    assert "moushikomiの様式（非公式）" not in text


@pytest.mark.usefixtures("fixed")
def test_the_first_page_says_that_the_installation_sets_the_form() -> None:
    assert re.search(">管理者が設定した様式（[^）]*時点）に記入します。<", shown_whole(wizard()))


def test_a_damaged_blank_is_reported_on_the_first_page() -> None:
    store_blank(OWN[:5000])
    text = shown_whole(wizard())
    assert '<div class="mk-warn"><h2>取り込んだ様式を使用できません</h2>' in text
    assert "途中で切れています" in text
    assert "再度取り込むまで、moushikomiの様式に記入します。" in text


def finished() -> AppTest:
    page = wizard()
    stop_at_the_check(page)
    press(page, "finish")
    assert "申込書を作成しました</h1>" in shown_whole(page)
    return page


def test_the_last_page_says_which_form_was_filled() -> None:
    page = finished()
    assert "moushikomiの様式です。広域機関の正式な様式ではありません。" in shown_whole(page)
    store_blank(bound())
    page.run()
    assert "取り込んだ様式（" in shown_whole(page)
    assert "moushikomiの様式です。" not in shown_whole(page)
    assert 'aria-label="印刷イメージ（利用申込書）"' in shown_whole(page)


def test_a_blank_that_is_taken_in_is_what_the_wizard_fills() -> None:
    store_blank(bound("letter"))
    page = wizard()
    stop_at_the_check(page)
    assert 'title="E23"' in shown_whole(page)
    press(page, "finish")
    assert 'aria-label="印刷イメージ（Sheet1）"' in shown_whole(page)


def test_a_blank_that_is_damaged_in_between_gives_way_to_the_own_form() -> None:
    store_blank(bound("letter"))
    page = finished()
    store_blank(b"x")
    page.run()
    assert "取り込んだ様式を使用できません" in shown_whole(page)
    assert 'aria-label="印刷イメージ（Sheet1）"' not in shown_whole(page)
