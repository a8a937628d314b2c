"""The layout of every page: the look, the clock, the steps, the error summary."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

import htpy as h
import streamlit as st

from rules.dates.cutoff import round_after, round_at
from rules.dates.date_text import short_date, short_moment
from rules.dates.round_text import cutoff_text, reasons_now, registration_text, target_text
from rules.edition import CITED
from rules.finding import Finding
from schemas.catalogue import ENTRIES, TABLES, column
from schemas.catalogue import label as label_at
from wizard.core import moments
from wizard.core.draft import Draft
from wizard.core.focus_target import FocusTarget
from wizard.core.journey import Step, is_accepted, page_of, reachable
from wizard.core.markup import bullets, raw_text
from wizard.core.versions import resubmission_text, version_of_draft

_PAGES = "page-objects"
_SHOWN = "page-shown-last"
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


def style_sheet(*names: str) -> None:
    """Give the page style sheets, in one element."""
    st.html(raw_text(h.style, "".join(map(_asset, names))))


def frame(pages: Sequence[st.Page], current: st.Page, back_to_draft: Mapping[str, str]) -> None:
    """Show what stands on top of every page: the brand, and the way to the other pages.

    ``back_to_draft`` is the address of the present draft on the first page.
    """
    style_sheet("tokens.css", "framework.css", "style.css")
    home = h.a(href="/", target="_self")[SITE]
    st.html(h.div(".mk-brand")[h.b[home], h.span["moushikomi（非公式の作成支援）"]])
    st.session_state[_PAGES] = {page.url_path: page for page in pages}
    with st.container(horizontal=True, key="pages"):
        for page in pages:
            st.page_link(page, query_params=back_to_draft if page is pages[0] else None)
    st.html(h.div(data_current=current.title))


def foot() -> None:
    """Show what stands below every page: which FAQ its numbers are of."""
    st.html(h.footer(".mk-source")[CITED])


def link_to(page: str, label: str, key: str, query: Mapping[str, str] | None = None) -> None:
    """Show a link to another page, by its address (empty for the first one)."""
    found = st.session_state.get(_PAGES, {}).get(page)
    if found is not None:
        with st.container(key=key):
            st.page_link(found, label=label, query_params=dict(query or {}))


def switch_to(page: str, query: Mapping[str, str]) -> None:
    """Show another page instead, by its address (empty for the first one)."""
    st.switch_page(st.session_state[_PAGES][page], query_params=dict(query))


@st.fragment(run_every="60s")
def clock() -> None:
    """Show the next cut-off, how long is left, and what follows it; renewed every minute."""
    now, calendar = moments.now(), moments.calendar()
    this = round_at(now, calendar)
    after = round_after(this, calendar)
    registered, later = this.registration, registration_text(after.registration, short_date)
    target = target_text(registered)
    st.html(
        h.fragment[
            h.dl(".mk-clock", aria_label="締切と登録の見込み")[
                h.div[
                    h.dt["次の締切"],
                    h.dd[
                        short_moment(this.cutoff.closes_at),
                        h.small[f"あと{left(this.cutoff.closes_at - now)}"],
                    ],
                ],
                h.div[
                    h.dt["登録の見込み"],
                    h.dd[f"{short_date(registered.expected)}頃", target and h.small[target]],
                ],
                h.div[
                    h.dt["この締切を過ぎた場合"],
                    h.dd[
                        f"{cutoff_text(after.cutoff, short_date)} 締切", h.small[f"{later}に登録"]
                    ],
                ],
            ],
            reason_list(reasons_now(this, now, calendar)),
        ]
    )


@st.fragment(run_every="60s")
def clock_line() -> None:
    """Show the next cut-off and what it is registered by, in a line; renewed every minute."""
    now, calendar = moments.now(), moments.calendar()
    this = round_at(now, calendar)
    st.html(
        h.p(".mk-clock.line")[
            "次の締切 ",
            h.b[short_moment(this.cutoff.closes_at)],
            f"（あと{left(this.cutoff.closes_at - now)}）→ ",
            h.span[registration_text(this.registration, short_date), "に登録"],
        ]
    )


def left(rest: timedelta) -> str:
    """Return how long is left: days and hours, or hours and minutes."""
    hours, minutes = divmod(int(rest.total_seconds()) // 60, 60)
    days, hours = divmod(hours, 24)
    if days:
        return f"{days}日{hours}時間"
    return f"{hours}時間{minutes}分" if hours else f"{minutes}分"


def reason_list(reasons: Iterable[str]) -> h.Element | None:
    """Return the reasons why dates moved as a list; nothing where they did not."""
    return bullets(reasons, "mk-clock-notes")


def heading(title: str, *, errors: bool = False) -> None:
    """Show a page's title, on the page and in the browser."""
    st.set_page_config(page_title=f"{'エラー：' if errors else ''}{title}｜{SITE}")
    st.html(h.h1(tabindex="-1")[title])


