"""`moushikomi check`: filled forms get their verdicts."""

from datetime import datetime
from pathlib import Path
from typing import Any, Final

import click

from rules.workdays import OfficeCalendar
from wizard.as_json import dumps, finding_json
from wizard.call import (
    FILE,
    FOUND_ERRORS,
    WRONG_CALL,
    CallError,
    as_json_option,
    at_option,
    calendar_of,
    closures_option,
    moment_of,
)
from wizard.files import FileError, is_folder, read_bytes, shown
from wizard.filing import ACCEPTABLE, UNREADABLE, VERDICTS, Verdict, check_form, unreadable
from wizard.printing import complain, print_findings
from wizard.usage import JapaneseCommand

_WORKBOOKS: Final = {".xlsx", ".xlsm", ".xls"}


@click.command(cls=JapaneseCommand)
@click.argument("files", metavar="FILE|DIR...", nargs=-1, required=True, type=FILE)
@at_option
@closures_option
@as_json_option
def check(files: tuple[Path, ...], at: str | None, closures: str | None, *, as_json: bool) -> int:
    """記入済みの利用申込書に不備がないかを確かめます。"""
    calendar, now = calendar_of(closures), moment_of(at)
    forms = [form for given in files for form in _forms(given)]
    if not forms:
        message = "確かめる申込書（.xlsx）がありません。"
        raise CallError(message)
    verdicts = [(form, _verdict(form, now, calendar)) for form in forms]
    if as_json:
        print(dumps({"files": [_check_json(form, verdict) for form, verdict in verdicts]}))
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
    return sorted(
        path
        for path in given.rglob("*")
        if path.suffix.lower() in _WORKBOOKS and not path.name.startswith(("~$", "."))
    )


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
        "findings": [finding_json(finding) for finding in verdict.findings],
    }
