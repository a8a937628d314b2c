"""The applications of a business with their states, and what a person says of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

import htpy as h
import streamlit as st

from rules.dates.cutoff import round_at
from rules.dates.date_text import long_date
from rules.register.fold import FoldedApplication, Register
from rules.register.progress import first_day
from rules.register.records import ApplicationState, RecordedApplication
from schemas.answers import SHORT_KINDS
from wizard.core import moments
from wizard.core.answer_text import one_line
from wizard.core.register.changes import changes_of
from wizard.core.register.register_session import AskedDay, RegisterSession
from wizard.core.register.register_words import APPLICATION_WORDS, state_words, version_words
from wizard.core.versions import may_supersede
from wizard.drafts.registers import SavedApplication
from wizard.ui.layout import plain
from wizard.ui.lines import Line, LineButton, show_lines
from wizard.ui.registers import StoredRegisters, owner, saved_registers
from wizard.views.register.asked_day import ask_for_day, show_asked_day, show_done
from wizard.views.register.navigation import require_saved, save_problem_shown
from wizard.views.register.next_application import resubmission_button

MADE: Final = ApplicationState.MADE
SENT: Final = ApplicationState.SENT
REGISTERED: Final = ApplicationState.REGISTERED
RETURNED: Final = ApplicationState.RETURNED
WITHDRAWN: Final = ApplicationState.WITHDRAWN
_COLUMNS: Final = (
    ("申込年月日", "9.5rem"),
    ("申込みの内容", "minmax(0,1.6fr)"),
    ("状況", "10rem"),
    ("登録（見込み）日", "9.5rem"),
    ("ファイル", "minmax(0,1fr)"),
)
_ROOM: Final = 348  # three buttons: 登録されました, 差し戻されました, 取下げ; in pixels
_LONGEST_NAME: Final = 60
_MOST_CHANGES: Final = 3
_MOST_VERSIONS: Final = 6  # applications of which one may be the next version (an estimate)
_PLACE: Final = "applications"
_LINKED: Final = "再提出を記録しました。「差し戻された以前の版」から取り消すことができます。"
UNSENT: Final = "提出していません"  # what is said of a form that was made and never sent
_WORDS: Final = {
    SENT: "送付しました",
    REGISTERED: "登録されました",
    RETURNED: "差し戻されました",
    WITHDRAWN: "取下げ",
}
_DAYS: Final = {SENT: "送付日", REGISTERED: "登録日"}
"""The states that begin on a day that a person knows."""
_NEXT: Final = {
    MADE: (SENT,),
    SENT: (REGISTERED, RETURNED, WITHDRAWN),
    REGISTERED: (),
    RETURNED: (WITHDRAWN,),
    WITHDRAWN: (),
}


@dataclass(frozen=True, slots=True)
class KeptApplication:
    """An application with its number, its expected registration, and its name in words."""

    number: int
    record: RecordedApplication
    expected: date
    about: str


def show_applications(page: RegisterSession, stored: StoredRegisters, register: Register) -> None:
    """Show the applications, the latest first, each with what can be said of it."""
    st.html(h.h2("#applications.mk-place", tabindex="-1")["申込み"])
    show_done(page, _PLACE)
    numbered = sorted(
        enumerate(register.applications),
        key=lambda item: (item[1].record.applied_on, item[1].version, item[0]),
        reverse=True,
    )
    changes = dict(changes_of((one.record, one.is_in_effect) for one in register.applications))

    def lines_of(*, superseded: bool) -> list[Line]:
        return [
            _line(page, stored, number, one, changes[one.record])
            for number, one in numbered
            if bool(one.superseded_by) == superseded
        ]

    show_lines("applications", _COLUMNS, lines_of(superseded=False), room=_ROOM)
    show_asked_day(page, _PLACE)
    for number, one in numbered:
        if one.awaits_next_version:
            later = [(other, changes[other.record]) for _, other in numbered]
            _offer_versions(page, stored, number, one, later)
    if past := lines_of(superseded=True):
        with st.expander(f"差し戻された以前の版（{len(past)}件）", key="past-versions"):
            show_lines("past-versions", _COLUMNS, past, room=_ROOM)


def _line(
    page: RegisterSession,
    stored: StoredRegisters,
    number: int,
    one: FoldedApplication,
    changes: Sequence[str],
) -> Line:
    record, progress = one.record, one.progress
    is_sent = progress.state is not MADE
    is_in_time = progress.is_in_effect and not one.is_stranger
    this = round_at(record.sent_at, moments.calendar())
    cells: list[h.Node] = [
        long_date(record.applied_on),
        [SHORT_KINDS.word(record.kind) + version_words(one), _list(changes)],
        [
            h.span(class_=f"mk-state {'stranger' if one.is_stranger else progress.state}")[
                state_words(one)
            ],
            h.small(".mk-own-line")[f"{long_date(record.sent_at.date())}に送付"]
            if is_sent
            else None,
        ],
        [
            long_date(one.registration) if one.registration else "",
            h.small(".mk-own-line")[f"{long_date(this.cutoff.closes_at.date())}締切"]
            if is_in_time
            else None,
        ],
        [h.div[one_line(file, _LONGEST_NAME)] for file in record.files],
    ]
    about = f"{long_date(record.applied_on)}の{SHORT_KINDS.word(record.kind)}{version_words(one)}"
    return Line(f"application:{number}", about, cells, _buttons(page, stored, number, one, about))


def _list(changes: Sequence[str]) -> list[h.Element]:
    """Return what an application changed, as far as a line has room."""
    left = len(changes) - _MOST_CHANGES
    more = [f"ほか{left}件"] if left > 0 else []
    return [h.small(".mk-own-line")[words] for words in (*changes[:_MOST_CHANGES], *more)]


def _buttons(
    page: RegisterSession, stored: StoredRegisters, number: int, one: FoldedApplication, about: str
) -> list[LineButton]:
    saved = stored.saved_as(one.record)
    if saved is None:
        return []
    if one.superseded_by:
        undone = (page, stored.next_version(one.record), None, about)
        return [LineButton("再提出の記録を取り消す", f"unlink:{number}", _link, undone)]
    kept = KeptApplication(saved.number, one.record, one.progress.expected, about)
    state = SENT if one.progress.is_assumed else one.progress.state
    found = [
        LineButton(_WORDS[then], f"{then}:{number}", _say, (page, kept, then))
        for then in _NEXT[state]
        if not (one.is_stranger and then is REGISTERED)
    ]
    if state is RETURNED:
        found.insert(0, resubmission_button(one, f"again:{number}"))
    if state in {REGISTERED, RETURNED, WITHDRAWN}:
        found.append(LineButton("送付済に戻す", f"undo:{number}", _keep, (page, kept, SENT)))
    return found


def _say(page: RegisterSession, kept: KeptApplication, state: ApplicationState) -> None:
    """Keep what is said at once, or ask for the day of it."""
    if state not in _DAYS:
        _keep(page, kept, state)
        return
    title, today = f"{kept.about}：{_WORDS[state]}", moments.now().date()
    first = first_day(kept.record, state, moments.calendar())
    asked = AskedDay(_PLACE, title, _DAYS[state], partial(_keep, page, kept, state), first)
    ask_for_day(page, asked, min(today, kept.expected) if state is REGISTERED else today)


def _offer_versions(
    page: RegisterSession,
    stored: StoredRegisters,
    number: int,
    returned: FoldedApplication,
    others: Sequence[tuple[FoldedApplication, Sequence[str]]],
) -> None:
    """Offer to say which later application is the next version of one that was returned."""
    found = [
        (saved, one.record, changes)
        for one, changes in others
        if one.is_in_effect
        and may_supersede(one.record, returned.record)
        and one.record.supersedes is None
        and (saved := stored.saved_as(one.record)) is not None
    ]
    if not found:
        return
    about = _about(returned.record)
    with st.container(key=f"versions:{number}", border=True):
        st.html(h.p[f"差し戻された{about}を再提出した申込書がある場合は、選択してください。"])
        with st.container(horizontal=True):
            for saved, record, changes in found[:_MOST_VERSIONS]:
                words = plain(f"再提出：{_about(record)}{_in_brackets(changes)}")
                args = (page, saved, returned.record.digest, about)
                st.button(words, key=f"link:{number}:{saved.number}", on_click=_link, args=args)


def _in_brackets(changes: Sequence[str]) -> str:
    named = "、".join(changes[:_MOST_CHANGES]) + ("ほか" if len(changes) > _MOST_CHANGES else "")
    return f"　{named}" if named else ""


def _about(one: RecordedApplication) -> str:
    kind = SHORT_KINDS.word(one.kind)
    return f"{long_date(one.applied_on)}の{kind}（{one_line(one.source, _LONGEST_NAME)}）"


def _link(
    page: RegisterSession, later: SavedApplication | None, digest: str | None, about: str
) -> None:
    """Keep that a later application is the next version of a returned one, or that it is not."""
    page.clear()
    with save_problem_shown(page):
        if later is not None:
            is_there = saved_registers().set_version(owner(), later.number, digest)
            require_saved(is_there=is_there)
        done = _LINKED if digest else "再提出の記録を取り消しました。"
        page.report(f"{about}の{done}", _PLACE)


def offer_unsent(
    page: RegisterSession, stored: StoredRegisters, one: RecordedApplication, key: str
) -> None:
    """Offer to say of an application that it was not sent; it has no effect then."""
    saved = stored.saved_as(one)
    if saved is None:
        return
    about = _about(one)
    kept = KeptApplication(saved.number, one, one.applied_on, about)
    st.button(plain(f"{UNSENT}：{about}"), key=key, on_click=_keep, args=(page, kept, MADE))


def _keep(
    page: RegisterSession, kept: KeptApplication, state: ApplicationState, day: date | None = None
) -> None:
    page.clear()
    known = None if state is MADE else kept.record.sent_on
    sent_on = day if state is SENT and day else known
    registered_on = day if state is REGISTERED else None
    with save_problem_shown(page):
        is_there = saved_registers().set_state(
            owner(), kept.number, state, sent_on=sent_on, registered_on=registered_on
        )
        require_saved(is_there=is_there)
        page.report(f"{kept.about}を「{APPLICATION_WORDS[state]}」として記録しました。", _PLACE)
