"""What every page shows: the look, the clock, the steps, the error summary."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from functools import cache
from html import escape
from importlib.resources import files

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from rules.dates.cutoff import Registration, round_after, round_at
from rules.dates.date_text import short_date
from rules.dates.round_text import cutoff_text, reasons_now, registration_text, target_text
from rules.edition import CITED
from rules.finding import Finding
from schemas.catalogue import ENTRIES, TABLES, column
from schemas.catalogue import label as label_at
from wizard.core import moments
from wizard.core.draft import Draft
from wizard.core.focus import FocusTarget
from wizard.core.journey import Step

_PAGES = "page-objects"
SITE = "スイッチング支援システム利用申込書"


@cache
def _asset(name: str) -> str:
    return files("wizard.ui").joinpath(name).read_text(encoding="utf-8")


def slug(key: str) -> str:
    """Return a widget key as the page's class names have it."""
    return re.sub(r"[^a-zA-Z0-9_-]", "-", key)


_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!~$:<>|&])")


def plain(text: str) -> str:
    """Write a text of somebody's so that a label shows it as it is, and not as markup."""
    return _MARKDOWN.sub(r"\\\1", text)


def style_sheet(name: str) -> None:
    """Give the page a style sheet."""
    st.html(f"<style>{_asset(name)}</style>")


def frame(
    pages: Sequence[StreamlitPage], current: StreamlitPage, back_to_draft: Mapping[str, str]
) -> None:
    """Show what stands on top of every page: the brand, the way to the other pages, the clock.

    ``back_to_draft`` is the address of the present draft on the first page.
    """
    style_sheet("style.css")
    st.html(f'<div class="mk-brand"><b>{SITE}</b><span>moushikomi（非公式の作成支援）</span></div>')
    st.session_state[_PAGES] = {page.url_path: page for page in pages}
    with st.container(horizontal=True, key="pages"):
        for page in pages:
            st.page_link(page, query_params=back_to_draft if page is pages[0] else None)
    st.html(f'<div data-current="{escape(current.title)}"></div>')
    clock()


def foot() -> None:
    """Show what stands below every page: which FAQ its numbers are of."""
    st.html(f'<footer class="mk-source">{CITED}</footer>')


def link_to(page: str, label: str, key: str, query: Mapping[str, str] | None = None) -> None:
    """Show a link to another page, by its address (empty for the first one)."""
    found = st.session_state.get(_PAGES, {}).get(page)
    if found is not None:
        with st.container(key=key):
            st.page_link(found, label=label, query_params=dict(query or {}))


@st.fragment(run_every="60s")
def clock() -> None:
    """Show the next cut-off, how long is left, and what follows it; renewed every minute."""
    now, calendar = moments.now(), moments.calendar()
    this = round_at(now, calendar)
    after = round_after(this, calendar)
    closes_at = this.cutoff.closes_at
    st.html(
        '<dl class="mk-clock" aria-label="締切と登録の見込み">'
        f"<div><dt>次の締切</dt><dd>{short_date(closes_at.date())} {closes_at:%H:%M}"
        f"<small>あと{left(closes_at - now)}</small></dd></div>"
        f"<div><dt>登録の見込み</dt><dd>{short_date(this.registration.expected)}頃"
        f"{_target(this.registration)}</dd></div>"
        f"<div><dt>この締切を過ぎた場合</dt><dd>{cutoff_text(after.cutoff, short_date)} 締切"
        f"<small>{registration_text(after.registration, short_date)}に登録</small></dd></div></dl>"
        + reason_list(reasons_now(this, now, calendar))
    )


def _target(registration: Registration) -> str:
    target = target_text(registration)
    return f"<small>{target}</small>" if target else ""


