"""Drafts as JSON: what comes back is what was there, and what is none is refused."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.dates.renewals import FileFacts
from tests import strategies
from tests.wizard.places import lasting, stop_form
from wizard.core.draft import Draft, EarlierCase, TakenSuggestion
from wizard.drafts.codec import DamagedError, NewerError, UnfitError, decoded, encoded

SITUATIONS = {
    "new": "first-use",
    "change": "certificate-expiring",
    "rename": "renamed",
    "stop": "withdrawing",
}
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=20)
"""Texts of any characters: NUL, half letters, those that are not assigned."""


def as_one_letter(text: str) -> str:
    """Two halves side by side are the letter: no reader of JSON tells them apart."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def odd() -> st.SearchStrategy[Any]:
    """Answers that are not what is asked, and yet are answers."""
    return ANYTHING.map(as_one_letter) | st.booleans() | st.dates() | st.none() | st.lists(ANYTHING)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    answers = draw(strategies.drafts().filter(lambda found: "kind" in found))
    if draw(st.booleans()):
        answers["applied_on"] = draw(st.sampled_from(["２０２６年１３月", "11/24", "2026-11-24"]))
    if draw(st.booleans()):
        answers["remarks"] = draw(odd())
    moments = st.datetimes(timezones=st.just(timezone(timedelta(hours=9))))
    return Draft(
        entitled=draw(st.sampled_from(["小売電気事業者", "需要抑制契約者"])),
        situation=SITUATIONS[answers["kind"]],
        parts=draw(st.lists(st.sampled_from(["contacts", "api"]), unique=True)),
        pending_choices=draw(st.dictionaries(st.just("part:api"), st.booleans())),
        answers=answers,
        accepted=draw(st.sets(st.sampled_from(["start", "parts", "applicant", "check"]))),
        finished_at=draw(st.none() | moments),
        last_time=draw(strategies.drafts()),
    )


@given(draft=drafts())
def test_a_draft_comes_back_as_it_was(draft: Draft) -> None:
    content = encoded(draft)
    assert content.isascii()
    assert "\x00" not in content
    found = decoded(content, draft.token, 7)
    assert lasting(found) == lasting(draft)
    assert (found.token, found.version) == (draft.token, 7)


@pytest.mark.parametrize(
    "text",
    [
        "𠮷野家﨑髙㈱ﾊﾝｶｸ",
        "葛\U000e0100城",  # a letter with its variation
        "a\x00b",
        "half \ud842",
        "\udfb7 half",
        "\ufffe\uffff\u2028",
        '{"$date": "2026-11-24"}',
        "あ" * 2_000_000,
        "",
    ],
    ids=["kanji", "variation", "nul", "first half", "second half", "others", "json", "huge", "no"],
)
def test_every_text_comes_back(text: str) -> None:
    assert decoded(encoded(stop_form(remarks=text)), "t", 1).answers["remarks"] == text


def test_all_that_lasts_is_written_under_its_name_and_read_again() -> None:
    draft = Draft(
        version=3,
        entitled="小売電気事業者",
        situation=SITUATIONS["change"],
        parts=["contacts", "api"],
        pending_choices={"part:api": True, "day": date(2026, 11, 27)},
        answers={"kind": "change", "applied_on": date(2026, 11, 24)},
        accepted={"start", "parts"},
        finished_at=datetime(2026, 11, 24, 10, 0, tzinfo=UTC),
        last_time={"kind": "new", "applied_on": date(2026, 4, 1)},
        originals={"business.phone": TakenSuggestion("0312345678", "03-1234-5678")},
        set_aside={"stop": {"completed": True}},
        reports_set_aside=False,
        files={
            "0a01": FileFacts("別の認証局", datetime(2026, 12, 1, tzinfo=UTC), date(2028, 11, 30))
        },
        earlier_case=EarlierCase("first-use", "new", [], ["start"]),
        supersedes="ab12",
        application_version=2,
    )
    content = encoded(draft)
    assert json.loads(content) == {
        "format": 1,
        "entitled": "小売電気事業者",
        "situation": SITUATIONS["change"],
        "parts": ["contacts", "api"],
        "begun": {"part:api": True, "day": {"$date": "2026-11-27"}},
        "answers": {"kind": "change", "applied_on": {"$date": "2026-11-24"}},
        "accepted": ["parts", "start"],
        "finished_at": "2026-11-24T10:00:00+00:00",
        "last_time": {"kind": "new", "applied_on": {"$date": "2026-04-01"}},
        "originals": {"business.phone": "0312345678"},
        "suggested": {"business.phone": "03-1234-5678"},
        "set_aside": {"stop": {"completed": True}},
        "reports_set_aside": False,
        "files": {"0a01": ["別の認証局", "2026-12-01T00:00:00Z", "2028-11-30"]},
        "earlier_case": {
            "situation": "first-use",
            "kind": "new",
            "parts": [],
            "accepted": ["start"],
        },
        "supersedes": "ab12",
        "application_version": 2,
    }
    assert decoded(content, draft.token, 3) == draft


