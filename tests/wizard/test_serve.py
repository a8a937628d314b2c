"""Starting the pages: what the server's process is given."""

import os
import resource
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from wizard.core.files import write_whole
from wizard.serving import launch as serve


@pytest.fixture
def limits() -> Iterator[tuple[int, int]]:
    """Give the soft and the hard limit of open files, and set them again afterwards."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    yield before
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], dict[str, str]]]:
    """Start nothing, and tell what would have been."""
    started: list[tuple[list[str], dict[str, str]]] = []
    monkeypatch.setattr(os, "chdir", lambda _: None)
    monkeypatch.setattr(os, "execve", lambda _, words, around: started.append((words, around)))
    return started


def test_files_of_the_pages_are_for_their_user_alone(
    started: list[tuple[list[str], dict[str, str]]], tmp_path: Path
) -> None:
    before = os.umask(0o022)
    try:
        serve.run(8501, "localhost", None)
        write_whole(tmp_path / "template.xlsx", b"x")
        (tmp_path / "drafts.sqlite3").touch()
    finally:
        os.umask(before)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == {"template.xlsx": 0o600, "drafts.sqlite3": 0o600}
    assert len(started) == 1


def test_settings_of_the_framework_are_taken_from_nowhere_else(
    started: list[tuple[list[str], dict[str, str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_ADDRESS", "0.0.0.0")  # noqa: S104 - not listened on
    monkeypatch.setenv("MOUSHIKOMI_AT", "2020-01-01")
    before = os.umask(0o022)
    try:
        serve.run(8600, "localhost", None)
    finally:
        os.umask(before)
    ((words, around),) = started
    assert not {name for name in around if name.startswith("STREAMLIT_")}
    assert "MOUSHIKOMI_AT" not in around
    assert words[1:4] == ["-P", "-m", "wizard.serving"]
    assert words[4:] == [str(serve.ENTRY), "localhost", "8600"]


def test_as_many_files_may_be_open_as_the_system_lets(
    started: list[tuple[list[str], dict[str, str]]], limits: tuple[int, int]
) -> None:
    _, most = limits
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, most))
    before = os.umask(0o022)
    try:
        serve.run(8501, "localhost", None)
    finally:
        os.umask(before)
    assert len(started) == 1
    assert resource.getrlimit(resource.RLIMIT_NOFILE) == (most, most)
