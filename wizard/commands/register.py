"""`moushikomi register`: what is registered, folded from the applications that were sent."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from rules.dates.date_text import long_date, long_moment
from rules.finding import Finding, is_acceptable
from rules.register.fold import FoldedApplication, Register, fold_all
from rules.register.holdings import certificate_label
from rules.register.identity import group_key, person_key
from rules.register.pending import applications_about
from rules.register.records import ApplicationState
from rules.register.register_json import board_json, pending_json, register_json
from schemas.answers import SHORT_KINDS
from schemas.catalogue import label
from wizard.commands.as_json import finding_json
from wizard.commands.exits import FOUND_ERRORS, GIVE_FORMS, WRONG_CALL, CallError, complain
from wizard.commands.json_text import dumps
from wizard.commands.option_values import calendar_of, moment_of, sources_of
from wizard.commands.outputs import write_output
from wizard.commands.printing import print_findings
from wizard.commands.statements import Statements, keep_statements, stated_folder
from wizard.core.checking.uploads import first_names
from wizard.core.files import is_folder, printable
from wizard.core.ics import board_file
from wizard.core.register.board_text import day_text, due_text
from wizard.core.register.lookup import RegisterReport, report_of
from wizard.core.register.register_book import register_workbook
from wizard.core.register.register_words import (
    PENDING,
    answered_words,
    holding_words,
    open_words,
    removed_words,
    state_words,
    status_words,
    version_words,
)
from wizard.core.register.sources import RegisterSources

_UNSENT: Final = "--state ファイル名=made を指定してください"


def register(  # noqa: PLR0913 - one parameter for each option
    files: tuple[Path, ...],
    *,
    code: str | None,
    state: tuple[str, ...],
    supersedes: tuple[str, ...],
    gone: tuple[str, ...],
    answered: tuple[str, ...],
    ics: Path | None,
    report: Path | None,
    at: str | None,
    closures: str | None,
    as_json: bool,
) -> int:
    """Fold applications into registers, and print, write or export them."""
    office, now = calendar_of(closures), moment_of(at)
    _refuse_outputs(files, ics, report)
    sources = sources_of(files, now, office)
    if state or supersedes or gone or answered:
        forms = stated_folder(files, sources)
        registers = fold_all(sources.records, now, office)  # with what is said to be gone
        said = Statements(state, supersedes, gone, answered)
        keep_statements(forms, registers, said, now.date(), office)
        sources = sources_of(files, now, office)
    if not sources.files:
        raise CallError(f"台帳に反映する申込書がありません。{GIVE_FORMS}")
    if _is_unreadable(sources) and not as_json:
        return _status(sources)
    result = report_of(sources, now, office, code)
    if report:
        write_output(report, register_workbook(result, now, office))
    if ics:
        write_output(ics, board_file(result.board, office, now))
    if as_json:
        document = {
            "registers": [register_json(one, office) for one in result.registers],
            "board": board_json(result.board),
            "pending": pending_json(result.pending),
            "findings": [
                {"file": file, **finding_json(finding)} for file, finding in result.findings
            ],
        }
        print(dumps(document))
    else:
        _print(result, now)
    return _status(sources, result.findings)


def _refuse_outputs(files: tuple[Path, ...], ics: Path | None, report: Path | None) -> None:
    read = {path.resolve() for path in files}
    for output, ending in ((ics, ".ics"), (report, ".xlsx")):
        if output is None:
            continue
        if output.suffix.lower() != ending:
            message = f"出力先「{printable(output)}」の名前は {ending} で終わるようにしてください。"
            raise CallError(message)
        if output.resolve() in read or any(
            is_folder(path) and path.resolve() in output.resolve().parents and output.exists()
            for path in files
        ):
            message = f"「{printable(output)}」は読み込むファイルです。別の名前で出力してください。"
            raise CallError(message)


def _is_unreadable(sources: RegisterSources) -> bool:
    """Return whether the only file that was given could not be read."""
    return sources.files == 1 and bool(sources.refused) and not sources.records


def _status(sources: RegisterSources, findings: Iterable[tuple[str, Finding]] = ()) -> int:
    if _is_unreadable(sources):
        file, finding = sources.refused[0]
        complain(f"「{file}」：{finding.message}{finding.remedy}")
        return WRONG_CALL
    return 0 if is_acceptable(finding for _, finding in findings) else FOUND_ERRORS


def _print(result: RegisterReport, now: datetime) -> None:
    print(f"{long_moment(now)}現在の登録台帳")
    group: Any = None
    for one in result.registers:
        if group != (group := group_key(one.code, one.name)):
            print(f"\n■ {one.name}")
        _print_register(one)
    print(
        "\n期限切れ、または期限の近い証明書（12か月以内）"
        if result.expiring
        else "\n12か月以内に切れる証明書はありません。"
    )
    for row in result.expiring:
        print(f"  {day_text(row.date)}　{row.code} {row.name}　{row.what}")
        print(f"      {due_text(row)}")
    if result.pending:
        print(f"\n{PENDING}（{len(result.pending)}件）")
    for item in result.pending:
        print(f"  {item.code} {item.name}　{item.what}")
    for file in dict.fromkeys(file for file, _ in result.findings):
        print(f"\n{file}")
        print_findings(finding for name, finding in result.findings if name == file)
    if result.passed_over:
        print(f"申込書ではないと判断したファイル：{'、'.join(first_names(result.passed_over))}")


def _print_register(one: Register) -> None:
    print(f"  事業者コード {one.code}　{status_words(one)}")
    about = applications_about(one)
    for past in one.previous_names:
        print(f"    旧事業者名　{past.name}（{long_date(past.until)}まで）")
    for path, entry in one.entries.items():
        value = " ".join(str(entry.value).splitlines())
        change = open_words((path,), about)
        since = f"（{long_date(entry.since)}登録、{entry.source}）"
        print(f"    {label(path)}　{value}{since}{f'　{change}' if change else ''}")
    for person, state in one.contacts:
        details = "　".join(filter(None, (person.department, person.phone, person.email)))
        words = holding_words(state, ("contacts", person_key(person.name)), about)
        print(f"    窓口責任者　{person.name}　{details}　{words}")
    for certificate, state in one.certificates_by_date:
        ends = f"有効期限 {day_text(certificate.not_after)}"
        words = holding_words(state, (certificate.table, certificate.serial), about)
        print(f"    {certificate_label(certificate)}　{ends}　{words}")
    for certificate, on in one.removed:
        print(f"    {certificate_label(certificate)}　{removed_words(on)}")
    for item in one.applications:
        day = long_date(item.record.applied_on)
        kind = SHORT_KINDS.word(item.record.kind) + version_words(item)
        files = "、".join(item.record.files)
        parts = (day, kind, state_words(item), _sent(item), _expected(item), files)
        print(f"    {'　'.join(filter(None, parts))}")
    for question in one.open_questions:
        suggestion = f"候補：{question.suggestion}" if question.suggestion else ""
        print(f"    [確認事項] {question.question}{suggestion}（{'、'.join(question.sources)}）")
        print(f"        → {question.answer(_UNSENT)}")
        print(f"        → 確認が済んだ場合は、--answered {question.key} を指定してください。")

    for asked in one.answered_questions:
        print(f"    [{answered_words(asked)}] {asked.question}（{'、'.join(asked.sources)}）")


def _sent(one: FoldedApplication) -> str:
    """Return when an application was sent; empty for one that was only made."""
    is_made = one.progress.state is ApplicationState.MADE
    return "" if is_made else f"送付{long_date(one.record.sent_at.date())}"


def _expected(one: FoldedApplication) -> str:
    """Return when an application is registered, where it will be; a person may have said it."""
    if one.registration is None:
        return ""
    is_stated = one.progress.state is ApplicationState.REGISTERED and not one.progress.is_assumed
    return f"登録{long_date(one.registration)}{'' if is_stated else '頃'}"
