"""Reports about keeping a draft: that it could not be saved, or was saved elsewhere."""

from collections.abc import Iterator

import htpy as h
import streamlit as st

from schemas.catalogue import label
from schemas.parse import clean, flat
from wizard.core.answer_text import form_text
from wizard.core.draft import Draft
from wizard.core.markup import column_heads
from wizard.ui.layout import alert, heading, note
from wizard.ui.session import (
    continue_in_memory,
    overwrite_conflicting_draft,
    save,
    take_conflicting_draft,
)
from wizard.views.application.from_workbook import IN_MEMORY

_NOTHING = "（なし）"


def show_save_problem(draft: Draft) -> None:
    """Say that a draft could not be saved, and offer what can be done."""
    st.html(
        alert(
            "下書きを保存できませんでした",
            h.p[
                f"{draft.trouble}入力した内容はこの画面に残っています。"
                "この画面を閉じる、または再読み込みする前に、次のいずれかを選択してください。"
            ],
        )
    )
    with st.container(horizontal=True):
        st.button("再度保存", on_click=_try_again, args=(draft,), key="save-again")
        st.button("保存せずに続行", on_click=_go_without, args=(draft,), key="go-without")


def _try_again(draft: Draft) -> None:
    if save(draft):
        draft.point_at("heading")


def _go_without(draft: Draft) -> None:
    if continue_in_memory(draft):
        if IN_MEMORY in st.session_state:  # the tick on this very page
            st.session_state[IN_MEMORY] = True
        draft.point_at("heading")


def show_conflict(draft: Draft, other: Draft) -> None:
    """Show what another page has saved, and let a person choose."""
    heading("別の画面で更新されています", errors=True)
    note(
        "同じ下書きが、別の画面（タブ）で先に保存されました",
        ["どちらの内容で続行するかを選択してください。選択しなかったほうの内容は保存されません。"],
        "warn",
    )
    rows = [
        h.tr[h.th(scope="row")[name], h.td[here], h.td[there]]
        for name, here, there in _differences(draft, other)
    ]
    st.html(
        h.table(".mk-both")[
            h.caption["相違点"], column_heads("項目", "この画面", "別の画面"), h.tbody[rows]
        ]
        if rows
        else h.p["入力内容は同じです。進行中の手順のみが異なります。"]
    )
    with st.container(horizontal=True):
        st.button(
            "別の画面の内容で続行",
            type="primary",
            on_click=take_conflicting_draft,
            args=(draft,),
            key="take-theirs",
        )
        st.button(
            "この画面の内容で上書き",
            on_click=overwrite_conflicting_draft,
            args=(draft,),
            key="put-over",
        )


def _differences(draft: Draft, other: Draft) -> Iterator[tuple[str, str, str]]:
    """Yield the answers that differ: their labels, and both as a person writes them."""
    here, there = dict(flat(clean(draft.answers))), dict(flat(clean(other.answers)))
    for path in here | there:
        if here.get(path) != there.get(path):
            yield (
                label(path),
                form_text(path, here.get(path)) or _NOTHING,
                form_text(path, there.get(path)) or _NOTHING,
            )
