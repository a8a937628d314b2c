"""The date questions of the calendar page, and parsing of their input fields."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Final

from schemas.cleaning import strip
from schemas.days import DateError, parse_date

SEND: Final = "send"
NEED: Final = "need"
API_TEST: Final = "api-test"
SUPPLY_START: Final = "supply-start"
QUESTIONS: Final = {
    SEND: "提出日から、登録の見込みを調べる",
    NEED: "利用開始希望日から、提出の締切を調べる",
    API_TEST: "API連携テストの申込みの締切を調べる",
    SUPPLY_START: "廃止取次で登録できる供給開始日の期限を調べる",
}
HIGH: Final = "high"
LOW: Final = "low"
VOLTAGES: Final = {HIGH: "高圧", LOW: "低圧"}

TIME: Final = "send-time"
_TIME: Final = re.compile(r"(\d{1,2})[:時](\d{1,2})分?|(\d{1,2})時")  # 17:00, 17時30分, 17時

Typed = Mapping[str, str]  # the typed texts, by field key


@dataclass(frozen=True, slots=True)
class InquiryField:
    """A field of a question: key, label, whether it is required, and a hint; most take a date."""

    key: str
    label: str
    is_needed: bool
    hint: str

    @property
    def is_date(self) -> bool:
        """Whether a date is asked."""
        return self.key != TIME


class InquiryError(ValueError):
    """Raised for invalid input, with an error message by field key."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("; ".join(errors.values()))
        self.errors = dict(errors)


def fields_of(question: str, voltage: str) -> tuple[InquiryField, ...]:
    """Return the fields of a question; low voltage also has the meter-reading days."""
    date_hint = "例：2026年11月27日、2026/11/27"
    if question == SEND:
        return (
            InquiryField("send-day", "提出日", is_needed=True, hint=date_hint),
            InquiryField(
                TIME, "提出時刻", is_needed=False, hint="例：16:30　空欄の場合は17:00とします"
            ),
        )
    if question == NEED:
        return (InquiryField("need-day", "利用開始希望日", is_needed=True, hint=date_hint),)
    if question == API_TEST:
        hint = "希望する週の、月曜日から金曜日のいずれかの日付"
        return tuple(
            InquiryField(f"test-{n}", f"第{n}希望の週", is_needed=n == 1, hint=hint)
            for n in (1, 2, 3)
        )
    base = InquiryField("base-day", "登録日", is_needed=True, hint=date_hint)
    if voltage != LOW:
        return (base,)
    readings = [
        InquiryField(f"reading-{n}", label, is_needed=True, hint="一般送配電事業者が定める日")
        for n, label in enumerate(("次回の検針日", "次々回の検針日"), start=1)
    ]
    return (base, *readings)


class InquiryInput:
    """The parsed fields of a question, with all error messages."""

    def __init__(self, typed: Typed, fields: Iterable[InquiryField]) -> None:
        self.days: dict[str, date] = {}
        self.time: time | None = None
        self.errors: dict[str, str] = {}
        for field in fields:
            text = strip(typed.get(field.key, ""))
            if text or field.is_needed:
                self._read(field, text)

    def _read(self, field: InquiryField, text: str) -> None:
        if field.key == TIME:
            self.time = _time(unicodedata.normalize("NFKC", text))
            if self.time is None:
                self.errors[field.key] = (
                    "提出時刻：「16:30」のように、24時間表記で入力してください。"
                )
            return
        try:
            self.days[field.key] = parse_date(text)
        except DateError:
            self.errors[field.key] = (
                f"{field.label}：「2026年11月27日」または「2026/11/27」の形式で、"
                "実在する日付を入力してください（1986年から2099年まで）。"
            )

    def raise_errors(self) -> None:
        """Raise an error if any field is invalid.

        Raises InquiryError with the messages of all invalid fields.
        """
        if self.errors:
            raise InquiryError(self.errors)


def _time(text: str) -> time | None:
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    hour, minute = int(match[1] or match[3]), int(match[2] or 0)
    try:
        return time(hour, minute)
    except ValueError:
        return None
