"""The Japanese words of the register, read once."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from rules.content import read_data


def words(section: str, name: str, /, **details: str) -> str:
    """Return a text of a section of ``words.toml``, with details filled in."""
    return str(_texts()[section][name]).format_map(details)


@cache
def _texts() -> Mapping[str, Any]:
    return read_data("register/words.toml")
