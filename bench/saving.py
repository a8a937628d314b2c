"""Saving of a step in SQLite, compared with writing and syncing a bare file."""

import os
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from bench.figure import Figure
from bench.filling import full_answers
from wizard.core.draft import Draft
from wizard.core.settings import Settings
from wizard.drafts.codec import encoded
from wizard.drafts.database import engine_of
from wizard.drafts.store import SavedDrafts

_TARGET: Final = 4
_TARGET_MILLISECONDS: Final = 10
_SAVES: Final = 300
_OTHERS: Final = 200  # the number of drafts in the database beforehand


def measure_saving() -> Iterator[Figure]:
    """Yield the ratio for a complete application, which changes slightly every time."""
    with TemporaryDirectory() as folder:
        engine = engine_of(Settings(data_folder=Path(folder), database_url=""))
        ours, bare = _seconds(SavedDrafts(engine, 90), Path(folder, "bare"))
        engine.dispose()
    size = len(encoded(_draft()))
    name = f"saving a step, {size} bytes, against a bare synchronised file"
    yield Figure(name, ours / bare, _TARGET, at_least=False)
    name = "saving a step, in SQLite with synchronous writes"
    yield Figure(name, ours * 1000, _TARGET_MILLISECONDS, at_least=False, unit="ms")


def _seconds(drafts: SavedDrafts, file: Path) -> tuple[float, float]:
    """Return the medians of alternating saves and bare writes."""
    for _ in range(_OTHERS):
        drafts.keep(_draft())
    draft = _draft()
    seconds: tuple[list[float], list[float]] = ([], [])
    for number in range(_SAVES):
        draft.answers["remarks"] = f"{number:04}"
        content = encoded(draft).encode()
        begun = perf_counter()
        drafts.keep(draft)
        between = perf_counter()
        _write(file, content)
        seconds[0].append(between - begun)
        seconds[1].append(perf_counter() - between)
    return median(seconds[0]), median(seconds[1])


def _draft() -> Draft:
    return Draft(situation="first-use", answers=full_answers() | {"remarks": "0000"})


def _write(file: Path, content: bytes) -> None:
    with file.open("wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())
