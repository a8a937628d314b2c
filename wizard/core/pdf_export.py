"""A filled form as PDF, by LibreOffice where this system has it."""

from typing import Final

from wizard.core.workers.libreoffice import convert
from wizard.core.workers.limits import within_limits
from workbook.xlsx.guard.unreadable import UnreadableError

_FAILED: Final = (
    "PDFを作成できませんでした。「申込書を印刷」の画面で、送信先に「PDFに保存」を選択してください。"
)


class PdfError(Exception):
    """A form that could not be printed; the words are for the person who asked."""


def to_pdf(content: bytes, program: str) -> bytes:
    """Return a workbook as PDF, printed within the limits of a worker.

    Raises PdfError if it cannot be printed.
    """
    try:
        printed = within_limits(convert, program, content, "pdf")
    except (OSError, UnreadableError) as error:
        raise PdfError(_FAILED) from error
    if printed is None:
        raise PdfError(_FAILED)
    return printed
