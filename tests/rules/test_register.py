"""What is registered, by hand-written histories and by properties of the fold."""

from dataclasses import replace
from datetime import date, datetime
from itertools import permutations
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.dates.cutoff import moment
from rules.dates.workdays import OfficeCalendar
from rules.register.board import board, expiring
from rules.register.fold import AnsweredQuestion, Gone, Register, fold, fold_all
from rules.register.identity import suggest_serial
from rules.register.records import ApplicationState, record
from rules.register.register_json import board_json, records_of, register_json
from tests.rules.histories import (
    CODE,
    COMPANY,
    HISTORIES,
    NEW_NAME,
    Answers,
    History,
    Holds,
    cert,
    change,
    folded,
    gone,
    new,
    records,
    rename,
    stop,
    with_api,
)

MOMENTS = [(history, holds) for history in HISTORIES for holds in history.holds]


@pytest.mark.parametrize(
    ("history", "holds"), MOMENTS, ids=[f"{h.says}, {m.at}" for h, m in MOMENTS]
)
def test_what_is_registered(history: History, holds: Holds, calendar: OfficeCalendar) -> None:
    register = fold(records(history), moment(holds.at), calendar, gone(history))
    assert register.status == holds.status
    assert [q.path for q in register.open_questions] == list(holds.questions)
    assert [(n.name, n.until.isoformat()) for n in register.previous_names] == list(
        holds.previous_names
    )
    if holds.name is not None:
        assert register.name == holds.name
    if holds.contacts is not None:
        assert [f"{one.name} {state}" for one, state in register.contacts] == list(holds.contacts)
    if holds.certificates is not None:
        letters = {"web_certificates": "W", "api.certificates": "A"}
        assert [
            f"{letters[one.table]} {one.serial} {state}" for one, state in register.certificates
        ] == list(holds.certificates)
    if holds.entries is not None:
        if not holds.entries:
            assert not register.entries
        for path, (value, since, source) in holds.entries.items():
            entry = register.entries[path]
            assert (entry.value, entry.since.isoformat(), entry.source) == (value, since, source)
    if holds.states is not None:
        assert [
            one.progress.state
            + (" assumed" if one.progress.is_assumed else "")
            + (f" version {one.version}" if one.version > 1 else "")
            for one in register.applications
        ] == list(holds.states)


def test_a_rename_alone_gives_the_old_name_until_it_is_registered(
    calendar: OfficeCalendar,
) -> None:
    files = {"a.xlsx": rename("2026-06-12", NEW_NAME)}
    assert folded(files, "2026-06-15", calendar).name == COMPANY
    assert folded(files, "2026-07-01", calendar).name == NEW_NAME


def test_files_of_one_application_are_named_together(calendar: OfficeCalendar) -> None:
    files = {"b.xlsx": new("2026-06-05"), "a.xlsx": new("2026-06-05")}
    register = folded(files, "2026-06-12", calendar)
    assert [one.record.files for one in register.applications] == [("a.xlsx", "b.xlsx")]


@pytest.mark.parametrize("history", HISTORIES, ids=lambda history: history.says)
def test_the_order_of_files_does_not_matter(history: History, calendar: OfficeCalendar) -> None:
    given_records, at = records(history), moment(history.holds[-1].at)
    first = fold(given_records, at, calendar, gone(history))
    for order in permutations(given_records):
        assert fold(order, at, calendar, gone(history)) == first


@pytest.mark.parametrize("history", HISTORIES, ids=lambda history: history.says)
def test_a_register_comes_back_from_its_json(history: History, calendar: OfficeCalendar) -> None:
    at = moment(history.holds[-1].at)
    first = fold(records(history), at, calendar, gone(history))
    told = register_json(first, calendar)
    again, said, _ = records_of({"registers": [told]})
    assert register_json(fold(again, at, calendar, said), calendar) == told


def test_a_digit_serial_is_hexadecimal_and_the_decimal_reading_is_a_suggestion(
    calendar: OfficeCalendar,
) -> None:
    # 0x12AB34 is 1223476
    files = {
        "1.xlsx": new("2026-06-05", web_certificates=[cert("add", "0012AB34")]),
        "2.xlsx": change("2026-06-09", web_certificates=[cert("delete", "1223476")]),
    }
    (question,) = folded(files, "2026-06-19", calendar).open_questions
    assert (question.path, question.suggestion) == ("web_certificates.0.serial", "12AB34")


