"""An entry of the guide on the page: what it says, and the ways to the deed."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from rules.guide.entries import GuideEntry, entries
from rules.guide.items import items
from rules.guide.places import COMMAND, PAGE, SITUATION, PageTarget
from wizard.ui.layout import link_to, links
from wizard.views.guide.guide_session import HelpDesk


def show_entry(desk: HelpDesk, entry: GuideEntry, why: Iterable[str] = (), *, where: str) -> None:
    """Show an entry; ``where`` tells its buttons apart from those of the others on the page."""
    matched = "、".join(why)
    parts = [
        f'<p class="mk-source">{escape(matched)}</p>' if matched else "",
        f'<p class="mk-shown-message">{escape(entry.message)}</p>' if entry.message else "",
        f"<p>{escape(entry.answer)}</p>",
        f"<h3>対処方法</h3><ol>{_items(entry.steps)}</ol>",
        f"<h3>注意</h3><ul>{_items(entry.conditions)}</ul>" if entry.conditions else "",
        f"<h3>問い合わせ先</h3><ul>{_items(contact.text for contact in entry.contact)}</ul>",
        f"<h3>詳しい資料</h3><ul>{_items(entry.documents)}</ul>" if entry.documents else "",
    ]
    st.html("".join(parts))
    links((link.label, link.url) for link in entry.links)
    _show_ways(desk, entry, where)
    st.html(f'<p class="mk-source">出典：FAQ {escape(items()[entry.id].citation)}</p>')


def _items(lines: Iterable[str]) -> str:
    return "".join(f"<li>{escape(line)}</li>" for line in lines)


def _show_ways(desk: HelpDesk, entry: GuideEntry, where: str) -> None:
    ways = [place for place in entry.places if place.kind != COMMAND]
    if ways:
        st.html("<h3>本ツールでできること</h3>")
        for place in ways:
            _show_way(desk, place, where)
    if entry.related:
        st.html("<h3>関連する項目</h3>")
        for id_ in entry.related:
            st.button(
                f"{items()[id_].citation}　{entries()[id_].question}",
                key=f"related:{where}:{id_}",
                type="tertiary",
                on_click=desk.show,
                args=(id_,),
            )


def _show_way(desk: HelpDesk, place: PageTarget, where: str) -> None:
    key = f"way:{where}:{place.kind}:{place.to}"
    if place.kind == SITUATION:
        link_to("", f"申込書をつくる：{place.label}", key, {"situation": place.to})
    elif place.kind == PAGE:
        link_to("" if place.to == "apply" else place.to, place.label, key)
    else:
        st.button(place.label, key=key, on_click=desk.open, args=(place.to,))
