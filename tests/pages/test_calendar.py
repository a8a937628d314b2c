"""The calendar page, without a browser: turning, asking, closures. The dates are by hand."""

import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.wizard.test_cli_dates import NOTE, OFFICIAL
from wizard.core.moments import AT_VARIABLE
from wizard.ui import session_cache

TUESDAY = "2026-11-24T09:00:00+09:00"
LEADS_OUT = {"前の月", "次の月", "前の年", "次の年"}


@pytest.fixture(autouse=True)
def tuesday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(AT_VARIABLE, TUESDAY)


def script() -> None:
    from wizard.views.calendar.page import show_calendar  # noqa: PLC0415 - runs as a script of its own

    show_calendar()


def opened(**address: str) -> AppTest:
    page = AppTest.from_function(script, default_timeout=60)
    page.query_params.update(address)
    return page.run()


def shown(page: AppTest) -> str:
    """Give what stands on the page, without its style and its script."""
    assert not page.exception
    bodies = [element.proto.body for element in page.get("html")]
    return "\n".join(body for body in bodies if not body.startswith(("<script", "<style")))


def headline(page: AppTest) -> str:
    found = re.search(r'<h2 class="mk-shown"[^>]*>([^<]*)</h2>', shown(page))
    assert found
    return found[1]


def address(page: AppTest) -> dict[str, Any]:
    return {name: page.query_params[name] for name in page.query_params}


def press(page: AppTest, key: str) -> None:
    page.button(key=key).click().run()


def buttons(page: AppTest) -> set[str]:
    return {button.label for button in page.button}


def choose(page: AppTest, key: str, value: str) -> None:
    page.radio(key=key).set_value(value).run()


def look_over(page: AppTest, view: str) -> None:
    page.segmented_control(key="view").set_value(view).run()


def ask(page: AppTest, **typed: str) -> None:
    for key, text in typed.items():
        page.text_input(key=key.replace("_", "-")).set_value(text)
    press(page, "look-up")


def answer(page: AppTest) -> str:
    found = re.search(r'<div class="mk-(?:note|warn)" id="answer".*?</div>', shown(page), re.DOTALL)
    return found[0] if found else ""


def cells(page: AppTest) -> dict[str, str]:
    """Give the cells of the month: what stands in each, by its number."""
    body = shown(page).split('<table class="mk-month">')[1].split("</table>")[0]
    rows = re.findall(
        r'<td(?: class="[^"]+")?><div class="mk-num">([\d/]+)(.*?)</td>', body, re.DOTALL
    )
    return {number: re.sub(r"<[^>]+>", " ", rest) for number, rest in rows}


def title(page: AppTest) -> str:
    found = re.search(r'<h1 tabindex="-1">([^<]*)</h1>', shown(page))
    assert found
    return found[1]


def test_the_page_begins_with_the_present_month() -> None:
    page = opened()
    assert title(page) == "締切カレンダー"
    assert headline(page) == "2026年11月"
    assert address(page) == {"view": "month", "month": "2026-11"}
    month = cells(page)
    assert len(month) == 35  # Sun 11-01 to Sat 12-05
    assert "今日" in month["24"]
    assert "締切" in month["27"]
    assert "登録" in month["30"]  # of Fri 11-20, as Mon 11-23 is 勤労感謝の日
    assert "勤労感謝の日" in month["23"]
    assert "締切" in month["12/4"]


def test_the_present_round_is_reported_beside_the_past_ones() -> None:
    text = shown(opened()).split('<ul class="mk-rounds">')[1].split("</ul>")[0]
    items = [re.sub(r"<[^>]+>", "", item) for item in text.split("</li>") if item]
    assert items == [
        (
            "110月30日(金)17:00締切 → 11月9日(月)頃に登録（FAQの目安は11月6日(金)頃）（締切済み）"
            "締切後の11月3日(火)が文化の日のため、登録は通常より遅く、11月9日(月)頃の見込みでした"
            "（FAQの目安は11月6日(金)頃）。"
        ),
        "211月6日(金)17:00締切 → 11月13日(金)頃に登録（締切済み）",
        "311月13日(金)17:00締切 → 11月20日(金)頃に登録（締切済み）",
        (
            "411月20日(金)17:00締切 → 11月30日(月)頃に登録（FAQの目安は11月27日(金)頃）（締切済み）"
            "締切後の11月23日(月)が勤労感謝の日のため、登録は通常より遅く、11月30日(月)頃の見込みです。"
            "FAQの目安（翌週金曜日頃）では11月27日(金)頃ですが、11月30日(月)を基準に予定を立ててください。"
        ),
        "511月27日(金)17:00締切 → 12月4日(金)頃に登録次の締切",
        "612月4日(金)17:00締切 → 12月11日(金)頃に登録",
    ]


