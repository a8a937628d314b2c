"""Past applications on their way into the register: what each changed, what is double or open."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from rules.dates.workdays import OfficeCalendar
from rules.finding import Finding, Severity
from rules.register.fold import AnsweredQuestion, FoldedApplication, Gone, Register, fold_all
from rules.register.holdings import OpenQuestion
from rules.register.progress import OVER
from rules.register.records import RecordedApplication, in_order, without_doubles
from wizard.core.checking.batch_summary import CheckedFile
from wizard.core.checking.check_session import CheckSession
from wizard.core.checking.judging import Task
from wizard.core.files import FileError, parse_json
from wizard.core.register.changes import changes_of
from wizard.core.register.sources import RegisterSources, add_document
from wizard.core.verdicts import UNREADABLE, Verdict

_SAME_DAY: Final = "同じ日付で内容の異なる申込書があります"
_KNOWN: Final = "台帳に入っています"
_SAME: Final = "同じ内容のファイルが{}件あります"
_JSON: Final = ".json"
_NO_REGISTER: Final = "「{}」は、台帳のバックアップではありません。"
_STAYS: Final = "事業者コード{}：台帳に既にある申込み{}件は、現在の台帳のまま変わりません。"
_STATES: Final = (
    "うち{}件は、状況（送付日・登録日・差戻しなど）がバックアップと異なります。"
    "バックアップの状況に戻す場合は、事業者を台帳から削除してから取り込んでください。"
)
_MOVED: Final = (
    "事業者コード{}：証明書（シリアル番号 {}）を台帳から外した日を、"
    "バックアップの日付に置き換えます。"
)
_CHOOSE_ANOTHER: Final = "別のファイルを選択してください。"


@dataclass(frozen=True, slots=True)
class TakenApplication:
    """An application that was read: what it changed, in words, and how it relates to others.

    ``folded`` is it in the register that comes of it: how far it is, and which version.
    """

    record: RecordedApplication
    folded: FoldedApplication
    changes: tuple[str, ...]
    remarks: tuple[str, ...]
    is_known: bool
    workbook: bytes | None


@dataclass(frozen=True, slots=True)
class TakeIn:
    """What was read, oldest first, what could not be, and the registers that come of it.

    ``overlaps`` are what becomes of what both a backup and the register hold, in words.
    """

    applications: Sequence[TakenApplication]
    refused: Sequence[tuple[str, Finding]]
    registers: Sequence[Register]
    gone: Sequence[Gone] = ()
    answered: Sequence[AnsweredQuestion] = ()
    overlaps: Sequence[str] = ()

    @property
    def unknown(self) -> list[TakenApplication]:
        """The applications that are not in the register yet."""
        return [one for one in self.applications if not one.is_known]


@dataclass
class TakeInSession(CheckSession):
    """The files that a visitor takes in; ``documents`` are those that hold registers as JSON.

    What the fields hold is replaced by the next upload, so that a copy is a session of its own.
    """

    documents: list[tuple[str, bytes]] = field(default_factory=list)

    @property
    def size(self) -> int:
        """The bytes of all files."""
        read = (upload.source for upload in self.uploads if isinstance(upload.source, bytes))
        return sum(map(len, [*read, *(content for _, content in self.documents)]))

    def lay_down(self, given: Iterable[tuple[str, bytes]], at: datetime) -> None:
        """Replace the files by an upload; JSON is no form, and stands beside them."""
        files = list(given)
        self.documents = [one for one in files if one[0].lower().endswith(_JSON)]
        super().lay_down((one for one in files if one not in self.documents), at)

    def task(self, number: int, at: datetime, calendar: OfficeCalendar) -> Task:
        """Return the reading of a file."""
        return Task(self.uploads[number], at, calendar.closures, reads_only=True)

    def keep(self, number: int, verdict: Verdict) -> None:
        """Keep what was read of a file."""
        self.checked[number] = CheckedFile(self.uploads[number].name, verdict)


def take_in(
    session: TakeInSession, stored: RegisterSources, at: datetime, calendar: OfficeCalendar
) -> TakeIn:
    """Return what the files of a session bring to the stored applications."""
    found, workbooks = RegisterSources(), dict[str, bytes]()
    for name, content in session.documents:
        _add_document(found, name, content)
    for number, checked in sorted(session.checked.items()):
        upload = session.uploads[number]
        for form in checked.verdict.forms:
            name = f"{upload.name}（{form.sheet}）" if form.sheet else upload.name
            if form.verdict == UNREADABLE:
                found.refused += [(name, finding) for finding in form.findings]
                continue
            found.add(form.answers, name, sender=upload.sender)
            if isinstance(upload.source, bytes):
                workbooks[name] = upload.source
    known = {(one.code, one.content) for one in stored.records}
    records = without_doubles(found.records)
    codes = {one.code for one in records}
    codes |= {one.code for one in found.gone} | {one.code for one in found.answered}
    unknown = [one for one in records if (one.code, one.content) not in known]
    together = [one for one in stored.records if one.code in codes] + unknown
    gone, answered = [*stored.gone, *found.gone], [*stored.answered, *found.answered]
    registers = fold_all(together, at, calendar, gone, answered)
    asked = [question for register in registers for question in register.open_questions]
    folded = {
        (one.code, item.record.content): item for one in registers for item in one.applications
    }
    records = in_order(records, lambda one: folded[one.code, one.content].version)
    in_effect = [one for one in records if folded[one.code, one.content].progress.state not in OVER]
    days = Counter((one.code, one.kind, one.applied_on) for one in in_effect)
    applications = [
        TakenApplication(
            one,
            folded[one.code, one.content],
            changes,
            tuple(_remarks(one, days[one.code, one.kind, one.applied_on], known, asked)),
            (one.code, one.content) in known,
            workbooks.get(one.source),
        )
        for one, changes in changes_of((one, one.state not in OVER) for one in records)
    ]
    overlaps = list(_overlaps(found, stored, records)) if session.documents else []
    return TakeIn(applications, found.refused, registers, found.gone, found.answered, overlaps)


def _overlaps(
    found: RegisterSources, stored: RegisterSources, records: Iterable[RecordedApplication]
) -> Iterator[str]:
    """Yield, by business, what stays and what is replaced where a backup meets the register."""
    known = {(one.code, one.content): one for one in stored.records}
    days = {(one.code, one.table, one.serial): one.on for one in stored.gone}
    read = list(records)
    for code in sorted({one.code for one in stored.records} & {one.code for one in read}):
        both = [(known[key], one) for one in read if (key := (code, one.content)) in known]
        others = sum(_state_of(kept) != _state_of(given) for kept, given in both)
        moved = [
            one
            for one in found.gone
            if one.code == code and days.get((code, one.table, one.serial), one.on) != one.on
        ]
        if both:
            yield _STAYS.format(code, len(both)) + (_STATES.format(others) if others else "")
        if moved:
            yield _MOVED.format(code, "、".join(one.serial for one in moved))


def _state_of(one: RecordedApplication) -> tuple[object, ...]:
    return one.state, one.sent_on, one.registered_on, one.supersedes


def _add_document(found: RegisterSources, name: str, content: bytes) -> None:
    """Take JSON; what is none, or something else, is refused with its reason."""
    try:
        is_register = add_document(found, name, parse_json(name, content))
        why = "" if is_register else _NO_REGISTER.format(name)
    except FileError as error:
        why = str(error)
    if why:
        finding = Finding("unreadable", Severity.ERROR, "", why, _CHOOSE_ANOTHER, "参考")
        found.refused.append((name, finding))


def _remarks(
    one: RecordedApplication,
    of_the_day: int,
    known: set[tuple[str, str]],
    asked: Iterable[OpenQuestion],
) -> Iterator[str]:
    """Yield how an application relates to others, and what is open about it."""
    if (one.code, one.content) in known:
        yield _KNOWN
    if len(one.files) > 1:
        yield _SAME.format(len(one.files))
    own = [question for question in asked if any(one.is_same(o) for o in question.records)]
    if of_the_day > 1 and all(question.code != "contradiction" for question in own):
        yield _SAME_DAY
    for question in own:
        meant = f"候補：{question.suggestion}" if question.suggestion else ""
        yield f"{question.question}{meant}"
