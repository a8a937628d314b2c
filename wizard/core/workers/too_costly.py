"""The error for a file that is too costly: it exceeds the limits of time or memory."""

from typing import Final

from workbook.xlsx.guard.unreadable import UnreadableError

_WHY: Final = "読み取りに必要な時間またはメモリが上限を超えたため、処理を中止しました。"
_REMEDY: Final = (
    "送信元に心当たりがないファイルは開かないでください。"
    "申込書の場合は、新しい様式に転記してください。"
)


class TooCostlyError(UnreadableError):
    """Raised for a file that cannot be read within the limits of time and memory."""

    def __init__(self, why: str = _WHY, mend: str = _REMEDY, *, code: str = "too-costly") -> None:
        super().__init__(why, mend, code=code)