def test_what_another_application_adds_to_a_certificate_is_kept_or_asked_about(
    calendar: OfficeCalendar,
) -> None:
    known = {"common_name": "PC01", "not_after": "2027-06-30"}
    files = {
        "1.xlsx": new("2026-06-05", web_certificates=[cert("add", "AA01"), cert("add", "AA02")]),
        "2.xlsx": change("2026-06-08", web_certificates=[cert("add", "AA01", **known)]),
        "3.xlsx": change("2026-06-15", web_certificates=[cert("add", "aa01", common_name="PC09")]),
    }
    register = folded(files, "2026-06-30", calendar)
    assert [(one.common_name, one.not_after) for one, _ in register.certificates] == [
        ("PC01", date(2027, 6, 30)), (None, None),
    ]  # fmt: skip
    files["4.xlsx"] = change(
        "2026-06-16", web_certificates=[cert("add", "AA01", not_after="2027-07-31")]
    )
    question = folded(files, "2026-06-30", calendar).open_questions[-1].question
    assert question.startswith(
        "証明書（シリアル番号 AA01）の有効期限が、"
        "2027年6月30日(水)と2027年7月31日(土)の2通りあります。"
    )


def test_a_variant_of_a_name_is_a_suggestion(calendar: OfficeCalendar) -> None:
    files = {
        "1.xlsx": new("2026-06-05"),
        "2.xlsx": change("2026-06-09", contacts=[{"action": "delete", "name": "窓口 花孑"}]),
    }
    (question,) = folded(files, "2026-06-19", calendar).open_questions
    assert question.suggestion == ""
    added = [{"action": "add", "name": "髙﨑 邊"}]
    files = {
        "1.xlsx": change("2026-06-05", contacts=added),
        "2.xlsx": change("2026-06-09", contacts=[{"action": "delete", "name": "高崎辺"}]),
    }
    (question,) = folded(files, "2026-06-19", calendar).open_questions
    assert question.suggestion == "髙﨑 邊"


def test_the_board_lists_what_runs_out_with_its_last_cutoff(calendar: OfficeCalendar) -> None:
    # AC01 ends on Monday 2026-08-31; registered by then is what closes on Friday 2026-08-21
    files = {"1.xlsx": with_api("2026-06-05")}
    at = moment("2026-08-18T10:00")
    rows = board_json(board([folded(files, "2026-08-18T10:00", calendar)], at, calendar))
    assert [(row["date"], row["last_cutoff"], row["cutoffs_left"]) for row in rows] == [
        ("2026-08-31", "2026-08-21T17:00:00+09:00", 1),
        ("2027-06-30", "2027-06-18T17:00:00+09:00", 44),
    ]
    assert rows[0]["what"] == "API利用情報 クライアント証明書 SV01（シリアル番号 AC01）の有効期限"


def test_a_last_cutoff_that_has_passed_stays_on_the_board(calendar: OfficeCalendar) -> None:
    at = moment("2026-08-21T17:00:01")
    register = folded({"1.xlsx": with_api("2026-06-05")}, "2026-08-21T17:00:01", calendar)
    (row, _) = board_json(board([register], at, calendar))
    assert (row["last_cutoff"], row["cutoffs_left"]) == ("2026-08-21T17:00:00+09:00", 0)


@pytest.mark.parametrize(
    ("applied_on", "listed"),
    [
        ("2026-08-21", []),  # registered on Friday 2026-08-28
        ("2026-08-24", ["2026-08-31"]),  # registered on Friday 2026-09-04, too late
    ],
)
def test_a_renewal_under_way_takes_a_certificate_off_the_board_when_it_is_in_time(
    applied_on: str, listed: list[str], calendar: OfficeCalendar
) -> None:
    renewal = cert("renew", "AC02", replaces="AC01", not_after="2028-08-31")
    files = {
        "1.xlsx": with_api("2026-06-05"),
        "2.xlsx": change(applied_on, api={"certificates": [renewal]}),
    }
    register = folded(files, applied_on, calendar)
    rows = board([register], moment(applied_on), calendar, months=3)
    assert [row.date.isoformat() for row in rows if row.date] == listed


