"""The finish page without a browser: the letter, the package, and the form alone."""

from datetime import timedelta
from typing import Any, Final

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from rules.dates.renewals import FileFacts
from tests.blanks.banded import BANDED
from tests.samples import Nested, case, edited
from tests.wizard.unpacked import enclosed_in, mail_in, unpacked
from wizard.core.draft import Draft
from wizard.core.intake.binding import bind_blank
from wizard.core.journey import sections, steps
from wizard.core.moments import AT_VARIABLE, now
from wizard.core.pdf_export import PdfError
from wizard.core.settings import settings
from wizard.core.template_in_use import remove_blank, store_blank
from wizard.serving.launch import ENTRY
from wizard.ui.session import saved_drafts
from wizard.views.application import finish_downloads

TUESDAY: Final = "2026-11-24T09:00:00+09:00"
FAILED: Final = "作成できませんでした。"
NOTICE: Final = "社名変更のお知らせ.pdf"
BYTES: Final = b"%PDF-1.7\r\n\x00\xff"
PACKAGE: Final = "提出書類一式（zip）をダウンロード"
FORM: Final = "利用申込書（Excel）をダウンロード"
RECEIPT: Final = "控え（印刷用）をダウンロード"
DATES: Final = "締切と登録の見込みを予定表に追加"


