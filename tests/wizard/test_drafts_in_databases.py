"""Drafts and registers in SQLite and PostgreSQL: whoever uses them, whatever is in the way."""

import io
import sqlite3
import subprocess
import sys
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from threading import Timer
from typing import Final

import pytest
from alembic import op
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect

from tests.wizard.places import (
    NOTES,
    NoteType,
    Place,
    Use,
    count_up,
    found,
    killed_while_saving,
    prepare,
    refused_with,
    run_at_once,
    sqlite_in,
    stop_form,
)
from wizard.core.settings import Settings
from wizard.drafts import database
from wizard.drafts.database import FILE, engine_of
from wizard.drafts.registers import THIS_MACHINE, SavedRegisters
from wizard.drafts.saved_rows import DraftsError
from wizard.drafts.store import ConflictError, SavedDrafts
from wizard.drafts.tables import METADATA

BUSY: Final = "ほかの処理が保存場所を使用しています。しばらくしてから、再度お試しください。"


@pytest.fixture(params=NOTES)
def kind(request: pytest.FixtureRequest) -> NoteType:
    found: NoteType = request.param
    return found


def test_a_draft_of_one_process_continues_in_another(place: Place) -> None:
    one, other = place.drafts(), place.drafts()
    draft = stop_form(remarks="a")
    one.keep(draft)
    there = found(other, draft.token)
    there.answers["remarks"] = "b"
    other.keep(there)
    assert found(one, draft.token).answers["remarks"] == "b"
    draft.answers["remarks"] = "c"
    with pytest.raises(ConflictError):
        one.keep(draft)
    one.forget(draft.token)
    assert other.find(draft.token) is None


def test_processes_that_count_in_one_draft_lose_no_count(place: Place) -> None:
    draft = stop_form(one=0, other=0)
    place.drafts().keep(draft)
    run_at_once(count_up, [(place, draft.token, name) for name in ("one", "other")])
    there = found(place.drafts(), draft.token)
    assert (there.answers["one"], there.answers["other"], there.version) == (15, 15, 31)


def test_processes_that_begin_at_once_make_the_tables_once(place: Place) -> None:
    run_at_once(prepare, [(place,)] * 4)
    place.drafts().keep(stop_form())


