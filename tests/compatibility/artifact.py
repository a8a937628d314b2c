"""The files of ``tests/fixtures`` with the hand-written expectations beside them."""

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.samples import PROJECT, REMOVED, Nested, dated, edited

RELEASES: Final = sorted((PROJECT / "tests" / "fixtures").glob("*.*.*"))
"""One folder for each release, named after its version."""


@dataclass(frozen=True)
class Artifact:
    """A file or a draft that a release wrote. ``expected`` is its table in a TOML file."""

    release: Path
    name: str
    expected: Nested

    def __str__(self) -> str:
        """Return the ID of a test."""
        return f"{self.release.name} {self.name}"

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401 - TOML
        """Return an expected value."""
        return self.expected[key]

    def path(self, key: str = "file") -> Path:
        """Return the path of a file that the table names."""
        return self.release / str(self.expected[key])

    def source(self, name: str) -> Path:
        """Return the path of a JSON file of answers."""
        return self.release / "answers" / f"{name}.json"

    def answers(self, name: str, without: Iterable[str] = ()) -> Nested:
        """Return the answers of a JSON file with real dates, except those at the given paths."""
        answers = json.loads(self.source(name).read_text(encoding="utf-8"))
        return edited(dated(answers), dict.fromkeys(without, REMOVED))


def load_tables(file: str, key: str, name: str = "file") -> list[Artifact]:
    """Return the tables under a key of a TOML file of every release, named by one of their keys."""
    return [
        Artifact(release, table[name], table)
        for release in RELEASES
        for table in _load(release / file)[key]
    ]


def load_folder(folder: str) -> list[Artifact]:
    """Return the TOML files in a folder of every release."""
    paths = [path for release in RELEASES for path in sorted((release / folder).glob("*.toml"))]
    return [Artifact(path.parents[1], path.stem, _load(path)) for path in paths]


def _load(path: Path) -> Nested:
    return tomllib.loads(path.read_text(encoding="utf-8"))
