"""What docs/deployment.md tells about backups and owners is done as it is written there."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.postgresql import Postgresql
from tests.wizard.places import (
    DraftNote,
    Note,
    Place,
    RegisterNote,
    postgresql_at,
    sqlite_in,
    stop_form,
)

GUIDE: Final = (Path(__file__).parents[2] / "docs" / "deployment.md").read_text(encoding="utf-8")
OLD, NEW = "old@example.co.jp", "new@example.co.jp"


def block(language: str, holds: str) -> str:
    """Return the one block of the guide in a language that holds a text."""
    blocks = re.findall(rf"^```{language}\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
    (found,) = [one for one in blocks if holds in one]
    return str(found)


def notes(place: Place) -> list[Note]:
    return [DraftNote(place), RegisterNote(place)]


def write(kept: list[Note], text: str) -> None:
    for note in kept:
        note.write(text)


def shell(commands: str, folder: Path) -> None:
    """Run commands of the guide, with the Python of the tests."""
    own = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    subprocess.run(["/bin/sh", "-ec", commands], cwd=folder, env=own, check=True)


def test_a_backup_of_sqlite_is_taken_while_people_work_and_restored(tmp_path: Path) -> None:
    with sqlite_in(tmp_path / "data") as place:
        kept = notes(place)
        write(kept, "as saved")
        shell(block("sh", "import sqlite3"), place.settings.data_folder)
        assert (place.settings.data_folder / "drafts.backup").stat().st_mode & 0o777 == 0o600
        write(kept, "after the backup")
        place.close()  # the pages stop
        shell(block("sh", "mv drafts.backup"), place.settings.data_folder)
        assert [note.anew().read() for note in kept] == ["as saved"] * 2
        write([note.anew() for note in kept], "later")
        assert [note.anew().read() for note in kept] == ["later"] * 2


@pytest.mark.browser  # `make test` alone sees to it that PostgreSQL is there
def test_a_backup_of_postgresql_is_taken_while_people_work_and_restored(
    postgresql: Postgresql, tmp_path: Path
) -> None:
    commands = block("sh", "pg_restore").replace("\\\n", " ").splitlines()
    inside = "docker compose exec -T database "
    dump, restore = (c.removeprefix(inside) for c in commands if c.startswith(inside))
    server = f"--host {shlex.quote(str(postgresql.folder))}"
    with postgresql_at(postgresql, "backup") as place:
        kept = notes(place)
        write(kept, "as saved")
        dump = dump.replace("custom moushikomi", f"custom --schema backup {server} postgres")
        shell(dump, tmp_path)
        write(kept, "after the backup")
        shell(restore.replace("--dbname moushikomi", f"--dbname postgres {server}"), tmp_path)
        assert [note.read() for note in kept] == ["as saved"] * 2
        write([note.anew() for note in kept], "later")
        assert [note.anew().read() for note in kept] == ["later"] * 2


def by_hand(place: Place, statements: str) -> None:
    for statement in statements.replace("BEGIN;", "").replace("COMMIT;", "").split(";"):
        if statement.strip():
            place.by_hand(statement)


def owned(place: Place, owner: str) -> tuple[int, int]:
    """Return how many drafts and applications an owner lists."""
    drafts, registers = place.drafts(), place.registers()
    return len(drafts.listed(owner)), len(registers.applications(owner))


def keep_for(place: Place, owner: str) -> None:
    draft = stop_form()
    draft.owner = owner
    place.drafts().keep(draft)
    RegisterNote(place, owner).write("a")


def test_what_somebody_has_is_handed_over(place: Place) -> None:
    keep_for(place, OLD)
    keep_for(place, "another")
    by_hand(place, block("sql", "UPDATE drafts"))
    assert [owned(place, owner) for owner in (OLD, NEW, "another")] == [(0, 0), (1, 1), (1, 1)]


def test_what_somebody_has_is_deleted(place: Place) -> None:
    keep_for(place, OLD)
    keep_for(place, NEW)
    by_hand(place, block("sql", "DELETE FROM businesses"))
    assert [owned(place, owner) for owner in (OLD, NEW)] == [(0, 0), (1, 1)]
    tables = ("drafts", "businesses", "applications")
    assert [place.by_hand(f"SELECT count(*) FROM {table}") for table in tables] == [[(1,)]] * 3  # noqa: S608 - names of this test


def test_one_draft_is_deleted_by_its_key(place: Place) -> None:
    draft, other = stop_form(), stop_form()
    for one in (draft, other):
        place.drafts().keep(one)
    statement = block("sql", "digest =")
    command = re.search(r'"(.*)"', statement)
    assert command is not None
    words = command[1].replace("KEY", draft.token)
    printed = subprocess.run(["/bin/sh", "-ec", words], check=True, capture_output=True, text=True)
    by_hand(place, re.sub(r"'.*'", f"'{printed.stdout.split()[0]}'", statement))
    assert place.drafts().find(draft.token) is None
    assert place.drafts().find(other.token) is not None
