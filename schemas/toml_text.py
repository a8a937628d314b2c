"""TOML that people write by hand, read within bounds of its size, nesting and numbers."""

import re
import tomllib
from typing import Any, Final

MOST_CHARACTERS: Final = 50_000
"""A file of names has some 4,000, one of closures 1,000."""
MOST_PARTS: Final = 8
"""Of a dotted key; 20,000 take 1.6 GB in the parser of Python 3.11."""
MOST_DIGITS: Final = 20
"""Of a number; Python refuses 4,300 with an error of its own."""

_TEXTS: Final = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'.*?\'\'\''
    r'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*',
    re.DOTALL,
)
_DEEP: Final = re.compile(rf"[A-Za-z0-9_-]++(?:[ \t]*+\.[ \t]*+[A-Za-z0-9_-]++){{{MOST_PARTS},}}")
_LONG: Final = re.compile(rf"[0-9][0-9_]{{{MOST_DIGITS},}}")
_LINE: Final = re.compile(r"line (\d+)")


class TomlError(ValueError):
    """Why a text is not read, in Japanese, as it follows the name of the file."""


def parse_toml(text: str) -> dict[str, Any]:
    """Parse TOML of a few kilobytes.

    Raises:
        TomlError: it is no TOML, or more than a person writes.

    """
    if len(text) > MOST_CHARACTERS:
        message = f"が大きすぎます（{MOST_CHARACTERS:,}文字まで）。"
        raise TomlError(message)
    bare = _TEXTS.sub("x", text)
    if _DEEP.search(bare):
        message = f"に、ピリオド区切りの名前が長すぎる箇所があります（{MOST_PARTS}階層まで）。"
        raise TomlError(message)
    if _LONG.search(bare):
        message = f"に、桁数の多すぎる数値があります（{MOST_DIGITS}桁まで）。"
        raise TomlError(message)
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # of a date that is none as well
        line = _LINE.search(str(error))
        where = f"（{line[1]}行目）" if line else ""
        message = f"をTOMLとして読み取れません{where}。"
        raise TomlError(message) from error
