"""Calling the command line in this process, and looking at what it leaves."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from wizard import cli

AT = ("--at", "2026-11-24T10:00")
"""Tuesday; the cut-off is Friday 2026-11-27, the registration expected on Friday 2026-12-04."""


@dataclass(frozen=True)
class Called:
    """What a call left: its exit status and what it printed."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - JSON
        """Give what was printed, as JSON."""
        return json.loads(self.out)


Call = Callable[..., Called]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Give the command line as a function of its words."""

    def run(*words: str | Path) -> Called:
        monkeypatch.setattr("sys.argv", ["moushikomi", *map(str, words)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            cli.main()
        printed = capsys.readouterr()
        status = left.value.code
        return Called(status if isinstance(status, int) else -1, printed.out, printed.err)

    return run


def assert_one_line(called: Called, status: int = 2) -> None:
    """Make sure that a call was refused in one Japanese line, and printed nothing else."""
    assert called.status == status
    assert called.out == ""
    lines = called.err.splitlines()
    assert len(lines) == 1, called.err
    assert lines[0].startswith("moushikomi: ")
    assert any("\u3041" <= character <= "\u9fff" for character in lines[0])
    assert "Traceback" not in called.err


def written(folder: Path) -> list[str]:
    """List what stands in a folder, hidden files too."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))
