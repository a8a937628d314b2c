"""A filled form as PDF, by LibreOffice where this system has it."""

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from wizard.core.workers.limits import within_limits
from wizard.core.workers.office import office_command
from workbook.xlsx.guard.unreadable import UnreadableError

_SECONDS: Final = 50.0
"""Less than a worker has, which ends the program with its own end; it takes 2 to 10 on a PC."""

_FAILED: Final = (
    "PDFを作成できませんでした。「申込書を印刷」の画面で、送信先に「PDFに保存」を選択してください。"
)


class PdfError(Exception):
    """A form that could not be printed; the words are for the person who asked."""


def office_program() -> str | None:
    """Return the path of LibreOffice; None where it is not found."""
    return shutil.which("soffice")


def to_pdf(content: bytes, program: str) -> bytes:
    """Return a workbook as PDF, printed within the limits of a worker.

    Raises:
        PdfError: it cannot be printed.

    """
    try:
        return within_limits(print_workbook, content, program)
    except (OSError, subprocess.SubprocessError, UnreadableError) as error:
        raise PdfError(_FAILED) from error


def print_workbook(content: bytes, program: str) -> bytes:
    """Print a workbook with LibreOffice, whose settings and files go with a folder of their own."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "form.xlsx"
        source.write_bytes(content)
        own = f"-env:UserInstallation={(folder / 'settings').as_uri()}"
        words = (own, "--headless", "--norestore", "--convert-to", "pdf", "--outdir", name)
        subprocess.run(  # noqa: S603 - the program that the system has, and files of ours
            office_command(program, *words, str(source)),
            check=True,
            capture_output=True,
            timeout=_SECONDS,
        )
        return source.with_suffix(".pdf").read_bytes()
