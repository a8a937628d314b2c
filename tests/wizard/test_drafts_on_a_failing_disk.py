"""Drafts and registers in a SQLite file that is damaged or taken away, or whose disk is full."""

import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from tests.wizard.places import (
    NOTES,
    PROCESSES,
    NoteType,
    Place,
    Use,
    refused_with,
    save_for_ever,
    sqlite_in,
)
from wizard.drafts import database

FULL = "ディスクの空き容量がありません。本ツールの管理者に連絡してください。"
UNWRITABLE = (
    "ディスクに書き込めません。本ツールの管理者に連絡してください。"
    "（管理者の方へ：ディスクの故障や取り外し、ネットワークドライブの切断がないかを確認してください。）"
)
DAMAGED = "保存場所のファイルが破損しています。本ツールの管理者に連絡してください。"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with sqlite_in(tmp_path / "data") as place:
        yield place


@pytest.fixture(params=NOTES)
def kind(request: pytest.FixtureRequest) -> NoteType:
    found: NoteType = request.param
    return found


def file(place: Place) -> Path:
    return place.settings.data_folder / "drafts.sqlite3"


# The file is damaged, or taken away

Damage = Callable[[bytes], bytes]


def garbage(content: bytes) -> bytes:
    return b"garbage " * (len(content) // 8)


def head_lost(content: bytes) -> bytes:
    return bytes(100) + content[100:]


def cut_off(content: bytes) -> bytes:
    return content[: len(content) // 2]


def middle_lost(content: bytes) -> bytes:
    return content[:4096] + b"\xff" * (len(content) - 8192) + content[-4096:]


@pytest.mark.one_in(3)
@pytest.mark.parametrize("damage", [garbage, head_lost, cut_off, middle_lost])
def test_a_damaged_file_is_reported_and_left_for_who_can_mend_it(
    place: Place, kind: NoteType, damage: Damage
) -> None:
    note = kind(place)
    note.write("a" * 50_000)
    for number in range(30):
        kind(place).write(f"{number}" * 5_000)
    place.close()  # and the journal is in the file
    with closing(sqlite3.connect(file(place))) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = file(place).read_bytes()
    file(place).write_bytes(damage(whole))
    later = note.anew()
    uses: list[Use] = [later.read, lambda: note.write("b")]
    for use in uses:
        with refused_with(DAMAGED):
            use()
    assert file(place).read_bytes()[:100] == damage(whole)[:100]
    place.close()
    for end in ("-wal", "-shm"):
        file(place).with_name(file(place).name + end).unlink(missing_ok=True)
    file(place).write_bytes(whole)
    assert later.read() == "a" * 50_000
    note.write("b")
    assert later.read() == "b"


def test_a_file_that_is_taken_away_takes_nothing_that_is_acknowledged_later(
    place: Place, kind: NoteType
) -> None:
    note = kind(place)
    note.write("a")
    shutil.rmtree(place.settings.data_folder)
    assert note.read() is None
    note.write("b")
    assert note.anew().read() == "b"
    assert stat.S_IMODE(file(place).stat().st_mode) == 0o600


def test_a_file_that_is_brought_back_is_seen_at_once(
    place: Place, kind: NoteType, tmp_path: Path
) -> None:
    note = kind(place)
    note.write("as saved")
    with (
        closing(sqlite3.connect(file(place))) as source,
        closing(sqlite3.connect(tmp_path / "backup")) as target,
    ):
        source.backup(target)
    note.write("after the backup")
    shutil.rmtree(place.settings.data_folder)
    place.settings.data_folder.mkdir()
    (tmp_path / "backup").replace(file(place))
    assert note.read() == "as saved"


# The disk is full


def test_a_full_disk_is_reported_and_what_was_saved_is_there(place: Place, kind: NoteType) -> None:
    note, another = kind(place), kind(place)
    note.write("a")
    pages = place.by_hand("PRAGMA page_count")[0][0]

    @event.listens_for(place.engines[0], "begin")
    @event.listens_for(place.engines[1], "begin")
    def limit(connection: Any) -> None:  # noqa: ANN401 - SQLAlchemy's
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

    for _ in range(2):
        with refused_with(FULL):
            note.write("b" * 100_000)
        with refused_with(FULL):
            another.write("c" * 100_000)  # the first of its own
    assert note.anew().read() == "a"
    assert note.read() == "a"
    pages = 1_000_000
    note.write("b" * 100_000)
    assert note.anew().read() == "b" * 100_000


@pytest.mark.parametrize("limit", [1_000, 30_000, 70_000, 250_000])
def test_a_file_that_may_not_grow_keeps_what_was_acknowledged(
    place: Place, kind: NoteType, limit: int
) -> None:
    note = kind(place)
    here, there = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=save_for_ever, args=(note, limit, there))
    process.start()
    there.close()
    words: list[str] = []
    while not words or words[-1].isdecimal():
        words.append(here.recv())
    process.join()
    assert words.pop() in {UNWRITABLE, FULL}
    assert note.read() == (words[-1] if words else None)
    note.write("later")
    assert note.anew().read() == "later"
    assert place.by_hand("PRAGMA integrity_check") == [("ok",)]


def test_a_transaction_that_was_not_finished_is_not_there(
    place: Place, kind: NoteType, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = kind(place)
    note.write("a")
    monkeypatch.setattr(database, "_WAIT_SECONDS", 1)
    with closing(sqlite3.connect(file(place))) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute(f"DELETE FROM {kind.table}")  # noqa: S608 - a name of the tests
    assert note.read() == "a"
    note.write("b")
    assert note.read() == "b"
