"""The data files of the guide."""

import tomllib
from importlib.resources import files
from typing import Any


def read(name: str) -> dict[str, Any]:
    """Read a data file of the guide (``items.toml``, ``entries/chapter_1.toml``)."""
    return tomllib.loads(files("rules.guide").joinpath(name).read_text(encoding="utf-8"))


def names_in(folder: str) -> list[str]:
    """List the data files of a folder of the guide."""
    found = files("rules.guide").joinpath(folder).iterdir()
    return sorted(f"{folder}/{file.name}" for file in found if file.name.endswith(".toml"))
