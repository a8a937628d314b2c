"""`moushikomi fill`: answers in JSON or in a list become filled forms."""

import csv
import io
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from rules.dates.cutoff import Round, round_at
from rules.dates.round_text import reasons_now
from rules.finding import Finding, is_acceptable
from schemas.application import CASES
from wizard.commands.as_json import cutoff_json, finding_json, registration_json
from wizard.commands.exits import FOUND_ERRORS, CallError
from wizard.commands.json_text import dumps
from wizard.commands.option_values import calendar_of, lookup_of, moment_of
from wizard.commands.outputs import refuse_overwriting, write_output
from wizard.commands.printing import output_text, print_findings, print_round
from wizard.core.files import (
    FileError,
    free_stem,
    is_folder,
    make_folder,
    printable,
    read_bytes,
)
from wizard.core.filing import Filing, file_answers
from wizard.core.lists.application_list import ListedApplication, list_columns
from wizard.core.lists.list_files import read_applications
from wizard.core.submission.file_names import safe_stem, with_unique_names
from wizard.core.verdicts import unreadable_verdict
from workbook.forms.template import Template, template_of
from workbook.opened import OpenedWorkbook
from workbook.reports.tables import empty_list
from workbook.xlsx.guard.unreadable import UnreadableError

_FORM: Final = ".xlsx"
_BESIDE: Final = "_別紙.xlsx"
LISTS: Final = (".csv", ".tsv", ".xlsx")
"""The endings of files that list applications; JSON may hold one or a list."""


@dataclass(frozen=True, slots=True)
class _Written:
    """What was written of one application; None is what was not."""

    form: Path | None = None
    continuation: Path | None = None


@dataclass(frozen=True, slots=True)
class _Source:
    """An application to be filled, of a file of its own or of a list; or why there is none."""

    path: Path
    stem: str
    application: ListedApplication
    error: FileError | None = None

    @property
    def title(self) -> str:
        """The file, and of a list the rows."""
        rows = "・".join(map(str, self.application.rows))
        return f"{printable(self.path)} {rows}行目" if rows else printable(self.path)


def fill(  # noqa: PLR0913 - one parameter for each word of the command
    answers: tuple[Path, ...],
    output: Path | None,
    *,
    columns: str | None,
    template: Path | None,
    at: str | None,
    closures: str | None,
    register: tuple[Path, ...],
    draft: bool,
    as_json: bool,
) -> int:
    """Fill the form from answers in JSON, or from lists; one form for each application."""
    if columns:
        return _write_columns(columns, output)
    if not answers or not output:
        raise CallError("申込内容のファイルと、出力先（-o）を指定してください。")
    calendar, now = calendar_of(closures), moment_of(at)
    form = template_from(template)
    lookup = lookup_of(register, now, calendar)
    sources = [source for path in answers for source in _sources(path, is_alone=len(answers) == 1)]
    targets = _targets([source.stem for source in sources], output)
    beside = [_beside(target) for target in targets] if form and form.continues else []
    _refuse_meeting(beside, targets)
    refuse_overwriting([*targets, *beside], [*answers, *([template] if template else [])])
    results: list[dict[str, Any]] = []
    failed = False
    for source, target in zip(sources, targets, strict=True):
        try:
            if source.error:
                raise source.error
            filing = file_answers(
                source.application.answers,
                now,
                calendar,
                template=form,
                draft=draft,
                observations=source.application.observations,
                against=lookup.judge if lookup else None,
            )
            written = _write(filing, target, output)
            findings = filing.findings
        except FileError as error:
            if len(sources) == 1:
                raise
            written = _Written()
            findings = unreadable_verdict(
                str(error), "ファイルと出力先を確認してください。"
            ).findings
        failed = failed or not is_acceptable(findings)
        results.append(_fill_json(source, written, findings, round_at(now, calendar)))
        if not as_json:
            _print_filing(source, target, written, findings)
    if as_json:
        print(dumps({"files": results}))
    else:
        _print_summary(results)
        ahead = round_at(now, calendar)
        print_round(ahead, reasons_now(ahead, now, calendar))
    return FOUND_ERRORS if failed else 0


def _sources(path: Path, *, is_alone: bool) -> list[_Source]:
    """Return the applications of a file; one that cannot be read is reported in its place."""
    try:
        found = read_applications(path)
    except FileError as error:
        if is_alone:
            raise
        return [_Source(path, path.stem, ListedApplication("", [], {}), error)]
    if not found[0].rows:
        return [_Source(path, path.stem, found[0])]
    names = (one.key or f"{path.stem}_{number:03}" for number, one in enumerate(found, 1))
    files = with_unique_names(f"{safe_stem(name)}.xlsx" for name in names)
    return [
        _Source(path, file.removesuffix(".xlsx"), one)
        for file, one in zip(files, found, strict=True)
    ]


