"""Fixtures: calls of the command line, files with sample answers, databases."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.samples import case
from tests.wizard.calling import call

if TYPE_CHECKING:
    from tests.postgresql import Postgresql
    from tests.wizard.places import Place

__all__ = ["call", "saved"]

Save = Callable[..., Path]


@pytest.fixture
def saved(tmp_path: Path) -> Save:
    """Give a function that writes answers, or any text or bytes, to a file."""

    def save(name: str, content: object = None, *, folder: str = "in") -> Path:
        path = tmp_path / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            content = case(name.partition(".")[0])
        if isinstance(content, bytes):
            path.write_bytes(content)
        elif isinstance(content, str):
            path.write_text(content, encoding="utf-8")
        else:
            path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        return path

    return save


@pytest.fixture(scope="module")
def postgresql() -> "Iterator[Postgresql]":
    """Run a server for the tests of a module."""
    from tests.postgresql import running_postgresql  # noqa: PLC0415 - for those that ask for it

    with running_postgresql() as server:
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.browser)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> "Iterator[Place]":
    """Give a place for drafts and registers in each database."""
    from tests.wizard.places import place_of  # noqa: PLC0415 - the same

    with place_of(request.param, request, tmp_path) as place:
        yield place
