"""The check page without a browser: what is taken, judged, shown and kept."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from rules.dates.workdays import OfficeCalendar
from rules.finding import Severity, Violation
from rules.obligations.messages import make_finding
from rules.register.records import record
from tests.mails import attached, mail
from tests.outlook_files import Attached, outlook
from tests.rules.histories import change, new
from tests.samples import REMOVED, case, edited
from tests.wizard.test_uploads import from_windows, member
from tests.workbook.packages import archive
from wizard.core.checking import judging
from wizard.core.checking.check_session import CheckSession
from wizard.core.checking.judging import Task
from wizard.core.filing import file_answers
from wizard.core.moments import AT_VARIABLE, now
from wizard.core.submission.build import make_package, submission_of
from wizard.core.submission.letter import Letter
from wizard.core.verdicts import Verdict
from wizard.drafts.registers import THIS_MACHINE
from wizard.serving.launch import ENTRY
from wizard.ui import batch_progress
from wizard.ui.registers import saved_registers
from wizard.views.check import page as check_page
from workbook.forms.fill import fill
from workbook.forms.template import own_template

TUESDAY: Final = "2026-11-24T09:00:00+09:00"
GOOD: Final = fill(case("stop")).content
BAD: Final = fill(edited(case("stop"), {"business.code": "12", "stop.completed": REMOVED})).content
WARNED: Final = fill(edited(case("stop"), {"business.address": "東京都"})).content
CHOOSE: Final = "チェックする申込書のファイルを選択してください。"


@pytest.fixture(autouse=True)
def tuesday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(AT_VARIABLE, TUESDAY)
    monkeypatch.setattr(judging, "FEW", 1_000)


def script() -> None:
    from wizard.views.check.page import show_check_page  # noqa: PLC0415 - runs as a script of its own

    show_check_page()


def opened() -> AppTest:
    return AppTest.from_function(script, default_timeout=60).run()


def bodies(page: AppTest) -> list[str]:
    assert not page.exception
    found = [element.proto.body for element in page.get("html")]
    return [body for body in found if not body.startswith(("<script", "<style"))]


def shown(page: AppTest) -> str:
    return "\n".join(bodies(page))


def desk_of(page: AppTest) -> CheckSession:
    desk: CheckSession = page.session_state["desk"]
    return desk


def give(page: AppTest, files: Iterable[tuple[str, bytes]]) -> None:
    page.file_uploader(key="forms").set_value([(name, data, "") for name, data in files])


def press(page: AppTest, key: str) -> None:
    page.button(key=key).click().run()


def check(page: AppTest, *files: tuple[str, bytes]) -> None:
    give(page, files)
    press(page, "begin")


def files_shown(page: AppTest) -> list[str]:
    return re.findall("<h3>(.*?)</h3>", shown(page), re.DOTALL)


def tiles(page: AppTest) -> dict[str, str]:
    found = re.findall(r'class="mk-tile (\w+)"><dt>[^<]*</dt><dd>([^<]*)', shown(page))
    return dict(found)


def file_of(page: AppTest, name: str) -> str:
    """Give what is said of one file."""
    return next(body for body in bodies(page) if f"<h3>{name}</h3>" in body)


def downloads(page: AppTest) -> list[str]:
    return [element.proto.label for element in page.get("download_button")]


def buttons(page: AppTest) -> set[str]:
    return {str(button.key) for button in page.button}


# Taking files


def test_the_page_begins_without_results() -> None:
    page = opened()
    assert "申込書をチェックする" in shown(page)
    assert "error-summary" not in shown(page)
    assert buttons(page) == {"begin"}
    assert downloads(page) == []


def test_without_a_file_an_error_says_what_to_do() -> None:
    page = opened()
    press(page, "begin")
    text = shown(page)
    assert f'<li><a href="#field-forms">{CHOOSE}</a></li>' in text
    assert f'id="error-forms-0">エラー：{CHOOSE}' in text
    assert 'data-field="forms" data-invalid="true" data-required="true"' in text
    assert desk_of(page).focus == "errors"
    assert downloads(page) == []
    check(page, ("a.xlsx", GOOD))
    assert "error-summary" not in shown(page)
    assert files_shown(page) == ["a.xlsx"]


def test_the_title_says_that_there_are_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    titles = []
    monkeypatch.setattr(
        "wizard.ui.layout.st.set_page_config", lambda *, page_title: titles.append(page_title)
    )
    page = opened()
    press(page, "begin")
    assert [title.partition("｜")[0] for title in titles] == [
        "申込書をチェックする",
        "エラー：申込書をチェックする",
    ]


def test_letters_alone_are_nothing_to_check() -> None:
    page = opened()
    check(page, ("送付状.pdf", b"x"))
    assert CHOOSE in shown(page)


def test_one_file_has_its_verdict_its_gaps_and_what_goes_back() -> None:
    page = opened()
    check(page, ("申込書.xlsx", BAD))
    assert tiles(page) == {"acceptable": "0件", "deficient": "1件", "unreadable": "0件"}
    assert "チェック結果（1件）" in shown(page)
    reported = file_of(page, "申込書.xlsx")
    assert '<p class="mk-verdict deficient">不備あり</p>' in reported
    assert "サンプル電力株式会社 ／ 12 ／ 利用停止（申込年月日 2026年11月24日）" in reported
    assert "「事業者コード」が5桁ではありません。" in reported
    assert "5桁の数字で入力してください" in reported
    assert re.search(r'<span class="mk-cell">利用申込書![A-Z]+\d+</span>', reported)
    assert reported.count('<li class="error"><b>不備</b>') == 2
    assert "（FAQ " in reported
    assert downloads(page) == [
        "指摘を記載した写しと返信の下書き（zip）をダウンロード",
        "一覧（Excel）をダウンロード",
        "指摘を記載した写し",
        "返信の下書き（メール）",
    ]
    assert desk_of(page).focus == "answer"
    assert buttons(page) == {"begin", "mend:0"}


def test_a_table_comes_before_the_findings_of_each_file() -> None:
    page = opened()
    check(page, ("good.xlsx", GOOD), ("text.xlsx", b"x"), ("warned.xlsx", WARNED))
    (table,) = (body for body in bodies(page) if "mk-results" in body and "<tbody>" in body)
    rows = re.findall(r"<tr>(<th scope=\"row\">.*?)</tr>", table, re.DOTALL)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    assert cells[0][:6] == [
        '<a href="#result-1">text.xlsx</a>', "読み取れません", "", "", "1", ""
    ]  # fmt: skip
    assert [row[1] for row in cells[1:]] == ["不備は見つかりませんでした"] * 2
    assert 'id="result-1"' in file_of(page, "text.xlsx")


def test_the_one_primary_action_is_what_comes_next() -> None:
    page = opened()
    assert [button.proto.type for button in page.button] == ["primary"]
    check(page, ("good.xlsx", GOOD))
    kinds = {element.proto.label: element.proto.type for element in page.get("download_button")}
    assert {button.proto.type for button in page.button} == {"secondary"}
    assert [label for label, kind in kinds.items() if kind == "primary"] == [
        "指摘を記載した写しと返信の下書き（zip）をダウンロード"
    ]
    assert "宛先と内容を確認してから送信してください。" not in shown(page)  # nobody is written to
    check(page, ("bad.xlsx", BAD))
    assert "宛先と内容を確認してから送信してください。" in shown(page)


def test_every_file_that_was_not_accepted_says_why() -> None:
    page = opened()
    check(page, ("good.xlsx", GOOD), ("text.xlsx", b"x"), ("a.zip", b"x"), ("warned.xlsx", WARNED))
    assert tiles(page) == {"acceptable": "2件", "deficient": "0件", "unreadable": "2件"}
    reported = file_of(page, "good.xlsx")
    assert reported.count("<li") == 1
    assert '<li class="warning"><b>要確認</b>moushikomiの様式' in reported
    assert '<li class="warning"><b>要確認</b>' in file_of(page, "warned.xlsx")
    for name in ("text.xlsx", "a.zip"):
        reported = file_of(page, name)
        assert '<p class="mk-verdict unreadable">読み取れません</p>' in reported
        assert '<li class="error"><b>不備</b>' in reported
    assert "展開" in file_of(page, "a.zip")


@pytest.mark.usefixtures("out_of_reach")
def test_where_the_registers_cannot_be_read_each_form_says_so() -> None:
    page = opened()
    check(page, ("a.xlsx", GOOD), ("b.xlsx", BAD))
    for name in ("a.xlsx", "b.xlsx"):
        assert "登録台帳を読み込めないため、台帳の内容とは照合していません。" in file_of(page, name)
    assert (tiles(page)["acceptable"], tiles(page)["deficient"]) == ("1件", "1件")


def test_forms_are_judged_by_the_registers_of_the_visitor() -> None:
    one = record(new("2025-02-21"), ["新規.xlsx"])
    assert one is not None
    asked = change("2026-11-24", web_certificates=[{"action": "delete", "serial": "FF01"}])
    other = change("2026-11-24", "第二電力株式会社", "04562", business={"phone": "03-3501-9999"})
    saved_registers().add(THIS_MACHINE, one)
    try:
        page = opened()
        check(page, ("a.xlsx", fill(asked).content), ("b.xlsx", fill(other).content))
    finally:
        saved_registers().delete_business(THIS_MACHINE, "01233")
    reported = file_of(page, "a.xlsx")
    assert "の「FF01」は、台帳に登録されていません。" in reported
    assert "広域機関が行います）　ご確認いただきたい点が2件あります" in reported
    assert re.search(r'<span class="mk-cell">利用申込書![A-Z]+\d+</span> 「WEB利用情報', reported)
    assert "台帳" not in file_of(page, "b.xlsx")
    assert "うち、ご確認いただきたい点がある申込書 2件" in shown(page)


def test_an_archive_is_unpacked_and_what_is_no_form_is_named() -> None:
    page = opened()
    packed = archive([member("中/a.xlsx", GOOD), from_windows("ソーラー.xlsx", BAD)])
    check(page, ("束.zip", packed), ("送付状.pdf", b"x"))
    assert files_shown(page) == ["束.zip/ソーラー.xlsx", "束.zip/中/a.xlsx"]
    assert (
        "申込書ではないと判断し、チェック対象外としたファイル</h2><ul><li>送付状.pdf</li>"
        in shown(page)
    )


def test_a_mail_is_opened_and_its_letter_is_asked_for() -> None:
    page = opened()
    rename = fill(case("rename")).content
    letter = "社名変更のお知らせ.pdf"
    check(
        page,
        ("a.eml", mail(attached("申込書.xlsx", rename), attached(letter, b"%PDF"))),
        ("b.msg", outlook(Attached("申込書.xlsx", rename), Attached("写真.png", b"x"))),
        ("c.eml", mail(attached(letter, b"%PDF"))),
    )
    assert files_shown(page) == ["c.eml", "b.msg/申込書.xlsx", "a.eml/申込書.xlsx"]
    assert "申込書（.xlsx）が添付されていません" in file_of(page, "c.eml")
    reported = file_of(page, "b.msg/申込書.xlsx")
    assert f"周知文「{letter}」が、このメールに添付されていません。" in reported
    assert '<p class="mk-verdict acceptable">' in file_of(page, "a.eml/申込書.xlsx")
    assert f"<ul><li>{letter}：申込書に記入されている周知文</li></ul>" in shown(page)
    assert "<ul><li>b.msg/写真.png</li></ul>" in shown(page)


def test_a_package_is_one_form_and_what_was_made_with_it(calendar: OfficeCalendar) -> None:
    template, letter = own_template(), Letter("社名変更のお知らせ.pdf", b"%PDF", 4)
    filing = file_answers(case("rename"), now(), calendar, template=template)
    made = make_package(
        submission_of(filing, letter, now(), calendar, template=template, edition="第1版")
    )
    assert made.content is not None
    page = opened()
    check(page, ("一式.zip", made.content), ("a.xlsx", GOOD))
    form, mailed = f"一式.zip/{made.contents[0]}", f"一式.zip/送付メール.eml/{made.contents[0]}"
    assert files_shown(page) == [form, "a.xlsx"]
    told = f"同じ申込書が2か所にあるため、1件として扱います：{form}、{mailed}"
    assert told in file_of(page, form)
    assert "か所" not in file_of(page, "a.xlsx")
    belonging = (
        "社名変更のお知らせ.pdf：申込書に記入されている周知文",
        "締切と登録の見込み.ics：本ツールで作成した予定表のファイル",
        "控え.html：本ツールで作成した控え",
    )
    listed = "".join(f"<li>{line}</li>" for line in belonging)
    assert f"申込書に付随する書類（チェックは不要です）</h2><ul>{listed}</ul>" in shown(page)
    assert "チェック対象外" not in shown(page)


def test_what_two_files_are_to_each_other_is_reported() -> None:
    page = opened()
    newer = fill(edited(case("stop"), {"applied_on": "2026-11-25"})).content
    check(page, ("a.xlsx", GOOD), ("b.xlsx", newer))
    remark = '<p class="mk-remark">新しい版があります（b.xlsx、2026年11月25日）</p>'
    assert remark in file_of(page, "a.xlsx")
    assert "古い版があります（a.xlsx、2026年11月24日）" in file_of(page, "b.xlsx")


def test_more_files_than_are_taken_are_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wizard.core.checking.check_session.MAX_FILES", 2)
    page = opened()
    check(page, *((f"{number}.xlsx", GOOD) for number in range(3)))
    assert files_shown(page) == ["0.xlsx", "1.xlsx"]
    assert "一度に処理できるのは2件までです。複数回に分けてください。" in shown(page)


HOSTILE: Final = [
    "<script>alert(1)</script>.xlsx",
    '"><img src=x onerror=alert(1)>.xlsx',
    "a&amp;b'.xlsx",
    "a\nb\x00.xlsx",
    "\u202exslx.xlsx",
    "𠮷" * 200 + ".xlsx",
    "${7*7}{{7*7}}`$x$`:smile:**b**.xlsx",
]


def test_a_name_is_text_and_nothing_else() -> None:
    page = opened()
    answers = edited(case("stop"), {"business.name": "<b>&amp;</b>", "business.code": "<i>"})
    check(page, *((name, fill(answers).content) for name in HOSTILE), ("<u>.pdf", b"x"))
    text = shown(page)
    assert "<h3>&lt;script&gt;alert(1)&lt;/script&gt;.xlsx</h3>" in text
    assert "<h3>a&amp;amp;b&#39;.xlsx</h3>" in text
    assert "&lt;b&gt;&amp;amp;&lt;/b&gt; ／ &lt;i&gt;" in text
    assert not re.search(r"<(script|img|u|i)\b", text)
    assert len(files_shown(page)) == len(HOSTILE)


def test_a_long_list_of_gaps_is_cut_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    gap = make_finding("missing", Severity.ERROR, "3-4", Violation("business.code"))
    verdict = Verdict("deficient", "stop", {}, (gap,) * 103)
    monkeypatch.setattr(
        batch_progress, "judge_uploads", lambda tasks: ((task, verdict) for task in tasks)
    )
    page = opened()
    check(page, ("a.xlsx", GOOD))
    reported = file_of(page, "a.xlsx")
    assert reported.count('<li class="error">') == 100
    assert "<li>ほか3件" in reported


# Order and pages


def turns(page: AppTest) -> set[str]:
    return buttons(page) & {"before", "after"}


def test_the_worst_come_first_and_twenty_are_on_a_page() -> None:
    page = opened()
    contents = [GOOD, BAD, b"x"]
    check(page, *((f"{number:02}.xlsx", contents[number % 3]) for number in range(45)))
    assert tiles(page) == {"acceptable": "15件", "deficient": "15件", "unreadable": "15件"}
    expected = [f"{number:02}.xlsx" for rest in (2, 1, 0) for number in range(rest, 45, 3)]
    assert files_shown(page) == expected[:20]
    assert "<p>1 / 3ページ</p>" in shown(page)
    assert turns(page) == {"after"}
    press(page, "after")
    assert files_shown(page) == expected[20:40]
    assert turns(page) == {"before", "after"}
    assert desk_of(page).focus == "answer"
    press(page, "after")
    assert files_shown(page) == expected[40:]
    assert "<p>3 / 3ページ</p>" in shown(page)
    assert turns(page) == {"before"}
    press(page, "before")
    assert files_shown(page) == expected[20:40]
    check(page, ("a.xlsx", GOOD))
    assert files_shown(page) == ["a.xlsx"]
    assert "ページ" not in shown(page)


def test_twenty_files_need_no_second_page() -> None:
    page = opened()
    check(page, *((f"{number}.xlsx", b"x") for number in range(20)))
    assert len(files_shown(page)) == 20
    assert buttons(page) == {"begin"}


# Stopping, and going on

Judge = Callable[[Iterable[Task]], Iterator[tuple[Task, Verdict]]]


class Slow:
    """Judges so many files of a pile, then lets the page wait as long as a test wants."""

    def __init__(self, *shares: int) -> None:
        self.shares = iter(shares)
        self.judged: list[str] = []
        self.closed = 0

    def __call__(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Verdict]]:
        share = next(self.shares, None)
        try:
            for number, task in enumerate(tasks):
                if number == share:
                    st.stop()
                self.judged.append(task.upload.name)
                yield task, Verdict("acceptable", "stop", {}, ())
        finally:
            self.closed += 1


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    judge = Slow(3, 2)
    monkeypatch.setattr(batch_progress, "judge_uploads", judge)
    return judge


PILE: Final = [(f"{number}.xlsx", b"x") for number in range(9)]
NAMES: Final = [name for name, _ in PILE]


def progress(page: AppTest) -> tuple[int, str]:
    (bar,) = page.get("progress")
    proto: Any = bar.proto
    return proto.value, proto.text


def test_work_shows_how_far_it_is_and_can_be_stopped(slow: Slow) -> None:
    page = opened()
    check(page, *PILE)
    assert buttons(page) == {"begin", "stop"}
    assert progress(page) == (33, "9件中3件をチェックしました")
    assert files_shown(page) == []
    press(page, "stop")
    assert buttons(page) == {"begin", "go-on"}
    assert files_shown(page) == NAMES[:3]
    assert "チェック結果（3件）" in shown(page)
    assert "チェックを中止しました</h2><ul><li>残りの6件は、チェックしていません。" in shown(page)
    assert desk_of(page).focus == "answer"
    assert slow.judged == NAMES[:3]
    assert slow.closed == 1


def test_what_was_stopped_goes_on_and_no_file_is_judged_twice(slow: Slow) -> None:
    page = opened()
    check(page, *PILE)
    press(page, "stop")
    press(page, "go-on")
    assert progress(page) == (55, "9件中5件をチェックしました")
    press(page, "stop")
    assert "残りの4件は、チェックしていません。" in shown(page)
    press(page, "go-on")
    assert slow.judged == NAMES
    assert files_shown(page) == NAMES
    assert "チェックを中止しました" not in shown(page)
    assert "go-on" not in buttons(page)
    assert tiles(page)["acceptable"] == "9件"


def test_what_was_stopped_before_the_first_verdict_goes_on_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    judge = Slow(0)
    monkeypatch.setattr(batch_progress, "judge_uploads", judge)
    page = opened()
    check(page, *PILE)
    press(page, "stop")
    assert "残りの9件は、チェックしていません。" in shown(page)
    press(page, "go-on")
    assert judge.judged == NAMES


def test_a_rerun_in_the_middle_goes_on_with_what_waits(slow: Slow) -> None:
    page = opened()
    check(page, *PILE)
    page.run()
    assert progress(page) == (55, "9件中5件をチェックしました")
    page.run()
    assert slow.judged == NAMES
    assert files_shown(page) == NAMES
    assert slow.closed == 3


def test_another_pile_in_the_middle_takes_the_place_of_the_first(slow: Slow) -> None:
    page = opened()
    check(page, *PILE)
    check(page, ("x.xlsx", b"x"), ("y.xlsx", b"y"))
    assert files_shown(page) == ["x.xlsx", "y.xlsx"]
    assert slow.judged == [*NAMES[:3], "x.xlsx", "y.xlsx"]


def test_the_moment_of_the_first_click_counts_for_the_whole_pile(
    slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened()
    check(page, *PILE)
    before = desk_of(page).at
    assert before is not None
    assert before.isoformat() == TUESDAY
    monkeypatch.setenv(AT_VARIABLE, "2026-11-27T17:00:01+09:00")
    press(page, "stop")
    press(page, "go-on")
    assert desk_of(page).at == before
    assert len(slow.judged) == 5


# What is kept


def test_removing_a_file_leaves_the_results_until_the_next_check() -> None:
    page = opened()
    check(page, ("a.xlsx", BAD), ("b.xlsx", GOOD))
    give(page, [("b.xlsx", GOOD)])
    page.run()
    assert files_shown(page) == ["a.xlsx", "b.xlsx"]
    press(page, "begin")
    assert files_shown(page) == ["b.xlsx"]
    page.file_uploader(key="forms").clear().run()
    assert files_shown(page) == ["b.xlsx"]
    press(page, "begin")
    assert CHOOSE in shown(page)
    assert files_shown(page) == []


def test_what_a_form_holds_is_gone_on_with_at_the_first_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    led: list[tuple[str, dict[str, str]]] = []
    monkeypatch.setattr(check_page, "switch_to", lambda page, query: led.append((page, query)))
    page = opened()
    check(page, ("読めない.xlsx", b"x"), ("a.xlsx", BAD))
    assert [button.key for button in page.button if str(button.key).startswith("mend:")] == [
        "mend:1"
    ]
    press(page, "mend:1")
    draft = page.session_state["draft"]
    assert draft.answers["business"] == {"code": "12", "name": "サンプル電力株式会社"}
    assert led == [("", {"draft": draft.token, "step": "applicant"})]
    assert draft.version == 1


def test_two_sessions_see_nothing_of_each_other() -> None:
    one, other = opened(), opened()
    check(one, ("a.xlsx", BAD))
    other.run()
    assert files_shown(other) == []
    assert files_shown(one) == ["a.xlsx"]


def test_results_and_the_draft_are_kept_on_the_way_to_the_form_and_back() -> None:
    page = AppTest.from_file(str(ENTRY), default_timeout=60).run()
    press(page, "situation:withdrawing")
    page.text_input(key="applicant.company").set_value("サンプル電力株式会社").run()
    draft = page.session_state["draft"]
    page.session_state["desk"] = placed = CheckSession()
    placed.lay_down([("a.xlsx", BAD)], now())
    placed.is_at_work = False
    page.run()
    assert "申込者・事業者</h1>" in shown(page)
    assert page.text_input(key="applicant.company").value == "サンプル電力株式会社"
    assert page.session_state["draft"] is draft
    assert page.session_state["desk"] is placed
