"""The command line: the same functions as the pages.

Exit status: 0 fine; 1 errors were found in what was given; 2 the call was wrong, or the only input
could not be read (one line, no traceback).
"""

import os
import sys
from typing import Any

import click
from pydantic import TypeAdapter

from rules.closures import ClosuresError
from rules.cutoff import MomentError, moment
from schemas.application import CASES, Application
from wizard import serve
from wizard.beginning import troubles
from wizard.commands.as_json import dumps
from wizard.commands.bind import bind
from wizard.commands.call import (
    FOUND_ERRORS,
    INTERRUPTED,
    WRONG_CALL,
    CallError,
    as_json_option,
)
from wizard.commands.certificates import certificates
from wizard.commands.check import check
from wizard.commands.dates import api_test, calendar, deadline, supply_start
from wizard.commands.fill import fill
from wizard.commands.guide import guide
from wizard.commands.package import package
from wizard.commands.printing import complain
from wizard.commands.usage import JapaneseGroup, in_japanese
from wizard.files import FileError, reason_of, shown
from wizard.settings import SettingsError


def main() -> None:
    """Run a command and leave with its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = app.main(standalone_mode=False) or 0
        sys.stdout.flush()
        sys.exit(status)
    except click.exceptions.NoArgsIsHelpError as error:
        print(error.format_message())
        sys.exit(WRONG_CALL)
    except click.UsageError as error:
        complain(in_japanese(error))
        sys.exit(WRONG_CALL)
    except (
        CallError,
        FileError,
        MomentError,
        ClosuresError,
        SettingsError,
        serve.ServeError,
    ) as error:
        complain(str(error))
        sys.exit(WRONG_CALL)
    except OSError as error:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - it is no more
        complain(f"結果を出力できません（{reason_of(error)}）。")
        sys.exit(WRONG_CALL)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(INTERRUPTED)


@click.group(cls=JapaneseGroup, name="moushikomi")
@click.help_option("--help", help="この説明を表示します。")
def app() -> None:
    """スイッチング支援システム利用申込書をつくり、確かめ、締切を計算します。"""


for command in (
    fill,
    package,
    check,
    certificates,
    bind,
    deadline,
    calendar,
    api_test,
    supply_start,
    guide,
):
    app.add_command(command)


@app.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8501, help="待ち受けるポート番号。")
@click.option("--address", default="localhost", help="待ち受けるアドレス。")
@click.option("--at", metavar="日時", help="画面をこの日時のものとして表示します。")
@as_json_option
def run(port: int, address: str, at: str | None, *, as_json: bool) -> None:
    """画面を開きます（この計算機の中だけで待ち受けます）。"""
    believed = None if at is None else moment(at)
    for trouble in troubles():
        complain(trouble)
    serve.make_sure_it_is_free(port, address)
    url = f"http://{address}:{port}"
    print(dumps({"url": url}) if as_json else f"画面：{url}（終わるときは Ctrl+C）", flush=True)
    serve.run(port, address, believed)


@app.command()
@click.argument("kind", required=False)
@as_json_option
def schema(kind: str | None, *, as_json: bool) -> int:  # noqa: ARG001 - it is JSON anyway
    """申込内容の形（JSON Schema）を出力します。"""
    if kind is not None and kind not in CASES:
        kinds = "、".join(CASES)
        complain(f"申請区分「{shown(kind)}」はありません。{kinds} から選んでください。")
        return FOUND_ERRORS
    adapter: TypeAdapter[Any] = TypeAdapter(CASES[kind] if kind else Application)
    print(dumps(adapter.json_schema()))
    return 0


if __name__ == "__main__":
    main()
