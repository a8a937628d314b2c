"""`moushikomi fill`: answers in JSON become filled forms."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rules.dates.cutoff import Round, round_at
from rules.dates.round_text import reasons_now
from rules.finding import Finding, is_acceptable
from wizard.commands.as_json import cutoff_json, finding_json, registration_json
from wizard.commands.call import calendar_of, moment_of
from wizard.commands.exits import FOUND_ERRORS, CallError
from wizard.commands.json_text import dumps
from wizard.commands.printing import print_findings, print_round
from wizard.core.files import (
    FileError,
    is_folder,
    make_folder,
    printable,
    read_bytes,
    read_json,
    write_whole,
)
from wizard.core.filing import Filing, file_answers, unreadable_verdict
from workbook.forms.template import Template, template_of
from workbook.opened import OpenedWorkbook
from workbook.xlsx.guard.unreadable import UnreadableError

_BESIDE: Final = "_別紙"


@dataclass(frozen=True, slots=True)
class _Written:
    """What was written of one application; None is what was not."""

    form: Path | None = None
    continuation: Path | None = None


def fill(  # noqa: PLR0913 - one parameter for each word of the command
    answers: tuple[Path, ...],
    output: Path,
    template: Path | None,
    at: str | None,
    closures: str | None,
    *,
    draft: bool,
    as_json: bool,
) -> int:
    """Fill the form from answers in JSON; one form for each file."""
    calendar, now = calendar_of(closures), moment_of(at)
    form = template_from(template)
    targets = _targets(answers, output)
    beside = [_beside(target) for target in targets] if form and form.continues else []
    _refuse_meeting(beside, targets)
    refuse_overwriting([*targets, *beside], [*answers, *([template] if template else [])])
    results: list[dict[str, Any]] = []
    failed = False
    for source, target in zip(answers, targets, strict=True):
        try:
            filing = file_answers(read_json(source), now, calendar, template=form, draft=draft)
            written = _write(filing, target, output)
            findings = filing.findings
        except FileError as error:
            if len(answers) == 1:
                raise
            written = _Written()
            findings = unreadable_verdict(
                str(error), "ファイルと出力先を確認してください。"
            ).findings
        failed = failed or not is_acceptable(findings)
        results.append(_fill_json(source, written, findings, round_at(now, calendar)))
        if not as_json:
            _print_filing(source, written, findings)
    if as_json:
        print(dumps({"files": results}))
    else:
        ahead = round_at(now, calendar)
        print_round(ahead, reasons_now(ahead, now, calendar))
    return FOUND_ERRORS if failed else 0


def template_from(path: Path | None) -> Template | None:
    """Return the bound blank of a path, None where no path is given.

    Raises:
        CallError: it is no bound blank.
        FileError: it cannot be read.

    """
    if path is None:
        return None
    try:
        return template_of(OpenedWorkbook(read_bytes(path)))
    except UnreadableError as error:
        message = f"「{printable(path)}」：{error.why}{error.mend}"
        raise CallError(message) from error


def _targets(sources: tuple[Path, ...], output: Path) -> list[Path]:
    """Return where each form goes; a folder's forms take their sources' names."""
    if len(sources) == 1 and output.suffix and not is_folder(output):
        if output.suffix.lower() != ".xlsx":
            name = printable(output)
            message = f"出力するファイル「{name}」の名前は .xlsx で終わるようにしてください。"
            raise CallError(message)
        return [output]
    if output.suffix.lower() == ".xlsx" and not is_folder(output):
        message = f"申込書が2通以上ある場合は、フォルダを指定してください（{printable(output)}）。"
        raise CallError(message)
    stems = [source.stem for source in sources]
    for stem in stems:
        if stems.count(stem) > 1:
            message = f"同名の申込書が作成されます（{stem}.xlsx）。ファイル名を変更してください。"
            raise CallError(message)
    return [output / f"{stem}.xlsx" for stem in stems]


def _beside(target: Path) -> Path:
    """Return where the 別紙 of a form goes."""
    return target.with_name(f"{target.stem}{_BESIDE}.xlsx")


def _refuse_meeting(beside: list[Path], targets: list[Path]) -> None:
    """Refuse names under which the 別紙 of one form and another form would be one file."""
    forms = {target.resolve() for target in targets}
    for target in beside:
        if target.resolve() in forms:
            message = (
                f"「{printable(target)}」が、別紙と別の申込書とで同じ名前になります。"
                "申込内容のファイル名を変更してください。"
            )
            raise CallError(message)


def refuse_overwriting(targets: list[Path], given: list[Path]) -> None:
    """Refuse to write over what the call reads.

    Raises:
        CallError: it would.

    """
    read = {path.resolve() for path in given}
    for target in targets:
        if target.resolve() in read:
            message = f"「{printable(target)}」は読み込むファイルです。別の名前で出力してください。"
            raise CallError(message)


def _write(filing: Filing, target: Path, output: Path) -> _Written:
    if filing.content is None:
        return _Written()
    if target != output:
        make_folder(output)
    beside = None
    if filing.continuation is not None:
        beside = _beside(target)
        write_whole(beside, filing.continuation)  # first: a form without its 別紙 looks whole
    write_whole(target, filing.content)
    return _Written(target, beside)


def _fill_json(
    source: Path, written: _Written, findings: tuple[Finding, ...], found: Round
) -> dict[str, Any]:
    return {
        "file": printable(source),
        "path_of_output": printable(written.form) if written.form else None,
        "path_of_continuation": printable(written.continuation) if written.continuation else None,
        "findings": [finding_json(finding) for finding in findings],
        "cutoff": cutoff_json(found.cutoff),
        "registration": registration_json(found.registration),
    }


def _print_filing(source: Path, written: _Written, findings: tuple[Finding, ...]) -> None:
    made = printable(written.form) if written.form else "不備があるため、作成していません"
    beside = f"、別紙 {printable(written.continuation)}" if written.continuation else ""
    print(f"{printable(source)} → {made}{beside}")
    print_findings(findings)
