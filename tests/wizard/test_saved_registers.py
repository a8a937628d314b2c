"""Registers in SQLite and in PostgreSQL: what is kept comes back, and leaves whole."""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from alembic import command
from alembic.config import Config

from rules.dates.cutoff import moment
from rules.dates.workdays import OfficeCalendar
from rules.register.fold import AnsweredQuestion, Gone, fold
from rules.register.records import ApplicationState, RecordedApplication, record
from tests.rules.histories import Answers, change, new
from tests.wizard.calling import Call
from tests.wizard.places import Place, run_at_once, sqlite_in
from wizard.core.settings import settings
from wizard.drafts import migrations
from wizard.drafts.database import engine_of
from wizard.drafts.registers import THIS_MACHINE
from wizard.drafts.saved_rows import DraftsError

FIRST = new("2026-06-05")
SECOND = change("2026-06-12", business={"phone": "03-3501-9999"})
THIRD = change("2026-06-19", business={"phone": "03-3501-8888"})
OTHER = new("2026-06-05", "第二電力株式会社", "04562")
ME = "臼井"
TABLES = ("businesses", "applications", "gone_certificates", "answered_questions")


def recorded(answers: Answers, file: str) -> RecordedApplication:
    found = record(answers, [file])
    assert found is not None
    return found


def counts(place: Place) -> list[int]:
    return [place.by_hand(f"SELECT count(*) FROM {table}")[0][0] for table in TABLES]  # noqa: S608 - names of this module


def test_applications_come_back_with_their_state_and_workbook(place: Place) -> None:
    kept = place.registers()
    first = kept.add(ME, recorded(FIRST, "新規.xlsx"), b"PK\x03\x04\x00workbook")
    second = kept.add(ME, recorded(SECOND, "変更.xlsx"))
    kept.set_state(ME, second, ApplicationState.REGISTERED, registered_on=date(2026, 6, 22))
    again = place.registers()
    assert again.codes(ME) == ["01233"]
    one, two = again.applications(ME)
    assert (one.number, two.number) == (first, second)
    assert one.record == recorded(FIRST, "新規.xlsx")
    assert two.record == replace(
        recorded(SECOND, "変更.xlsx"),
        state=ApplicationState.REGISTERED,
        registered_on=date(2026, 6, 22),
    )
    assert again.workbook(ME, first) == b"PK\x03\x04\x00workbook"
    assert again.workbook(ME, second) is None
    assert again.workbook(ME, second) is None


def test_a_next_version_comes_back_as_one(place: Place, calendar: OfficeCalendar) -> None:
    kept = place.registers()
    returned = recorded(SECOND, "v1.xlsx")
    again = replace(recorded(THIRD, "v2.xlsx"), supersedes=returned.digest, sender="example.co.jp")
    for one in (recorded(FIRST, "a.xlsx"), returned, again):
        kept.add(ME, one)
    records = [one.record for one in kept.applications(ME)]
    assert records == [recorded(FIRST, "a.xlsx"), returned, again]
    register = fold(records, moment("2026-06-26"), calendar)
    assert [(one.version, one.progress.state) for one in register.applications] == [
        (1, "registered"), (1, "returned"), (2, "registered"),
    ]  # fmt: skip
    assert register.entries["business.phone"].value == "03-3501-8888"


def test_a_register_is_folded_from_the_database(place: Place, calendar: OfficeCalendar) -> None:
    kept = place.registers()
    for answers in (SECOND, FIRST):
        kept.add(ME, recorded(answers, "a.xlsx"))
    kept.mark_gone(ME, Gone("01233", "web_certificates", "AA01", date(2026, 6, 30)))
    kept.mark_gone(ME, Gone("01233", "web_certificates", "AA01", date(2026, 6, 29)))
    records = [one.record for one in kept.applications(ME)]
    register = fold(records, moment("2026-06-29"), calendar, kept.gone(ME))
    assert register.entries["business.phone"].value == "03-3501-9999"
    assert register.certificates == ()


