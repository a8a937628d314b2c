"""What a person states of the forms in a folder, by the options of `moushikomi register`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from rules.dates.date_text import long_date
from rules.dates.workdays import OfficeCalendar
from rules.register.fold import AnsweredQuestion, Gone, HoldingState, Register
from rules.register.holdings import certificate_label
from rules.register.identity import serial_text
from rules.register.parts import TABLES_OF_CERTIFICATES
from rules.register.progress import first_day
from rules.register.records import ApplicationState, RecordedApplication
from schemas.catalogue import label
from schemas.serials import readable_serial
from wizard.commands.exits import CallError
from wizard.commands.option_values import day_of
from wizard.core.checking.uploads import first_names
from wizard.core.files import is_folder, printable
from wizard.core.register.sidecar import Sidecar, StatedProgress, read_sidecar, write_sidecar
from wizard.core.register.sources import RegisterSources
from wizard.core.versions import may_supersede

_DAYS: Final = {ApplicationState.SENT: "送付日", ApplicationState.REGISTERED: "登録日"}


class Statements(NamedTuple):
    """What was typed, by the options."""

    states: Sequence[str]
    versions: Sequence[str]
    gone: Sequence[str]
    answered: Sequence[str]


@dataclass(frozen=True, slots=True)
class StatedFolder:
    """A folder of forms: those in its archives and mails as well, by their names within it."""

    folder: Path
    prefix: str
    forms: Mapping[str, Sequence[RecordedApplication]]

    def name_of(self, file: str) -> str:
        """Return the name of a form within the folder; reports have it with the folder's.

        Raises:
            CallError: it is not there.

        """
        for name in (file, file.removeprefix(self.prefix)):
            if self._of(name):
                return name
        known = "、".join(first_names(sorted(self.forms))) or "なし"
        raise CallError(
            f"フォルダに申込書「{printable(file)}」がありません（フォルダ内の申込書：{known}）。"
        )

    def applications(self, file: str) -> list[RecordedApplication]:
        """Return the applications of a file: of one that holds several forms, all are meant."""
        return [one for name in self._of(file) for one in self.forms[name]]

    def _of(self, file: str) -> list[str]:
        return [name for name in self.forms if name == file or name.startswith(f"{file}（")]


def stated_folder(files: tuple[Path, ...], sources: RegisterSources) -> StatedFolder:
    """Return the folder that statements are about.

    Raises:
        CallError: something else than one folder was given.

    """
    if len(files) != 1 or not is_folder(files[0]):
        message = (
            "--state、--supersedes、--gone、--answered は、"
            "フォルダを1つ指定した場合に使用できます。"
        )
        raise CallError(message)
    prefix = printable(files[0] / "_").removesuffix("_")
    forms: dict[str, list[RecordedApplication]] = {}
    for one in sources.records:
        for file in one.files:
            forms.setdefault(file.removeprefix(prefix), []).append(one)
    return StatedFolder(files[0], prefix, forms)


def keep_statements(
    forms: StatedFolder,
    registers: Sequence[Register],
    said: Statements,
    today: date,
    calendar: OfficeCalendar,
) -> None:
    """Keep beside the forms what a person says of them.

    Raises:
        CallError: a statement cannot be read, or is not true of what is there.

    """
    sidecar = read_sidecar(forms.folder)
    for given in said.states:
        _state(given, forms, sidecar, today, calendar)
    for given in said.versions:
        _supersede(given, forms, sidecar)
    for given in said.gone:
        one = _gone(given, registers)
        others = [o for o in sidecar.gone if replace(o, on=one.on) != one]
        sidecar.gone = [*others, one]
    answered = [_answered(given, registers, today) for given in said.answered]
    first = {(one.code, one.key): one for one in reversed([*sidecar.answered, *answered])}
    sidecar.answered = [*reversed(first.values())]
    write_sidecar(forms.folder, sidecar)


def _state(
    given: str, forms: StatedFolder, sidecar: Sidecar, today: date, calendar: OfficeCalendar
) -> None:
    file, _, rest = given.partition("=")
    word, _, day = rest.partition(":")
    if rest:
        file = forms.name_of(file)
    if word not in {one.value for one in ApplicationState}:
        raise CallError(
            f"「{printable(given)}」を読み取れません。ファイル=状態[:日付] の形式で、"
            f"状態は {'、'.join(ApplicationState)} のいずれかを指定してください。"
        )
    state, on = ApplicationState(word), day_of(day) if day else None
    if on is not None and state in _DAYS:
        first = max(first_day(one, state, calendar) for one in forms.applications(file))
        if not first <= on <= today:
            raise CallError(
                f"「{printable(given)}」の{_DAYS[state]}は、{long_date(first)}以降、"
                f"{long_date(today)}までの日付を指定してください。"
            )
    after = [later for later, one in sidecar.progress.items() if one.supersedes == file]
    if after and state is not ApplicationState.RETURNED:
        raise CallError(
            f"「{printable(file)}」は差し戻され、「{printable(after[0])}」で再提出したと記録されています。"
            f"「{printable(after[0])}」の状態を指定してください。"
        )
    known = sidecar.progress.get(file, StatedProgress())
    sidecar.progress[file] = replace(known, state=state, on=on)


def _supersede(given: str, forms: StatedFolder, sidecar: Sidecar) -> None:
    file, _, old = given.partition("=")
    if old:
        file, old = forms.name_of(file), forms.name_of(old)
    if not old or file in _versions_before(old, sidecar):
        raise CallError(
            f"「{printable(given)}」を読み取れません。ファイル=差し戻された申込書 の形式で、"
            "フォルダ内のファイルを指定してください。"
        )
    if sidecar.progress.get(old, StatedProgress()).state is not ApplicationState.RETURNED:
        raise CallError(
            f"「{printable(old)}」は、差戻しとして記録されていません。差し戻された申込書の場合は、"
            f"--state {printable(old)}=returned をあわせて指定してください。"
        )
    returned = forms.applications(old)
    if not any(may_supersede(one, o) for one in forms.applications(file) for o in returned):
        raise CallError(
            f"「{printable(file)}」は、「{printable(old)}」の再提出ではありません。"
            "事業者コード・申請区分・申し込む項目が同じで、"
            "申込年月日が同じかそれより後の申込書を指定してください。"
        )
    known = sidecar.progress.get(file, StatedProgress())
    sidecar.progress[file] = replace(known, supersedes=old)


def _versions_before(file: str, sidecar: Sidecar) -> list[str]:
    """Return a form and those that it supersedes, one after the other."""
    versions: list[str] = []
    while file and file not in versions:
        versions.append(file)
        file = sidecar.progress.get(file, StatedProgress()).supersedes
    return versions


def _gone(given: str, registers: Sequence[Register]) -> Gone:
    parts = given.split("=")
    names = parts[0].split(":")
    if len(parts) == 2 and len(names) == 3:  # noqa: PLR2004 - CODE:TABLE:SERIAL=DAY
        code, table, serial = names
        tables = {"web": TABLES_OF_CERTIFICATES[0], "api": TABLES_OF_CERTIFICATES[1]}
        if table in tables:
            _require_certificate(code, tables[table], serial, registers)
            return Gone(code, tables[table], serial_text(serial), day_of(parts[1]))
    raise CallError(
        f"「{printable(given)}」を読み取れません。事業者コード:web|api:シリアル番号=日付 の形式で"
        "指定してください。"
    )


def _require_certificate(code: str, table: str, serial: str, registers: Iterable[Register]) -> None:
    """Refuse a certificate that no application has registered."""
    known = {register.code: register for register in registers}
    if code not in known:
        codes = "、".join(first_names(sorted(known))) or "なし"
        raise CallError(
            f"事業者コード「{printable(code)}」の申込書がありません（台帳の事業者コード：{codes}）。"
        )
    certificates = [
        one for one, state in known[code].certificates if state is not HoldingState.PENDING
    ]
    if not any((one.table, one.serial) == (table, serial_text(serial)) for one in certificates):
        listed = "、".join(first_names([certificate_label(one) for one in certificates])) or "なし"
        raise CallError(
            f"事業者コード「{printable(code)}」の台帳に、{label(table)}"
            f"（シリアル番号 {printable(readable_serial(serial))}）がありません"
            f"（台帳の証明書：{listed}）。"
        )


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
