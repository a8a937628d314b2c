"""The command line: the same functions as the pages.

Exit status: 0 fine; 1 errors were found in what was given; 2 the call was wrong, or the only input
could not be read (one line, no traceback).
"""

import sys
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import click
from pydantic import TypeAdapter

from rules.check import is_acceptable
from rules.closures import ClosuresError, read_closures
from rules.cutoff import JST, MomentError, Round, moment, round_at
from rules.finding import Finding
from rules.wording import long_moment
from rules.workdays import OfficeCalendar
from schemas.application import CASES, Application
from wizard import as_json, serve
from wizard.files import FileError, is_folder, read_bytes, read_json, shown, write_whole
from wizard.filing import (
    ACCEPTABLE,
    UNREADABLE,
    VERDICTS,
    Filing,
    Verdict,
    check_form,
    file_answers,
    unreadable,
)
from wizard.printing import complain, print_findings, print_round
from wizard.usage import JapaneseGroup, in_japanese
from workbook.opening import UnreadableError
from workbook.template import Template, template_of

FOUND_ERRORS: Final = 1
WRONG_CALL: Final = 2
INTERRUPTED: Final = 130

_FILE: Final = click.Path(path_type=Path)
_as_json = click.option("--json", "as_json_", is_flag=True, help="結果をJSONで出力します。")
_at = click.option("--at", metavar="日時", help="判定する日時（省略すると今。日本時間）。")
_closures = click.option(
    "--closures", metavar="FILE|none", help="休業日のファイル。none で休業日なし。"
)


class CallError(Exception):
    """The call was wrong; the text is one line in Japanese."""


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


def _calendar(closures: str | None) -> OfficeCalendar:
    if closures is None:
        return OfficeCalendar.shipped()
    if closures == "none":
        return OfficeCalendar()
    try:
        text = read_bytes(Path(closures)).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"「{closures}」の文字コードがUTF-8ではありません。"
        raise CallError(message) from error
    return OfficeCalendar(read_closures(text))


def _moment(at: str | None) -> datetime:
    return datetime.now(JST) if at is None else moment(at)


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
@_as_json
def schema(kind: str | None, *, as_json_: bool) -> int:  # noqa: ARG001 - it is JSON anyway
    """申込内容の形（JSON Schema）を出力します。"""
    if kind is not None and kind not in CASES:
        kinds = "、".join(CASES)
        complain(f"申請区分「{shown(kind)}」はありません。{kinds} から選んでください。")
        return FOUND_ERRORS
    adapter: TypeAdapter[Any] = TypeAdapter(CASES[kind] if kind else Application)
    print(as_json.dumps(adapter.json_schema()))
    return 0


@app.command()
@click.option(
    "--at", metavar="日時", multiple=True, help="申込書を送る日時（何度でも。省略すると今）。"
)
@_closures
@_as_json
def deadline(at: tuple[str, ...], closures: str | None, *, as_json_: bool) -> None:
    """いつの締切に間に合い、いつ登録されるかを答えます。"""
    calendar = _calendar(closures)
    moments = [moment(text) for text in at] if at else [datetime.now(JST)]
    rounds = [(submitted, round_at(submitted, calendar)) for submitted in moments]
    if as_json_:
        print(as_json.dumps([_deadline_json(submitted, found) for submitted, found in rounds]))
        return
    for submitted, found in rounds:
        print(f"送る日時　　{long_moment(submitted)}")
        print_round(found)


def _deadline_json(submitted: datetime, found: Round) -> dict[str, Any]:
    return {
        "submitted_at": submitted.isoformat(),
        "cutoff": as_json.cutoff_json(found.cutoff),
        "registration": as_json.registration_json(found.registration),
    }


@app.command()
@click.argument("answers", metavar="ANSWERS.json...", nargs=-1, required=True, type=_FILE)
@click.option(
    "-o", "--output", metavar="FILE|DIR", required=True, type=_FILE, help="書き出す場所。"
)
@click.option("--template", metavar="BOUND.xlsx", type=_FILE, help="欄を取り込んだ様式。")
@click.option("--draft", is_flag=True, help="不備があっても下書きとして書き出します。")
@_at
@_closures
@_as_json
def fill(  # noqa: PLR0913 - one parameter for each word of the command
    answers: tuple[Path, ...],
    output: Path,
    template: Path | None,
    at: str | None,
    closures: str | None,
    *,
    draft: bool,
    as_json_: bool,
) -> int:
    """申込内容から利用申込書（Excel）をつくります。"""
    calendar, now = _calendar(closures), _moment(at)
    form = _template(template)
    targets = _targets(answers, output)
    results: list[dict[str, Any]] = []
    failed = False
    for source, target in zip(answers, targets, strict=True):
        try:
            filing = file_answers(read_json(source), now, calendar, template=form, draft=draft)
            written = _write(filing, target)
            findings = filing.findings
        except FileError as error:
            if len(answers) == 1:
                raise
            written = None
            findings = unreadable(str(error), "ファイルと書き出す場所を確かめてください。").findings
        failed = failed or not is_acceptable(findings)
        results.append(_fill_json(source, written, findings, round_at(now, calendar)))
        if not as_json_:
            _print_filing(source, written, findings)
    if not as_json_:
        print_round(round_at(now, calendar))
    if as_json_:
        print(as_json.dumps({"files": results}))
    return FOUND_ERRORS if failed else 0