def test_what_has_ended_and_nothing_renewed_is_first_on_the_board(
    calendar: OfficeCalendar,
) -> None:
    files = {"1.xlsx": with_api("2026-06-05")}
    at = "2026-09-01"
    first, second = board([folded(files, at, calendar)], moment(at), calendar)
    assert (first.certificate.serial, first.is_expired, first.cutoffs_left) == ("AC01", True, 0)
    assert first.what.endswith("の有効期限（有効期限切れ）")
    assert (second.certificate.serial, second.is_expired) == ("AA01", False)
    # renewed after its end, it stays until the new one is registered on Friday 2026-09-11
    renewal = cert("renew", "AC02", replaces="AC01", not_after="2028-08-31")
    files["2.xlsx"] = change(at, api={"certificates": [renewal]})
    for day, serials in (("2026-09-10", ["AC01", "AA01"]), ("2026-09-11", ["AA01"])):
        rows = board([folded(files, day, calendar)], moment(day), calendar)
        assert [row.certificate.serial for row in rows] == serials


@pytest.mark.parametrize(
    ("day", "state", "serials"),
    [
        ("2027-04-15", None, ["AA01"]),  # under way
        ("2027-04-16", None, ["AA01"]),  # to be registered today, which nobody has said
        ("2027-04-16", "registered", []),
        ("2027-04-30", None, []),  # two rounds later
    ],
)
def test_what_may_have_been_returned_stays_on_the_list_for_two_rounds(
    day: str, state: str | None, serials: list[str], calendar: OfficeCalendar
) -> None:
    renewal = cert("renew", "BB01", replaces="AA01", not_after="2029-06-30")
    files = {
        "1.xlsx": new("2026-06-05"),
        "2.xlsx": change("2027-04-06", web_certificates=[renewal]),
    }
    said = {"2.xlsx": {"state": state}} if state else {}
    register = fold(records(History("", files, [], said)), moment(day), calendar)
    rows = expiring([register], moment(day), calendar)
    assert [row.certificate.serial for row in rows if row.code == CODE] == serials
    assert board([register], moment(day), calendar) == []


@pytest.mark.parametrize(
    ("later", "listed"),
    [
        (new("2026-06-15", web_certificates=[]), ["AA01"]),  # a second one deletes nothing
        (change("2026-06-15", web_certificates=[cert("delete", "aa01")]), []),
        (stop("2026-06-15"), []),
    ],
)
def test_only_what_a_sent_application_takes_out_leaves_the_board(
    later: Answers, listed: list[str], calendar: OfficeCalendar
) -> None:
    files = {"1.xlsx": new("2026-06-05"), "2.xlsx": later}
    register = folded(files, "2026-06-16", calendar)
    rows = board([register], moment("2026-06-16"), calendar, months=13)
    assert [row.certificate.serial for row in rows] == listed
    assert [register.later(one) is not None for one, _ in register.certificates] == [bool(listed)]


def test_a_question_is_open_until_a_person_has_answered_it(calendar: OfficeCalendar) -> None:
    files = {
        "1.xlsx": new("2026-06-05"),
        "2.xlsx": change("2026-06-09", web_certificates=[cert("delete", n) for n in ("E1", "E2")]),
    }
    first, second = folded(files, "2026-06-19", calendar).open_questions
    records = [one.record for one in folded(files, "2026-06-19", calendar).applications]
    day = date(2026, 6, 18)
    answered = [AnsweredQuestion(CODE, second.key, day), AnsweredQuestion("04562", first.key)]
    (register,) = fold_all(records, moment("2026-06-19"), calendar, (), answered)
    assert register.open_questions == (first,)
    assert register.answered_questions == (replace(second, answered_on=day),)


OF_SERVER: Final = "API利用情報 クライアント証明書 SV01（シリアル番号 AC01）"


