"""Expiry, lock-out and how many: the day before each edge, the edge, the day after."""

import pytest

from rules.dates.cutoff import moment
from rules.dates.workdays import OfficeCalendar
from rules.finding import Severity
from rules.obligations.certificates import same_serial
from rules.obligations.check import check_answers
from tests.samples import REMOVED, case, edited

EXPIRED, TOO_SHORT = "certificate-expired", "certificate-ends-before-registration"
UNRELATED = {"contacts": REMOVED, "api": REMOVED, "web_certificates.2": REMOVED}

# 申込年月日, the moment, when the new certificate ends, the finding.
ENDS = [
    # applied on Tuesday 2026-11-24; expected registration Friday 2026-12-04
    ("2026-11-24", "2026-11-24T10:00", "2026-11-23", EXPIRED),  # Monday
    ("2026-11-24", "2026-11-24T10:00", "2026-11-24", TOO_SHORT),  # Tuesday
    ("2026-11-24", "2026-11-24T10:00", "2026-11-25", TOO_SHORT),  # Wednesday
    ("2026-11-24", "2026-11-24T10:00", "2026-12-03", TOO_SHORT),  # Thursday
    ("2026-11-24", "2026-11-24T10:00", "2026-12-04", None),  # Friday
    ("2026-11-24", "2026-11-24T10:00", "2026-12-05", None),  # Saturday
    # a form to be sent on Thursday 11-26: what ends on Wednesday is expired then
    ("2026-11-26", "2026-11-24T10:00", "2026-11-25", EXPIRED),
    ("2026-11-26", "2026-11-24T10:00", "2026-11-26", TOO_SHORT),
    # a form that lay about since Monday 11-16: what has ended by now, Tuesday 11-24, has ended
    ("2026-11-16", "2026-11-24T10:00", "2026-11-20", EXPIRED),
    ("2026-11-16", "2026-11-24T10:00", "2026-11-23", EXPIRED),
    ("2026-11-16", "2026-11-24T10:00", "2026-11-24", TOO_SHORT),
    # a date after the cut-off of Friday 11-27 is wrong itself, and makes no certificate expired
    ("2026-12-10", "2026-11-24T10:00", "2026-12-09", None),
    ("2026-12-10", "2026-11-24T10:00", "2026-11-30", TOO_SHORT),
    # over the New Year: sent on Tuesday 2026-12-22, expected on Thursday 2027-01-07
    ("2026-12-22", "2026-12-22T10:00", "2027-01-06", TOO_SHORT),  # Wednesday
    ("2026-12-22", "2026-12-22T10:00", "2027-01-07", None),  # Thursday
    # a microsecond after Friday's cut-off the registration is a week later: Friday 2026-12-11
    ("2026-11-27", "2026-11-27T17:00", "2026-12-04", None),
    ("2026-11-27", "2026-11-27T17:00:00.000001", "2026-12-10", TOO_SHORT),  # Thursday
    ("2026-11-27", "2026-11-27T17:00:00.000001", "2026-12-11", None),  # Friday
]


@pytest.mark.parametrize("row", ENDS, ids=[f"{row[2]} at {row[1]}" for row in ENDS])
@pytest.mark.parametrize("table", ["web_certificates", "api.certificates"])
def test_a_new_certificate_must_outlive_the_application_and_the_registration(
    row: tuple[str, str, str, str | None], table: str, calendar: OfficeCalendar
) -> None:
    applied_on, at, ends, code = row
    path = f"{table}.0.not_after"
    answers = edited(case("new"), {"applied_on": applied_on, path: ends})
    found = check_answers(answers, moment(at), calendar)
    about_it = [f.code for f in found if f.path == path]
    assert about_it == ([code] if code else [])


# The moment, when the old certificate ends, whether the user is locked out.
LAPSES = [
    ("2026-11-24T10:00", "2026-11-01", True),  # Sunday, ended already
    ("2026-11-24T10:00", "2026-12-03", True),  # Thursday
    ("2026-11-24T10:00", "2026-12-04", False),  # Friday, the expected registration
    ("2026-11-24T10:00", "2026-12-05", False),  # Saturday
    ("2026-11-27T17:00:00.000001", "2026-12-10", True),  # Thursday; expected Friday 12-11
    ("2026-11-27T17:00:00.000001", "2026-12-11", False),  # Friday
]


