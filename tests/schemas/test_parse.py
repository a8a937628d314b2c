"""From typed answers to an application: cleaned in all its parts, whatever is wrong in others."""

from datetime import date
from typing import Any

import pytest

from schemas.parse import clean, flat, parse
from tests.samples import KINDS, case, dated, edited


@pytest.mark.parametrize("kind", KINDS)
def test_a_complete_application_parses_whole(kind: str) -> None:
    parsed = parse(case(kind))
    assert parsed.problems == ()
    assert parsed.application is not None
    assert parsed.application.kind == kind
    assert parsed.answers == dated(case(kind))


TYPED: list[tuple[str, object, object]] = [
    ("business.code", "０１２３３ ", "01233"),
    ("business.phone", "０６－６２０３－１２３４", "06-6203-1234"),
    ("business.name", "　㈱髙﨑ﾃﾞﾝｷ ", "㈱髙﨑ﾃﾞﾝｷ"),
    ("business.result_email", "ａ＠ｅｘａｍｐｌｅ．ｃｏ．ｊｐ", "a@example.co.jp"),
    ("applied_on", "2026年11月24日", date(2026, 11, 24)),  # Tuesday
    ("contacts.1.phone", "03ー3501ー1513", "03-3501-1513"),
    ("web_certificates.0.serial", "００ＡＡ０００１", "00AA0001"),
    ("web_certificates.0.not_after", "2028/11/23", date(2028, 11, 23)),  # Thursday
    ("remarks", "\r\n1行目\r\n2行目 ", "1行目\n2行目"),
]


@pytest.mark.parametrize(("path", "typed", "kept"), TYPED, ids=[row[0] for row in TYPED])
def test_answers_are_cleaned_wherever_they_stand(path: str, typed: object, kept: object) -> None:
    parsed = parse(edited(case("change"), {path: typed}))
    assert parsed.problems == ()
    assert dict(flat(parsed.answers))[path] == kept
    # and so they are in answers that are wrong elsewhere
    broken = parse(edited(case("change"), {path: typed, "applicant.company": 5}))
    assert dict(flat(broken.answers))[path] == kept


@pytest.mark.parametrize("kind", KINDS)
def test_cleaning_twice_is_cleaning_once(kind: str) -> None:
    once = clean(case(kind))
    assert clean(once) == once


def test_wrong_answers_are_kept_as_they_were_typed() -> None:
    answers = edited(case("stop"), {"business.code": " １２ ", "applied_on": "きょう", "x": [1]})
    cleaned = clean(answers)
    assert cleaned["business"]["code"] == " １２ "
    assert cleaned["applied_on"] == "きょう"
    assert cleaned["x"] == [1]


def test_cleaning_leaves_what_it_was_given_alone() -> None:
    given = case("change")
    clean(given)
    parse(given)
    assert given == case("change")


BLANKS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({}, {}),
    ({"kind": "new", "remarks": " 　\n"}, {"kind": "new"}),
    ({"kind": "new", "applicant": {"company": ""}}, {"kind": "new"}),
    ({"kind": "new", "contacts": [{}, {"name": None}]}, {"kind": "new"}),
    ({"kind": "new", "new": {"prepared": False}}, {"kind": "new"}),
    ({"kind": "change", "api": {"certificates": []}}, {"kind": "change"}),
    ({"kind": "rename", "rename": {"done": []}}, {"kind": "rename"}),
]


@pytest.mark.parametrize(("given", "kept"), BLANKS, ids=[repr(row[0]) for row in BLANKS])
def test_blank_answers_are_dropped(given: dict[str, Any], kept: dict[str, Any]) -> None:
    assert clean(given) == kept


def test_a_control_character_is_never_taken_for_blank() -> None:
    for text in ("\x1f", "\x1c", "\x85", "\x0b", "\x0c"):
        problems = parse(edited(case("stop"), {"remarks": text})).problems
        assert [(p.path, p.code) for p in problems] == [("remarks", "unwritable")]


def test_the_ticks_of_a_rename_are_put_in_the_forms_order() -> None:
    ticks = ["customers", "meti", "customers"]
    parsed = parse(edited(case("rename"), {"rename.done": ticks}))
    assert parsed.answers["rename"]["done"] == ["meti", "customers"]


def test_flat_gives_every_answer_with_its_path() -> None:
    assert dict(flat(clean(case("change"))))["contacts.2.department"] == "企画部"
    assert dict(flat({"contacts": [5, {"name": "x", "fax": "y"}], "other": 1})) == {
        "contacts.1.name": "x"
    }
