"""Databases of earlier releases: their drafts are found, shown, saved and filed."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from streamlit.testing.v1 import AppTest

from rules.dates.workdays import OfficeCalendar
from tests.compatibility.artifact import RELEASES, Artifact, load_folder
from tests.pages.test_journeys import title
from tests.samples import AT, leaves
from tests.wizard.places import Place, found, sqlite_in
from wizard.core.draft import Draft
from wizard.core.filing import file_answers
from wizard.core.moments import AT_VARIABLE
from wizard.core.settings import settings
from wizard.core.verdicts import check_form
from wizard.drafts import migrations
from wizard.drafts.database import engine_of
from wizard.drafts.tables import METADATA
from wizard.serving.launch import ENTRY
from wizard.ui.session import saved_drafts

DRAFTS: Final = load_folder("drafts")
WHOLE: Final = [draft for draft in DRAFTS if draft["is_whole"]]
SHOWN: Final = [draft for draft in DRAFTS if "page" in draft.expected]
REVISIONS: Final = {"0.1.0": "0001"}
"""The Alembic revision in the database of each release."""
RENAMED: Final = {
    "申込書ができました": "申込書を作成しました",
    "申込者": "申込者・事業者",
    "事業者情報": "申込者・事業者",
}
"""Headings of earlier releases whose page has another heading now."""
REMARKS: Final = {
    "change_from_last_time": "申込者・事業者",
    "change_with_certificate": "WEB利用情報 クライアント証明書",
}
"""Where drafts are that were left at 備考, which had a page of its own."""


def copy_database(release: Path, folder: Path) -> Path:
    """Copy a release's database into a data folder and return the folder.

    All drafts are dated far ahead, because a draft expires some months after its last save.
    """
    folder.mkdir()
    copy = shutil.copy(release / "drafts.sqlite3", folder)
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("UPDATE drafts SET changed_at = '9999-12-31 00:00:00.000000'")
    return folder


@pytest.fixture
def place(draft: Artifact, tmp_path: Path) -> Iterator[Place]:
    with sqlite_in(copy_database(draft.release, tmp_path / "data")) as place:
        yield place


def expected_fields(draft: Artifact) -> dict[str, Any]:
    """Return the fields that a draft must have; those that its table leaves out are empty."""
    last_time = draft.expected.get("last_time")
    return {
        "entitled": draft["entitled"],
        "situation": draft["situation"],
        "parts": draft.expected.get("parts", []),
        "pending_choices": draft.expected.get("begun", {}),
        "answers": draft["answers"],
        "accepted": set(draft["accepted"]),
        "finished_at": draft.expected.get("finished_at"),
        "last_time": draft.answers(last_time) if last_time else {},
    }


def fields(draft: Draft, names: dict[str, Any]) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in names}


@pytest.mark.parametrize("draft", DRAFTS, ids=str)
def test_a_draft_holds_what_was_typed(draft: Artifact, place: Place) -> None:
    expected = expected_fields(draft)
    assert fields(found(place.drafts(), draft["token"]), expected) == expected


@pytest.mark.parametrize("draft", DRAFTS, ids=str)
def test_a_draft_can_be_saved_again(draft: Artifact, place: Place) -> None:
    drafts, expected = place.drafts(), expected_fields(draft)
    loaded = found(drafts, draft["token"])
    version = loaded.version
    loaded.answers["remarks"] = "𠮷日に書き足しました。"
    drafts.keep(loaded)
    saved = found(place.drafts(), draft["token"])
    expected["answers"] = expected["answers"] | {"remarks": "𠮷日に書き足しました。"}
    assert fields(saved, expected) == expected
    assert saved.version == version + 1


@pytest.mark.parametrize("draft", WHOLE, ids=str)
def test_a_whole_draft_is_filed(draft: Artifact, place: Place, calendar: OfficeCalendar) -> None:
    loaded = found(place.drafts(), draft["token"])
    filing = file_answers(loaded.answers, AT, calendar)
    assert filing.content is not None
    verdict = check_form(filing.content, AT, calendar)
    assert (verdict.verdict, verdict.answers) == ("acceptable", draft["answers"])


@pytest.fixture
def page(draft: Artifact, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    folder = copy_database(draft.release, tmp_path / "data")
    monkeypatch.setenv("MOUSHIKOMI_DATA_FOLDER", str(folder))
    monkeypatch.setenv(AT_VARIABLE, AT.isoformat())
    settings.cache_clear()
    saved_drafts.clear()
    page = AppTest.from_file(str(ENTRY), default_timeout=60)
    page.query_params["draft"] = draft["token"]
    yield page.run()
    settings.cache_clear()
    saved_drafts.clear()


@pytest.mark.one_in(2)
@pytest.mark.parametrize("draft", SHOWN, ids=str)
def test_the_address_opens_the_page_where_it_was_left(draft: Artifact, page: AppTest) -> None:
    there = REMARKS.get(draft.name, draft["page"])
    assert title(page) == RENAMED.get(there, there)
    shown = {field.key: field.value for field in (*page.text_input, *page.text_area)}
    typed = {path: value for path, value in leaves(draft["answers"]) if isinstance(value, str)}
    paths = shown.keys() & typed.keys()
    assert {path: shown[path] for path in paths} == {path: typed[path] for path in paths}


@pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.name)
def test_the_database_is_migrated_to_the_current_tables(release: Path, tmp_path: Path) -> None:
    drafts = [(sum(draft.release == release for draft in DRAFTS),)]
    with sqlite_in(copy_database(release, tmp_path / "data")) as place:
        assert place.by_hand("SELECT count(*) FROM drafts") == drafts
        revision = place.by_hand("SELECT version_num FROM alembic_version")
        assert revision == [(REVISIONS[release.name],)]
        place.drafts().prepare()
        place.engines.append(engine_of(place.settings))
        with place.engines[-1].connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            heads = ScriptDirectory(migrations.__path__[0]).get_heads()
            assert list(context.get_current_heads()) == heads
            assert compare_metadata(context, METADATA) == []
        assert place.by_hand("SELECT count(*) FROM drafts") == drafts
