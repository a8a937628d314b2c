"""The command line: the same functions as the pages.

Exit status: 0 fine; 1 errors were found in what was given; 2 the call was wrong, or the only input
could not be read (one line, no traceback).
"""

import sys
from datetime import datetime
from typing import Any

import click
from pydantic import TypeAdapter

from rules.closures import ClosuresError
from rules.cutoff import JST, MomentError, Round, moment, round_at
from rules.wording import long_moment
from schemas.application import CASES, Application
from wizard import serve
from wizard.as_json import cutoff_json, dumps, registration_json
from wizard.call import (
    FOUND_ERRORS,
    INTERRUPTED,
    WRONG_CALL,
    CallError,
    as_json_option,
    calendar_of,
    closures_option,
)
from wizard.check_command import check
from wizard.files import FileError, shown
from wizard.fill_command import fill
from wizard.printing import complain, print_round
from wizard.usage import JapaneseGroup, in_japanese


def main() -> None:
    """Run a command and leave with its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        sys.exit(app.main(standalone_mode=False) or 0)
    except click.exceptions.NoArgsIsHelpError as error:
        print(error.format_message())
        sys.exit(WRONG_CALL)
    except click.UsageError as error:
        complain(in_japanese(error))
        sys.exit(WRONG_CALL)
    except (CallError, FileError, MomentError, ClosuresError, serve.ServeError) as error:
        complain(str(error))
        sys.exit(WRONG_CALL)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(INTERRUPTED)


@click.group(cls=JapaneseGroup, name="moushikomi")
@click.help_option("--help", help="この説明を表示します。")
def app() -> None:
    """スイッチング支援システム利用申込書をつくり、確かめ、締切を計算します。"""


app.add_command(fill)
app.add_command(check)


@app.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8501, help="待ち受けるポート番号。")
@click.option("--address", default="localhost", help="待ち受けるアドレス。")
@click.option("--at", metavar="日時", help="画面をこの日時のものとして表示します。")
def run(port: int, address: str, at: str | None) -> None:
    """画面を開きます（この計算機の中だけで待ち受けます）。"""
    print(f"画面：http://{address}:{port}（終わるときは Ctrl+C）", flush=True)
    serve.run(port, address, None if at is None else moment(at))


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


@app.command()
@click.option(
    "--at", metavar="日時", multiple=True, help="申込書を送る日時（何度でも。省略すると今）。"
)
@closures_option
@as_json_option
def deadline(at: tuple[str, ...], closures: str | None, *, as_json: bool) -> None:
    """いつの締切に間に合い、いつ登録されるかを答えます。"""
    calendar = calendar_of(closures)
    moments = [moment(text) for text in at] if at else [datetime.now(JST)]
    rounds = [(submitted, round_at(submitted, calendar)) for submitted in moments]
    if as_json:
        print(dumps([_deadline_json(submitted, found) for submitted, found in rounds]))
        return
    for submitted, found in rounds:
        print(f"送る日時　　{long_moment(submitted)}")
        print_round(found)


def _deadline_json(submitted: datetime, found: Round) -> dict[str, Any]:
    return {
        "submitted_at": submitted.isoformat(),
        "cutoff": cutoff_json(found.cutoff),
        "registration": registration_json(found.registration),
    }


if __name__ == "__main__":
    main()