def test_a_new_file_that_another_is_writing_to_is_waited_for(tmp_path: Path) -> None:
    file = tmp_path / database.FILE
    with (
        sqlite_in(tmp_path) as place,
        closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        Timer(0.3, other.execute, ["ROLLBACK"]).start()
        place.drafts().prepare()


def test_the_migrations_make_the_tables_that_the_code_knows(place: Place) -> None:
    place.drafts().prepare()
    engine = database.engine_of(place.settings)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
        indexes = inspect(connection).get_indexes("drafts")
    assert sorted(index["column_names"] for index in indexes) == [["changed_at"], ["owner"]]
    engine.dispose()


def _interrupt(*_: object) -> None:
    raise InterruptedError


def test_a_migration_that_was_interrupted_leaves_nothing_behind(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(op, "create_index", _interrupt)
        with pytest.raises(InterruptedError):
            place.drafts().prepare()
    kept, draft = place.drafts(), stop_form()
    kept.keep(draft)
    assert found(kept, draft.token).version == 1


def test_a_database_of_a_newer_edition_is_left_alone(place: Place, kind: NoteType) -> None:
    kind(place).write("a")
    [(today,)] = place.by_hand("SELECT version_num FROM alembic_version")
    before = place.by_hand(f"SELECT * FROM {kind.table}")  # noqa: S608 - a name of the tests
    place.by_hand("UPDATE alembic_version SET version_num = '9999'")
    later = place.drafts()
    note = kind(place)
    uses: list[Use] = [later.prepare, lambda: note.write("b"), note.read]
    for use in uses:
        with refused_with(
            "保存場所は、現在のmoushikomiより新しい版で作成されたものです。"
            "本ツールの管理者に連絡してください。"
        ):
            use()
    assert place.by_hand(f"SELECT * FROM {kind.table}") == before  # noqa: S608 - the same
    place.by_hand("UPDATE alembic_version SET version_num = :today", today=today)
    note.write("c")
    assert note.read() == "c"


def test_a_token_and_a_deleted_draft_are_written_nowhere(place: Place) -> None:
    kept, draft, other = place.drafts(), stop_form(remarks="secret-words"), stop_form()
    kept.keep(draft)
    kept.keep(other)
    rows = place.by_hand("SELECT * FROM drafts")
    assert not any(draft.token in str(column) for row in rows for column in row)
    assert {row.digest for row in rows} == {
        sha256(draft.token.encode()).hexdigest(),
        sha256(other.token.encode()).hexdigest(),
    }
    kept.forget(draft.token)
    assert "secret-words" not in str(place.by_hand("SELECT * FROM drafts"))
    assert found(kept, other.token).version == 1


def test_what_a_person_typed_is_not_written_into_the_log(
    place: Place, kind: NoteType, log: io.StringIO
) -> None:
    place.drafts().prepare()
    place.by_hand(f"ALTER TABLE {kind.table} RENAME TO elsewhere")
    with pytest.raises(DraftsError):
        kind(place).write("secret-words")
    assert "drafts cannot be used" in log.getvalue()
    assert "secret-words" not in log.getvalue()


@pytest.mark.parametrize(
    "content", ["", "garbage", "{}", "[" * 100_000], ids=["no", "garbage", "empty", "deep"]
)
def test_a_draft_that_was_damaged_by_hand_is_reported_and_harms_no_other(
    place: Place, content: str
) -> None:
    kept, draft, other = place.drafts(), stop_form(), stop_form()
    kept.keep(draft)
    kept.keep(other)
    digest = sha256(draft.token.encode()).hexdigest()
    place.by_hand("UPDATE drafts SET content = :c WHERE digest = :d", c=content, d=digest)
    with refused_with("保存されていた下書きの内容が破損しています。"):
        kept.find(draft.token)
    assert found(kept, other.token).version == 1
    kept.keep(draft)  # from the page that still shows it
    assert found(kept, draft.token).version == 2


def test_a_draft_of_a_newer_edition_is_reported_and_not_written_over(place: Place) -> None:
    kept, draft = place.drafts(), stop_form()
    kept.keep(draft)
    place.by_hand("UPDATE drafts SET content = :c, version = 2", c='{"format": 2}')
    uses: list[Use] = [lambda: kept.find(draft.token), lambda: kept.keep(draft)]
    for use in uses:
        with refused_with("この下書きは、現在のmoushikomiより新しい版で保存されたものです。"):
            use()
    assert place.by_hand("SELECT content, version FROM drafts") == [('{"format": 2}', 2)]


def test_a_table_that_is_locked_is_reported_and_works_again_afterwards(
    place: Place, kind: NoteType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_WAIT_SECONDS", 1)
    note = kind(place)
    note.write("a")
    with database.engine_of(place.settings).connect() as other:
        if other.dialect.name == "sqlite":
            other.execution_options(begin="EXCLUSIVE").begin()
        else:
            other.exec_driver_sql(f"LOCK TABLE {kind.table} IN EXCLUSIVE MODE")
        with refused_with(BUSY):
            note.write("b")
        assert note.read() == "a"  # reading goes on
        assert note.anew().read() == "a"  # from the start, too
    note.write("b")
    assert note.read() == "b"


def test_what_was_acknowledged_outlives_a_process_that_is_killed(
    place: Place, kind: NoteType
) -> None:
    for after in (1, 5, 20):
        note = kind(place)
        acknowledged = killed_while_saving(note, after)
        last = int(note.read() or "")
        assert last in {acknowledged, acknowledged + 1}  # the last word may have been lost


_READ: Final = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1])
database.execute("select count(*) from sqlite_master").fetchall()
database.close()
"""


def test_another_process_leaves_the_journal_of_one_that_keeps_the_file_open(tmp_path: Path) -> None:
    settings = Settings(data_folder=tmp_path, database_url="")
    drafts, registers = SavedDrafts(engine_of(settings), 90), SavedRegisters(engine_of(settings))
    drafts.keep(stop_form(remarks="a"))
    assert registers.codes(THIS_MACHINE) == []  # whoever closes a file gives up all locks on it
    journal = tmp_path / f"{FILE}-wal"
    before = journal.stat().st_ino
    subprocess.run([sys.executable, "-c", _READ, str(tmp_path / FILE)], check=True)
    assert journal.stat().st_ino == before