@pytest.mark.parametrize(
    ("ends", "renewal", "at", "what"),
    [
        ("2026-08-31", None, "2026-07-31", "の有効期限"),  # the last day of one month ahead
        # closes on Friday 21 August, is registered on Friday 28 August
        ("2026-08-31", ("2026-08-21", None), "2026-08-22",
         "の有効期限（更新の申込み中。2026年8月28日(金)頃に登録される見込みです）"),
        ("2026-08-28", ("2026-08-21", None), "2026-08-22",
         "の有効期限（更新の申込み中。2026年8月28日(金)頃に登録される見込みです）"),
        ("2026-08-27", ("2026-08-21", None), "2026-08-22",
         "の有効期限（申込み中の更新は2026年8月28日(金)頃の登録となる見込みで、期限に間に合いません）"),
        (None, ("2026-08-21", None), "2026-08-22",
         "の有効期限（更新の申込み中。2026年8月28日(金)頃に登録される見込みです）"),
        ("2026-08-31", None, "2026-09-01", "の有効期限（有効期限切れ）"),
        ("2026-08-31", ("2026-09-01", None), "2026-09-02",
         "の有効期限（有効期限切れ。申込み中の更新は2026年9月11日(金)頃に登録される見込みです）"),
        ("2026-08-31", ("2026-08-21", ApplicationState.RETURNED), "2026-08-22",
         "の有効期限（申込みが差し戻されています。再提出してください）"),
        ("2026-08-31", ("2026-08-21", ApplicationState.RETURNED), "2026-09-01",
         "の有効期限（有効期限切れ。申込みが差し戻されています。再提出してください）"),
        (None, None, "2026-08-22", "（有効期限が不明）"),
    ],
)  # fmt: skip
def test_the_board_says_how_it_stands_with_a_certificate(
    ends: str | None,
    renewal: tuple[str, ApplicationState | None] | None,
    at: str,
    what: str,
    calendar: OfficeCalendar,
) -> None:
    until = {"not_after": ends} if ends else {}
    server = cert("add", "AC01", common_name="SV01", **until)
    first = with_api("2026-06-05")
    files = {"1.xlsx": first | {"api": first["api"] | {"certificates": [server]}}}
    if renewal:
        successor = cert("renew", "AC02", replaces="AC01", not_after="2028-08-31")
        files["2.xlsx"] = change(renewal[0], api={"certificates": [successor]})
    known = records(History("", files, []))
    known[1:] = [replace(one, state=renewal and renewal[1]) for one in known[1:]]
    register = fold(known, moment(at), calendar)
    (row,) = expiring([register], moment(at), calendar, months=1)
    assert (row.what, row.name, row.date and row.date.isoformat()) == (
        OF_SERVER + what, COMPANY, ends,
    )  # fmt: skip
    assert (row.returned is not None) == (renewal is not None and renewal[1] is not None)


RENEWAL: Final = cert("renew", "AA02", common_name="PC01", not_after="2028-08-31")


@pytest.mark.parametrize("more", [{}, {"replaces": "aa01"}], ids=["by name", "by serial"])
def test_a_renewal_that_was_returned_is_named_where_its_certificate_runs_out(
    more: dict[str, str], calendar: OfficeCalendar
) -> None:
    files = {
        "1.xlsx": new("2026-06-05"),
        "2.xlsx": change("2027-06-01", web_certificates=[RENEWAL | more]),
    }
    at = "2027-06-02"
    known = [replace(o.record, state=None) for o in folded(files, at, calendar).applications]
    (under_way,) = expiring([fold(known, moment(at), calendar)], moment(at), calendar)
    assert (under_way.is_renewed_in_time, under_way.returned) == (True, None)
    known[1] = replace(known[1], state=ApplicationState.RETURNED)
    register = fold(known, moment(at), calendar)
    (row,) = board([register], moment(at), calendar)
    assert (row.certificate.serial, row.is_renewed) == ("AA01", False)
    assert row.returned == register.applications[1]
    assert row.what.endswith("の有効期限（申込みが差し戻されています。再提出してください）")


def test_undated_certificates_come_last_on_the_board_and_a_stop_has_none(
    calendar: OfficeCalendar,
) -> None:
    undated = [cert("add", "AA09"), cert("add", "AA01", not_after="2026-12-01")]
    files = {"1.xlsx": new("2026-06-05", web_certificates=undated)}
    at = moment("2026-06-30")
    rows = board_json(board([folded(files, "2026-06-30", calendar)], at, calendar))
    assert [(row["date"], row["last_cutoff"]) for row in rows] == [
        ("2026-12-01", "2026-11-20T17:00:00+09:00"),
        (None, None),
    ]
    files["2.xlsx"] = stop("2026-06-12")
    assert board([folded(files, "2026-06-30", calendar)], at, calendar) == []


ACTIONS = st.sampled_from(["add", "renew", "delete"])
SERIALS = st.sampled_from(["AA01", "AA02", "BB01", "BB02"])
ROWS = st.lists(
    st.builds(cert, ACTIONS, SERIALS), min_size=1, max_size=2, unique_by=lambda row: row["serial"]
)
NAMES = st.sampled_from(["窓口 花子", "後任 次郎"])
PEOPLE = st.builds(
    lambda action, name: [{"action": action, "name": name, "department": "需給管理部"}],
    st.sampled_from(["add", "change", "delete"]),
    NAMES,
)


