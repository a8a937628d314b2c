"""Drafts in a SQLite file: durable, private, and told when the disk or the file fails."""

import ctypes
import os
import stat
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.wizard.places import (
    PROCESSES,
    Place,
    Use,
    found,
    refused_with,
    sqlite_in,
    stop_form,
)
from wizard.core.draft import Draft
from wizard.core.settings import Settings, SettingsError
from wizard.drafts.database import engine_of
from wizard.drafts.store import SavedDrafts

FORBIDDEN = "保存場所に書き込む権限がありません。本ツールの管理者に連絡してください。"
CAPABILITY_VERSION_3 = 0x20080522  # linux/capability.h
CAP_DAC_READ_SEARCH = 1 << 2
CLOSED = (
    "保存場所を開けません。本ツールの管理者に連絡してください。"
    "（管理者の方へ：保存場所のフォルダの有無と、アクセス権限を確認してください。）"
)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with sqlite_in(tmp_path / "data") as place:
        yield place


def file(place: Place) -> Path:
    return place.settings.data_folder / "drafts.sqlite3"


def bytes_of(place: Place) -> bytes:
    return b"".join(path.read_bytes() for path in place.settings.data_folder.iterdir())


def pragma(engine: Engine, name: str) -> object:
    with engine.connect() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()


def test_a_commit_is_on_the_disk_before_it_returns(place: Place) -> None:
    place.drafts().prepare()
    engine = engine_of(place.settings)
    assert [
        pragma(engine, name)
        for name in ("journal_mode", "synchronous", "fullfsync", "secure_delete")
    ] == ["wal", 2, 1, 1]
    engine.dispose()


def test_file_and_folder_are_the_owners_alone(place: Place) -> None:
    mask = os.umask(0)
    try:
        kept, draft = place.drafts(), stop_form()
        kept.keep(draft)
    finally:
        os.umask(mask)
    folder = place.settings.data_folder
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert modes == dict.fromkeys([file(place).name + end for end in ("", "-shm", "-wal")], 0o600)


def test_a_folder_that_is_open_to_others_holds_a_file_that_is_not(place: Place) -> None:
    place.settings.data_folder.mkdir(mode=0o755)
    place.drafts().keep(stop_form())
    assert stat.S_IMODE(place.settings.data_folder.stat().st_mode) == 0o755
    assert stat.S_IMODE(file(place).stat().st_mode) == 0o600


def test_what_is_forgotten_leaves_no_byte_in_the_file(place: Place) -> None:
    kept, draft, other = place.drafts(), stop_form(), stop_form(remarks="another-remains")
    kept.keep(other)
    for version in range(20):
        draft.answers["remarks"] = f"secret-words-{version}" * 2_000
        kept.keep(draft)
    assert b"secret-words" in bytes_of(place)
    kept.forget(draft.token)
    assert b"secret-words" not in bytes_of(place)
    assert b"another-remains" in bytes_of(place)


def test_what_is_too_old_leaves_no_byte_in_the_file(place: Place) -> None:
    place.drafts().keep(stop_form(remarks="secret-words"))
    place.by_hand("UPDATE drafts SET changed_at = '2001-01-01 00:00:00'")
    place.drafts().keep(stop_form(remarks="another-remains"))
    place.close()
    place.drafts().prepare()
    assert b"secret-words" not in bytes_of(place)
    assert b"another-remains" in bytes_of(place)


# The place fails


def test_a_file_in_place_of_the_folder_is_reported(place: Place) -> None:
    folder = place.settings.data_folder
    folder.write_text("in the way")
    kept, draft = place.drafts(), stop_form()
    with refused_with(f"「{folder}」を作成できません（保存場所とファイル名を確認してください）。"):
        kept.keep(draft)
    folder.unlink()
    kept.keep(draft)
    assert found(place.drafts(), draft.token).version == 1


