"""An application after it is finished: sent on a day, registered, returned, withdrawn."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

import pytest
from streamlit.testing.v1 import AppTest

from rules.register.records import ApplicationState, record
from tests.pages.test_journeys import press, shown, title
from tests.pages.test_register import at_register, buttons, keep, lines, started
from tests.rules.histories import COMPANY, HANAKO, change, new
from wizard.core.moments import AT_VARIABLE, calendar, now
from wizard.core.prefill import resumed
from wizard.drafts.registers import THIS_MACHINE, SavedRegisters
from wizard.drafts.saved_rows import DraftsError
from wizard.serving.launch import ENTRY
from wizard.ui import registers
from wizard.ui.registers import saved_registers
from wizard.ui.session import saved_drafts
from wizard.views.application import finish_downloads

FIRST: Final = new("2025-02-21")
PHONE: Final = change("2026-11-24", business={"phone": "03-3501-9999"})


@pytest.fixture(autouse=True)
def tuesday(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(AT_VARIABLE, "2026-11-24T09:00:00+09:00")
    yield
    monkeypatch.undo()
    for code in saved_registers().codes(THIS_MACHINE):
        saved_registers().delete_business(THIS_MACHINE, code)


def finished() -> AppTest:
    """Open the finish page of a change."""
    draft = resumed(PHONE, now(), calendar())
    draft.accepted |= {"start", "parts", "check"}
    draft.finished_at = now()
    saved_drafts().keep(draft)
    page = AppTest.from_file(str(ENTRY), default_timeout=60)
    page.query_params["draft"] = draft.token
    page.query_params["step"] = "finish"
    page.run()
    assert title(page) == "申込書を作成しました"
    return page


def states() -> list[tuple[str | None, date | None, date | None]]:
    kept = (one.record for one in saved_registers().applications(THIS_MACHINE))
    return [(one.state, one.sent_on, one.registered_on) for one in kept]


def at_moment(monkeypatch: pytest.MonkeyPatch, moment: str) -> AppTest:
    monkeypatch.setenv(AT_VARIABLE, moment)
    return at_register(code="01233")


def state_of(page: AppTest) -> list[str]:
    """Return the states of the applications, the latest first."""
    states = [cells[2] for cells in lines(page) if len(cells) == 5 and "変更" in cells[1]]
    return [state.partition("  ")[0] for state in states]


def test_what_was_sent_stands_in_the_register_with_its_workbook() -> None:
    page = finished()
    assert page.text_input(key="sent-on").value == "2026年11月24日"
    page.text_input(key="sent-on").set_value("2026/11/20").run()
    press(page, "sent")
    assert (
        "2026年11月20日(金)に送付したことを、登録台帳に記録しました。"
        "2026年11月20日(金)17:00締切分として、2026年11月30日(月)頃に登録される見込みです。"
    ) in shown(page)
    assert "sent" not in buttons(page)
    assert states() == [(ApplicationState.SENT, date(2026, 11, 20), None)]
    (kept,) = saved_registers().applications(THIS_MACHINE)
    workbook = saved_registers().workbook(THIS_MACHINE, kept.number)
    assert workbook is not None
    assert workbook.startswith(b"PK")
    assert kept.record.source.endswith(".xlsx")


@pytest.mark.parametrize(
    ("typed", "stated"),
    [
        ("あした", "2026年11月27日のような形式で入力してください。"),
        ("2026/11/25", "本日までの日付を入力してください。"),
        ("2026/11/19", "2026年11月20日(金)以降の日付を入力してください。"),
    ],
)
def test_a_day_that_cannot_be_is_refused(typed: str, stated: str) -> None:
    page = finished()
    page.text_input(key="sent-on").set_value(typed).run()
    press(page, "sent")
    assert f"エラー：{stated}" in shown(page)
    assert states() == []


def test_what_cannot_be_kept_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        message = "ディスクに空きがありません。"
        raise DraftsError(message)

    page = finished()
    monkeypatch.setattr(SavedRegisters, "add", refuse)
    press(page, "sent")
    assert "エラー：ディスクに空きがありません。" in shown(page)


def test_what_the_register_says_stands_in_the_receipt(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[bytes] = []

    def offer(_label: str, content: Callable[[], bytes] | bytes, *_: str) -> None:
        given.append(content() if callable(content) else content)

    monkeypatch.setattr(finish_downloads, "offer_file", offer)
    keep(FIRST, change("2026-11-20", business={"phone": "03-3501-0000"}))
    press(finished(), "sent")
    finished()  # once more, in another session
    receipts = [content.decode() for content in given if content.startswith(b"<!")]
    said = "「連絡先電話番号（他事業者からのお問合せ用）」は、2026年11月20日(金)に送付した申込み"
    assert [said in one for one in receipts] == [True] * 3
    assert "2026年11月24日(火)に送付した" not in receipts[-1]


def test_nothing_is_asked_of_who_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registers, "visitor", lambda: None)
    assert "送付した後" not in shown(finished())


def sent() -> None:
    one = record(PHONE, ["変更.xlsx"], ApplicationState.SENT, sent_on=date(2026, 11, 24))
    assert one is not None
    saved_registers().add(THIS_MACHINE, one, b"x")


def test_what_is_sent_is_pending_and_then_registered_on_a_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keep(FIRST)
    sent()
    page = at_moment(monkeypatch, "2026-12-03T09:00:00+09:00")
    assert state_of(page) == ["送付済"]
    sent_line = next(cells for cells in lines(page) if cells[2].startswith("送付済"))
    assert [cell.split() for cell in sent_line[1:4]] == [
        ["変更", "連絡先電話番号（他事業者からのお問合せ用）：03-3501-1511", "→", "03-3501-9999"],
        ["送付済", "2026年11月24日(火)に送付"],
        ["2026年12月4日(金)", "2026年11月27日(金)締切"],
    ]
    press(page, "registered:1")
    assert page.text_input(key="asked-day").value == "2026年12月3日"
    page.text_input(key="asked-day").set_value("2026年12月4日").run()
    press(page, "keep-day")
    assert "エラー：本日までの日付を入力してください。" in shown(page)
    page.text_input(key="asked-day").set_value("2026年11月23日").run()
    press(page, "keep-day")
    assert "エラー：2026年11月24日(火)以降の日付を入力してください。" in shown(page)
    page.text_input(key="asked-day").set_value("2026年12月2日").run()
    press(page, "keep-day")
    assert state_of(page) == ["登録済"]
    assert "2026年11月24日(火)の変更を「登録済」として記録しました。" in shown(page)
    assert "<td>03-3501-9999</td>" in shown(page)
    assert states()[1] == (ApplicationState.REGISTERED, date(2026, 11, 24), date(2026, 12, 2))
    press(page, "undo:1")
    assert states()[1] == (ApplicationState.SENT, date(2026, 11, 24), None)


def test_what_is_expected_is_assumed_until_somebody_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keep(FIRST)
    sent()
    page = at_moment(monkeypatch, "2026-12-07T09:00:00+09:00")
    assert [state.split() for state in state_of(page)] == [["登録済（見込み）"]]
    press(page, "registered:1")
    assert page.text_input(key="asked-day").value == "2026年12月4日"
    press(page, "drop-day")
    assert "keep-day" not in buttons(page)
    press(page, "registered:1")
    press(page, "keep-day")
    assert state_of(page) == ["登録済"]


def test_what_was_returned_has_no_effect_and_is_sent_again() -> None:
    keep(FIRST)
    sent()
    page = at_register(code="01233")
    press(page, "returned:1")
    assert state_of(page) == ["差戻し（再提出待ち）"]
    assert f"{COMPANY} 差戻し1件（再提出待ち）" in [cells[1] for cells in lines(at_register())]
    assert {"again:1", "undo:1"} <= {*buttons(page)}
    draft = started(page, "again:1")
    assert title(page) == "内容の確認"
    assert draft.answers["business"]["phone"] == "03-3501-9999"
    assert draft.answers["applied_on"] == date(2026, 11, 24)
    press(page, "finish")
    press(page, "sent")  # without a change it is the same application, sent once more
    assert states()[1:] == [(ApplicationState.SENT, date(2026, 11, 24), None)]


def test_what_is_mended_and_sent_again_is_the_next_version() -> None:
    keep(FIRST)
    sent()
    page = at_register(code="01233")
    press(page, "returned:1")
    press(page, "again:1")
    assert '<p class="mk-version">再提出・第2版</p>' in shown(page)
    press(page, "edit:applicant")
    page.text_input(key="business.phone").set_value("03-3501-8888").run()
    press(page, "next")
    press(page, "finish")
    press(page, "sent")
    kept = [one.record for one in saved_registers().applications(THIS_MACHINE)]
    assert kept[2].supersedes == kept[1].digest
    assert kept[2].source.endswith("_第2版.xlsx")
    assert '<p class="mk-version">再提出・第2版</p>' in shown(page)
    page = at_register(code="01233")
    assert [[cell.partition(" ")[0] for cell in c[1:4]] for c in lines(page) if len(c) == 5] == [
        ["変更（第2版）", "送付済", "2026年12月4日(金)"],
        ["新規", "登録済（見込み）", "2025年3月3日(月)"],
        ["変更", "差戻し（第2版で再提出）", ""],
    ]
    assert [expander.label for expander in page.expander] == ["差し戻された以前の版（1件）"]
    assert not {"again:1", "undo:1"} & {*buttons(page)}


def test_a_form_is_chosen_as_the_next_version_of_a_returned_one() -> None:
    again = change("2026-11-24", business={"phone": "03-3501-8888"})
    other = change("2026-11-24", contacts=[{"action": "delete", "name": HANAKO["name"]}])
    keep(FIRST, change("2026-11-20", business={"phone": "03-3501-9999"}), again, other)
    page = at_register(code="01233")
    press(page, "returned:1")
    assert "差し戻された2026年11月20日(金)の変更（2.xlsx）を再提出した申込書" in shown(page)
    (link,) = [button for button in page.button if str(button.key).startswith("link:")]
    assert link.label.replace("\\", "") == (
        "再提出：2026年11月24日(火)の変更（3.xlsx）　"
        "連絡先電話番号（他事業者からのお問合せ用）：03-3501-1511 → 03-3501-8888"
    )
    press(page, str(link.key))
    assert (
        "2026年11月20日(金)の変更（2.xlsx）の再提出を記録しました。「差し戻された以前の版」から取り消すことができます。"
        in shown(page)
    )
    assert state_of(page) == ["送付済", "送付済", "差戻し（第2版で再提出）"]
    assert "変更（第2版）" in shown(page)
    press(page, "unlink:1")
    assert "変更の再提出の記録を取り消しました。" in shown(page)
    assert state_of(page) == ["送付済", "送付済", "差戻し（再提出待ち）"]
    press(page, "withdrawn:1")
    assert state_of(page) == ["送付済", "送付済", "取下げ"]
    assert not [button for button in page.button if str(button.key).startswith("link:")]


def test_what_was_withdrawn_has_no_effect() -> None:
    keep(FIRST)
    sent()
    page = at_register(code="01233")
    press(page, "withdrawn:1")
    assert state_of(page) == ["取下げ"]
    assert [cells[3] for cells in lines(page) if "取下げ" in "".join(cells[2:3])] == [""]
    assert states()[1][0] == ApplicationState.WITHDRAWN


def test_what_was_only_made_is_sent_on_a_day() -> None:
    keep(FIRST)
    one = record(PHONE, ["変更.xlsx"], ApplicationState.MADE)
    assert one is not None
    saved_registers().add(THIS_MACHINE, one)
    page = at_register(code="01233")
    assert state_of(page) == ["作成済"]
    press(page, "sent:1")
    press(page, "keep-day")
    assert states()[1] == (ApplicationState.SENT, date(2026, 11, 24), None)


def test_a_state_that_cannot_be_kept_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        message = "ディスクに空きがありません。"
        raise DraftsError(message)

    keep(FIRST)
    sent()
    page = at_register(code="01233")
    monkeypatch.setattr(SavedRegisters, "set_state", refuse)
    press(page, "returned:1")
    assert "ディスクに空きがありません。" in shown(page)
    assert state_of(page) == ["送付済"]


def test_the_finish_page_leads_to_the_register() -> None:
    page = finished()
    press(page, "sent")
    (link,) = [one for one in page.get("page_link") if one.proto.label.endswith("の台帳を開く")]
    assert link.proto.label == f"{COMPANY}の台帳を開く"