def left(rest: timedelta) -> str:
    """Return how long is left: days and hours, or hours and minutes."""
    hours, minutes = divmod(int(rest.total_seconds()) // 60, 60)
    days, hours = divmod(hours, 24)
    if days:
        return f"{days}日{hours}時間"
    return f"{hours}時間{minutes}分" if hours else f"{minutes}分"


def reason_list(reasons: Iterable[str]) -> str:
    """Return the reasons why dates moved as a list; nothing where they did not."""
    items = "".join(f"<li>{escape(reason)}</li>" for reason in reasons)
    return f'<ul class="mk-clock-notes">{items}</ul>' if items else ""


def heading(title: str, *, errors: bool = False) -> None:
    """Show a page's title, on the page and in the browser."""
    st.set_page_config(page_title=f"{'エラー：' if errors else ''}{title}｜{SITE}")
    st.html(f'<h1 tabindex="-1">{escape(title)}</h1>')


def progress(draft: Draft, all_steps: list[Step], current: str, bad: set[str]) -> None:
    """Show the steps: done, shown now, with errors, still to come."""
    items = []
    for step in all_steps:
        here = ' aria-current="step"' if step.id == current else ""
        state, mark = "", ""
        if step.id in bad:
            state, mark = "error", "（要修正）"
        elif step.id in draft.accepted and step.id != current:
            state, mark = "done", "（済）"
        items.append(f'<li class="{state}"{here}>{escape(step.title)}{mark}</li>')
    number = [step.id for step in all_steps].index(current) + 1
    st.html(
        f'<nav aria-label="手順"><p class="mk-count">手順 {number} / {len(all_steps)}</p>'
        f'<ol class="mk-steps">{"".join(items)}</ol></nav>'
    )


def field_head(  # noqa: PLR0913 - one word each for what stands above a widget
    key: str,
    *,
    label: str = "",
    mark: str = "",
    hint: str = "",
    said: Sequence[str] = (),
    needed: bool = False,
) -> None:
    """Show label, hint and errors above a widget; the page's script ties them to it by its key."""
    name = slug(key)
    parts = []
    if label:
        style = "mk-must" if needed else "mk-may"
        marked = f'<span class="{style}">{escape(mark)}</span>'
        parts.append(f'<div class="mk-label">{escape(label)}{marked}</div>')
    if hint:
        parts.append(f'<div class="mk-hint" id="hint-{name}">{escape(hint)}</div>')
    parts += [
        f'<div class="mk-error" id="error-{name}-{number}">エラー：{escape(text)}</div>'
        for number, text in enumerate(said)
    ]
    if parts:
        invalid, required = str(bool(said)).lower(), str(needed).lower()
        st.html(
            f'<div data-field="{name}" data-invalid="{invalid}" data-required="{required}">'
            f"{''.join(parts)}</div>"
        )


def error_summary(errors: Iterable[tuple[str, str]]) -> None:
    """Show what must be mended, each linked to its field: pairs of widget key and words.

    To be called where there is nothing to mend, too: what follows keeps its place on the page. A
    file field that changes its place is drawn anew, and a file on its way to it would be lost.
    """
    items = "".join(
        f'<li><a href="#field-{slug(key)}">{escape(text)}</a></li>' for key, text in errors
    )
    if not items:
        st.empty()
        return
    st.html(
        '<div class="mk-summary" id="error-summary" role="alert" tabindex="-1">'
        f"<h2>入力内容を確認してください</h2><ul>{items}</ul></div>"
    )


def note(title: str, lines: Iterable[str], style: str = "note") -> None:
    """Show a box with a title and a list."""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    body = f"<ul>{items}</ul>" if items else ""
    st.html(f'<div class="mk-{style}"><h2>{escape(title)}</h2>{body}</div>')


def links(pairs: Iterable[tuple[str, str]]) -> None:
    """Show links to official pages."""
    items = "".join(
        f'<li><a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{escape(label)}'
        "（新しいタブで開きます）</a></li>"
        for label, url in pairs
    )
    if items:
        st.html(
            f"<ul>{items}</ul>"
            '<p class="mk-source">リンク先のURLは変更されている場合があります。</p>'
        )


def finish_page(pointing: FocusTarget) -> None:
    """Hand the page over to the browser: language, descriptions, and the focus of the last move.

    The script is always the same, for the browser runs only one whose hash it was told.
    """
    st.html(f"<script>{_asset('page.js')}</script>", unsafe_allow_javascript=True)
    if pointing.moves:
        where = escape(slug(pointing.focus))
        st.html(f'<div data-point="{where}" data-move="{pointing.moves}"></div>')


def summary_line(finding: Finding) -> str:
    """Describe in a line which field is meant and what to do there; more is said at the field.

    What concerns no single field is said whole.
    """
    if column(finding.path) not in {**ENTRIES, **TABLES}:
        return f"{finding.message}{finding.remedy}"
    return f"{label_at(finding.path)}：{finding.remedy.partition('。')[0]}"


def instruction(finding: Finding) -> str:
    """Describe beside a field what to do; where nothing was written, the remedy says it all.

    The field's name, with which most messages begin, stands right above.
    """
    if finding.code in {"missing", "half-filled"}:
        return finding.remedy
    name = f"^「{re.escape(label_at(finding.path))}」[がはにをの]、?"
    return f"{re.sub(name, '', finding.message)}{finding.remedy}"
