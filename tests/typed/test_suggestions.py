"""Suggestions are valid answers; they are shown, and never accepted automatically."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from rules.dates.workdays import OfficeCalendar
from rules.finding import Severity
from rules.obligations.check import check_answers
from tests.samples import AT, case, edited
from tests.typed.test_inputs import TABLE
from wizard.core.filing import file_answers

# What is right in each field, to be spoilt below.
RIGHT: Final = {
    "business.code": ["01233", "O1233"],
    "business.phone": ["03-3501-1511", "0335011511", "03-3501-1511(代表)", "090-1234-5678"],
    "business.result_email": ["kekka@sample-denryoku.co.jp", "kekka@gmail.com", "a@yahoo.co.jp"],
    "privacy_notice_url": ["https://www.sample-denryoku.co.jp/privacy/", "http://sample.jp"],
    "web_certificates.0.serial": ["00AA0001", "0x4a3b2c1d", "4a:3b:2c"],
    "contacts.0.name": ["窓口 花子", "髙﨑 𠮷郎", "ﾀｶｻｷ ﾖｼﾛｳ", "葛\U000e0100城"],
    "business.address": ["東京都千代田区見本町1-2-3", "東京都港区虎ノ門１丁目"],
    "remarks": ["見本です。", "5月末で撤退します。"],
}
NOISE: Final = (
    *"\u200b\u200e\ufeff\u00ad\u3164\ufe0f\u2060", *"⼒⾨⻑⼾⿊", *"－−ー‐―", *"。、．，・」）)】",
    *" 　\n", *"@.,:;/\\O0lI1xX", "https://", "mailto:", "URL：", "TEL ", "（代表）",
    "（火）", "0x", "ｺｳｼﾞ",
)  # fmt: skip


def _spoilt(path: str) -> SearchStrategy[str]:
    """Give texts that are right but for up to three pieces of noise in them."""
    pieces = st.lists(st.tuples(st.integers(0, 60), st.sampled_from(NOISE)), max_size=3)

    def spoil(text: str, noise: list[tuple[int, str]]) -> str:
        for place, piece in noise:
            text = text[:place] + piece + text[place:]
        return text

    return st.builds(spoil, st.sampled_from(RIGHT[path]), pieces)


def _suggested(path: str, typed: str, calendar: OfficeCalendar) -> Iterator[str]:
    """Give what is suggested for a text in a field."""
    for finding in check_answers(edited(case("new"), {path: typed}), AT, calendar):
        if finding.path == path and finding.suggestion:
            yield finding.suggestion


def _assert_right(path: str, suggestion: str, calendar: OfficeCalendar) -> None:
    """Make sure that nothing weighs against a suggestion that was taken, nor is it offered again.

    Of two names that differ, each may be right.
    """
    answers = edited(case("new"), {path: suggestion})
    found = [f for f in check_answers(answers, AT, calendar) if f.path == path]
    weighs = [f.code for f in found if f.severity is not Severity.NOTE]
    assert [code for code in weighs if code != "names-differ"] == []
    assert suggestion not in {f.suggestion for f in found}


@pytest.mark.parametrize("path", RIGHT)
def test_a_suggestion_passes_the_judgement_of_its_field(
    path: str, calendar: OfficeCalendar
) -> None:
    @given(typed=_spoilt(path))
    def judge(typed: str) -> None:
        for suggestion in _suggested(path, typed, calendar):
            _assert_right(path, suggestion, calendar)

    judge()


@pytest.mark.one_in(3)
@pytest.mark.parametrize("path", [p for p in TABLE if not p.startswith(("rename.", "new."))])
def test_a_suggestion_for_any_input_of_the_table_is_right(
    path: str, calendar: OfficeCalendar
) -> None:
    for rows in TABLE[path].values():
        for row in rows:
            typed = row[0] if isinstance(row, list) else row
            for suggestion in _suggested(path, typed, calendar):
                _assert_right(path, suggestion, calendar)


def test_the_noise_leads_to_suggestions(calendar: OfficeCalendar) -> None:
    # else the property above would hold of nothing
    for path, right in RIGHT.items():
        spoilt = [
            text[:place] + noise + text[place:]
            for text in right
            for noise in NOISE
            for place in (0, 5, len(text))
        ]
        suggested = (text for text in spoilt if any(_suggested(path, text, calendar)))
        assert len([*islice(suggested, 5)]) == 5, path


def test_what_is_suggested_is_not_written_onto_the_form(calendar: OfficeCalendar) -> None:
    typed = {"business.name": "ｻﾝﾌﾟﾙ\u200b電⼒", "business.phone": "0335011511"}
    typed["applicant.company"] = typed["business.name"]
    filing = file_answers(edited(case("new"), typed), AT, calendar)
    assert filing.content is not None
    assert filing.parsed.answers["business"]["name"] == typed["business.name"]
    assert filing.parsed.answers["business"]["phone"] == typed["business.phone"]