def test_months_are_turned_over_the_turn_of_the_year_and_back() -> None:
    page = opened()
    for month in ("2026-12", "2027-01", "2027-02"):
        press(page, "after")
        assert address(page) == {"view": "month", "month": month}
        if month == "2027-01":
            days_off = "1月1日(金) 元日、1月11日(月) 成人の日"
            assert f"土日以外の休み：{days_off}<" in shown(page)
    assert headline(page) == "2027年2月"
    for month in ("2027-01", "2026-12", "2026-11", "2026-10"):
        press(page, "before")
        assert address(page)["month"] == month
    assert headline(page) == "2026年10月"
    press(page, "today")
    assert (headline(page), address(page)["month"]) == ("2026年11月", "2026-11")


def test_years_are_turned_and_keep_their_month() -> None:
    page = opened()
    look_over(page, "year")
    assert address(page) == {"view": "year", "month": "2026-11"}
    assert headline(page) == "2026年"
    press(page, "after")
    assert address(page) == {"view": "year", "month": "2027-11"}
    assert headline(page) == "2027年"
    press(page, "before")
    press(page, "before")
    assert headline(page) == "2025年"
    look_over(page, "month")
    assert address(page) == {"view": "month", "month": "2025-11"}
    press(page, "today")
    look_over(page, "year")
    assert headline(page) == "2026年"


def test_a_year_lists_what_moves_and_every_cutoff() -> None:
    text = shown(opened(view="year", month="2026-03"))
    moved, every = text.split('<details class="mk-all">')
    assert text.count('<table class="mk-small">') == 12
    assert "3月20日(金)が春分の日のため、締切は3月19日(木)に繰り上がりました。" in moved
    # Fri 2026-05-01: the FAQ's Friday and the fifth open day, beside each other
    assert "<td>5月1日(金)17:00</td><td>5月8日(金)頃</td><td>5月13日(水)頃</td>" in moved
    assert "1月2日(金)に締切はありません" in moved
    assert "2025年12月26日(金)17:00（想定のため、ヘルプデスクに要確認）の締切に含まれます" in moved
    assert "2026年の締切52回をすべて表示" in every
    assert every.count("<tr>") == 1 + 52  # 51 of the Fridays of 2026, and Mon 12-28


def test_an_address_names_month_and_view() -> None:
    page = opened(month="2026-05")
    assert (headline(page), address(page)["view"]) == ("2026年5月", "month")
    assert "憲法記念日" in cells(page)["3"]
    page = opened(month="2026-05", view="year")
    assert headline(page) == "2026年"
    assert address(page) == {"view": "year", "month": "2026-05"}
    page = opened(view="year")
    assert address(page) == {"view": "year", "month": "2026-11"}


@pytest.mark.parametrize(
    "named",
    [
        {"month": "nonsense"},
        {"month": ""},
        {"month": "2026"},
        {"month": "2026-13"},
        {"month": "2026-00"},
        {"month": "2026-11-24"},
        {"month": "1985-12"},
        {"month": "2100-01"},
        {"month": "99999-01"},
        {"month": "２０２６-05"},
        {"month": "2026-W01"},
        {"month": "<script>"},
        {"view": "week"},
        {"view": ""},
        {"view": "nonsense", "month": "nonsense"},
        {"step": "check", "draft": "x"},
    ],
    ids=str,
)
def test_an_address_that_names_nothing_changes_nothing(named: dict[str, str]) -> None:
    page = opened(**named)
    assert headline(page) == "2026年11月"
    assert address(page) == {"view": "month", "month": "2026-11"}