def test_a_folder_in_place_of_the_file_is_reported(place: Place) -> None:
    file(place).mkdir(parents=True)
    kept, draft = place.drafts(), stop_form()
    with refused_with(CLOSED):
        kept.keep(draft)
    file(place).rmdir()
    kept.keep(draft)
    assert found(place.drafts(), draft.token).version == 1


def obey_permissions() -> None:
    """Have this process do what its permissions allow; root goes on reading everything."""
    if os.geteuid() == 0:
        header = struct.pack("Ii", CAPABILITY_VERSION_3, 0)
        low = struct.pack("III", CAP_DAC_READ_SEARCH, CAP_DAC_READ_SEARCH, 0)
        assert ctypes.CDLL(None).capset(header, low + bytes(len(low))) == 0


def fail_to_save(place: Place, draft: Draft) -> None:
    """Try, in a process of its own, to save into a folder that is read-only."""
    obey_permissions()
    version = draft.version
    uses: list[Use] = [lambda: place.drafts().keep(draft), place.drafts().prepare]
    for use in uses:
        with refused_with(FORBIDDEN):
            use()
    assert draft.version == version


def test_a_folder_that_is_read_only_is_reported_and_works_again_afterwards(place: Place) -> None:
    kept, draft = place.drafts(), stop_form(remarks="a")
    kept.keep(draft)
    place.close()
    place.settings.data_folder.chmod(0o500)
    draft.answers["remarks"] = "b"
    process = PROCESSES.Process(target=fail_to_save, args=(place, draft))
    process.start()
    process.join()
    assert process.exitcode == 0
    place.settings.data_folder.chmod(0o700)
    assert found(kept, draft.token).answers["remarks"] == "a"
    kept.keep(draft)
    assert found(place.drafts(), draft.token).answers["remarks"] == "b"


def read_only(place: Place) -> Settings:
    return Settings(database_url=f"sqlite:///file:{file(place)}?mode=ro&uri=true")


def test_a_file_that_cannot_be_written_is_reported_and_can_still_be_read(place: Place) -> None:
    kept, draft = place.drafts(), stop_form(remarks="a")
    kept.keep(draft)
    engine = engine_of(read_only(place))
    reading = SavedDrafts(engine, 90)
    assert found(reading, draft.token).answers["remarks"] == "a"
    uses: list[Use] = [lambda: reading.keep(draft), lambda: reading.forget(draft.token)]
    for use in uses:
        with refused_with(FORBIDDEN):
            use()
    assert draft.version == 1
    engine.dispose()
    assert found(kept, draft.token).answers["remarks"] == "a"


def test_a_place_that_is_a_uri_makes_no_folder_of_its_name(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    engine = engine_of(Settings(database_url=f"sqlite:///file:{tmp_path}/own.db?mode=rwc&uri=true"))
    SavedDrafts(engine, 90).prepare()
    engine.dispose()
    assert (tmp_path / "own.db").exists()
    assert not list(tmp_path.glob("file:*"))
    assert not place.settings.data_folder.exists()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "sqlite+pysqlite://"])
def test_a_database_in_memory_is_none_that_keeps(url: str) -> None:
    with pytest.raises(SettingsError, match="SQLiteのファイルの保存場所"):
        engine_of(Settings(database_url=url))


@pytest.mark.parametrize("url", ["postgresql:drafts", "postgresql://here:there/drafts"])
def test_a_place_that_is_none_is_reported(url: str) -> None:
    with pytest.raises(SettingsError, match="読み取れません"):
        engine_of(Settings(database_url=url))


@pytest.mark.parametrize(
    ("url", "driver"),
    [
        ("postgresql://x/y", "psycopg"),
        ("postgresql+psycopg2://x/y", "psycopg"),
        ("sqlite+aiosqlite:///y", "pysqlite"),
    ],
)
def test_the_drivers_are_those_that_are_installed(url: str, driver: str) -> None:
    assert engine_of(Settings(database_url=url)).dialect.driver == driver
