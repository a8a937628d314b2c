"""Fixtures of the command line: calls, and files with sample answers."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.samples import case
from tests.wizard.calling import call

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