@pytest.mark.parametrize(
    ("at", "ends", "lapses"), LAPSES, ids=[f"{r[1]} at {r[0]}" for r in LAPSES]
)
@pytest.mark.parametrize("table", ["web_certificates", "api.certificates"])
def test_the_old_certificate_must_last_until_the_registration(
    at: str, ends: str, table: str, calendar: OfficeCalendar, *, lapses: bool
) -> None:
    path = f"{table}.0.replaces_not_after"
    answers = edited(case("change"), {path: ends})
    found = [f.code for f in check_answers(answers, moment(at), calendar) if f.path == path]
    assert found == (["lock-out"] if lapses else [])


# When the old one ends, the first day without access, and the days until Friday 2026-12-04.
LOCKED_OUT = [
    ("2026-12-03", "2026年12月3日(木)", "2026年12月4日(金)", "1日"),
    ("2026-11-30", "2026年11月30日(月)", "2026年12月1日(火)", "4日"),
    # it is Tuesday 11-24: what has ended before is counted from today
    ("2026-11-23", "2026年11月23日(月)", "2026年11月24日(火)", "11日"),
    ("2026-10-01", "2026年10月1日(木)", "2026年11月24日(火)", "11日"),
]


@pytest.mark.parametrize("row", LOCKED_OUT, ids=[row[0] for row in LOCKED_OUT])
def test_a_lock_out_names_the_days_without_access(
    row: tuple[str, str, str, str], calendar: OfficeCalendar
) -> None:
    ends, ended, first, days = row
    answers = edited(case("change"), {"web_certificates.0.replaces_not_after": ends})
    (finding,) = check_answers(answers, moment("2026-11-24T10:00"), calendar)
    assert ended in finding.message
    assert f"{first}から登録の見込みの2026年12月4日(金)頃までの約{days}間、" in finding.message
    assert "この証明書の端末ではシステムを利用できません" in finding.message


def test_a_lock_out_of_the_api_speaks_of_the_api(calendar: OfficeCalendar) -> None:
    answers = edited(case("change"), {"api.certificates.0.replaces_not_after": "2026-12-03"})
    (finding,) = check_answers(answers, moment("2026-11-24T10:00"), calendar)
    assert "この証明書を使用するAPI連携ではシステムを利用できません" in finding.message


def test_a_lock_out_over_a_long_holiday_names_both_dates(calendar: OfficeCalendar) -> None:
    # sent on Friday 2026-05-01: the FAQ's Friday is 05-08, the fifth open day Wednesday 05-13
    edits = {"applied_on": "2026-05-01", "web_certificates.0.replaces_not_after": "2026-05-11"}
    found = check_answers(edited(case("change"), edits), moment("2026-05-01T10:00"), calendar)
    (finding,) = [f for f in found if f.code == "lock-out"]
    assert "2026年5月12日(火)から" in finding.message
    assert "約2日間" in finding.message
    assert "2026年5月13日(水)頃（FAQの目安は2026年5月8日(金)頃" in finding.message


# When the new certificate ends, when the one that it replaces, and what is said of the first.
EXCHANGED = [
    ("2026-12-31", "2028-11-23", ["renewal-ends-earlier"]),
    ("2028-11-22", "2028-11-23", ["renewal-ends-earlier"]),
    ("2028-11-23", "2028-11-23", []),
    ("2028-11-24", "2028-11-23", []),
    # an expired one is expired, and one that ends before the registration was exchanged
    ("2026-11-23", "2028-11-23", ["certificate-expired"]),
    ("2026-12-03", "2028-11-23", ["renewal-ends-earlier"]),
    ("2026-12-03", None, ["certificate-ends-before-registration"]),
]


@pytest.mark.parametrize(("ends", "replaced", "codes"), EXCHANGED)
@pytest.mark.parametrize("table", ["web_certificates", "api.certificates"])
def test_a_renewal_that_ends_before_the_old_certificate_is_reported_once(
    ends: str, replaced: str | None, codes: list[str], table: str, calendar: OfficeCalendar
) -> None:
    edits = {
        f"{table}.0.not_after": ends,
        f"{table}.0.replaces_not_after": REMOVED if replaced is None else replaced,
    }
    found = check_answers(edited(case("change"), edits), moment("2026-11-24T10:00"), calendar)
    assert [f.code for f in found if f.path == f"{table}.0.not_after"] == codes


def test_an_expired_certificate_is_found_where_the_form_has_no_date(
    calendar: OfficeCalendar,
) -> None:
    for wrong in (REMOVED, "本日"):
        edits = {"applied_on": wrong, "web_certificates.0.not_after": "2026-11-23"}
        found = check_answers(edited(case("new"), edits), moment("2026-11-24T10:00"), calendar)
        assert EXPIRED in {f.code for f in found}


