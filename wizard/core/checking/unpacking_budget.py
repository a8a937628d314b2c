"""The budget for unpacking one upload, including nested archives and mails."""

from dataclasses import dataclass, field
from typing import Final

MAX_FILES: Final = 10_000  # in all archives and mails of one upload together (an estimate)
MAX_STEPS: Final = 40_000_000
"""Steps of 0.1 microseconds of processor time, as measured on Python 3.11; an Outlook mail with two
forms takes 70,000."""


class BudgetError(ValueError):
    """Raised if an upload exceeds the budget; the message is in Japanese."""


@dataclass
class Budget:
    """The remaining budget of an upload: unpacked bytes, files, and steps of parsing."""

    content: int
    files: int = MAX_FILES
    steps: int = field(default_factory=lambda: MAX_STEPS)

    def take_files(self, count: int = 1) -> None:
        """Spend files. Raises BudgetError if the budget is exceeded."""
        self.files -= count
        _check(self.files, f"ファイルが多すぎます（{MAX_FILES:,}個まで）。")

    def take_content(self, count: int) -> None:
        """Spend unpacked bytes. Raises BudgetError if the budget is exceeded."""
        self.content -= count
        _check(self.content, "容量が大きすぎるため、")

    def take_steps(self, count: int) -> None:
        """Spend steps, before executing them. Raises BudgetError if the budget is exceeded."""
        self.steps -= count
        _check(self.steps, "構造が複雑すぎるため、")


def _check(left: int, why: str) -> None:
    if left < 0:
        raise BudgetError(f"{why}残りはチェックしていません。")
