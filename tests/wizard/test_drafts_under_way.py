"""Whose list a draft is in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.wizard.places import Place, sqlite_in
from wizard.core.draft import Draft
from wizard.core.moments import now


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with sqlite_in(tmp_path / "data") as place:
        yield place


def draft(owner: str | None, name: str = "", *, is_finished: bool = False) -> Draft:
    answers = {"kind": "stop", "business": {"name": name}}
    finished_at = now() if is_finished else None
    return Draft(situation="withdrawing", answers=answers, owner=owner, finished_at=finished_at)


def names(place: Place, owner: str) -> list[str]:
    return [str(found.draft.answers["business"]["name"]) for found in place.drafts().listed(owner)]


def test_each_owner_has_a_list_of_drafts(place: Place) -> None:
    for kept in (
        draft("", "この端末"),
        draft("花子", "花子の一"),
        draft("花子", "花子の二"),
        draft("花子", "できあがり", is_finished=True),
        draft(None, "だれのものでもない"),
    ):
        place.drafts().keep(kept)
    assert names(place, "") == ["この端末"]
    assert names(place, "花子") == ["できあがり", "花子の二", "花子の一"]
    assert names(place, "太郎") == []


def test_a_listed_draft_is_found_by_its_token(place: Place) -> None:
    kept = draft("花子")
    place.drafts().keep(kept)
    (listed,) = place.drafts().listed("花子")
    assert listed.draft.token == kept.token
    found = place.drafts().find(kept.token)
    assert found is not None
    assert found.answers == kept.answers


def test_the_token_of_a_draft_without_an_owner_is_written_nowhere(place: Place) -> None:
    kept = draft(None)
    place.drafts().keep(kept)
    assert place.by_hand("SELECT owner, token FROM drafts") == [(None, None)]


def test_who_opens_the_draft_of_another_does_not_take_it_over(place: Place) -> None:
    kept = draft("花子", "花子の")
    place.drafts().keep(kept)
    opened = place.drafts().find(kept.token)
    assert opened is not None
    opened.owner = "太郎"
    place.drafts().keep(opened)
    assert names(place, "太郎") == []
    assert names(place, "花子") == ["花子の"]


def test_a_draft_of_before_is_listed_for_who_saves_it_first(place: Place) -> None:
    kept = draft(None, "以前の")
    place.drafts().keep(kept)
    kept.owner = ""
    place.drafts().keep(kept)
    assert names(place, "") == ["以前の"]