@pytest.fixture(autouse=True)
def tuesday(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the moment, on a system without LibreOffice."""
    monkeypatch.setenv(AT_VARIABLE, TUESDAY)
    monkeypatch.setattr(finish_downloads, "find_libreoffice", str)


def finished(answers: Nested) -> AppTest:
    page = AppTest.from_file(str(ENTRY), default_timeout=60)
    show(page, drafted(answers))
    return page.run()


def drafted(answers: Nested) -> Draft:
    draft = Draft(answers=answers, finished_at=now())
    draft.accepted = {step.id for step in steps(draft)} | {*sections(draft)}
    return draft


def show(page: AppTest, draft: Draft) -> None:
    page.session_state["draft"] = draft
    page.query_params["draft"] = draft.token
    page.query_params["step"] = "finish"


def shown(page: AppTest) -> str:
    assert not page.exception
    bodies = (element.proto.body for element in page.get("html"))
    text = "\n".join(body for body in bodies if not body.startswith(("<script", "<style")))
    assert "画面を表示できませんでした" not in text
    return text


def downloads(page: AppTest) -> list[str]:
    return [element.proto.label for element in page.get("download_button")]


def buttons(page: AppTest) -> list[str]:
    return [button.label for button in page.button]


def give(page: AppTest, name: str = NOTICE, content: bytes = BYTES) -> None:
    page.file_uploader(key="letter").set_value((name, content, "")).run()


@pytest.fixture
def packages(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Give what the button hands over, whenever the page is shown."""
    made: list[bytes] = []
    plain = st.download_button

    def download_button(label: str, **words: Any) -> bool:  # noqa: ANN401 - as Streamlit has them
        if label == PACKAGE:
            made.append(words["data"]())
        return bool(plain(label, **words))

    monkeypatch.setattr(st, "download_button", download_button)
    return made


@pytest.mark.parametrize("kind", ["new", "change", "stop"])
def test_without_a_letter_the_package_is_there_at_once(kind: str, packages: list[bytes]) -> None:
    page = finished(case(kind))
    assert downloads(page) == [PACKAGE, RECEIPT, FORM, DATES]
    assert page.get("file_uploader") == []
    assert "周知文のファイル" not in shown(page)
    assert "「送付メール」（申込書を添付した下書き）を開き" in shown(page)
    assert list(unpacked(packages[-1]))[1:] == [
        "送付メール.eml", "締切と登録の見込み.ics", "控え.html",
    ]  # fmt: skip


def test_the_package_is_the_first_choice_and_the_form_alone_the_second() -> None:
    page = finished(case("stop"))
    kinds = {element.proto.label: element.proto.type for element in page.get("download_button")}
    assert (kinds[PACKAGE], kinds[FORM]) == ("primary", "secondary")


def test_without_its_letter_there_is_no_package_and_the_page_says_what_to_do() -> None:
    page = finished(case("rename"))
    assert downloads(page) == [FORM, DATES]
    assert f"申込書に記入したファイル名：{NOTICE}" in shown(page)
    assert "周知文のファイルを選択し、「提出書類一式（zip）」をダウンロード" in shown(page)
    assert 'data-field="letter" data-invalid="false" data-required="true"' in shown(page)


def test_the_title_says_that_there_are_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    titles: list[str] = []
    monkeypatch.setattr(
        "wizard.ui.layout.st.set_page_config", lambda *, page_title, **_: titles.append(page_title)
    )
    page = finished(case("rename"))
    give(page, content=b"")
    give(page)
    assert [title.partition("｜")[0] for title in titles if "｜" in title] == [
        "申込書を作成しました",
        "エラー：申込書を作成しました",
        "申込書を作成しました",
    ]


def test_with_its_letter_the_package_is_handed_over(packages: list[bytes]) -> None:
    page = finished(case("rename"))
    give(page)
    assert downloads(page) == [PACKAGE, RECEIPT, FORM, DATES]
    assert f"選択した周知文：{NOTICE}（12バイト）" in shown(page)
    assert f"<li>需要（発電）者への周知文：{NOTICE}</li>" in shown(page)
    members = unpacked(packages[-1])
    assert members[NOTICE] == BYTES
    assert enclosed_in(mail_in(members))[NOTICE] == BYTES


def named(page: AppTest, name: str, content: bytes = BYTES) -> None:
    page.file_uploader(key="letter-named").set_value((name, content, "")).run()


def test_a_letter_that_is_chosen_where_its_name_is_asked_is_not_asked_again(
    packages: list[bytes],
) -> None:
    answers = edited(case("rename"), {"rename.notice_attachment": ""})
    page = AppTest.from_file(str(ENTRY), default_timeout=60)
    show(page, drafted(answers))
    page.query_params["step"] = "rename"
    page.run()
    named(page, "旧い:お知らせ.pdf")
    assert page.text_input(key="rename.notice_attachment").value == "旧い_お知らせ.pdf"
    named(page, NOTICE)
    assert page.text_input(key="rename.notice_attachment").value == NOTICE
    draft: Draft = page.session_state["draft"]
    assert draft.answers["rename"]["notice_attachment"] == NOTICE
    page.text_input(key="rename.notice_attachment").set_value("")  # a browser that is behind
    page.button(key="next").click().run()
    assert draft.answers["rename"]["notice_attachment"] == NOTICE
    page.button(key="finish").click().run()
    assert f"選択した周知文：{NOTICE}（12バイト）" in shown(page)
    assert "<li>「提出書類一式（zip）」をダウンロード" in shown(page)
    assert next(one.label for one in page.expander) == "別の周知文を選択する"
    assert unpacked(packages[-1])[NOTICE] == BYTES


def test_a_letter_that_ended_with_its_session_is_asked_for_again_by_name() -> None:
    page = finished(case("rename"))
    assert "選択し直してください" not in shown(page)
    give(page)
    assert "選択し直してください" not in shown(page)
    draft: Draft = page.session_state["draft"]
    draft.situation = "renamed"
    saved_drafts().keep(draft)
    again = AppTest.from_file(str(ENTRY), default_timeout=60)
    again.query_params["draft"] = draft.token
    again.run()
    assert f"「{NOTICE}」のファイルを再度選択してください。" in shown(again)
    give(again)
    assert "選択し直してください" not in shown(again)


def test_a_letter_that_is_taken_away_takes_its_name_along_but_no_other() -> None:
    page = AppTest.from_file(str(ENTRY), default_timeout=60)
    show(page, drafted(case("rename")))
    page.query_params["step"] = "rename"
    page.run()
    for typed, left in (("", ""), ("別紙.pdf", "別紙.pdf")):
        named(page, "通知.pdf")
        if typed:
            page.text_input(key="rename.notice_attachment").set_value(typed).run()
        page.file_uploader(key="letter-named").set_value(None).run()
        assert page.text_input(key="rename.notice_attachment").value == left
        assert "選択した周知文" not in shown(page)


def test_an_empty_letter_is_reported_at_once() -> None:
    page = finished(case("rename"))
    give(page, content=b"")
    assert 'id="error-letter-0">エラー：周知文のファイルが空です' in shown(page)
    assert 'data-field="letter" data-invalid="true"' in shown(page)
    assert downloads(page) == [FORM, DATES]


def test_a_letter_by_another_name_is_taken_and_reported(packages: list[bytes]) -> None:
    page = finished(case("rename"))
    give(page, "通知.docx")
    assert downloads(page) == [PACKAGE, RECEIPT, FORM, DATES]
    assert "添付するファイルの名前「通知.docx」が異なります。" in shown(page)
    assert "<li>需要（発電）者への周知文：通知.docx</li>" in shown(page)
    assert "通知.docx" in unpacked(packages[-1])


def test_a_name_is_text_and_nothing_else(packages: list[bytes]) -> None:
    page = finished(edited(case("rename"), {"rename.notice_attachment": "<b>名</b>.pdf"}))
    give(page, "../<img src=x onerror=y>\u202e.pdf")
    assert "<img" not in shown(page)
    assert "<b>名" not in shown(page)
    assert "_img src=x onerror=y_.pdf" in unpacked(packages[-1])


def test_without_the_letter_the_package_is_withdrawn() -> None:
    page = finished(case("rename"))
    give(page)
    page.file_uploader(key="letter").clear().run()
    assert downloads(page) == [FORM, DATES]
    assert "選択した周知文" not in shown(page)


def test_the_letter_is_kept_on_the_way_to_the_check_and_back() -> None:
    page = finished(case("rename"))
    draft = page.session_state["draft"]
    give(page)
    page.button(key="back").click().run()
    assert "内容の確認</h1>" in shown(page)
    show(page, draft)
    page.run()
    assert downloads(page) == [PACKAGE, RECEIPT, FORM, DATES]
    assert f"選択した周知文：{NOTICE}" in shown(page)


def test_another_draft_has_no_part_in_the_letter() -> None:
    page = finished(case("rename"))
    give(page)
    page.button(key="anew").click().run()
    show(page, drafted(case("rename")))
    page.run()
    assert downloads(page) == [FORM, DATES]
    assert "選択した周知文" not in shown(page)


def test_a_letter_is_left_out_once_the_form_names_none(packages: list[bytes]) -> None:
    page = finished(case("rename"))
    draft = page.session_state["draft"]
    give(page)
    draft.answers["rename"] = {"done": case("rename")["rename"]["done"], "no_contracts": True}
    page.run()
    assert downloads(page) == [PACKAGE, RECEIPT, FORM, DATES]
    assert NOTICE not in unpacked(packages[-1])
    assert "周知文の添付は不要です" in shown(page)


def test_what_the_file_of_a_certificate_says_stands_in_the_receipt(packages: list[bytes]) -> None:
    draft = drafted(case("new"))
    facts = FileFacts("別の認証局", now() + timedelta(days=16))
    draft.files = {case("new")["web_certificates"][0]["serial"]: facts}
    page = AppTest.from_file(str(ENTRY), default_timeout=60)
    show(page, draft)
    page.run()
    assert not page.exception
    receipt = unpacked(packages[-1])["控え.html"].decode()
    path = "クライアント証明書 1件目のシリアル番号"
    for said in (
        "発行者が「別の認証局」です。",
        "有効期間の開始前です（2026年12月10日(木)",
    ):
        assert f"{path}」の証明書は、{said}" in receipt


def test_an_imported_blank_is_filled_and_named(packages: list[bytes]) -> None:
    store_blank(bind_blank(BANDED.draw()).content)
    row = {"action": "delete", "name": "𠮷野 四番㈱"}
    try:
        page = finished(edited(case("change"), {"contacts.3": row}))
        assert "「送付メール」（申込書と別紙を添付した下書き）を開き" in shown(page)
        members = unpacked(packages[-1])
    finally:
        remove_blank()
    assert list(members)[1].endswith("_登録内容の変更_2026-11-24_別紙.xlsx")
    assert "様式：取り込んだ様式（識別番号 " in members["控え.html"].decode()


def test_the_limit_is_reported_and_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOUSHIKOMI_LETTER_MEGABYTES", "3")
    settings.cache_clear()
    try:
        page = finished(case("rename"))
        assert "3MBまでです。" in shown(page)
        (uploader,) = page.get("file_uploader")
        assert uploader.proto.max_upload_size_mb == 3
    finally:
        settings.cache_clear()


def test_a_known_address_needs_no_lookup(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "ヘルプデスクのメールアドレスを宛先に入力し、内容を確認して送信します。" in shown(
        finished(case("stop"))
    )
    monkeypatch.setenv("MOUSHIKOMI_RECIPIENT", "helpdesk@example.co.jp")
    settings.cache_clear()
    try:
        assert "宛先に入力し" not in shown(finished(case("stop")))
    finally:
        settings.cache_clear()


def test_what_is_not_needed_is_folded() -> None:
    page = finished(case("stop"))
    assert [(fold.label, fold.proto.expanded) for fold in page.expander] == [
        ("申込書を印刷する・PDFとして保存する", False),
        ("送付メールを使わずに、ご自身でメールを作成する", False),
        ("締切と登録の見込みを予定表に追加する", False),
        ("提出後の流れ", False),
    ]


def test_without_an_office_the_page_says_how_a_pdf_is_saved() -> None:
    page = finished(case("stop"))
    assert "make-pdf" not in {button.key for button in page.button}
    assert "LibreOfficeがないため、PDFファイルは作成できません" in shown(page)
    assert '<a href="#print">申込書を印刷</a>' in shown(page)


def test_with_an_office_a_pdf_is_made_of_the_form_that_is_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[bytes, str]] = []

    def to_pdf(content: bytes, program: str) -> bytes:
        asked.append((content, program))
        if len(asked) == 1:
            raise PdfError(FAILED)
        return b"%PDF-1.7"

    monkeypatch.setattr(finish_downloads, "find_libreoffice", lambda: "/opt/soffice")
    monkeypatch.setattr(finish_downloads, "to_pdf", to_pdf)
    page = finished(case("stop"))
    page.button(key="make-pdf").click().run()
    assert f'<p class="mk-error" role="alert">{FAILED}</p>' in shown(page)
    page.button(key="make-pdf").click().run()
    assert downloads(page) == [PACKAGE, "PDFをダウンロード", RECEIPT, FORM, DATES]
    assert [program for _, program in asked] == ["/opt/soffice"] * 2
    page.session_state["draft"].answers["remarks"] = "急ぎません"
    page.run()
    assert "PDFをダウンロード" not in downloads(page)
    assert asked[0][0].startswith(b"PK")
