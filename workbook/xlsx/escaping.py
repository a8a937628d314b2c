"""Escaping of text in cells (``_xHHHH_``)."""

import re
from typing import Final

TICK: Final = "✔"

_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")  # _x000D_, a carriage return


def escaped(text: str) -> str:
    """Return a text with literal escape sequences such as ``_x000D_`` escaped."""
    return _ESCAPE.sub("_x005F_", text) if "_x" in text else text


def unescaped(text: str) -> str:
    """Return the text of a cell with its escape sequences decoded."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
