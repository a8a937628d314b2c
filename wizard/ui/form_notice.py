"""Telling which form the answers go into, and how it becomes the official one."""

import htpy as h
import streamlit as st

from rules.dates.date_text import long_moment
from wizard.core.template_in_use import TemplateInUse, template_in_use
from wizard.ui.layout import note

_OWN = (
    "moushikomiの様式（非公式）に記入します。ヘルプデスクから入手した様式がある場合は、"
    "「公式様式の取り込み」で取り込むと、その様式に記入します。"
)


def form_origin_and_remedy(used: TemplateInUse) -> tuple[str, str]:
    """Describe whose form is in use, and what to do where it cannot be used."""
    if used.is_fixed:
        mend = "本ツールの管理者に連絡してください。復旧するまでは、moushikomiの様式に記入します。"
        return "管理者が設定した様式", mend
    return (
        "取り込んだ様式",
        "「公式様式の取り込み」で再度取り込むまで、moushikomiの様式に記入します。",
    )


def show_which_form() -> None:
    """Say which form is filled."""
    used = template_in_use()
    if used.why:
        whose, mend = form_origin_and_remedy(used)
        note(f"{whose}を使用できません", [used.why, mend], "warn")
    elif used.since is None:
        st.html(h.p(".mk-source")[_OWN])
    else:
        notice = f"{form_origin_and_remedy(used)[0]}（{long_moment(used.since)}時点）に記入します。"
        st.html(h.p(".mk-source")[notice])