@st.composite
def histories(draw: st.DrawFn) -> list[Answers]:
    days = draw(st.lists(st.integers(1, 28), min_size=1, max_size=6, unique=True))
    found = []
    for day in days:
        on = f"2026-06-{day:02}"
        made = draw(
            st.one_of(
                st.just(new(on)),
                st.builds(lambda rows, on=on: change(on, web_certificates=rows), ROWS),
                st.builds(lambda rows, on=on: change(on, contacts=rows), PEOPLE),
                st.just(rename(on, "新サンプル電力株式会社")),
                st.just(stop(on)),
            )
        )
        found.append(made)
    return found


CALENDAR = OfficeCalendar.shipped()


def _fold(answers: list[Answers], at: datetime) -> Register:
    found = [record(one, [f"{n}.xlsx"]) for n, one in enumerate(answers)]
    return fold([one for one in found if one is not None], at, CALENDAR)


@given(histories(), st.integers(1, 30), st.randoms())
def test_the_fold_depends_on_dates_alone(answers: list[Answers], day: int, random: Any) -> None:  # noqa: ANN401 - as Hypothesis gives it
    at = moment(f"2026-07-{day:02}")
    found = [record(one, [f"{n}.xlsx"]) for n, one in enumerate(answers)]
    given_records = [one for one in found if one is not None]
    first = fold(given_records, at, CALENDAR)
    random.shuffle(given_records)
    assert fold(given_records, at, CALENDAR) == first


@given(histories())
def test_the_same_applications_twice_are_the_same(answers: list[Answers]) -> None:
    at = moment("2026-07-10")
    first = _fold(answers, at)
    found = [record(one, [f"{n}.xlsx"]) for n, one in enumerate(answers)]
    twice = [one for one in found if one is not None] * 2
    assert fold(twice, at, CALENDAR) == first


def test_a_returned_application_waits_for_its_next_version_and_then_is_history(
    calendar: OfficeCalendar,
) -> None:
    files = {
        "1.xlsx": new("2026-06-05"),
        "2.xlsx": change("2026-06-09", privacy_notice_url="https://a.example.co.jp/"),
        "3.xlsx": change("2026-06-15", privacy_notice_url="https://b.example.co.jp/"),
    }
    said = {"2.xlsx": {"state": "returned"}}
    alone = History("", {name: files[name] for name in ("1.xlsx", "2.xlsx")}, [], said)
    register = fold(records(alone), moment("2026-06-16"), calendar)
    assert [one.record.source for one in register.returned] == ["2.xlsx"]
    assert register.latest.record.source == "1.xlsx"
    again = History("", files, [], said, versions={"3.xlsx": "2.xlsx"})
    register = fold(records(again), moment("2026-06-16"), calendar)
    assert register.returned == ()
    assert [one.superseded_by for one in register.applications] == [0, 2, 0]
    assert [one.registration for one in register.applications] == [
        date(2026, 6, 12), None, date(2026, 6, 26)
    ]  # fmt: skip
    told = register_json(register, calendar)["applications"]
    assert [(one["expected"], one["superseded_by"]) for one in told] == [
        ("2026-06-12", None), (None, 2), ("2026-06-26", None)
    ]  # fmt: skip


def test_many_businesses_are_folded_each_by_itself(calendar: OfficeCalendar) -> None:
    other = new("2026-06-05", "第二電力株式会社", "04562")
    mine = records(
        History("", {"1.xlsx": with_api("2026-06-05"), "2.xlsx": stop("2026-07-10")}, [])
    )
    others = records(History("", {"3.xlsx": other}, []))
    ended = [Gone(CODE, "api.certificates", "AC01", date(2026, 6, 20))]
    at = moment("2026-07-01T13:00")
    first, second = fold_all([*others, *mine], at, calendar, ended)
    assert first == fold(mine, at, calendar, ended)
    assert second == fold(others, at, calendar)
    assert (first.code, first.at, second.code, second.at) == (CODE, at, "04562", at)
    assert [one.serial for one, _ in first.certificates] == ["AA01"]


@pytest.mark.parametrize(
    ("serial", "known", "meant"),
    [
        ("43521", ["BB01", "AA01"], "AA01"),  # 0xAA01
        ("４３５２１ ", ["AA01"], "AA01"),
        ("43521", ["BB01"], ""),
        ("AA01", ["AA01"], ""),
        ("", ["0"], ""),
    ],
)
def test_a_serial_in_decimal_digits_is_recognised(
    serial: str, known: list[str], meant: str
) -> None:
    assert suggest_serial(serial, known) == meant
