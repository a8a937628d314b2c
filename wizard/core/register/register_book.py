"""Registers as a workbook: entries, contacts, certificates and dates, a sheet each."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from rules.dates.date_text import long_moment
from rules.dates.round_text import cutoff_text
from rules.finding import SEVERITY_WORDS
from rules.register.fold import Register
from schemas.answers import SHORT_KINDS
from schemas.catalogue import label
from wizard.core.register.lookup import RegisterReport
from wizard.core.register.register_words import (
    HOLDING_WORDS,
    STATUS_WORDS,
    answered_words,
    state_words,
    version_words,
)
from workbook.reports.tables import SheetTable, Value, write_tables

_UNKNOWN: Final = "不明"
_BUSINESS: Final = (("事業者コード", 14), ("事業者名", 28))
_SOURCE: Final = ("出典（申込書）", 40)
_ENTRIES: Final = (
    *_BUSINESS,
    ("状況", 24),
    ("項目", 34),
    ("登録内容", 46),
    ("登録日", 18),
    _SOURCE,
)
_CONTACTS: Final = (
    *_BUSINESS, ("氏名", 18), ("部署名", 20), ("電話番号", 18), ("メールアドレス", 28),
    ("状況", 14), _SOURCE,
)  # fmt: skip
_CERTIFICATES: Final = (
    *_BUSINESS, ("欄", 34), ("シリアル番号", 24), ("証明書名(CN)", 20), ("有効期限", 18),
    ("状況", 24), _SOURCE,
)  # fmt: skip
_APPLICATIONS: Final = (
    *_BUSINESS, ("申込年月日", 18), ("申請区分", 12), ("状況", 26), ("登録（見込み）日", 18),
    ("ファイル", 50),
)  # fmt: skip
_BOARD: Final = (
    *_BUSINESS, ("期限", 18), ("対象", 60), ("更新の最終締切", 30), ("締切の回数（あと）", 12),
)  # fmt: skip
_PENDING: Final = (
    *_BUSINESS, ("内容", 80), ("登録の見込み", 18), ("ファイル", 50),
)  # fmt: skip
_OPEN: Final = (("種類", 14), ("ファイル", 40), ("項目", 28), ("内容", 60), ("対処", 50))


def register_workbook(report: RegisterReport, now: datetime) -> bytes:
    """Return registers, what runs out and what is open as a workbook."""
    top = [f"登録台帳（{long_moment(now)}現在。提出した申込書から作成したものです）"]
    registers = report.registers
    return write_tables(
        [
            SheetTable("期限", _BOARD, [*_board(report)], top),
            SheetTable("登録待ち・未確認", _PENDING, [*_pending(report)]),
            SheetTable("登録内容", _ENTRIES, [r for one in registers for r in _entries(one)]),
            SheetTable("窓口責任者", _CONTACTS, [r for one in registers for r in _contacts(one)]),
            SheetTable("証明書", _CERTIFICATES, [r for o in registers for r in _certificates(o)]),
            SheetTable("申込み", _APPLICATIONS, [r for o in registers for r in _applications(o)]),
            SheetTable("確認事項・指摘", _OPEN, [*_open(report)]),
        ]
    )


def _day(day: date | None) -> Value:
    return day or _UNKNOWN


def _entries(one: Register) -> Iterator[list[Value]]:
    head: list[Value] = [one.code, one.name, STATUS_WORDS[one.status]]
    if not one.entries:
        yield [*head, "", "", "", ""]
    for path, entry in one.entries.items():
        yield [*head, label(path), str(entry.value), entry.since, entry.source]


def _contacts(one: Register) -> Iterator[list[Value]]:
    for person, state in one.contacts:
        details = (person.department or "", person.phone or "", person.email or "")
        state_ = HOLDING_WORDS[state]
        yield [one.code, one.name, person.name, *details, state_, person.source]


def _certificates(one: Register) -> Iterator[list[Value]]:
    for item, state in one.certificates_by_date:
        ends = _day(item.not_after)
        name = item.common_name or ""
        state_ = HOLDING_WORDS[state]
        yield [one.code, one.name, label(item.table), item.serial, name, ends, state_, item.source]


def _applications(one: Register) -> Iterator[list[Value]]:
    for item in one.applications:
        record, day = item.record, item.registration
        state = state_words(item)
        kind = SHORT_KINDS.word(record.kind) + version_words(item)
        files = "\n".join(record.files)
        yield [one.code, one.name, record.applied_on, kind, state, day or "", files]


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