def test_the_first_and_the_last_year_lead_no_further() -> None:
    page = opened(view="year", month="1986-06")
    assert headline(page) == "1986年"
    assert buttons(page) & LEADS_OUT == {"次の年"}
    page = opened(view="year", month="2099-06")
    assert headline(page) == "2099年"
    assert buttons(page) & LEADS_OUT == {"前の年"}


def test_the_first_and_the_last_month_are_shown_whole() -> None:
    page = opened(month="1986-01")
    assert headline(page) == "1986年1月"
    assert len(cells(page)) == 35  # Sun 1985-12-29 to Sat 1986-02-01
    press(page, "after")
    assert headline(page) == "1986年2月"
    page = opened(month="2099-12")
    assert headline(page) == "2099年12月"
    assert len(cells(page)) == 35  # Sun 2099-11-29 to Sat 2100-01-02
    press(page, "before")
    assert headline(page) == "2099年11月"


def test_years_that_are_not_announced_are_a_prediction() -> None:
    page = opened(month="2027-11")  # to Sat 2027-12-04
    assert "祝日が未公表の期間を含みます" not in shown(page)
    page = opened(month=f"{OFFICIAL + 1}-05")
    assert "祝日が未公表の期間を含みます" in shown(page)
    assert NOTE in shown(page)
    look_over(page, "year")
    assert NOTE in shown(page)


def test_a_question_is_answered_and_its_month_is_shown() -> None:
    page = opened()
    assert page.text_input(key="send-day").value == "2026年11月24日"
    assert answer(page) == ""
    ask(page, send_day="２０２６／１２／２６", send_time="")
    reported = answer(page)
    assert "2026年12月26日(土)に提出する場合" in reported
    assert "2026年12月28日(月)17:00（想定のため、ヘルプデスクに要確認）の締切分となり" in reported
    assert "登録は2027年1月8日(金)頃の見込みです。" in reported
    assert "前日も休みの場合の締切は、FAQに記載されていません" in reported
    assert "これに間に合わない場合は、2027年1月8日(金)17:00の締切分となり" in reported
    assert "出典：FAQ 3-4" in reported
    assert headline(page) == "2026年12月"
    assert address(page)["month"] == "2026-12"
    month = cells(page)
    assert "提出日" in month["26"]
    assert sum("提出日" in cell for cell in month.values()) == 1
    assert [button.label for button in page.download_button] == [
        "2026年の締切と登録を予定表に追加",
        "この日付を予定表に追加",
    ]
    press(page, "after")
    assert answer(page) == reported


def test_too_late_is_a_warning() -> None:
    page = opened()
    choose(page, "question", "need")
    ask(page, need_day="2026年12月3日")
    assert answer(page).startswith('<div class="mk-warn"')
    assert "希望日までの登録には間に合いません。" in answer(page)


def test_the_four_questions_ask_their_fields() -> None:
    page = opened()
    asked = {"send": ["send-day", "send-time"], "need": ["need-day"]}
    asked |= {"api-test": ["test-1", "test-2", "test-3"], "supply-start": ["base-day"]}
    for question, keys in asked.items():
        choose(page, "question", question)
        assert [field.key for field in page.text_input] == keys
    choose(page, "voltage", "low")
    assert [field.key for field in page.text_input] == ["base-day", "reading-1", "reading-2"]
    assert page.text_input(key="base-day").value == "2026年11月24日"


def test_every_question_keeps_what_was_typed() -> None:
    page = opened()
    ask(page, send_day="2026/12/1", send_time="16:30")
    choose(page, "question", "need")
    assert answer(page) == ""
    page.text_input(key="need-day").set_value("2027/1/7").run()
    choose(page, "question", "supply-start")
    choose(page, "voltage", "low")
    page.text_input(key="reading-2").set_value("ｘ").run()
    choose(page, "question", "send")
    assert page.text_input(key="send-day").value == "2026/12/1"
    assert page.text_input(key="send-time").value == "16:30"
    choose(page, "question", "need")
    assert page.text_input(key="need-day").value == "2027/1/7"
    choose(page, "question", "supply-start")
    assert page.radio(key="voltage").value == "low"
    assert page.text_input(key="reading-2").value == "ｘ"


