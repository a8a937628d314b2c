"""How a command ends: its exit status, and the line that says what went wrong."""

import sys
from typing import Final

from rules.errors import UserError

FOUND_ERRORS: Final = 1
WRONG_CALL: Final = 2
INTERRUPTED: Final = 130


class CallError(UserError):
    """The call was wrong; the text is one line in Japanese."""


def complain(line: str) -> None:
    """Say in one line what went wrong."""
    print(f"moushikomi: {line}", file=sys.stderr)
