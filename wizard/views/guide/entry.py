"""An entry of the guide on the page: what it says, and the ways to the deed."""

import re
from collections.abc import Iterable
from typing import Final

import htpy as h
import streamlit as st

from rules.guide.entries import GuideEntry, entries
from rules.guide.items import items
from rules.guide.places import COMMAND, PAGE, SITUATION, PageTarget
from wizard.core.markup import bullets, list_items
from wizard.ui.layout import link_to, links
from wizard.views.guide.guide_session import GuideSession

_CITED: Final = re.compile(r"(?<![0-9A-Za-z-])(\d{1,2}-\d{1,2}|ref-\d)(?![0-9A-Za-z-])")
"""What looks like the id of an entry, in a sentence."""


def with_links(text: str) -> list[h.Node]:
    """Return a sentence of an entry, with a link where it cites another."""
    return [
        h.a(href=f"?item={part}")[items()[part].citation] if part in entries() else part
        for part in _CITED.split(text)
    ]


def show_entry(
    session: GuideSession, entry: GuideEntry, why: Iterable[str] = (), *, where: str
) -> None:
    """Show an entry; ``where`` distinguishes its buttons from those of the others on the page."""
    matched = "、".join(why)
    parts = [
        matched and h.p(".mk-source")[matched],
        entry.message and h.p(".mk-shown-message")[entry.message],
        h.p[with_links(entry.answer)],
        [h.h3["対処方法"], h.ol[list_items(map(with_links, entry.steps))]],
        [h.h3["注意"], bullets(map(with_links, entry.conditions))] if entry.conditions else None,
        [h.h3["問い合わせ先"], h.ul[list_items(contact.text for contact in entry.contact)]],
        [h.h3["詳しい資料"], bullets(entry.documents)] if entry.documents else None,
    ]
    st.html(h.fragment[parts])
    links((link.label, link.url) for link in entry.links)
    _show_ways(session, entry, where)
    st.html(h.p(".mk-source")[f"出典：FAQ {items()[entry.id].citation}"])


def _show_ways(session: GuideSession, entry: GuideEntry, where: str) -> None:
    ways = [place for place in entry.places if place.kind != COMMAND]
    if ways:
        st.html(h.h3["本ツールでできること"])
        for place in ways:
            _show_way(session, place, where)
    if entry.related:
        st.html(h.h3["関連する項目"])
        for id_ in entry.related:
            st.button(
                f"{items()[id_].citation}　{entries()[id_].question}",
                key=f"related:{where}:{id_}",
                type="tertiary",
                on_click=session.show,
                args=(id_,),
            )


def _show_way(session: GuideSession, place: PageTarget, where: str) -> None:
    key = f"way:{where}:{place.kind}:{place.to}"
    if place.kind == SITUATION:
        link_to("", f"申込書をつくる：{place.label}", key, {"situation": place.to})
    elif place.kind == PAGE:
        link_to("" if place.to == "apply" else place.to, place.label, key)
    else:
        st.button(place.label, key=key, on_click=session.open, args=(place.to,))