def test_a_case_of_before_that_is_no_more_is_forgotten() -> None:
    draft = Draft(earlier_case=EarlierCase("no-situation", "new", [], []))
    assert decoded(encoded(draft), "t", 1).earlier_case is None


def test_dates_and_texts_that_look_like_dates_stay_what_they_are() -> None:
    answers = {
        "applied_on": date(2026, 11, 24),
        "typed": "2026-11-24",
        "first": date.min,
        "last": date.max,
        "moment": datetime(2026, 11, 24, 17, 0, 0, 1, tzinfo=UTC),
        "naive": datetime(2026, 11, 24),  # noqa: DTZ001 - a workbook gives such
    }
    found = decoded(encoded(stop_form(**answers)), "t", 1).answers
    for name, value in answers.items():
        assert (found[name], type(found[name])) == (value, type(value))


def nested(deep: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for _ in range(deep):
        found = {"a": [found]}
    return found


def test_what_is_nested_deeply_comes_back_or_is_refused_at_once() -> None:
    draft = stop_form(deep=nested(40))
    assert decoded(encoded(draft), "t", 1).answers == draft.answers
    for deep in (100, 300, 900, 50_000):
        with pytest.raises(UnfitError):
            encoded(stop_form(deep=nested(deep)))


@pytest.mark.parametrize("value", [object(), b"bytes", {1, 2}], ids=["object", "bytes", "set"])
def test_what_is_no_answer_is_refused(value: object) -> None:
    with pytest.raises(UnfitError):
        encoded(stop_form(remarks=value))


WHOLE = json.loads(encoded(stop_form()))


NONE = {
    "nothing": "",
    "garbage": "garbage",
    "cut off": '{"format": 1',
    "a list": "[]",
    "null": "null",
    "a number": "1e999",
    "an empty one": "{}",
    "lists in lists": "[" * 200_000,
    "objects in objects": '{"a":' * 200_000,
    "a format in words": json.dumps(WHOLE | {"format": "one"}),
    "answers in a list": json.dumps(WHOLE | {"answers": []}),
    "accepted by name": json.dumps(WHOLE | {"accepted": {"start": 1}}),
    "no moment": json.dumps(WHOLE | {"finished_at": "yesterday"}),
    "no such day": json.dumps(WHOLE | {"answers": {"applied_on": {"$date": "2026-02-30"}}}),
    "a day of nothing": json.dumps(WHOLE | {"answers": {"applied_on": {"$date": None}}}),
    "a moment of a number": json.dumps(WHOLE | {"answers": {"applied_on": {"$moment": 5}}}),
    "a row that is a text": json.dumps(WHOLE | {"answers": {"contacts": ["x"]}}),
    "a table that is a text": json.dumps(WHOLE | {"last_time": {"contacts": "x"}}),
    "a table that is a block": json.dumps(WHOLE | {"answers": {"api": {"certificates": {}}}}),
    "a block that is a text": json.dumps(WHOLE | {"last_time": {"business": "x"}}),
    "a block that is a list": json.dumps(WHOLE | {"answers": {"api": []}}),
    "an answer that is a block": json.dumps(WHOLE | {"answers": {"remarks": {"a": 1}}}),
    "an answer in a row that is": json.dumps(WHOLE | {"answers": {"contacts": [{"name": [1]}]}}),
    "no answers": json.dumps({name: WHOLE[name] for name in WHOLE if name != "answers"}),
}


@pytest.mark.parametrize("content", NONE.values(), ids=NONE)
def test_what_is_no_draft_is_refused(content: str) -> None:
    with pytest.raises(DamagedError):
        decoded(content, "t", 1)


def test_a_draft_of_a_newer_edition_is_not_misread() -> None:
    for content in (WHOLE | {"format": 2}, {"format": 2, "something": "else"}):
        with pytest.raises(NewerError):
            decoded(json.dumps(content), "t", 1)


@pytest.mark.parametrize(
    "change",
    [
        {"situation": "no-longer-asked"},
        {"answers": {"kind": "merge", "remarks": "a"}},
        {"answers": {"kind": ["stop"], "remarks": "a"}},
        {"answers": {"remarks": "a"}},
    ],
    ids=["situation", "case", "no case at all", "no case"],
)
def test_a_draft_of_what_is_asked_no_more_begins_at_the_first_question(
    change: dict[str, Any],
) -> None:
    answers = {"kind": "stop", "remarks": "a"}
    content = WHOLE | {"answers": answers, "finished_at": "2026-11-24T09:00:00+09:00"}
    found = decoded(json.dumps(content | change), "t", 1)
    assert (found.kind, found.situation, found.accepted, found.finished_at) == ("", "", set(), None)
    assert found.answers == {"remarks": "a"}
