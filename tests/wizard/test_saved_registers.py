"""Registers in SQLite and in PostgreSQL: what is kept comes back, and leaves whole."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rules.dates.cutoff import moment
from rules.dates.workdays import OfficeCalendar
from rules.register.fold import Gone, fold
from rules.register.records import ApplicationState, RecordedApplication, record
from tests.postgresql import Postgresql, running_postgresql
from tests.rules.histories import Answers, change, new
from tests.wizard.calling import Call
from tests.wizard.places import BOTH, Place, place_of, sqlite_in
from wizard.core.settings import settings
from wizard.drafts.database import engine_of
from wizard.drafts.registers import SavedRegisters

FIRST = new("2026-06-05")
SECOND = change("2026-06-12", business={"phone": "03-3501-9999"})
OTHER = new("2026-06-05", "第二電力株式会社", "04562")
TABLES = ("businesses", "applications", "gone_certificates")


@pytest.fixture(scope="module")
def postgresql() -> Iterator[Postgresql]:
    with running_postgresql() as server:
        yield server


@pytest.fixture(params=BOTH)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    with place_of(request.param, request, tmp_path) as place:
        yield place


def registers(place: Place) -> SavedRegisters:
    """Give the registers as another process would: with connections of their own."""
    place.engines.append(engine_of(place.settings))
    return SavedRegisters(place.engines[-1])


def recorded(answers: Answers, file: str) -> RecordedApplication:
    found = record(answers, [file])
    assert found is not None
    return found


def counts(place: Place) -> list[int]:
    return [place.by_hand(f"SELECT count(*) FROM {table}")[0][0] for table in TABLES]  # noqa: S608 - names of this module


def test_applications_come_back_with_what_a_person_said_and_the_workbook(place: Place) -> None:
    kept = registers(place)
    first = kept.add(recorded(FIRST, "新規.xlsx"), b"PK\x03\x04\x00workbook")
    second = kept.add(recorded(SECOND, "変更.xlsx"))
    kept.set_state(second, ApplicationState.REGISTERED, registered_on=date(2026, 6, 22))
    again = registers(place)
    assert again.codes() == ["01233"]
    one, two = again.applications("01233")
    assert (one.number, one.has_workbook, two.has_workbook) == (first, True, False)
    assert one.record == recorded(FIRST, "新規.xlsx")
    assert two.record == replace(
        recorded(SECOND, "変更.xlsx"),
        state=ApplicationState.REGISTERED,
        registered_on=date(2026, 6, 22),
    )
    assert again.workbook(first) == b"PK\x03\x04\x00workbook"
    assert again.workbook(second) is None


def test_a_register_is_folded_from_the_database(place: Place, calendar: OfficeCalendar) -> None:
    kept = registers(place)
    for answers in (SECOND, FIRST):
        kept.add(recorded(answers, "a.xlsx"))
    kept.mark_gone(Gone("01233", "web_certificates", "AA01", date(2026, 6, 30)))
    kept.mark_gone(Gone("01233", "web_certificates", "AA01", date(2026, 6, 29)))
    records = [one.record for one in kept.applications()]
    register = fold(records, moment("2026-06-29"), calendar, kept.gone())
    assert register.entries["business.phone"].value == "03-3501-9999"
    assert register.certificates == ()


def test_the_same_answers_are_one_application(place: Place) -> None:
    kept = registers(place)
    assert kept.add(recorded(FIRST, "a.xlsx")) == kept.add(recorded(FIRST, "b.xlsx"))
    assert counts(place) == [1, 1, 0]


def test_a_deleted_business_leaves_nothing_and_the_others_stay(place: Place) -> None:
    kept = registers(place)
    kept.add(recorded(FIRST, "a.xlsx"), b"workbook")
    kept.mark_gone(Gone("01233", "web_certificates", "AA01", date(2026, 6, 29)))
    kept.add(recorded(OTHER, "b.xlsx"))
    kept.delete_business("01233")
    assert kept.codes() == ["04562"]
    assert [one.record.code for one in kept.applications()] == ["04562"]
    assert counts(place) == [1, 1, 0]


@pytest.fixture
def settings_read_anew() -> Iterator[None]:
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.mark.usefixtures("settings_read_anew")
def test_the_command_line_reads_the_installations_own(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOUSHIKOMI_DATA_FOLDER", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    with sqlite_in(tmp_path / "data") as place:
        registers(place).add(recorded(FIRST, "新規.xlsx"))
        called = call("register", "database", "--at", "2026-06-12", "--json")
        assert called.status == 0
        (register,) = called.json["registers"]
        assert (register["code"], register["status"]) == ("01233", "active")
        later = tmp_path / "next.json"
        later.write_text(json.dumps(new("2026-06-15")), encoding="utf-8")
        at = ("--at", "2026-06-15", "--register", "database")
        called = call("fill", later, "-o", tmp_path / "next.xlsx", *at, "--json")
        codes = [finding["code"] for finding in called.json["files"][0]["findings"]]
        assert "register-already-active" in codes
