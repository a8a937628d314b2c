"""`moushikomi register`: what is registered, folded from the applications that were sent."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from rules.dates.date_text import long_date, long_moment
from rules.finding import is_acceptable
from rules.register.fold import (
    AnsweredQuestion,
    FoldedApplication,
    Gone,
    HoldingState,
    Register,
    fold_all,
)
from rules.register.holdings import certificate_label
from rules.register.identity import group_key, person_key, serial_text
from rules.register.parts import TABLES_OF_CERTIFICATES
from rules.register.pending import applications_about
from rules.register.records import ApplicationState
from rules.register.register_json import board_json, pending_json, register_json
from schemas.answers import SHORT_KINDS
from schemas.catalogue import label
from wizard.commands.as_json import finding_json
from wizard.commands.exits import FOUND_ERRORS, WRONG_CALL, CallError, complain
from wizard.commands.json_text import dumps
from wizard.commands.option_values import calendar_of, day_of, moment_of, sources_of
from wizard.commands.printing import print_findings
from wizard.core.checking.uploads import first_names
from wizard.core.files import is_folder, printable, write_whole
from wizard.core.ics import board_file
from wizard.core.register.board_text import day_text, due_text
from wizard.core.register.lookup import RegisterReport, report_of
from wizard.core.register.register_book import register_workbook
from wizard.core.register.register_words import (
    PENDING,
    STATUS_WORDS,
    answered_words,
    holding_words,
    open_words,
    state_words,
    version_words,
)
from wizard.core.register.sidecar import Sidecar, StatedProgress, read_sidecar, write_sidecar
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
        names = _names_in(files, sources)
        registers = fold_all(sources.records, now, office)  # with what is said to be gone
        said = _Statements(state, supersedes, gone, answered)
        _note(files[0], names, registers, said, now.date())
        sources = sources_of(files, now, office)
    if not sources.files:
        raise CallError("台帳に反映する申込書がありません。")
    result = report_of(sources, now, office, code)
    if report:
        write_whole(report, register_workbook(result, now, office))
    if ics:
        write_whole(ics, board_file(result.board, office, now))
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
    return _status(sources, result)


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


def _names_in(files: tuple[Path, ...], sources: RegisterSources) -> set[str]:
    """Return the names of the forms within the folder, those in its archives and mails as well."""
    if len(files) != 1 or not is_folder(files[0]):
        message = (
            "--state、--supersedes、--gone、--answered は、"
            "フォルダを1つ指定した場合に使用できます。"
        )
        raise CallError(message)
    folder = printable(files[0] / "_").removesuffix("_")
    return {file.removeprefix(folder) for one in sources.records for file in one.files}


def _require(file: str, names: set[str]) -> None:
    """Refuse the name of a form that is not there."""
    # of a file that holds several forms, all are meant
    if not any(name == file or name.startswith(f"{file}（") for name in names):
        known = "、".join(first_names(sorted(names))) or "なし"
        raise CallError(
            f"フォルダに申込書「{printable(file)}」がありません（フォルダ内の申込書：{known}）。"
        )


class _Statements(NamedTuple):
    """What a person says of the forms in a folder, as it was typed, by the options."""

    states: Sequence[str]
    versions: Sequence[str]
    gone: Sequence[str]
    answered: Sequence[str]


def _note(
    folder: Path, names: set[str], registers: Sequence[Register], said: _Statements, today: date
) -> None:
    """Note beside the forms what a person says of them."""
    sidecar = read_sidecar(folder)
    for given in said.states:
        file, _, rest = given.partition("=")
        word, _, day = rest.partition(":")
        if rest:
            _require(file, names)
        if word not in {one.value for one in ApplicationState}:
            raise CallError(
                f"「{printable(given)}」を読み取れません。ファイル=状態[:日付] の形式で、"
                f"状態は {'、'.join(ApplicationState)} のいずれかを指定してください。"
            )
        on = day_of(day) if day else None
        known = sidecar.progress.get(file, StatedProgress())
        sidecar.progress[file] = replace(known, state=ApplicationState(word), on=on)
    for given in said.versions:
        file, _, old = given.partition("=")
        if old:
            _require(file, names)
            _require(old, names)
        if not old or file in _versions_before(old, sidecar):
            raise CallError(
                f"「{printable(given)}」を読み取れません。ファイル=差し戻された申込書 の形式で、"
                "フォルダ内のファイルを指定してください。"
            )
        known = sidecar.progress.get(file, StatedProgress())
        sidecar.progress[file] = replace(known, supersedes=old)
    for given in said.gone:
        one = _gone(given)
        _require_certificate(one, registers)
        others = [o for o in sidecar.gone if replace(o, on=one.on) != one]
        sidecar.gone = [*others, one]
    answered = [_answered(given, registers, today) for given in said.answered]
    first = {(one.code, one.key): one for one in reversed([*sidecar.answered, *answered])}
    sidecar.answered = [*reversed(first.values())]
    write_sidecar(folder, sidecar)


def _versions_before(file: str, sidecar: Sidecar) -> list[str]:
    """Return a form and those that it supersedes, one after the other."""
    versions: list[str] = []
    while file and file not in versions:
        versions.append(file)
        file = sidecar.progress.get(file, StatedProgress()).supersedes
    return versions


def _require_certificate(gone: Gone, registers: Sequence[Register]) -> None:
    """Refuse a certificate that is not on the register.

    Raises:
        CallError: no application has registered it.

    """
    known = [
        (register.code, one)
        for register in registers
        for one, state in register.certificates
        if state is not HoldingState.PENDING
    ]
    if not any(
        (c, one.table, one.serial) == (gone.code, gone.table, gone.serial) for c, one in known
    ):
        of_code = [one for code, one in known if code == gone.code]
        listed = "、".join(first_names([certificate_label(one) for one in of_code])) or "なし"
        message = (
            f"事業者コード「{printable(gone.code)}」の台帳に、{label(gone.table)}"
            f"（シリアル番号 {printable(gone.serial)}）がありません（台帳の証明書：{listed}）。"
        )
        raise CallError(message)


def _answered(given: str, registers: Sequence[Register], today: date) -> AnsweredQuestion:
    for register in registers:
        if any(one.key == given for one in register.open_questions):
            return AnsweredQuestion(register.code, given, today)
    keys = [one.key for register in registers for one in register.open_questions]
    message = (
        f"番号が「{printable(given)}」の確認事項はありません"
        f"（台帳の確認事項：{'、'.join(first_names(keys)) or 'なし'}）。"
    )
    raise CallError(message)


def _gone(given: str) -> Gone:
    parts = given.split("=")
    names = parts[0].split(":")
    if len(parts) == 2 and len(names) == 3:  # noqa: PLR2004 - CODE:TABLE:SERIAL=DAY
        code, table, serial = names
        tables = {"web": TABLES_OF_CERTIFICATES[0], "api": TABLES_OF_CERTIFICATES[1]}
        if table in tables:
            return Gone(code, tables[table], serial_text(serial), day_of(parts[1]))
    raise CallError(
        f"「{printable(given)}」を読み取れません。事業者コード:web|api:シリアル番号=日付 の形式で"
        "指定してください。"
    )


def _status(sources: RegisterSources, result: RegisterReport) -> int:
    if sources.files == 1 and len(sources.refused) and not sources.records:
        file, finding = sources.refused[0]
        complain(f"「{file}」：{finding.message}")
        return WRONG_CALL
    return 0 if is_acceptable(finding for _, finding in result.findings) else FOUND_ERRORS


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
    print(f"  事業者コード {one.code}　{STATUS_WORDS[one.status]}")
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
