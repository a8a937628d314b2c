"""The data files of the guide."""

from typing import Any, Final

from rules.content import FOLDER, read_data

_GUIDE: Final = FOLDER / "guide"


def read(name: str) -> dict[str, Any]:
    """Read a data file of the guide (``items.toml``, ``entries/chapter_1.toml``)."""
    return read_data(f"guide/{name}")


def names_in(folder: str) -> list[str]:
    """Return the names of the data files in a folder of the guide."""
    return sorted(f"{folder}/{file.name}" for file in (_GUIDE / folder).glob("*.toml"))
