"""A register of forms is the register of the answers that they were filled with."""

import pytest

from rules.dates.cutoff import moment
from rules.dates.workdays import OfficeCalendar
from rules.register.fold import fold
from rules.register.records import RecordedApplication, record
from tests.mails import attached, mail
from tests.rules.histories import HISTORIES, Answers, History, new
from wizard.core.register.sources import RegisterSources
from wizard.core.register.take_in import TakeInSession, take_in
from wizard.core.verdicts import read_answers
from workbook.forms.fill import fill


def recorded(answers: object, file: str) -> RecordedApplication:
    found = record(answers, [file])
    assert found is not None
    return found


def through_a_form(answers: Answers) -> object:
    """Fill a form, and give what is read from it."""
    return read_answers(fill(answers).content).answers


def test_a_form_that_is_taken_in_from_a_mail_names_its_sender(calendar: OfficeCalendar) -> None:
    at = moment("2026-06-15")
    content = fill(new("2026-06-05")).content
    session = TakeInSession()
    session.lay_down([("a.eml", mail(attached("a.xlsx", content)))], at)
    session.keep(0, read_answers(content))
    (taken,) = take_in(session, RegisterSources(), at, calendar).applications
    assert taken.record.sender == "example.co.jp"


@pytest.mark.parametrize("history", HISTORIES, ids=lambda history: history.says)
def test_forms_and_answers_fold_alike(history: History, calendar: OfficeCalendar) -> None:
    at = moment(history.holds[-1].at)
    reported = [recorded(answers, file) for file, answers in history.files.items()]
    read = [recorded(through_a_form(answers), file) for file, answers in history.files.items()]
    assert fold(read, at, calendar) == fold(reported, at, calendar)
