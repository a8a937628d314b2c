"""How a command ends: its exit status, and the line that says what went wrong."""

import sys
from typing import Final

from rules.errors import UserError

FOUND_ERRORS: Final = 1  # in what was given
WRONG_CALL: Final = 2  # as click and argparse have it
INTERRUPTED: Final = 130  # 128 and the number of SIGINT, as shells have it


GIVE_FORMS: Final = (
    "申込書、申込書を添付したメール、zipファイル、またはそれらのフォルダを指定してください。"
)


class CallError(UserError):
    """The call was wrong; the text is one line in Japanese."""


def complain(line: str) -> None:
    """Say in one line what went wrong."""
    print(f"moushikomi: {line}", file=sys.stderr)
