"""Parsing of hand-written TOML, with limits on size, nesting and numbers."""

import re
import tomllib
from typing import Any, Final

MOST_CHARACTERS: Final = 50_000
"""A file of cell names has about 4,000 characters, one of closures about 1,000."""
MOST_PARTS: Final = 8
"""Parts of a dotted key; 20,000 parts take 1.6 GB in the parser of Python 3.11."""
MOST_DIGITS: Final = 20  # digits of a number; above 4,300 Python raises an error of its own

_STRINGS_AND_COMMENTS: Final = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'.*?\'\'\''
    r'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*',
    re.DOTALL,
)
_DEEP_KEY: Final = re.compile(
    rf"[A-Za-z0-9_-]++(?:[ \t]*+\.[ \t]*+[A-Za-z0-9_-]++){{{MOST_PARTS},}}"
)
_LONG_NUMBER: Final = re.compile(rf"[0-9][0-9_]{{{MOST_DIGITS},}}")
_LINE: Final = re.compile(r"line (\d+)")  # in the error's text


class TomlError(ValueError):
    """Raised for unreadable TOML; the Japanese message follows the name of the file."""


def parse_toml(text: str) -> dict[str, Any]:
    """Parse TOML of a few kilobytes. Raises TomlError if it is not TOML, or exceeds a limit."""
    if len(text) > MOST_CHARACTERS:
        raise TomlError(f"が大きすぎます（{MOST_CHARACTERS:,}文字まで）。")
    bare = _STRINGS_AND_COMMENTS.sub("x", text)
    if _DEEP_KEY.search(bare):
        message = f"に、ピリオド区切りの名前が長すぎる箇所があります（{MOST_PARTS}階層まで）。"
        raise TomlError(message)
    if _LONG_NUMBER.search(bare):
        raise TomlError(f"に、桁数の多すぎる数値があります（{MOST_DIGITS}桁まで）。")
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also raised for an invalid date
        line = _LINE.search(str(error))
        where = f"（{line[1]}行目）" if line else ""
        raise TomlError(f"をTOMLとして読み取れません{where}。") from error