def progress(draft: Draft, all_steps: list[Step], current: str, bad: set[str]) -> None:
    """Show the steps and the clock; what may be opened is a link, errors are named.

    ``bad`` are sections, or steps, with errors.
    """
    ids, faulty = [step.id for step in all_steps], {page_of(draft, one) for one in bad}
    number = ids.index(current) + 1
    with st.container(key="progress"):
        with st.container(key="steps", horizontal=True):
            st.html(
                h.p(".mk-count", data_group="steps", data_name="手順")[
                    f"手順 {number} / {len(ids)}"
                ]
            )
            for at, step in enumerate(all_steps, 1):
                words = f"{at} {step.title}{'（要修正）' if step.id in faulty else ''}"
                if step.id != current and reachable(draft, step.id) == step.id:
                    is_done = is_accepted(draft, step.id) and step.id not in faulty
                    _step_link(draft, step.id, f"✓ {words}" if is_done else words)
                else:
                    here = "step" if step.id == current else None
                    state = "error" if step.id in faulty else ""
                    st.html(h.div(class_=f"mk-step {state}", aria_current=here)[words])
        with st.container(key="state", horizontal=True):
            if version := resubmission_text(version_of_draft(draft, None).number):
                st.html(h.p(".mk-version")[version])
            clock_line()
            if draft.saved_at is not None and not draft.trouble:
                _saved(draft.saved_at)


def _saved(at: datetime) -> None:
    """Say quietly that the draft is saved, and offer its address."""
    copy = h.button(".mk-copy", type="button", data_copy="コピーしました")[
        "このページのリンクをコピー"
    ]
    st.html(h.p(".mk-saved")[h.span(role="status")[f"保存しました {at:%H:%M}"], copy])


def _step_link(draft: Draft, step: str, words: str) -> None:
    page = st.session_state[_PAGES][""]
    st.page_link(page, label=plain(words), query_params={"draft": draft.token, "step": step})


def field_head(  # noqa: PLR0913 - one word each for what stands above a widget
    key: str,
    *,
    label: str = "",
    mark: str = "",
    hint: str = "",
    errors: Sequence[str] = (),
    needed: bool = False,
) -> None:
    """Show label, hint and errors above a widget; the page's script ties them to it by its key."""
    name = slug(key)
    parts = []
    if label:
        style = "mk-must" if needed else "mk-may"
        parts.append(h.div(".mk-label")[label, h.span(class_=style)[mark]])
    if hint:
        parts.append(h.div(".mk-hint", id=f"hint-{name}")[hint])
    parts += [
        h.div(".mk-error", id=f"error-{name}-{number}")[f"エラー：{text}"]
        for number, text in enumerate(errors)
    ]
    if parts:
        invalid, required = str(bool(errors)).lower(), str(needed).lower()
        st.html(h.div(data_field=name, data_invalid=invalid, data_required=required)[parts])


