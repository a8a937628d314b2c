"""The questions about dates that the calendar page asks, and what was typed into their fields."""

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
_TIME: Final = re.compile(r"(\d{1,2})[:時](\d{1,2})分?|(\d{1,2})時")

Typed = Mapping[str, str]
"""What was typed, by the key of its field."""


@dataclass(frozen=True, slots=True)
class InquiryField:
    """A field of a question: its key, its label, whether it must be filled, a hint."""

    key: str
    label: str
    is_needed: bool
    hint: str


class InquiryError(ValueError):
    """What was typed cannot be answered: the words for each field's key."""

    def __init__(self, said: Mapping[str, str]) -> None:
        """Say what is wrong with which field."""
        super().__init__("; ".join(said.values()))
        self.said = dict(said)


def fields_of(question: str, voltage: str) -> tuple[InquiryField, ...]:
    """Return the fields that a question asks; the low voltage asks the meter readings too."""
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


class Asked:
    """The fields of a question, read; what is wrong with them is gathered, to be told at once."""

    def __init__(self, typed: Typed, fields: Iterable[InquiryField]) -> None:
        """Read what was typed."""
        self.days: dict[str, date] = {}
        self.time: time | None = None
        self.said: dict[str, str] = {}
        for asked in fields:
            text = strip(typed.get(asked.key, ""))
            if text or asked.is_needed:
                self._read(asked, text)

    def _read(self, asked: InquiryField, text: str) -> None:
        if asked.key == TIME:
            self.time = _time(unicodedata.normalize("NFKC", text))
            if self.time is None:
                self.said[asked.key] = "提出時刻：「16:30」のように、24時間表記で入力してください。"
            return
        try:
            self.days[asked.key] = parse_date(text)
        except DateError:
            self.said[asked.key] = (
                f"{asked.label}：「2026年11月27日」または「2026/11/27」の形式で、"
                "実在する日付を入力してください（1986年から2099年まで）。"
            )

    def refuse(self) -> None:
        """Refuse to answer where something is wrong.

        Raises:
            InquiryError: for every field what is wrong with it.

        """
        if self.said:
            raise InquiryError(self.said)


def _time(text: str) -> time | None:
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    hour, minute = int(match[1] or match[3]), int(match[2] or 0)
    try:
        return time(hour, minute)
    except ValueError:
        return None