def _template(path: Path | None) -> Template | None:
    if path is None:
        return None
    try:
        return template_of(read_bytes(path))
    except UnreadableError as error:
        message = f"「{shown(path)}」：{error.why}{error.mend}"
        raise CallError(message) from error


def _targets(sources: tuple[Path, ...], output: Path) -> list[Path]:
    """Say where each form goes; a folder's forms take their sources' names."""
    if len(sources) == 1 and output.suffix and not is_folder(output):
        if output.suffix.lower() != ".xlsx":
            message = (
                f"書き出すファイル「{shown(output)}」の名前は .xlsx で終わるようにしてください。"
            )
            raise CallError(message)
        return [output]
    stems = [source.stem for source in sources]
    for stem in stems:
        if stems.count(stem) > 1:
            message = f"同じ名前になる申込書があります（{stem}.xlsx）。名前を変えてください。"
            raise CallError(message)
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"フォルダ「{shown(output)}」をつくれません。場所と名前を確かめてください。"
        raise CallError(message) from error
    return [output / f"{stem}.xlsx" for stem in stems]


def _write(filing: Filing, target: Path) -> Path | None:
    if filing.content is None:
        return None
    write_whole(target, filing.content)
    return target


def _fill_json(
    source: Path, written: Path | None, findings: tuple[Finding, ...], found: Round
) -> dict[str, Any]:
    return {
        "file": shown(source),
        "path_of_output": shown(written) if written else None,
        "findings": [as_json.finding_json(finding) for finding in findings],
        "cutoff": as_json.cutoff_json(found.cutoff),
        "registration": as_json.registration_json(found.registration),
    }


def _print_filing(source: Path, written: Path | None, findings: tuple[Finding, ...]) -> None:
    made = f"→ {shown(written)}" if written else "→ 不備があるため、つくりませんでした"
    print(f"{shown(source)} {made}")
    print_findings(findings)


@app.command()
@click.argument("files", metavar="FILE|DIR...", nargs=-1, required=True, type=_FILE)
@_at
@_closures
@_as_json
def check(files: tuple[Path, ...], at: str | None, closures: str | None, *, as_json_: bool) -> int:
    """記入済みの利用申込書に不備がないかを確かめます。"""
    calendar, now = _calendar(closures), _moment(at)
    forms = [form for given in files for form in _forms(given)]
    if not forms:
        message = "確かめる申込書（.xlsx）がありません。"
        raise CallError(message)
    verdicts = [(form, _verdict(form, now, calendar)) for form in forms]
    if as_json_:
        print(as_json.dumps({"files": [_check_json(form, verdict) for form, verdict in verdicts]}))
    else:
        for form, verdict in verdicts:
            print(f"{shown(form)}：{VERDICTS[verdict.verdict]}")
            print_findings(verdict.findings)
    if len(verdicts) == 1 and verdicts[0][1].verdict == UNREADABLE:
        complain(f"「{shown(forms[0])}」：{verdicts[0][1].findings[0].message}")
        return WRONG_CALL
    return FOUND_ERRORS if any(v.verdict != ACCEPTABLE for _, v in verdicts) else 0


def _forms(given: Path) -> list[Path]:
    if not is_folder(given):
        return [given]
    return sorted(path for path in given.rglob("*.xlsx") if not path.name.startswith(("~$", ".")))


def _verdict(form: Path, now: datetime, calendar: OfficeCalendar) -> Verdict:
    try:
        content = read_bytes(form)
    except FileError as error:
        return unreadable(str(error), "場所と名前を確かめてください。")
    return check_form(content, now, calendar)


def _check_json(form: Path, verdict: Verdict) -> dict[str, Any]:
    return {
        "file": shown(form),
        "verdict": verdict.verdict,
        "kind": verdict.kind,
        "application": verdict.answers,
        "findings": [as_json.finding_json(finding) for finding in verdict.findings],
    }


if __name__ == "__main__":
    main()
