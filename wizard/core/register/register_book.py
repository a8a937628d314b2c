"""Registers as a workbook: entries, contacts, certificates and dates, a sheet each."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from rules.dates.cutoff import round_at
from rules.dates.date_text import long_moment
from rules.dates.round_text import cutoff_text
from rules.dates.workdays import OfficeCalendar
from rules.finding import SEVERITY_WORDS
from rules.register.board import renewal_cutoff
from rules.register.fold import Register
from rules.register.identity import person_key
from rules.register.pending import applications_about
from rules.register.records import ApplicationState
from schemas.answers import SHORT_KINDS
from schemas.catalogue import label
from wizard.core.register.lookup import RegisterReport
from wizard.core.register.register_words import (
    answered_words,
    holding_words,
    open_words,
    removed_words,
    state_words,
    status_words,
    version_words,
)
from workbook.reports.tables import SheetTable, Value, write_tables

_UNKNOWN: Final = "不明"
_BUSINESS: Final = (("事業者コード", 14), ("事業者名", 28))
_SOURCE: Final = ("出典（申込書）", 40)
_SINCE: Final = ("登録（見込み）日", 18)
_ENTRIES: Final = (
    *_BUSINESS,
    ("状況", 24),
    ("項目", 34),
    ("登録内容", 46),
    ("登録待ちの申込み", 26),
    ("登録日", 18),
    _SOURCE,
)
_CONTACTS: Final = (
    *_BUSINESS, ("氏名", 18), ("部署名", 20), ("電話番号", 18), ("メールアドレス", 28),
    ("状況", 26), _SINCE, _SOURCE,
)  # fmt: skip
_CERTIFICATES: Final = (
    *_BUSINESS, ("欄", 34), ("シリアル番号", 24), ("証明書名(CN)", 20), ("有効期限", 18),
    ("状況", 30), ("更新の最終締切", 26), _SINCE, _SOURCE,
)  # fmt: skip
_APPLICATIONS: Final = (
    *_BUSINESS, ("申込年月日", 18), ("申請区分", 12), ("状況", 26), ("送付日", 18), ("締切", 24),
    _SINCE, ("ファイル", 50),
)  # fmt: skip
_BOARD: Final = (
    *_BUSINESS, ("期限", 18), ("対象", 60), ("更新の最終締切", 30), ("締切の回数（あと）", 12),
)  # fmt: skip
_PENDING: Final = (
    *_BUSINESS, ("内容", 80), ("登録の見込み", 18), ("ファイル", 50),
)  # fmt: skip
_OPEN: Final = (("種類", 14), ("ファイル", 40), ("項目", 28), ("内容", 60), ("対処", 50))


def register_workbook(report: RegisterReport, now: datetime, calendar: OfficeCalendar) -> bytes:
    """Return registers, what runs out and what is open as a workbook."""
    top = [f"登録台帳（{long_moment(now)}現在。提出した申込書から作成したものです）"]
    registers = report.registers
    return write_tables(
        [
            SheetTable("期限", _BOARD, [*_board(report)], top),
            SheetTable("登録待ち・未確認", _PENDING, [*_pending(report)]),
            SheetTable("登録内容", _ENTRIES, [r for one in registers for r in _entries(one)]),
            SheetTable("窓口責任者", _CONTACTS, [r for one in registers for r in _contacts(one)]),
            SheetTable(
                "証明書", _CERTIFICATES, [r for o in registers for r in _certificates(o, calendar)]
            ),
            SheetTable(
                "申込み", _APPLICATIONS, [r for o in registers for r in _applications(o, calendar)]
            ),
            SheetTable("確認事項・指摘", _OPEN, [*_open(report)]),
        ]
    )


def _day(day: date | None) -> Value:
    return day or _UNKNOWN


def _entries(one: Register) -> Iterator[list[Value]]:
    head: list[Value] = [one.code, one.name, status_words(one)]
    if not one.entries:
        yield [*head, "", "", "", "", ""]
    about = applications_about(one)
    for path, entry in one.entries.items():
        change = open_words((path,), about)
        yield [*head, label(path), str(entry.value), change, entry.since, entry.source]


def _contacts(one: Register) -> Iterator[list[Value]]:
    about = applications_about(one)
    for person, state in one.contacts:
        details = (person.department or "", person.phone or "", person.email or "")
        words = holding_words(state, ("contacts", person_key(person.name)), about)
        yield [one.code, one.name, person.name, *details, words, person.since, person.source]


def _certificates(one: Register, calendar: OfficeCalendar) -> Iterator[list[Value]]:
    about = applications_about(one)
    for item, state in one.certificates_by_date:
        words = holding_words(state, (item.table, item.serial), about)
        named = [label(item.table), item.written, item.common_name or ""]
        last = renewal_cutoff(item, state, calendar)
        cutoff = cutoff_text(last.cutoff) if last else ""
        days = [_day(item.not_after), words, cutoff, item.since]
        yield [one.code, one.name, *named, *days, item.source]
    for item, on in one.removed:
        named = [label(item.table), item.written, item.common_name or ""]
        days = [_day(item.not_after), removed_words(on), "", item.since]
        yield [one.code, one.name, *named, *days, item.source]


def _applications(one: Register, calendar: OfficeCalendar) -> Iterator[list[Value]]:
    for item in one.applications:
        record, is_sent = item.record, item.progress.state is not ApplicationState.MADE
        kind = SHORT_KINDS.word(record.kind) + version_words(item)
        cutoff = round_at(record.sent_at, calendar).cutoff
        sent = [record.sent_at.date(), cutoff_text(cutoff)] if is_sent else ["", ""]
        days = [record.applied_on, kind, state_words(item), *sent, item.registration or ""]
        yield [one.code, one.name, *days, "\n".join(record.files)]


def _board(report: RegisterReport) -> Iterator[list[Value]]:
    for row in report.expiring:
        last = cutoff_text(row.last.cutoff) if row.last else _UNKNOWN
        yield [row.code, row.name, _day(row.date), row.what, last, row.cutoffs_left]


def _pending(report: RegisterReport) -> Iterator[list[Value]]:
    for item in report.pending:
        yield [item.code, item.name, item.what, item.on or "", "\n".join(item.files)]


def _open(report: RegisterReport) -> Iterator[list[Value]]:
    for one in report.registers:
        for question in one.open_questions:
            suggestion = f"候補：{question.suggestion}。" if question.suggestion else ""
            answer = suggestion + question.answer("送付していないことを台帳に記録してください")
            files = "\n".join(question.sources)
            yield ["確認事項", files, label(question.path), question.question, answer]
        for question in one.answered_questions:
            files = "\n".join(question.sources)
            yield [
                "確認済み",
                files,
                label(question.path),
                question.question,
                answered_words(question),
            ]
    for file, finding in report.findings:
        word = SEVERITY_WORDS[finding.severity]
        yield [word, file, label(finding.path), finding.message, finding.advice]
