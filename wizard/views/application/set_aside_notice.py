"""The notice that answers were set aside, as the case or the parts changed."""

import streamlit as st

from rules.situations import situations
from wizard.core.draft import Draft
from wizard.core.journey import first_open, pages, take_case_back
from wizard.core.prefill import prefill
from wizard.core.set_aside import titles_of
from wizard.ui.layout import note
from wizard.ui.session import go
from wizard.views.application.widget_input import read_widgets, renew_widgets


def show_set_aside(draft: Draft) -> None:
    """Say what the case was before and where answers were set aside, and offer to take it back."""
    titles = titles_of(draft.set_aside, draft.answers) if draft.reports_set_aside else []
    before = draft.earlier_case
    if not titles and before is None:
        return
    lines = []
    if before is not None:
        was, now = (situations()[one].label for one in (before.situation, draft.situation))
        lines.append(f"「{was}」から「{now}」に変更しました。")
    if titles:
        lines.append(
            f"次の項目は申込書に記入しません。入力済みの内容は保管しています：{'、'.join(titles)}"
        )
        lines.append("元の手続き・項目を再度選択すると、入力した内容に戻ります。")
    note("手続きの内容を変更しました", lines)
    if before is not None:
        st.button("元の手続きに戻す", key="undo-case", on_click=_take_back, args=(draft,))


def _take_back(draft: Draft) -> None:
    for section in pages(draft).get(draft.shown_step, ()):
        read_widgets(draft, section)
    take_case_back(draft)
    prefill(draft)
    renew_widgets(draft)
    go(draft, first_open(draft))
