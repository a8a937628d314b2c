"""Drafts are kept alike in SQLite, in PostgreSQL and in memory; nothing acknowledged is lost."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from pathlib import Path
from threading import Barrier
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings

from tests.nightly import examples
from tests.wizard.places import (
    BOTH,
    Drafts,
    found,
    lasting,
    place_of,
    refused_with,
    stop_form,
)
from tests.wizard.test_drafts_coding import drafts as any_drafts
from wizard.core.draft import Draft
from wizard.drafts import store as keeping
from wizard.drafts.store import ConflictError, MemoryDrafts

MANY: Final = settings(
    max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(params=["memory", *BOTH])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Drafts]:
    if request.param == "memory":
        yield MemoryDrafts()
        return
    with place_of(request.param, request, tmp_path) as place:
        yield place.drafts()


@MANY
@given(draft=any_drafts())
def test_any_draft_comes_back_as_it_was(kept: Drafts, draft: Draft) -> None:
    before = lasting(deepcopy(draft))
    for version in (1, 2):
        kept.keep(draft)
        assert draft.version == version
    there = found(kept, draft.token)
    assert lasting(there) == before == lasting(draft)
    assert (there.token, there.version) == (draft.token, 2)


@pytest.mark.one_in(3)
@pytest.mark.parametrize(
    "text",
    [
        "𠮷野家﨑髙葛\U000e0100城",
        "a\x00b",
        "half \ud842",
        "' OR 1=1; DROP TABLE drafts; --",
        "%s %(name)s :name ? $1 \\",
        "あ" * 1_000_000,
    ],
    ids=["kanji", "nul", "half", "sql", "marks", "huge"],
)
def test_every_text_is_kept(kept: Drafts, text: str) -> None:
    draft = stop_form(remarks=text)
    kept.keep(draft)
    assert found(kept, draft.token).answers["remarks"] == text


@pytest.mark.one_in(3)
@pytest.mark.parametrize(
    "token",
    ["", "x", "' OR '1'='1", "%", "\x00", "\ud800", "𠮷", "../../etc/passwd", "a" * 1_000_000],
    ids=["no", "x", "sql", "like", "nul", "half", "kanji", "path", "huge"],
)
def test_no_token_leads_to_the_draft_of_another(kept: Drafts, token: str) -> None:
    other = stop_form(remarks="another's")
    kept.keep(other)
    assert kept.find(token) is None
    kept.forget(token)
    own = stop_form(remarks="one's own")
    own.token = token
    kept.keep(own)
    assert found(kept, token).answers["remarks"] == "one's own"
    kept.forget(token)
    assert kept.find(token) is None
    assert found(kept, other.token).answers["remarks"] == "another's"


def test_what_is_found_is_a_copy(kept: Drafts) -> None:
    draft = stop_form(contacts=[{"name": "窓口"}])
    kept.keep(draft)
    draft.answers["contacts"][0]["name"] = "changed here"
    found(kept, draft.token).answers["contacts"][0]["name"] = "changed there"
    assert found(kept, draft.token).answers["contacts"] == [{"name": "窓口"}]


def test_two_pages_do_not_overwrite_each_other_silently(kept: Drafts) -> None:
    ours = stop_form(remarks="both")
    kept.keep(ours)
    theirs = found(kept, ours.token)
    theirs.answers["remarks"] = "theirs"
    kept.keep(theirs)
    ours.answers["remarks"] = "ours"
    with pytest.raises(ConflictError) as caught:
        kept.keep(ours)
    assert lasting(caught.value.saved_draft) == lasting(theirs)
    assert (caught.value.saved_draft.version, ours.version) == (2, 1)
    assert ours.answers["remarks"] == "ours"
    assert found(kept, ours.token).answers["remarks"] == "theirs"
    ours.version = caught.value.saved_draft.version  # over theirs, as a person has chosen
    kept.keep(ours)
    assert found(kept, ours.token).answers["remarks"] == "ours"
    theirs.answers["remarks"] = "theirs again"
    with pytest.raises(ConflictError) as caught:
        kept.keep(theirs)
    assert caught.value.saved_draft.answers["remarks"] == "ours"


def test_two_pages_that_begin_one_draft_do_not_overwrite_each_other(kept: Drafts) -> None:
    ours, theirs = stop_form(remarks="ours"), stop_form(remarks="theirs")
    theirs.token = ours.token
    kept.keep(ours)
    with pytest.raises(ConflictError):
        kept.keep(theirs)
    assert theirs.version == 0
    assert found(kept, ours.token).answers["remarks"] == "ours"


def test_a_save_whose_word_was_lost_is_no_conflict(kept: Drafts) -> None:
    draft = stop_form(remarks="a")
    kept.keep(draft)
    draft.answers["remarks"] = "b"
    again = deepcopy(draft)
    kept.keep(draft)
    kept.keep(again)
    assert again.version == draft.version == found(kept, draft.token).version == 2
    again.answers["remarks"] = "c"
    kept.keep(again)
    assert found(kept, draft.token).answers["remarks"] == "c"


def test_a_page_that_saves_what_another_saved_goes_on_from_its_version(kept: Drafts) -> None:
    ours = stop_form(remarks="a")
    kept.keep(ours)
    theirs = found(kept, ours.token)
    theirs.answers["remarks"] = "b"
    kept.keep(theirs)
    kept.keep(theirs)
    ours.answers["remarks"] = "b"
    kept.keep(ours)
    assert ours.version == theirs.version == 3
    ours.answers["remarks"] = "c"
    kept.keep(ours)
    assert found(kept, ours.token).answers["remarks"] == "c"


def test_a_draft_that_was_deleted_meanwhile_is_kept_anew(kept: Drafts) -> None:
    draft = stop_form(remarks="a")
    kept.keep(draft)
    other = found(kept, draft.token)
    kept.forget(draft.token)
    assert kept.find(draft.token) is None
    draft.answers["remarks"] = "b"
    kept.keep(draft)
    assert draft.version == 2
    assert found(kept, draft.token).answers["remarks"] == "b"
    other.answers["remarks"] = "c"
    with pytest.raises(ConflictError):
        kept.keep(other)


def test_of_many_threads_on_one_version_one_wins(kept: Drafts) -> None:
    draft = stop_form(remarks="nobody's")
    kept.keep(draft)
    pages = [found(kept, draft.token) for _ in range(8)]
    start = Barrier(len(pages))

    def save(number: int) -> bool:
        pages[number].answers["remarks"] = str(number)
        start.wait()
        try:
            kept.keep(pages[number])
        except ConflictError:
            return False
        return True

    with ThreadPoolExecutor(len(pages)) as pool:
        won = [number for number, is_kept in enumerate(pool.map(save, range(8))) if is_kept]
    assert len(won) == 1
    assert found(kept, draft.token).answers["remarks"] == str(won[0])
    assert found(kept, draft.token).version == 2


def test_what_cannot_be_written_is_reported_and_the_old_file_stays(kept: Drafts) -> None:
    draft = stop_form(remarks="a")
    kept.keep(draft)
    nested: dict[str, Any] = {}
    for _ in range(500):
        nested = {"a": nested}
    if isinstance(kept, MemoryDrafts):  # holds whatever it is given
        return
    with refused_with("保存できない形式の内容が含まれています。"):
        kept.keep(_with(draft, deep=nested))
    assert found(kept, draft.token).answers["remarks"] == "a"


def _with(draft: Draft, **answers: object) -> Draft:
    changed = Draft(token=draft.token, version=draft.version, situation=draft.situation)
    changed.answers = draft.answers | answers
    return changed


def test_memory_holds_so_many_and_lets_the_oldest_go() -> None:
    kept = MemoryDrafts()
    first, second = stop_form(), stop_form()
    kept.keep(first)
    kept.keep(second)
    kept.keep(first)  # the second is the oldest now
    for _ in range(keeping.MOST_IN_MEMORY - 1):
        kept.keep(stop_form())
    assert kept.find(second.token) is None
    assert found(kept, first.token).version == 2
    kept.keep(second)  # a page that still shows it loses nothing
    assert found(kept, second.token).version == 2
