"""What a changed case does not ask is set aside, and comes back with one that does."""

from datetime import date
from typing import Any, Final

import pytest

from tests.samples import case
from wizard.core.draft import Draft
from wizard.core.journey import PARTS, choose, following, preceding, steps, touch
from wizard.core.set_aside import joined, left_out, titles_of
from wizard.drafts.codec import DamagedError, decoded, encoded

ADDED: Final = {"action": "add", "name": "窓口 花子"}
DELETED: Final = {"action": "delete", "name": "窓口 一郎"}


def test_a_case_and_back_loses_nothing() -> None:
    draft = Draft(answers=case("new"))
    choose(draft, "stop", [])
    assert "contacts" not in draft.answers
    assert titles_of(draft.set_aside, draft.answers) == [
        "新規利用の事前手続き",
        "事業者情報（住所、連絡先電話番号（他事業者からのお問合せ用）、処理結果通知メールアドレス）",
        "個人情報（共同利用プライバシーポリシー）の取扱い掲載URL",
        "システム窓口情報（窓口責任者）",
        "WEB利用情報 クライアント証明書",
        "API利用情報",
    ]
    draft.answers["stop"] = {"completed": True, "reason": "撤退"}
    choose(draft, "new", [])
    assert draft.answers == case("new")
    assert draft.set_aside == {"stop": {"completed": True, "reason": "撤退"}}


def test_a_row_of_another_action_waits_for_its_case() -> None:
    draft = Draft(answers={"kind": "change", "contacts": [DELETED, ADDED]})
    choose(draft, "new", [])
    assert draft.answers["contacts"] == [ADDED]
    assert draft.set_aside == {"contacts": [DELETED]}
    choose(draft, "change", ["contacts"])
    assert draft.answers["contacts"] == [ADDED, DELETED]
    assert draft.set_aside == {}


def test_a_part_that_is_touched_again_is_as_it_was() -> None:
    draft = Draft(answers=case("change"), parts=["contacts", "business"])
    before = draft.answers["contacts"]
    touch(draft, ["business"])
    assert "contacts" not in draft.answers
    touch(draft, ["business", "contacts"])
    assert draft.answers["contacts"] == before


def test_another_part_leaves_nothing_of_the_one_before() -> None:
    draft = Draft(answers=case("change"), parts=["web_certificates"])
    certificates = draft.answers["web_certificates"]
    choose(draft, "change", ["contacts"])
    sections = {"applied_on", "applicant", "business", "contacts", "kind", "remarks"}
    assert draft.answers.keys() == sections
    assert draft.answers["business"].keys() == {"code", "name"}
    assert "WEB利用情報 クライアント証明書" in titles_of(draft.set_aside, draft.answers)
    choose(draft, "change", ["web_certificates"])
    assert draft.answers["web_certificates"] == certificates
    assert "contacts" not in draft.answers


def test_parts_that_are_no_longer_asked_lead_to_the_first_of_them() -> None:
    draft = Draft(answers={"kind": "change"}, situation="certificate-expiring")
    draft.parts = ["web_certificates", "contacts"]
    assert PARTS in [step.id for step in steps(draft)]
    touch(draft, ["web_certificates"])  # what the situation names, so that nobody need ask
    assert PARTS not in [step.id for step in steps(draft)]
    assert (preceding(draft, PARTS), following(draft, PARTS)) == ("start", "applicant")


def test_a_section_of_which_something_stays_names_what_does_not() -> None:
    business = {"code": "01234", "name": "A", "address": "B", "phone": "C"}
    kept = {name: business[name] for name in ("code", "name")}
    aside = {"business": {"address": "B", "phone": "C"}, "contacts": [DELETED, DELETED]}
    assert titles_of(aside, {"business": kept}) == [
        "事業者情報（住所、連絡先電話番号（他事業者からのお問合せ用））",
        "システム窓口情報（窓口責任者）",
    ]
    assert titles_of({"business": business}, {})[0] == "事業者情報"


def test_what_is_answered_now_holds() -> None:
    aside = {"business": {"phone": "03-1111-1111", "address": "大阪府"}, "remarks": "前"}
    answers: dict[str, Any] = {"business": {"phone": "03-2222-2222"}}
    assert joined(aside, answers) == {
        "business": {"phone": "03-2222-2222", "address": "大阪府"},
        "remarks": "前",
    }
    assert left_out(joined(aside, answers), answers) == {
        "business": {"address": "大阪府"},
        "remarks": "前",
    }


def test_what_is_set_aside_outlives_the_session() -> None:
    aside = {"rename": {"effective_on": date(2026, 11, 1)}, "contacts": [DELETED]}
    assert decoded(encoded(Draft(set_aside=aside)), "token", 1).set_aside == aside


def test_what_stands_aside_must_be_answers() -> None:
    damaged = encoded(Draft()).replace('"set_aside": {}', '"set_aside": {"contacts": 1}')
    with pytest.raises(DamagedError):
        decoded(damaged, "token", 1)