def test_a_stamp_is_another_one_after_every_change_and_the_same_without(place: Place) -> None:
    kept = place.registers()
    seen = [kept.stamp(ME)]

    def is_new() -> bool:
        seen.append(kept.stamp(ME))
        return seen[-1] not in seen[:-1] and kept.stamp(ME) == seen[-1]

    number = kept.add(ME, recorded(FIRST, "a.xlsx"))
    assert is_new()
    kept.set_state(ME, number, ApplicationState.SENT, sent_on=date(2026, 6, 5))
    assert is_new()
    kept.set_state(ME, number, ApplicationState.SENT, sent_on=date(2026, 6, 6))
    assert is_new()
    assert kept.set_version(ME, number, "ab12")
    assert is_new()
    assert [one.record.supersedes for one in kept.applications(ME)] == ["ab12"]
    gone = Gone("01233", "web_certificates", "AA01", date(2026, 6, 30))
    kept.mark_gone(ME, gone)
    assert is_new()
    kept.mark_gone(ME, replace(gone, on=date(2026, 6, 29)))
    assert is_new()
    kept.add("別の人", recorded(OTHER, "b.xlsx"))
    kept.unmark_gone("別の人", "01233", "web_certificates", "AA01")
    kept.unmark_gone(ME, "04562", "web_certificates", "AA01")
    assert kept.stamp(ME) == seen[-1]
    kept.mark_gone(ME, other := replace(gone, serial="AA02" * 30))
    kept.mark_gone(ME, api := replace(gone, table="api.certificates"))
    kept.unmark_gone(ME, "01233", "web_certificates", "AA01")
    assert set(kept.gone(ME)) == {other, api}
    before = kept.stamp(ME)
    kept.mark_answered(ME, one := AnsweredQuestion("01233", "0123456789ab", date(2026, 6, 22)))
    assert is_new()
    kept.mark_answered(ME, one)
    kept.unmark_answered("別の人", one)
    kept.unmark_answered(ME, replace(one, code="04562"))
    assert (kept.answered(ME), kept.answered("別の人")) == ([one], [])
    kept.unmark_answered(ME, one)
    assert kept.stamp(ME) == before
    kept.mark_answered(ME, one)
    kept.delete_business(ME, "01233")
    assert kept.stamp(ME) == seen[0]
    kept.add(ME, recorded(OTHER, "b.xlsx"))
    assert is_new()


def test_the_same_answers_are_one_application(place: Place) -> None:
    kept = place.registers()
    assert kept.add(ME, recorded(FIRST, "a.xlsx")) == kept.add(ME, recorded(FIRST, "b.xlsx"))
    assert counts(place) == [1, 1, 0, 0]


def test_many_are_kept_together_or_not_at_all(place: Place) -> None:
    kept = place.registers()
    both = [(recorded(FIRST, "a.xlsx"), b"a"), (recorded(OTHER, "b.xlsx"), None)]
    numbers = kept.add_all(ME, [*both, both[0]])
    assert [one.number for one in kept.applications(ME)] == numbers[:2]
    assert numbers[2] == numbers[0]
    unwritable = replace(recorded(SECOND, "c.xlsx"), answers={"remarks": object()})
    with pytest.raises(TypeError):
        kept.add_all(ME, [(recorded(THIRD, "d.xlsx"), None), (unwritable, None)])
    assert len(kept.applications(ME)) == 2


def test_a_deleted_business_leaves_nothing_and_the_others_stay(place: Place) -> None:
    kept = place.registers()
    kept.add(ME, recorded(FIRST, "a.xlsx"), b"workbook")
    kept.mark_gone(ME, Gone("01233", "web_certificates", "AA01", date(2026, 6, 29)))
    kept.add(ME, recorded(OTHER, "b.xlsx"))
    kept.delete_business(ME, "01233")
    # another page, which still shows it, does not bring it back
    assert not kept.mark_gone(ME, Gone("01233", "web_certificates", "AA02", date(2026, 6, 29)))
    assert not kept.mark_answered(ME, AnsweredQuestion("01233", "0123456789ab"))
    assert kept.codes(ME) == ["04562"]
    assert [one.record.code for one in kept.applications(ME)] == ["04562"]
    assert counts(place) == [1, 1, 0, 0]


def test_a_deleted_business_leaves_no_byte_in_the_file(tmp_path: Path) -> None:
    with sqlite_in(tmp_path / "data") as place:
        kept = place.registers()
        for day in range(10, 30):
            secret = change(f"2026-06-{day}", remarks="secret-words" * 500)
            kept.add(ME, recorded(secret, "secret-words.xlsx"), b"secret-words" * 5_000)
        kept.mark_gone(ME, Gone("01233", "web_certificates", "5EC3E7", date(2026, 6, 29)))
        kept.add(ME, recorded(OTHER, "another-remains.xlsx"))

        def content() -> bytes:
            return b"".join(path.read_bytes() for path in (tmp_path / "data").iterdir())

        assert b"secret-words" in content()
        assert b"5EC3E7" in content()
        kept.delete_business(ME, "01233")
        assert b"secret-words" not in content()
        assert b"5EC3E7" not in content()
        assert b"another-remains" in content()


def add_both(place: Place, name: str, start: Any) -> None:  # noqa: ANN401 - untyped
    """Add applications that another process adds, too, and others of one's own."""
    kept = place.registers()
    start.wait()
    for day in range(10, 20):
        kept.add(ME, recorded(change(f"2026-06-{day}"), "a.xlsx"))
        kept.add(ME, recorded(change(f"2026-06-{day}", remarks=name), "a.xlsx"))
        kept.mark_gone(ME, Gone("01233", "web_certificates", f"AA{day}", date(2026, 6, 29)))


def test_processes_that_add_at_once_make_one_register(place: Place) -> None:
    run_at_once(add_both, [(place, "one"), (place, "other")])
    assert counts(place) == [1, 30, 10, 0]


def add_or_delete(place: Place, adds: bool, start: Any) -> None:  # noqa: ANN401, FBT001 - untyped; by position
    """Add to a business, which may be deleted at the same moment, or delete it."""
    kept = place.registers()
    start.wait()
    for day in range(10, 30):
        if not adds:
            kept.delete_business(ME, "01233")
            continue
        with suppress(DraftsError):
            kept.add(ME, recorded(change(f"2026-06-{day}"), "a.xlsx"))


