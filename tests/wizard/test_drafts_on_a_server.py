"""Drafts in PostgreSQL: what a server does to its clients is told, and outlived."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.exc import DBAPIError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from tests.postgresql import Postgresql, running_postgresql
from tests.wizard.places import Place, Use, found, postgresql_at, refused_with, stop_form
from wizard.core.settings import Settings
from wizard.drafts.database import engine_of
from wizard.drafts.database_errors import reason_of
from wizard.drafts.store import SavedDrafts

on_a_server = pytest.mark.browser  # `make test` alone sees to it that PostgreSQL is there

OUT_OF_REACH = (
    "データベースに接続できません。しばらくしてから再度お試しください。"
    "解消しない場合は、本ツールの管理者に連絡してください。"
    "（管理者の方へ：データベースの稼働状況と、接続先・ユーザ名・パスワードを確認してください。）"
)
FORBIDDEN = "保存場所に書き込む権限がありません。本ツールの管理者に連絡してください。"


@pytest.fixture(scope="module")
def server() -> Iterator[Postgresql]:
    with running_postgresql() as server:
        yield server


@pytest.fixture
def place(server: Postgresql, tmp_path: Path) -> Iterator[Place]:
    with postgresql_at(server, tmp_path.name[-40:]) as place:
        yield place


@on_a_server
def test_what_was_acknowledged_outlives_a_crash_of_the_server(
    server: Postgresql, place: Place
) -> None:
    kept, draft = place.drafts(), stop_form(remarks="0")
    kept.keep(draft)
    for number in range(1, 4):
        draft.answers["remarks"] = str(number)
        kept.keep(draft)
        server.crash()
        uses: list[Use] = [lambda: kept.find(draft.token), lambda: kept.keep(draft)]
        for use in uses:
            with refused_with(OUT_OF_REACH):
                use()
        server.start()
        assert found(kept, draft.token).answers["remarks"] == str(number)
    assert draft.version == 4


@on_a_server
def test_connections_that_were_ended_are_made_anew(server: Postgresql, place: Place) -> None:
    kept, draft = place.drafts(), stop_form()
    kept.keep(draft)
    with server.connect() as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
        )
    kept.keep(draft)
    assert found(kept, draft.token).version == 2


@on_a_server
def test_a_commit_is_on_the_disk_whatever_the_server_is_set_to(
    server: Postgresql, place: Place
) -> None:
    with server.connect() as connection:
        connection.execute("ALTER DATABASE postgres SET synchronous_commit = off")
    try:
        with server.connect() as connection:
            assert connection.execute("SHOW synchronous_commit").fetchone() == ("off",)
        assert place.by_hand("SHOW synchronous_commit") == [("on",)]
        assert place.by_hand("SHOW lock_timeout") == [("25s",)]
    finally:
        with server.connect() as connection:
            connection.execute("ALTER DATABASE postgres RESET synchronous_commit")


@on_a_server
def test_a_server_that_only_reads_is_reported_and_read(server: Postgresql, place: Place) -> None:
    draft = stop_form()
    place.drafts().keep(draft)
    [(path,)] = place.by_hand("SHOW search_path")
    options = f"-c search_path={path} -c default_transaction_read_only=on"
    engine = engine_of(Settings(database_url=server.url(options=options)))
    reading = SavedDrafts(engine, 90)
    assert found(reading, draft.token).version == 1
    with refused_with(FORBIDDEN):
        reading.keep(draft)
    engine.dispose()


@on_a_server
def test_missing_rights_are_reported(server: Postgresql, place: Place) -> None:
    place.drafts().prepare()
    [(path,)] = place.by_hand("SHOW search_path")
    with server.connect() as connection:
        connection.execute("CREATE ROLE guest LOGIN")
        connection.execute(f'GRANT USAGE ON SCHEMA "{path}" TO guest'.encode())
        connection.execute(f'GRANT SELECT ON "{path}".alembic_version TO guest'.encode())
    url = server.url(user="guest", options=f"-c search_path={path}")
    engine = engine_of(Settings(database_url=url))
    with refused_with(FORBIDDEN):
        SavedDrafts(engine, 90).keep(stop_form())
    engine.dispose()


def test_a_server_that_is_not_there_is_reported(tmp_path: Path) -> None:
    for host in (str(tmp_path), "localhost:1"):
        engine = engine_of(Settings(database_url=f"postgresql://someone@/drafts?host={host}"))
        with refused_with(OUT_OF_REACH):
            SavedDrafts(engine, 90).prepare()


@on_a_server
def test_a_refused_login_is_reported(server: Postgresql) -> None:
    hba = server.folder / "data" / "pg_hba.conf"
    before = hba.read_text()
    with server.connect() as connection:
        connection.execute("CREATE ROLE guarded LOGIN PASSWORD 'right'")
        hba.write_text(f"local all guarded scram-sha-256\n{before}")
        connection.execute("SELECT pg_reload_conf()")
    for user, database in (
        ("nobody", "postgres"),
        ("moushikomi", "none"),
        ("guarded:no", "postgres"),
    ):
        url = server.url(user=user).replace("/postgres?", f"/{database}?")
        engine = engine_of(Settings(database_url=url))
        with refused_with(OUT_OF_REACH):
            SavedDrafts(engine, 90).prepare()


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("53100", "ディスクの空き容量がありません。本ツールの管理者に連絡してください。"),
        ("55P03", "ほかの処理が保存場所を使用しています。しばらくしてから、再度お試しください。"),
        ("53300", "ほかの処理が保存場所を使用しています。しばらくしてから、再度お試しください。"),
        ("25006", FORBIDDEN),
        ("42501", FORBIDDEN),
        ("57P01", OUT_OF_REACH),
        ("08006", OUT_OF_REACH),
        ("XX001", "保存場所のファイルが破損しています。本ツールの管理者に連絡してください。"),
        ("42P01", "データベースの処理に失敗しました。本ツールの管理者に連絡してください。"),
    ],
)
def test_a_refusal_is_reported_by_its_code_whatever_language_the_server_speaks(
    code: str, reason: str
) -> None:
    cause = psycopg.errors.lookup(code)("サーバーの言葉")
    for kind in (OperationalError, InternalError, DBAPIError):
        assert reason_of(kind("INSERT", {}, cause)) == reason


def test_an_exhausted_pool_is_reported_as_a_crowd() -> None:
    assert reason_of(PoolTimeoutError()).startswith("ほかの処理が保存場所を使用しています。")


def test_a_refusal_that_has_no_known_code_is_reported_in_general() -> None:
    unknown = sqlite3.OperationalError("no such table: drafts")
    unknown.sqlite_errorcode = sqlite3.SQLITE_ERROR
    for cause in (unknown, sqlite3.ProgrammingError("closed"), ValueError("neither")):
        reason = reason_of(DBAPIError("SELECT", {}, cause))
        assert reason == "データベースの処理に失敗しました。本ツールの管理者に連絡してください。"
