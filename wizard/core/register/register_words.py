"""How the states of a register are called in Japanese."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from rules.dates.date_text import long_date
from rules.register.fold import FoldedApplication, HoldingState, Register, RegisterStatus
from rules.register.holdings import OpenQuestion
from rules.register.parts import Touch
from rules.register.pending import action_about
from rules.register.records import ApplicationState
from wizard.core.versions import version_text

STATUS_WORDS: Final = {
    RegisterStatus.ACTIVE: "利用中",
    RegisterStatus.PENDING: "新規の登録待ち",
    RegisterStatus.ENDED: "利用停止",
    RegisterStatus.UNKNOWN: "新規の申込書がないため不明",
}
HOLDING_WORDS: Final = {
    HoldingState.REGISTERED: "登録済",
    HoldingState.PENDING: "登録待ち",
    HoldingState.REPLACED: "更新済（期限まで有効）",
    HoldingState.EXPIRED: "期限切れ",
}
APPLICATION_WORDS: Final = {
    ApplicationState.MADE: "作成済",
    ApplicationState.SENT: "送付済",
    ApplicationState.REGISTERED: "登録済",
    ApplicationState.RETURNED: "差戻し",
    ApplicationState.WITHDRAWN: "取下げ",
}


_SYSTEMS: Final = {"web_certificates": "WEB", "api.certificates": "API"}


def system_of(table: str) -> str:
    """Return the system of the certificates of a table."""
    return _SYSTEMS[table]


def state_words(one: FoldedApplication) -> str:
    """Return how far an application is; a stranger's is not on the register, whatever its state."""
    if one.is_stranger:
        return "台帳に反映していません"
    if one.progress.state is ApplicationState.RETURNED:
        then = f"{version_text(one.superseded_by)}で再提出" if one.superseded_by else "再提出待ち"
        return f"{APPLICATION_WORDS[one.progress.state]}（{then}）"
    assumed = "（見込み）" if one.progress.is_assumed else ""
    return APPLICATION_WORDS[one.progress.state] + assumed


RETURNED_ABOUT: Final = "差戻し（再提出待ち）"
PENDING: Final = "登録待ちの申込みと、未確認の事項"


def status_words(register: Register) -> str:
    """Return how a business stands, and that its stop is under way."""
    stops = any(one.record.kind == "stop" for one in register.under_way)
    return STATUS_WORDS[register.status] + ("（利用停止の申込み中）" if stops else "")


def pending_words(register: Register) -> list[str]:
    """Return how many applications and answers a business waits for; nothing for none."""
    counts = {
        "差戻し{}件（再提出待ち）": len(register.returned),
        "登録待ちの申込み{}件": len(register.under_way),
        "登録の確認待ち{}件": len(register.to_confirm),
        "未確認の事項{}件": len(register.open_questions),
    }
    return [words.format(count) for words, count in counts.items() if count]


_ACTIONS: Final = {
    "stop": "利用停止",
    "add": "追加",
    "renew": "更新",
    "change": "変更",
    "delete": "削除",
}


def about_words(one: FoldedApplication, touch: Touch) -> str:
    """Return what an application that is not registered yet asks for at a place of a register."""
    action = _ACTIONS[action_about(one, touch)]
    return f"{action}の{'差戻し（再提出待ち）' if one.awaits_next_version else '申込み中'}"


def open_words(touch: Touch, about: Mapping[Touch, FoldedApplication]) -> str:
    """Return what is applied for at a place of a register; empty for nothing."""
    one = about.get(touch)
    return about_words(one, touch) if one else ""


def holding_words(
    state: HoldingState, touch: Touch, about: Mapping[Touch, FoldedApplication]
) -> str:
    """Return how a contact or a certificate stands, and what is applied for about it."""
    words = "" if state is HoldingState.PENDING else open_words(touch, about)
    return "、".join(filter(None, (HOLDING_WORDS[state], words)))


def removed_words(on: date) -> str:
    """Return that a person has taken a certificate out of a register, and from when on."""
    return f"{long_date(on)}に台帳から外した証明書"


def answered_words(one: OpenQuestion) -> str:
    """Return that a person has looked into a question, and when."""
    return f"{long_date(one.answered_on)}に確認済み" if one.answered_on else "確認済み"


def version_words(one: FoldedApplication) -> str:
    """Return which version an application is; empty for one that was never returned before."""
    return f"（{text}）" if (text := version_text(one.version)) else ""