def show_date_picker(key: str) -> None:
    """Show the browser's calendar over the end of a date's text field, by its key.

    It is for the pointer alone: the keyboard and screen readers have the text field.
    """
    st.html(
        h.div(".mk-picker")[
            h.input(
                type="date",
                tabindex="-1",
                aria_hidden="true",
                data_picks=slug(key),
                title="カレンダーから選択",
            )
        ]
    )


def date_field(label: str, key: str, **options: Any) -> None:  # noqa: ANN401 - the framework's own
    """Show a text field for a date, with the calendar; its label and errors stand above."""
    with st.container(key=f"date:{key}"):
        show_date_picker(key)
        st.text_input(label, key=key, label_visibility="collapsed", **options)


def error_summary(errors: Iterable[tuple[str, str]]) -> None:
    """Show what must be mended, each linked to its field: pairs of widget key and words.

    To be called where there is nothing to mend, too: what follows keeps its place on the page. A
    file field that changes its place is drawn anew, and a file on its way to it would be lost.
    """
    listed = bullets(h.a(href=f"#field-{slug(key)}")[text] for key, text in errors)
    if listed is None:
        st.empty()
        return
    st.html(alert("入力内容を確認してください", listed))


def alert(title: str, content: h.Node = None) -> h.Element:
    """Return the box that says what is wrong with a page; the page's script moves to it."""
    box = h.div(".mk-summary", id="error-summary", role="alert", tabindex="-1")
    return box[h.h2[title], content]


def note(title: str, lines: Iterable[str], style: str = "note") -> None:
    """Show a box with a title and a list."""
    st.html(h.div(f".mk-{style}")[h.h2[title], bullets(lines)])


def links(pairs: Iterable[tuple[str, str]]) -> None:
    """Show links to official pages."""
    listed = bullets(
        h.a(href=url, target="_blank", rel="noopener noreferrer")[
            f"{label}（新しいタブで開きます）"
        ]
        for label, url in pairs
    )
    if listed:
        changed = "リンク先のURLは変更されている場合があります。"
        st.html(h.fragment[listed, h.p(".mk-source")[changed]])


def finish_page(pointing: FocusTarget) -> None:
    """Hand the page over to the browser: language, descriptions, and the focus of the last move.

    The script is always the same, for the browser runs only one whose hash it was told.
    """
    st.session_state[_SHOWN] = pointing
    st.html(raw_text(h.script, _asset("page.js")), unsafe_allow_javascript=True)
    if pointing.moves:
        st.html(h.div(data_point=slug(pointing.focus), data_move=pointing.moves))


def is_shown_again(pointing: FocusTarget) -> bool:
    """Return whether the page that was shown last in this session is the same one.

    From here on it is, even where a click comes before the page is finished.
    """
    is_same = st.session_state.get(_SHOWN) is pointing
    st.session_state[_SHOWN] = pointing
    return is_same


def summary_line(finding: Finding) -> str:
    """Describe in a line which field is meant, what is wrong, and what to do; the field says more.

    What concerns no single field is said whole.
    """
    if column(finding.path) not in {**ENTRIES, **TABLES}:
        return f"{finding.message}{finding.remedy}"
    return f"{label_at(finding.path)}：{_fault(finding)}{finding.remedy.partition('。')[0]}"


def instruction(finding: Finding) -> str:
    """Describe beside a field what to do; where nothing was written, the remedy says it all.

    The field's name, with which most messages begin, stands right above.
    """
    return f"{_fault(finding)}{finding.remedy}"


def _fault(finding: Finding) -> str:
    """Return what is wrong without the field's name; empty where nothing was written."""
    if finding.code in {"missing", "half-filled"}:
        return ""
    name = f"^「{re.escape(label_at(finding.path))}」"
    return re.sub(rf"{name}(?:（(.*?)）(?=[がはにをの])|[がはにをの]、?)", r"\1", finding.message)