def test_no_application_is_left_without_its_business(place: Place) -> None:
    run_at_once(add_or_delete, [(place, True), (place, False)])
    orphans = "SELECT count(*) FROM applications WHERE business NOT IN (SELECT id FROM businesses)"
    assert place.by_hand(orphans) == [(0,)]


def test_an_owner_has_no_part_in_what_is_anothers(place: Place) -> None:
    kept = place.registers()
    mine = kept.add(ME, recorded(FIRST, "mine.xlsx"), b"mine")
    gone = Gone("01233", "web_certificates", "AA01", date(2026, 6, 29))
    kept.mark_gone(ME, gone)
    for other in ("川上", THIS_MACHINE):
        assert (kept.codes(other), kept.applications(other), kept.gone(other)) == ([], [], [])
        assert kept.workbook(other, mine) is None
        assert not kept.set_state(other, mine, ApplicationState.WITHDRAWN)
        assert not kept.set_version(other, mine, "ab12")
        kept.delete_business(other, "01233")
    assert kept.add("川上", recorded(FIRST, "theirs.xlsx")) != mine
    kept.delete_business("川上", "01233")
    [one] = kept.applications(ME)
    assert (one.number, one.record) == (mine, recorded(FIRST, "mine.xlsx"))
    assert (kept.workbook(ME, mine), kept.gone(ME)) == (b"mine", [gone])


def test_a_number_is_never_used_for_another_application(place: Place) -> None:
    kept = place.registers()
    number = kept.add(ME, recorded(FIRST, "a.xlsx"))
    kept.delete_business(ME, "01233")
    assert kept.add(ME, recorded(FIRST, "a.xlsx")) != number
    assert not kept.set_state(ME, number, ApplicationState.REGISTERED)


def migrate_to(place: Place, revision: str) -> None:
    """Make the tables as an earlier edition had them."""
    place.settings.data_folder.mkdir(parents=True, exist_ok=True)
    config = Config()
    config.set_main_option("script_location", migrations.__path__[0])
    place.engines.append(engine_of(place.settings))
    with place.engines[-1].begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def test_what_was_kept_before_there_were_owners_belongs_to_this_machine(place: Place) -> None:
    migrate_to(place, "0004")
    for code in ("04562", "01233"):
        place.by_hand("INSERT INTO businesses VALUES (:code, '2026-06-05 00:00:00')", code=code)
    for number, one in enumerate((OTHER, FIRST, SECOND), 1):
        place.by_hand(
            "INSERT INTO applications (id, code, digest, file, state, answers, workbook)"
            " VALUES (:number, :code, :number, 'a.xlsx', 'sent', :answers, :workbook)",
            number=number,
            code=one["business"]["code"],
            answers=json.dumps(one),
            workbook=b"workbook" if one is FIRST else None,
        )
    place.by_hand("INSERT INTO gone_certificates VALUES ('01233', 'web', 'AA01', '2026-06-29')")
    kept = place.registers()
    assert kept.applications("臼井") == []
    assert kept.codes(THIS_MACHINE) == ["01233", "04562"]
    assert [one.record for one in kept.applications(THIS_MACHINE)] == [
        replace(recorded(answers, "a.xlsx"), state=ApplicationState.SENT)
        for answers in (OTHER, FIRST, SECOND)
    ]
    [_, first, _] = kept.applications(THIS_MACHINE)
    assert kept.workbook(THIS_MACHINE, first.number) == b"workbook"
    assert kept.gone(THIS_MACHINE) == [Gone("01233", "web", "AA01", date(2026, 6, 29))]
    later = kept.add(THIS_MACHINE, recorded(change("2026-06-19"), "b.xlsx"))
    assert later > first.number


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
        place.registers().add(THIS_MACHINE, recorded(FIRST, "新規.xlsx"))
        place.registers().add(ME, recorded(OTHER, "another's.xlsx"))
        called = call("register", "database", "--at", "2026-06-12", "--json")
        assert called.status == 0
        (register,) = called.json["registers"]
        assert (register["code"], register["status"]) == ("01233", "active")
        exported = tmp_path / "register.json"
        exported.write_text(called.out, encoding="utf-8")
        again = call("register", exported, "--at", "2026-06-12", "--json")
        assert again.json == called.json
        call("register", "database", "--at", "2026-06-12", "--report", tmp_path / "register.xlsx")
        book = openpyxl.load_workbook(tmp_path / "register.xlsx")
        [_, certificate] = book["証明書"].iter_rows(values_only=True)
        assert certificate[:5] == (
            "01233", "サンプル電力株式会社", "WEB利用情報 クライアント証明書", "AA01", "PC01",
        )  # fmt: skip
        later = tmp_path / "next.json"
        later.write_text(json.dumps(new("2026-06-15")), encoding="utf-8")
        at = ("--at", "2026-06-15", "--register", "database")
        called = call("fill", later, "-o", tmp_path / "next.xlsx", *at, "--json")
        codes = [finding["code"] for finding in called.json["files"][0]["findings"]]
        assert "register-already-active" in codes
