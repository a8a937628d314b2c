"""The file of a rename's 周知文: chosen where the form asks its name, or on the finish page.

It is kept for the session alone; the package encloses it.
"""

from collections.abc import Callable, Sequence
from typing import Final

import htpy as h
import streamlit as st

from wizard.core.draft import Draft, get_at, put_at
from wizard.core.settings import settings
from wizard.core.submission.file_names import safe_name
from wizard.core.submission.letter import PATH, Letter
from wizard.ui.layout import field_head, note
from wizard.ui.session import save_typed
from wizard.views.application.held_letter import HeldLetter, held_letter, hold_letter
from wizard.views.application.widget_input import read_widgets

_FIELD: Final = "letter-named"
_CHOSEN: Final = "letter"
"""The pending choice that names the file; the file itself ends with the session."""
_LABEL: Final = "周知文のファイル"
_KILOBYTE: Final = 1_000
_MEGABYTE: Final = 1_000_000


def upload_letter(  # noqa: PLR0913 - what is asked, and its errors
    key: str,
    draft: Draft,
    hint: str,
    *,
    mark: str,
    errors: Sequence[str] = (),
    needed: bool = False,
    then: Callable[[HeldLetter, HeldLetter], None] = lambda _before, _now: None,
) -> None:
    """Ask for the letter's file; ``then`` is called with what was held before, and is now."""
    most = settings().letter_megabytes
    limits = (
        f"形式は問いません。{most}MBまでです。"
        "提出書類一式の作成にのみ使用し、サーバーには保存しません。"
    )
    field_head(key, label=_LABEL, mark=mark, hint=f"{hint}{limits}", errors=errors, needed=needed)
    st.file_uploader(
        _LABEL,
        key=key,
        label_visibility="collapsed",
        max_upload_size=most,
        on_change=_take,
        args=(key, draft, then),
    )
    lost = draft.pending_choices.get(_CHOSEN)
    if lost and held_letter(draft).letter is None:
        lines = [f"画面を再度開いたため、「{lost}」のファイルを再度選択してください。"]
        note("周知文のファイルを選択し直してください", lines, "warn")


def _take(key: str, draft: Draft, then: Callable[[HeldLetter, HeldLetter], None]) -> None:
    """Keep the letter that was chosen, or none where it was taken away."""
    given = st.session_state.get(key)
    content = given.getvalue() if given is not None else b""
    letter = None if given is None else Letter(given.name, content, len(content))
    before = held_letter(draft)
    is_named = before.is_named and letter is not None
    now = hold_letter(HeldLetter(draft.token, letter, is_named))
    draft.pending_choices.pop(_CHOSEN, None)
    if letter is not None:
        draft.pending_choices[_CHOSEN] = letter.name
    save_typed(draft)
    then(before, now)


def ask_for_named_letter(draft: Draft, section: str) -> None:
    """Ask for the letter above the field of its name, which is filled in when it is chosen."""

    def name(before: HeldLetter, now: HeldLetter) -> None:
        read_widgets(draft, section)
        now.is_named = now.letter is not None
        last, answer = (safe_name(one.letter.name) if one.letter else None for one in (before, now))
        if answer is None and get_at(draft.answers, PATH) != last:
            return  # another name was typed
        put_at(draft.answers, PATH, answer)
        st.session_state[PATH] = answer or ""
        draft.forget_judgement()
        save_typed(draft)

    upload_letter(
        _FIELD,
        draft,
        "選択すると、ファイル名が下の欄に入力され、提出書類一式に添付されます。",
        mark="※任意",
        then=name,
    )
    letter = held_letter(draft).letter
    if letter is not None:
        show_chosen(safe_name(letter.name), letter)


def show_chosen(name: str, letter: Letter) -> None:
    """Say which file was chosen, by the name under which it is sent."""
    st.html(h.p(".mk-source")[f"選択した周知文：{name}（{_size(letter.size)}）"])


def _size(count: int) -> str:
    """Write a size as the uploader beside it does."""
    if count < _KILOBYTE:
        return f"{count}バイト"
    if count < _MEGABYTE:
        return f"{count / _KILOBYTE:.1f}KB"
    return f"{count / _MEGABYTE:.1f}MB"
