"""The results of a check, file by file: the worst first, each finding with its remedy."""

from collections.abc import Mapping, Sequence
from typing import Final

import htpy as h
import streamlit as st

from rules.finding import SEVERITY_WORDS, Finding, Severity
from wizard.core import moments
from wizard.core.answer_text import one_line
from wizard.core.checking.batch_summary import SummaryLine, lines
from wizard.core.checking.check_session import CheckSession
from wizard.core.checking.returns import return_files
from wizard.core.checking.uploads import copies_text
from wizard.core.form_findings import UNOFFICIAL
from wizard.core.markup import column_heads
from wizard.core.prefill import has_too_many_rows, resumed
from wizard.core.verdicts import ACCEPTABLE, VERDICTS, Verdict
from wizard.ui.downloads import offer_file
from wizard.ui.layout import style_sheet
from wizard.ui.session import open_draft

_ON_A_PAGE: Final = 20  # files (an estimate of what a person looks through)
_MOST_FINDINGS: Final = 100  # of a file; more are counted
_LONGEST_NAME: Final = 300  # characters of the name of a file


def show_results(desk: CheckSession) -> None:
    """Show a page of results."""
    order, numbers = desk.worst_first(), sorted(desk.checked)
    lines_by_number = dict(zip(numbers, lines(desk.checked[n] for n in numbers), strict=True))
    first = desk.page * _ON_A_PAGE
    shown = order[first : first + _ON_A_PAGE]
    _show_table({number: lines_by_number[number] for number in shown})
    for number in shown:
        _show_file(desk, number, lines_by_number[number])
    pages = -(-len(order) // _ON_A_PAGE)
    if pages > 1:
        _turn(desk, pages)


def _show_table(lines_by_number: Mapping[int, SummaryLine]) -> None:
    """Show a line for each file, which leads to what is said of it below."""
    rows = [
        h.tr[
            h.th(scope="row")[h.a(href=f"#result-{number}")[one_line(line.file, _LONGEST_NAME)]],
            h.td[line.verdict.partition("（")[0]],
            h.td[line.company],
            h.td[line.kind],
            h.td(".mk-number")[line.errors or None],
            h.td(".mk-number")[line.warnings or None],
            h.td[line.first_gap],
        ]
        for number, line in lines_by_number.items()
    ]
    heads = column_heads("ファイル", "判定", "事業者", "申請区分", "不備", "要確認", "主な指摘")
    style_sheet("batch.css")
    st.html(
        h.div(".mk-results", role="region", tabindex="0", aria_label="チェック結果の一覧")[
            h.table[heads, h.tbody[rows]]
        ]
    )


def _turn(desk: CheckSession, pages: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="turn-results"):
        st.html(h.p[f"{desk.page + 1} / {pages}ページ"])
        if desk.page > 0:
            st.button("前のページ", on_click=_turn_to, args=(desk, desk.page - 1), key="before")
        if desk.page + 1 < pages:
            st.button("次のページ", on_click=_turn_to, args=(desk, desk.page + 1), key="after")


def _turn_to(desk: CheckSession, page: int) -> None:
    desk.page = page
    desk.point_at("answer")


def _show_file(desk: CheckSession, number: int, line: SummaryLine) -> None:
    item, copies = desk.checked[number], desk.uploads[number].copies
    verdict = item.verdict
    at, office = desk.at or moments.now(), moments.calendar()
    with st.container(border=True, key=f"file-{number}"):
        st.html(
            h.div(id=f"result-{number}", tabindex="-1")[
                h.h3[one_line(item.file, _LONGEST_NAME)],
                _verdict(verdict),
                _about(line),
                copies and h.p(".mk-source")[_copies(item.file, copies)],
                _findings(verdict.findings),
            ]
        )
        with st.container(horizontal=True):
            for found in return_files(desk.uploads[number], verdict, at, office, set()):
                offer_file(found.what, found.make, found.name, f"{number}:{found.name}")
            if _is_mendable(verdict):
                st.button(
                    "この内容で申込書を作成", key=f"mend:{number}", on_click=_mend, args=(verdict,)
                )


def is_to_be_confirmed(verdict: Verdict) -> bool:
    """Return whether nothing is wrong with a form, and yet more than its layout to look into."""
    warnings = (one for one in verdict.findings if one.severity is Severity.WARNING)
    return verdict.verdict == ACCEPTABLE and any(one.code != UNOFFICIAL for one in warnings)


def _verdict(verdict: Verdict) -> h.Element:
    """Return the verdict; where nothing is wrong, with how much is to be looked into."""
    to_confirm = [one for one in verdict.findings if one.severity is Severity.WARNING]
    is_doubtful = is_to_be_confirmed(verdict)
    line = h.p(class_=f"mk-verdict {'doubtful' if is_doubtful else verdict.verdict}")
    return line[
        VERDICTS[verdict.verdict],
        f"　ご確認いただきたい点が{len(to_confirm)}件あります" if is_doubtful else None,
    ]


def _copies(file: str, copies: Sequence[str]) -> str:
    return copies_text([one_line(name, _LONGEST_NAME) for name in (file, *copies)])


def _is_mendable(verdict: Verdict) -> bool:
    """Return whether the pages can go on with the one form of a workbook."""
    answers = verdict.answers or {}
    is_single = not verdict.sheet
    return bool(answers.get("kind")) and is_single and not has_too_many_rows(answers)


def _mend(verdict: Verdict) -> None:
    """Go on with the answers of a form on the pages, at the first that has to be mended."""
    open_draft(resumed(verdict.answers or {}, moments.now(), moments.calendar()))


def _about(line: SummaryLine) -> h.Node:
    known = " ／ ".join(filter(None, (line.company, line.business_code, line.kind)))
    dated = f"（申込年月日 {line.applied_on}）" if line.applied_on else ""
    about = known + dated
    return [about and h.p[about], line.remark and h.p(".mk-remark")[line.remark]]


def _findings(findings: Sequence[Finding]) -> h.Element | None:
    """List findings; more than a person reads are counted."""
    items = [_finding(finding) for finding in findings[:_MOST_FINDINGS]]
    more = len(findings) - _MOST_FINDINGS
    if more > 0:
        items.append(h.li[f"ほか{more}件（写しの「不備一覧」シートに記載）"])
    return h.ul(".mk-findings")[items] if items else None


def _finding(finding: Finding) -> h.Element:
    return h.li(class_=finding.severity)[
        h.b[SEVERITY_WORDS[finding.severity]],
        [h.span(".mk-cell")[finding.cell], " "] if finding.cell else None,
        finding.message,
        h.br,
        finding.advice,
        h.span(".mk-source")[f"（FAQ {finding.source}）"],
    ]
