"""No form is acceptable whose number formats show other answers than those that were read."""

from collections.abc import Mapping
from functools import reduce
from pathlib import Path
from typing import Any, Final

import pytest

from rules.dates.workdays import OfficeCalendar
from rules.finding import Severity
from tests.nightly import NIGHTLY
from tests.samples import AT, case, dated
from tests.seen.agreement import agrees
from tests.seen.doctored import CELLS
from tests.seen.number_formats import DAILY, Formatted, every
from tests.seen.office import shown_texts, text_at
from wizard.core.verdicts import ACCEPTABLE, Verdict, check_form

OF_DISPLAY: Final = {"shown-otherwise", "display-unknown", "not-seen", "hashes"}
BY_HAND: Final[Mapping[str, str]] = {
    # What desktop Excel with Japanese settings shows where LibreOffice 7.4 shows another thing:
    # it knows no B2, no language by name, no system date, and takes `e` for an exponent.
    '[$-ja-JP]ggge"年"m"月"d"日"': "令和8年11月24日",
    '[$-ja-JP-x-gannen]ggge"年"m"月"d"日";@': "令和8年11月24日",
    '[$-ja-JP-x-gannen,80]ggge"年"m"月"d"日";@': "令和8年11月24日",
    "[$-en-US]d\\-mmm\\-yyyy;@": "24-Nov-2026",
    "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy": "2026年11月24日",
    "B2yyyy/m/d": "1448/6/14",  # a year of the Hijri calendar
}

OPEN = {
    'business.code 1233 None "0"0_00_00',
    'business.code 1233 None "0"0_00_00;0',
    "applied_on None None [$-409]yyyy-mmm/d_ ",
    "web_certificates.0.serial 12345678 None # ?/?",
}
"""Formats that are judged wrongly so far: gaps between digits pass, two harmless ones do not."""


@pytest.mark.nightly
@pytest.mark.browser  # `make test` alone sees to it that LibreOffice is there
def test_what_a_number_format_shows_is_what_is_read(
    tmp_path: Path, calendar: OfficeCalendar
) -> None:
    tried = {one.name: one for one in (*DAILY, *(every() if NIGHTLY else ()))}
    books = {name: one.content() for name, one in tried.items()}
    texts = shown_texts(books, tmp_path / "office")
    wrong = []
    agreeing = set()
    for name, one in tried.items():
        shown = text_at(texts[name], CELLS[one.path])
        verdict = check_form(books[name], AT, calendar)
        wrong += _wrong(one, shown, verdict)
        agreeing.add(agrees(_held(one), shown))
    assert agreeing >= {True, False}
    assert {description.partition(": ")[0] for description in wrong} == (OPEN if NIGHTLY else set())


def test_formats_of_excel_alone_show_what_is_read(calendar: OfficeCalendar) -> None:
    wrong = []
    for code, shown in BY_HAND.items():
        one = Formatted("applied_on", code)
        wrong += _wrong(one, shown, check_form(one.content(), AT, calendar))
    assert wrong == []


def _wrong(one: Formatted, shown: str, verdict: Verdict) -> list[str]:
    codes = {f.code for f in verdict.findings if f.severity is Severity.ERROR}
    description = f"{one.name}: {shown!r}, {verdict.verdict} {sorted(codes)}"
    if verdict.verdict == ACCEPTABLE:
        read = _at(verdict.answers or {}, one.path)
        return [f"{description}: read as {read}"] if agrees(read, shown) is False else []
    is_false = agrees(_held(one), shown) and codes & OF_DISPLAY
    return [f"{description}: a false error"] if is_false else []


def _held(one: Formatted) -> object:
    """Return the answer that was filled in; a serial number typed as a number is another."""
    if one.path == "web_certificates.0.serial" and one.typed is not None:
        return f"{one.typed}"
    return _at(dated(case("change")), one.path)


def _at(answers: Mapping[str, Any], path: str) -> object:
    def step(inner: Any, name: str) -> Any:  # noqa: ANN401 - blocks are dicts, tables are lists
        return inner[int(name)] if isinstance(inner, list) else inner[name]

    return reduce(step, path.split("."), answers)