def test_what_was_typed_outlives_a_reload_and_is_left_alone_by_another_tab(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(session_cache, "current_browser", lambda: "of the calendar")
    page = opened()
    choose(page, "question", "api-test")
    page.text_input(key="test-1").set_value("2026/12/16").run()
    other = opened()
    assert other.text_input(key="test-1").value == "2026/12/16"
    choose(other, "question", "need")
    ask(page, test_2="2026/12/9")
    assert "2026年12月14日(月)の週" in answer(page)
    assert page.radio(key="question").value == "api-test"


def test_turning_the_calendar_keeps_what_was_typed() -> None:
    page = opened()
    page.text_input(key="send-time").set_value("16:30").run()
    press(page, "after")
    look_over(page, "year")
    choose(page, "closures", "none")
    assert page.text_input(key="send-time").value == "16:30"


def test_errors_are_reported_in_the_title_above_and_at_the_field() -> None:
    page = opened()
    choose(page, "question", "supply-start")
    choose(page, "voltage", "low")
    ask(page, base_day="2026/11/24", reading_1="", reading_2="２月")
    text = shown(page)
    words = "：「2026年11月27日」または「2026/11/27」の形式で、実在する日付を入力してください"
    for key, label in (("reading-1", "次回の検針日"), ("reading-2", "次々回の検針日")):
        assert f'<li><a href="#field-{key}">{label}{words}' in text
        assert f'id="error-{key}-0">エラー：{words.removeprefix("：")}' in text
    assert "#field-base-day" not in text
    assert answer(page) == ""
    assert page.text_input(key="reading-2").value == "２月"
    ask(page, reading_1="2026/12/10", reading_2="2027/1/12")
    assert "error-summary" not in shown(page)
    assert "供給開始日は2027年1月12日(火)まで登録できます。" in answer(page)


def test_errors_leave_with_their_question() -> None:
    page = opened()
    ask(page, send_day="？")
    assert "error-summary" in shown(page)
    choose(page, "question", "need")
    assert "error-summary" not in shown(page)


def test_a_title_with_errors_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    titles = []
    monkeypatch.setattr(
        "wizard.ui.layout.st.set_page_config", lambda *, page_title: titles.append(page_title)
    )
    page = opened()
    ask(page, send_day="？")
    ask(page, send_day="2026/11/27")
    assert [title.partition("｜")[0] for title in titles] == [
        "締切カレンダー",
        "エラー：締切カレンダー",
        "締切カレンダー",
    ]


def test_without_closures_the_turn_of_the_year_is_open() -> None:
    page = opened(month="2026-12")
    assert "締切" in cells(page)["28"]
    assert "年末年始の休業（想定）" in cells(page)["29"]
    choose(page, "closures", "none")
    month = cells(page)
    assert "締切" not in month["28"]
    assert "締切" in month["31"]
    assert "年末年始" not in "".join(month.values())
    assert "土日・祝日以外の休みはないものとします。" in shown(page)
    assert "この設定は、このページの計算にのみ使用します。" in shown(page)
    choose(page, "closures", "assumed")
    assert "締切" in cells(page)["28"]
    assert "この設定は、このページの計算にのみ使用します。" not in shown(page)


def test_closures_change_an_answer_that_is_shown() -> None:
    page = opened()
    ask(page, send_day="2026/12/26")
    assert "2026年12月28日(月)17:00（想定のため、ヘルプデスクに要確認）の締切分" in answer(page)
    choose(page, "closures", "none")
    assert "2026年12月31日(木)17:00の締切分" in answer(page)


# Fri 2026-11-27 is closed: the cut-off moves to Thu 11-26
OWN = '[[closure]]\nname = "創立記念日"\nfrom = "2026-11-27"\nto = "2026-11-27"\nsource = "社内"\n'
OVERLAP = OWN + '[[closure]]\nname = "棚卸し"\nfrom = "2026-11-26"\nto = "2026-11-28"\n'


def upload(page: AppTest, content: bytes) -> None:
    page.file_uploader(key="closures-file").set_value(("休業日.toml", content, "text/plain")).run()


def test_an_own_file_is_reckoned_with() -> None:
    page = opened()
    choose(page, "closures", "file")
    assert "締切" in cells(page)["27"]
    upload(page, OWN.encode())
    month = cells(page)
    assert "締切" in month["26"]
    assert "締切" not in month["27"]
    assert "創立記念日" in month["27"]
    text = shown(page)
    assert "創立記念日：2026年11月27日" in text
    assert "社内" in text
    assert "11月27日(金)が創立記念日のため、締切は11月26日(木)に繰り上がります。" in text
    press(page, "after")
    assert "年末年始" not in "".join(cells(page).values())


def test_an_own_file_with_a_byte_order_mark_is_read() -> None:
    page = opened()
    choose(page, "closures", "file")
    upload(page, OWN.encode("utf-8-sig"))
    assert "創立記念日" in cells(page)["27"]


@pytest.mark.parametrize(
    ("content", "stated"),
    [
        (
            OVERLAP.encode(),
            "休業日ファイルの1行目と6行目の休業「創立記念日」と「棚卸し」の期間が重複しています。",
        ),
        (OWN.encode("cp932"), "休業日ファイルの文字コードを、UTF-8にしてください。"),
        (b"[[closure]]\nname\n", "休業日ファイルをTOMLとして読み取れません（2行目）。"),
        (b"\xff\xfe\x00", "休業日ファイルの文字コードを、UTF-8にしてください。"),
    ],
    ids=["overlap", "cp932", "no TOML", "binary"],
)
def test_a_bad_file_is_reported_and_changes_nothing(content: bytes, stated: str) -> None:
    page = opened()
    choose(page, "closures", "file")
    before = cells(page)
    upload(page, content)
    text = shown(page)
    assert f'<li><a href="#field-closures-file">{stated}' in text
    assert f'id="error-closures-file-0">エラー：{stated}' in text
    assert cells(page) == before
    upload(page, OWN.encode())
    assert "error-summary" not in shown(page)
    assert "創立記念日" in cells(page)["27"]
    choose(page, "closures", "assumed")
    assert "創立記念日" not in cells(page)["27"]


# No open day from Mon 2026-11-02 to Sat 2027-02-27, though each month has an open weekend day.
ENDLESS = "".join(
    f'[[closure]]\nname = "休業"\nfrom = "{first}"\nto = "{last}"\n'
    for first, last in (
        ("2026-11-02", "2026-11-28"),
        ("2026-11-29", "2026-12-05"),
        ("2026-12-07", "2027-01-01"),
        ("2027-01-03", "2027-01-29"),
        ("2027-01-30", "2027-01-31"),
        ("2027-02-01", "2027-02-27"),
    )
)


def test_a_file_that_leaves_no_open_day_is_reported() -> None:
    page = opened()
    choose(page, "closures", "file")
    upload(page, ENDLESS.encode())
    assert "休業日ファイルの休業が長期にわたり、営業日がありません。" in shown(page)
    assert "締切" in cells(page)["27"]


def test_a_file_that_is_taken_away_is_reckoned_with_no_more() -> None:
    page = opened()
    choose(page, "closures", "file")
    upload(page, OWN.encode())
    page.file_uploader(key="closures-file").clear().run()
    assert "創立記念日" not in cells(page)["27"]


def test_a_name_in_a_file_is_text_and_nothing_else() -> None:
    page = opened()
    choose(page, "closures", "file")
    upload(page, OWN.replace("創立記念日", "<b>&amp;</b>").encode())
    assert "&lt;b&gt;&amp;amp;&lt;/b&gt;" in shown(page)
    assert "<b>&amp;</b>" not in shown(page)


MONTHS_ON = {"前の月", "次の月"}


def test_the_first_and_the_last_month_lead_no_further() -> None:
    assert buttons(opened(month="1986-01")) & MONTHS_ON == {"次の月"}
    assert buttons(opened(month="2099-12")) & MONTHS_ON == {"前の月"}


@pytest.mark.parametrize(
    ("question", "key", "day"),
    [
        ("send", "send_day", "2099/12/31"),
        ("api-test", "test_1", "1986/1/3"),
        ("supply-start", "base_day", "2099/12/31"),
    ],
)
def test_a_date_whose_answer_is_out_of_reach_is_reported(question: str, key: str, day: str) -> None:
    page = opened()
    choose(page, "question", question)
    ask(page, **{key: day})
    assert "error-summary" in shown(page)
    assert "1986から2099まで" in shown(page)
