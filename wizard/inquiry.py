"""The questions about dates that the calendar page asks, and what was typed into their fields."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Final

from pydantic_core import PydanticCustomError

from rules.cutoff import JST
from schemas.cleaning import day, strip

SEND: Final = "send"
NEED: Final = "need"
API_TEST: Final = "api-test"
SUPPLY_START: Final = "supply-start"
QUESTIONS: Final = {
    SEND: "この日に送ると、いつから使えるか",
    NEED: "この日から使うには、いつまでに送るか",
    API_TEST: "API連携テストは、いつまでに申し込むか",
    SUPPLY_START: "廃止取次で、いつまでの供給開始日を登録できるか",
}
HIGH: Final = "high"
LOW: Final = "low"
VOLTAGES: Final = {HIGH: "高圧", LOW: "低圧"}

_TIME: Final = re.compile(r"(\d{1,2})[:時](\d{1,2})分?|(\d{1,2})時")

Typed = Mapping[str, str]
"""What was typed, by the key of its field."""


@dataclass(frozen=True, slots=True)
class Field:
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


def fields_of(question: str, voltage: str) -> tuple[Field, ...]:
    """Give the fields that a question asks; the low voltage asks the meter readings too."""
    date_hint = "例：2026年11月27日、2026/11/27"
    if question == SEND:
        return (
            Field("send-day", "送る日", is_needed=True, hint=date_hint),
            Field("send-time", "送る時刻", is_needed=False, hint="例：16:30　空なら17時まで"),
        )
    if question == NEED:
        return (Field("need-day", "使い始めたい日", is_needed=True, hint=date_hint),)
    if question == API_TEST:
        hint = "希望する週の、月曜日から金曜日のどれか"
        return tuple(
            Field(f"test-{n}", f"第{n}希望の週", is_needed=n == 1, hint=hint) for n in (1, 2, 3)
        )
    base = Field("base-day", "登録する日", is_needed=True, hint=date_hint)
    if voltage != LOW:
        return (base,)
    readings = [
        Field(f"reading-{n}", label, is_needed=True, hint="一般送配電事業者が定める日")
        for n, label in enumerate(("次回の検針日", "次々回の検針日"), start=1)
    ]
    return (base, *readings)


@dataclass(frozen=True, slots=True)
class Asked:
    """The fields of a question, read; all that is wrong with them is told at once."""

    typed: Typed
    fields: tuple[Field, ...]
    days: dict[str, date] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the days.

        Raises:
            InquiryError: some are no dates, or empty where they must not be.

        """
        said = {}
        for asked in self.fields:
            text = strip(self.typed.get(asked.key, ""))
            if asked.key == "send-time" or not (text or asked.is_needed):
                continue
            try:
                self.days[asked.key] = day(text)
            except PydanticCustomError:
                said[asked.key] = (
                    f"「{asked.label}」を、2026年11月27日または2026/11/27のように、"
                    "実在する日付で記入してください（1949年から2099年まで）。"
                )
        if said:
            raise InquiryError(said)

    def moment(self, day_key: str, time_key: str) -> datetime:
        """Give a day and a time in Japan; without a time, the beginning of the day."""
        text = unicodedata.normalize("NFKC", strip(self.typed.get(time_key, "")))
        at = _time(text)
        if at is None:
            message = "「送る時刻」を、16:30のように24時間制で記入してください。"
            raise InquiryError({time_key: message})
        return datetime.combine(self.days[day_key], at, JST)


def _time(text: str) -> time | None:
    if not text:
        return time()
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    hour, minute = int(match[1] or match[3]), int(match[2] or 0)
    try:
        return time(hour, minute)
    except ValueError:
        return None