def test_a_certificate_to_be_deleted_may_have_ended(calendar: OfficeCalendar) -> None:
    answers = edited(case("change"), {"web_certificates.2.not_after": "2020-01-01"})
    assert check_answers(answers, moment("2026-11-24T10:00"), calendar) == ()


# The actions of the API's rows, and whether they are too many.
COUNTS = [
    # one row that registers, whatever is deleted
    (["add"], False),
    (["renew"], False),
    (["delete"], False),
    (["delete", "delete"], False),
    (["add", "delete"], False),
    (["renew", "delete"], False),
    (["renew", "delete", "delete"], False),
    # two: with the one that is registered there would be three, unless one is deleted
    (["add", "add"], True),
    (["add", "renew"], True),
    (["renew", "add"], True),
    (["renew", "renew"], True),
    (["add", "add", "delete"], False),
    (["renew", "add", "delete"], False),
    (["delete", "renew", "renew"], False),
    (["renew", "add", "delete", "delete"], False),
    # three are never possible
    (["add", "add", "add"], True),
    (["renew", "renew", "renew"], True),
    (["renew", "add", "add", "delete"], True),
    (["renew", "renew", "add", "delete", "delete", "delete"], True),
]


@pytest.mark.parametrize(("actions", "too_many"), COUNTS, ids=["+".join(row[0]) for row in COUNTS])
def test_a_change_of_the_api_has_room_for_one_row_and_for_two_where_one_is_deleted(
    actions: list[str], calendar: OfficeCalendar, *, too_many: bool
) -> None:
    rows = [{"action": action, "serial": str(n)} for n, action in enumerate(actions)]
    answers = edited(case("change"), {"api.certificates": rows})
    codes = {f.code for f in check_answers(answers, moment("2026-11-24T10:00"), calendar)}
    assert ("api-certificate-count" in codes) is too_many


@pytest.mark.parametrize(("count", "too_many"), [(1, False), (2, True), (3, True)])
def test_a_new_application_has_one_api_certificate(
    count: int, calendar: OfficeCalendar, *, too_many: bool
) -> None:
    rows = [{"action": "add", "serial": str(n)} for n in range(count)]
    answers = edited(case("new"), {"api.certificates": rows})
    codes = {f.code for f in check_answers(answers, moment("2026-11-24T10:00"), calendar)}
    assert ("api-certificate-count" in codes) is too_many


def test_a_row_that_repeats_a_serial_is_not_counted_as_another(calendar: OfficeCalendar) -> None:
    rows = [{"action": "renew", "serial": "00aa0003"}, {"action": "add", "serial": "00 AA 00 03"}]
    answers = edited(case("change"), {"api.certificates": rows})
    found = check_answers(answers, moment("2026-11-24T10:00"), calendar)
    assert [f.code for f in found if f.severity is Severity.ERROR] == ["duplicate-serial"]


def test_a_duplicate_names_the_row_that_came_first(calendar: OfficeCalendar) -> None:
    edits = {**UNRELATED, "web_certificates.1.serial": "00-aa-00-01"}
    found = check_answers(edited(case("change"), edits), moment("2026-11-24T10:00"), calendar)
    (finding,) = [f for f in found if f.code == "duplicate-serial"]
    assert finding.path == "web_certificates.1.serial"
    assert "1件目" in finding.message


def test_one_certificate_may_serve_web_and_api(calendar: OfficeCalendar) -> None:
    answers = edited(case("change"), {**UNRELATED, "web_certificates.1.serial": "0012AB34"})
    answers["api"] = {"certificates": [{"action": "delete", "serial": "0012AB34"}]}
    codes = {f.code for f in check_answers(answers, moment("2026-11-24T10:00"), calendar)}
    assert "duplicate-serial" not in codes


SERIALS = [
    ("0012AB34", "0012AB34", True),
    ("0012AB34", "0012ab34", True),
    ("0012AB34", "00:12:AB:34", True),
    ("0012AB34", "00 12-AB 34", True),
    ("0012AB34", "12AB34", True),
    ("0012AB34", "0x12ab34", True),
    ("PC-01", "pc01", True),
    ("PC-01", "PC-02", False),
    ("0012AB34", "0012AB35", False),
    (None, "0012AB34", False),
    (None, None, False),
]


@pytest.mark.parametrize(("one", "other", "same"), SERIALS)
def test_serials_are_the_same_whatever_parts_them(
    one: str | None, other: str | None, *, same: bool
) -> None:
    assert same_serial(one, other) is same
    assert same_serial(other, one) is same
