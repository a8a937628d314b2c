"""What unpacking one upload may cost, however archives and mails are put into each other."""

from dataclasses import dataclass, field
from typing import Final

MAX_FILES: Final = 10_000
"""In all the archives and mails of one upload together."""
MAX_STEPS: Final = 40_000_000
"""Of a tenth of a microsecond of processor time, as measured on Python 3.11; a mail of Outlook with
two forms takes 70,000."""


class BudgetError(ValueError):
    """An upload holds more than is unpacked; the text says what, in Japanese."""


@dataclass
class Budget:
    """What is left to spend on an upload: its unpacked bytes, its files, steps of parsing."""

    content: int
    files: int = MAX_FILES
    steps: int = field(default_factory=lambda: MAX_STEPS)

    def take_files(self, count: int = 1) -> None:
        """Spend files.

        Raises:
            BudgetError: there are more than are left.

        """
        self.files -= count
        if self.files < 0:
            message = f"ファイルが多すぎます（{MAX_FILES:,}個まで）。残りはチェックしていません。"
            raise BudgetError(message)

    def take_content(self, count: int) -> None:
        """Spend bytes that are held unpacked.

        Raises:
            BudgetError: there are more than are left.

        """
        self.content -= count
        if self.content < 0:
            message = "容量が大きすぎるため、残りはチェックしていません。"
            raise BudgetError(message)

    def take_steps(self, count: int) -> None:
        """Spend steps, before they are done.

        Raises:
            BudgetError: there are more than are left.

        """
        self.steps -= count
        if self.steps < 0:
            message = "構造が複雑すぎるため、残りはチェックしていません。"
            raise BudgetError(message)
