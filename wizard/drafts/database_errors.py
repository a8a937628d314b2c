"""Why a database refuses, in Japanese; found by its codes, for its words may be of any language."""

import sqlite3
from typing import Final

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from wizard.core.files import FileError
from wizard.drafts.database import NewerDatabaseError

_ASK: Final = "本ツールの管理者に連絡してください。"
_LATER: Final = f"しばらくしてから再度お試しください。解消しない場合は、{_ASK}"

_FULL: Final = f"ディスクの空き容量がありません。{_ASK}"
_UNWRITABLE: Final = (
    f"ディスクに書き込めません。{_ASK}"
    "（管理者の方へ：ディスクの故障や取り外し、ネットワークドライブの切断がないかを確認してください。）"
)
_BUSY: Final = "ほかの処理が保存場所を使用しています。しばらくしてから、再度お試しください。"
_FORBIDDEN: Final = f"保存場所に書き込む権限がありません。{_ASK}"
_CLOSED: Final = (
    f"保存場所を開けません。{_ASK}"
    "（管理者の方へ：保存場所のフォルダの有無と、アクセス権限を確認してください。）"
)
_DAMAGED: Final = f"保存場所のファイルが破損しています。{_ASK}"
_OUT_OF_REACH: Final = (
    f"データベースに接続できません。{_LATER}"
    "（管理者の方へ：データベースの稼働状況と、接続先・ユーザ名・パスワードを確認してください。）"
)
_NEWER: Final = f"保存場所は、現在のmoushikomiより新しい版で作成されたものです。{_ASK}"
_OTHERWISE: Final = f"データベースの処理に失敗しました。{_ASK}"

_SQLITE: Final = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: _UNWRITABLE,
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_READONLY: _FORBIDDEN,
    sqlite3.SQLITE_PERM: _FORBIDDEN,
    sqlite3.SQLITE_CANTOPEN: _CLOSED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
}
_PRIMARY: Final = 0xFF  # what of an extended code of SQLite is the code itself

_POSTGRESQL: Final = {
    "53100": _FULL,  # disk_full
    "55P03": _BUSY,  # lock_not_available
    "40P01": _BUSY,  # deadlock_detected
    "53300": _BUSY,  # too_many_connections
    "25006": _FORBIDDEN,  # read_only_sql_transaction
    "42501": _FORBIDDEN,  # insufficient_privilege
    "58030": _UNWRITABLE,  # io_error
    "XX001": _DAMAGED,  # data_corrupted
    "XX002": _DAMAGED,  # index_corrupted
}
_GONE: Final = ("08", "57P")
"""How the codes of a connection begin that was lost, or of a server that is stopping."""


def reason_of(error: Exception) -> str:
    """Describe in Japanese why a database refused."""
    if isinstance(error, FileError):
        return str(error)
    if isinstance(error, NewerDatabaseError):
        return _NEWER
    if isinstance(error, PoolTimeoutError):
        return _BUSY
    if isinstance(error, DBAPIError):
        return _reason_of_driver(error)
    return _OTHERWISE


def _reason_of_driver(error: DBAPIError) -> str:
    found = error.orig
    if isinstance(found, sqlite3.Error):
        return _SQLITE.get(getattr(found, "sqlite_errorcode", 0) & _PRIMARY, _OTHERWISE)
    code = getattr(found, "sqlstate", None)
    if code in _POSTGRESQL:
        return _POSTGRESQL[code]
    is_gone = str(code).startswith(_GONE) if code else isinstance(error, OperationalError)
    return _OUT_OF_REACH if is_gone else _OTHERWISE