def _write_columns(kind: str, output: Path | None) -> int:
    """Print the headings of a list for a case as CSV, or write them as its name says."""
    if kind not in CASES:
        raise CallError(f"申請区分「{printable(kind)}」はありません（{'、'.join(CASES)}）。")
    headings, suffix = list_columns(kind), output.suffix.lower() if output else ".csv"
    if suffix not in LISTS:
        raise CallError(
            f"「{printable(output or '')}」には出力できません。"
            f"拡張子が{'、'.join(LISTS)}のいずれかのファイルを指定してください。"
        )
    text = io.StringIO()
    csv.writer(text, delimiter="\t" if suffix == ".tsv" else ",").writerow(headings)
    if output is None:
        print(text.getvalue(), end="")
    elif suffix == ".xlsx":
        write_output(output, empty_list(headings))
    else:
        write_output(output, text.getvalue().encode("utf-8-sig"))  # Excel knows UTF-8 by the mark
    return 0


def template_from(path: Path | None) -> Template | None:
    """Return the bound blank of a path, None where no path is given."""
    if path is None:
        return None
    try:
        return template_of(OpenedWorkbook(read_bytes(path)))
    except UnreadableError as error:
        raise CallError(f"「{printable(path)}」：{error.why}{error.mend}") from error


def _targets(stems: list[str], output: Path) -> list[Path]:
    """Return where each form goes; a folder's forms take their sources' names."""
    if len(stems) == 1 and output.suffix and not is_folder(output):
        if output.suffix.lower() != ".xlsx":
            name = printable(output)
            message = f"出力するファイル「{name}」の名前は .xlsx で終わるようにしてください。"
            raise CallError(message)
        return [output]
    if output.suffix.lower() == ".xlsx" and not is_folder(output):
        message = f"申込書が2通以上ある場合は、フォルダを指定してください（{printable(output)}）。"
        raise CallError(message)
    for stem in stems:
        if stems.count(stem) > 1:
            message = f"同名の申込書が作成されます（{stem}.xlsx）。ファイル名を変更してください。"
            raise CallError(message)
    return [output / f"{stem}.xlsx" for stem in stems]


def _beside(target: Path) -> Path:
    """Return where the 別紙 of a form goes."""
    return target.with_name(f"{target.stem}{_BESIDE}")


def _refuse_meeting(beside: list[Path], targets: list[Path]) -> None:
    """Refuse names under which the 別紙 of one form and another form would be one file."""
    forms = {target.resolve() for target in targets}
    for target in beside:
        if target.resolve() in forms:
            raise CallError(
                f"「{printable(target)}」が、別紙と別の申込書とで同じ名前になります。"
                "申込内容のファイル名を変更してください。"
            )


def _write(filing: Filing, target: Path, output: Path) -> _Written:
    if filing.content is None:
        return _Written()
    contents = {_FORM: filing.content}
    if filing.continuation is not None:
        contents[_BESIDE] = filing.continuation
    if target != output:  # the name is chosen here, and takes no other file's place
        make_folder(output)
        target = target.with_stem(free_stem(target.parent, target.stem, contents))
    beside = None
    if filing.continuation is not None:
        beside = _beside(target)
        write_output(beside, filing.continuation)  # first: a form without its 別紙 looks whole
    write_output(target, filing.content)
    return _Written(target, beside)


def _fill_json(
    source: _Source, written: _Written, findings: tuple[Finding, ...], found: Round
) -> dict[str, Any]:
    listed = source.application
    return {
        "file": printable(source.path),
        **({"key": listed.key or None, "rows": listed.rows} if listed.rows else {}),
        "path_of_output": printable(written.form) if written.form else None,
        "path_of_continuation": printable(written.continuation) if written.continuation else None,
        "findings": [_listed_json(finding, listed) for finding in findings],
        "cutoff": cutoff_json(found.cutoff),
        "registration": registration_json(found.registration),
    }


def _listed_json(finding: Finding, listed: ListedApplication) -> dict[str, Any]:
    if not listed.rows:
        return finding_json(finding)
    row, heading = listed.position(finding.path)
    return {**finding_json(finding), "row": row, "column": heading or None}


def _print_filing(
    source: _Source, target: Path, written: _Written, findings: tuple[Finding, ...]
) -> None:
    made = output_text(written.form, target)
    beside = f"、別紙 {printable(written.continuation)}" if written.continuation else ""
    print(f"{source.title} → {made}{beside}")
    print_findings(_on_list(finding, source.application) for finding in findings)


def _on_list(finding: Finding, listed: ListedApplication) -> Finding:
    """Return a finding that says where on a list its answer stands, instead of on the form."""
    if not listed.rows or not finding.path:
        return finding
    row, heading = listed.position(finding.path)
    return replace(finding, cell=f"{row}行目「{heading}」" if heading else f"{row}行目")


def _print_summary(results: list[dict[str, Any]]) -> None:
    """Print how many forms were made, where there are several."""
    made = sum(result["path_of_output"] is not None for result in results)
    if len(results) > 1:
        print(f"{len(results)}件中{made}件の申込書を作成しました。")
