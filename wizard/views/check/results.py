"""The results of a check, file by file: the worst first, each finding with its remedy."""

from collections.abc import Sequence
from html import escape
from typing import Final

import streamlit as st

from rules.finding import SEVERITY_WORDS, Finding
from wizard.core import moments
from wizard.core.checking.batch_summary import SummaryLine, lines, one_line
from wizard.core.checking.check_session import CheckSession
from wizard.core.checking.returns import return_files
from wizard.core.filing import VERDICTS

_ON_A_PAGE: Final = 20
_MOST_FINDINGS: Final = 100
_LONGEST_NAME: Final = 300


def show_results(desk: CheckSession) -> None:
    """Show a page of results."""
    order, numbers = desk.worst_first(), sorted(desk.checked)
    told = dict(zip(numbers, lines(desk.checked[n] for n in numbers), strict=True))
    first = desk.page * _ON_A_PAGE
    for number in order[first : first + _ON_A_PAGE]:
        _show_file(desk, number, told[number])
    pages = -(-len(order) // _ON_A_PAGE)
    if pages > 1:
        _turn(desk, pages)


def _turn(desk: CheckSession, pages: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="turn-results"):
        st.html(f"<p>{desk.page + 1} / {pages}ページ</p>")
        if desk.page > 0:
            st.button("前のページ", on_click=_turn_to, args=(desk, desk.page - 1), key="before")
        if desk.page + 1 < pages:
            st.button("次のページ", on_click=_turn_to, args=(desk, desk.page + 1), key="after")


def _turn_to(desk: CheckSession, page: int) -> None:
    desk.page = page
    desk.point_at("answer")


def _show_file(desk: CheckSession, number: int, line: SummaryLine) -> None:
    item = desk.checked[number]
    verdict = item.verdict
    at, office = desk.at or moments.now(), moments.calendar()
    with st.container(border=True, key=f"file-{number}"):
        st.html(
            f"<h3>{escape(one_line(item.file, _LONGEST_NAME))}</h3>"
            f'<p class="mk-verdict {verdict.verdict}">{escape(VERDICTS[verdict.verdict])}</p>'
            f"{_about(line)}{_findings(verdict.findings)}"
        )
        with st.container(horizontal=True):
            for found in return_files(desk.uploads[number], verdict, at, office, set()):
                st.download_button(
                    found.what,
                    data=found.make,
                    file_name=found.name,
                    mime=found.mime,
                    on_click="ignore",
                    key=f"{number}:{found.name}",
                )


def _about(line: SummaryLine) -> str:
    known = " ／ ".join(filter(None, (line.company, line.business_code, line.kind)))
    dated = f"（申込年月日 {line.applied_on}）" if line.applied_on else ""
    remark = f'<p class="mk-remark">{escape(line.remark)}</p>' if line.remark else ""
    about = f"<p>{escape(known + dated)}</p>" if known or dated else ""
    return about + remark


def _findings(findings: Sequence[Finding]) -> str:
    """List findings; more than a person reads are counted."""
    items = "".join(_finding(finding) for finding in findings[:_MOST_FINDINGS])
    more = len(findings) - _MOST_FINDINGS
    rest = f"<li>ほか{more}件（写しの「不備一覧」シートに記載）</li>" if more > 0 else ""
    return f'<ul class="mk-findings">{items}{rest}</ul>' if items else ""


def _finding(finding: Finding) -> str:
    cell = f'<span class="mk-cell">{escape(finding.cell)}</span> ' if finding.cell else ""
    return (
        f'<li class="{finding.severity}"><b>{SEVERITY_WORDS[finding.severity]}</b>{cell}'
        f"{escape(finding.message)}<br>{escape(finding.advice)}"
        f'<span class="mk-source">（FAQ {escape(finding.source)}）</span></li>'
    )
