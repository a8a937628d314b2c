"""The check page: every answer with its cell, and everything that was found."""

from typing import Final

import htpy as h
import streamlit as st

from rules.finding import SEVERITY_WORDS, Finding, Severity, is_acceptable
from rules.obligations.messages import sort_by_severity
from schemas.answers import KINDS
from schemas.catalogue import ENTRIES, SECTIONS, TABLES, Entry, Need, column, label
from wizard.core import moments
from wizard.core.answer_text import form_text
from wizard.core.draft import Draft, get_at
from wizard.core.filing import findings_of_filled
from wizard.core.journey import (
    CHECK,
    PARTS,
    START,
    entries,
    findings,
    need,
    preceding,
    section_of,
    sections,
    steps,
)
from wizard.core.template_in_use import template_in_use
from wizard.ui.form_preview.show import show_form
from wizard.ui.layout import alert, heading, link_to, note, progress, slug
from wizard.ui.session import accept_step, go, reject_step
from wizard.ui.session_cache import cached_in_session
from wizard.views.application.fields import widget_key
from wizard.views.application.suggestions import offer_originals, offer_suggestions
from workbook.forms.fill import Filled, RefusedError, fill
from workbook.forms.statements import REMARKS
from workbook.places import place_of

_OF_THE_BLANK: Final = {"place-unknown", "unidentified"}
"""Codes of what is mended where the blank is taken in."""


def show_check(draft: Draft) -> None:
    """Show every answer and every finding; errors must be mended before the form is finished."""
    filled = _filled(draft)
    found = _found(draft, filled)
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    bad = {section_of(one.path) for one in errors if one.code not in _OF_THE_BLANK}
    heading("内容の確認", errors=bool(errors))
    progress(draft, steps(draft), CHECK, bad)
    if errors:
        with st.container(key="errors"):
            st.html(alert(f"修正が必要な点が{len(errors)}件あります"))
            _show_findings(draft, errors, "bad")
    else:
        note("不備は見つかりませんでした", ["受理の判断は広域機関が行います。"])
    others = [finding for finding in found if finding.severity is not Severity.ERROR]
    if others:
        st.html(h.h2["ご確認いただきたい点"])
        _show_findings(draft, others, "warn")
    offer_originals(draft, draft.originals, "")
    with st.container(border=True):
        _row(draft, START, label("kind"), KINDS.word(draft.kind), "kind")
    for section in sections(draft):
        _show_section(draft, section)
    if filled:
        show_form(draft, filled.content, errors, can_change=True)
    with st.container(horizontal=True):
        st.button("申込書を作成", type="primary", on_click=_finish, args=(draft,), key="finish")
        st.button("戻る", on_click=go, args=(draft, preceding(draft, CHECK)), key="back")


def _filled(draft: Draft) -> Filled | None:
    """Fill the form; where it cannot be written, the findings say so already."""
    template = template_in_use().template

    def filled() -> Filled | None:
        try:
            return fill(draft.answers, template)
        except RefusedError:
            return None

    return cached_in_session("filled", (repr(draft.answers), template), filled)


def _found(draft: Draft, filled: Filled | None) -> list[Finding]:
    """Return everything there is to say of a draft and of its form."""
    found = findings(draft, moments.now(), moments.calendar())
    if filled is None:
        return found
    template, is_fine = template_in_use().template, is_acceptable(found)
    found += cached_in_session(
        "findings-of-form",
        (repr(draft.answers), template, is_fine),
        lambda: findings_of_filled(filled, draft.answers, template, found),
    )
    return list(sort_by_severity(found))


def _show_findings(draft: Draft, found: list[Finding], style: str) -> None:
    for number, finding in enumerate(found):
        said = SEVERITY_WORDS[finding.severity]
        shade = "note" if finding.severity is Severity.NOTE else style
        st.html(
            h.div(f".mk-{shade}")[
                h.p[
                    h.b[f"{said}：{finding.message}"],
                    h.br,
                    f"{finding.remedy} ",
                    h.span(".mk-source")[f"（FAQ {finding.source}）"],
                ]
            ]
        )
        offer_suggestions(draft, [finding], f"suggestion:{style}:{number}", "")
        if finding.code in _OF_THE_BLANK:
            link_to("intake", "公式様式の取り込みを開く", f"mend:{style}:{number}")
            continue
        step = section_of(finding.path)
        if step in {*sections(draft), PARTS} and not (step == PARTS and draft.kind != "change"):
            where = label(finding.path) if finding.path != "kind" else "変更する項目"
            st.button(
                f"{where}を修正",
                key=f"mend:{style}:{number}",
                type="tertiary",
                on_click=go,
                args=(draft, step),
                kwargs={"focus": _field_of(draft, finding.path, step), "back": True},
            )


def _field_of(draft: Draft, path: str, step: str) -> str:
    return "heading" if step in {START, PARTS} else widget_key(draft, path, step)


def _show_section(draft: Draft, section: str) -> None:
    with st.container(border=True):
        st.html(h.h2[SECTIONS[section]])
        shown_tables: set[str] = set()
        for entry in entries(draft, section):
            if not entry.table:
                _show_answer(draft, section, entry, entry.path)
            elif entry.table not in shown_tables:
                shown_tables.add(entry.table)
                _show_table(draft, section, entry.table)


def _show_table(draft: Draft, section: str, table: str) -> None:
    given = get_at(draft.answers, table) or []
    if not given:
        _row(draft, section, TABLES[table].title, "", table)
    for number, _ in enumerate(given):
        for entry in entries(draft, section):
            if entry.table == table:
                _show_answer(draft, section, entry, f"{table}.{number}.{entry.name}")


def _show_answer(draft: Draft, section: str, entry: Entry, path: str) -> None:
    said, before = form_text(path, get_at(draft.answers, path)), get_at(draft.last_time, path)
    was = form_text(path, before) if said and not entry.table else ""
    _row(draft, section, label(path), said, path, was=was if was != said else "")


def _unanswered(draft: Draft, path: str) -> str:
    entry = ENTRIES.get(column(path))
    return "未記入（任意）" if entry and need(draft, entry) is Need.OPTIONAL else "未記入"


def _row(  # noqa: PLR0913 - an answer, and what stands beside it
    draft: Draft, section: str, title: str, said: str, path: str, *, was: str = ""
) -> None:
    filled = _filled(draft)
    where = REMARKS if filled and path in filled.stated else path
    place = place_of(where, template_in_use().template.places, draft.kind)
    box = "記入欄：備考" if where != path else "記入欄"
    text, button = st.columns([5, 1.6], vertical_alignment="center")
    text.html(
        h.div(data_edit=slug(f"edit:{path}"), data_name=f"{title}を変更")[
            h.div(".mk-hint")[title],
            h.div(".mk-answer")[said]
            if said
            else h.div(".mk-unanswered")[_unanswered(draft, path)],
            was and h.div(".mk-hint")[f"前回：{was}"],
            place and h.div(".mk-cell")[f"{box}：{place}"],
        ]
    )
    button.button(
        "変更",
        key=f"edit:{path}",
        type="tertiary",
        on_click=go,
        args=(draft, section),
        kwargs={"focus": _field_of(draft, path, section), "back": True},
    )


def _finish(draft: Draft) -> None:
    if not is_acceptable(_found(draft, _filled(draft))):
        reject_step(draft, CHECK)
        return
    accept_step(draft, CHECK, finished_at=moments.now())
