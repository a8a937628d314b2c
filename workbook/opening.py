"""Opening a workbook that somebody sent: what it must be before a parser sees it."""

import io
import zipfile
from typing import Final

from openpyxl import Workbook, load_workbook

MAX_FILE_BYTES: Final = 5_000_000
MAX_UNPACKED_BYTES: Final = 50_000_000
MAX_PARTS: Final = 200

_MAIN_PART: Final = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MACRO_PART: Final = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_OLE_MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS_XLSX: Final = "Excelで開き、.xlsx形式で保存し直してください。"
_GET_AGAIN: Final = (
    "送り主に、もう一度送ってもらってください。手元の申込書であれば、作り直してください。"
)


class UnreadableError(ValueError):
    """A file that cannot be read as a form: why, and how to mend it, in Japanese."""

    def __init__(self, why: str, mend: str) -> None:
        """Say why the file cannot be read, and what to do."""
        super().__init__(why)
        self.why = why
        self.mend = mend


def open_workbook(content: bytes) -> Workbook:
    """Open the bytes of an xlsx file, after looking at the package itself.

    Raises:
        UnreadableError: the bytes are no xlsx workbook, or one too large to be a form.

    """
    _examine(content)
    try:
        return load_workbook(io.BytesIO(content))
    except Exception as error:  # a parser fails on damaged input in ways that cannot be listed
        why = "申込書のファイルが壊れていて、読み取れません。"
        raise UnreadableError(why, _GET_AGAIN) from error


def _examine(content: bytes) -> None:
    if len(content) > MAX_FILE_BYTES:
        why = f"ファイルが大きすぎます（{MAX_FILE_BYTES // 1_000_000}MBまで）。"
        raise UnreadableError(why, "画像などを取り除き、申込書だけを保存し直してください。")
    if content.startswith(_OLE_MAGIC):
        why = "古い形式（.xls）か、パスワードのかかったファイルです。"
        raise UnreadableError(why, "パスワードを外し、" + _SAVE_AS_XLSX)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _examine_package(package)
    except (zipfile.BadZipFile, NotImplementedError, OSError, RuntimeError) as error:
        why = "Excelの申込書（.xlsx）ではないか、ファイルが壊れています。"
        raise UnreadableError(why, _SAVE_AS_XLSX) from error


def _examine_package(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        why = "ファイルの中身が大きすぎます。"
        raise UnreadableError(why, "申込書のシートだけを新しいファイルに保存し直してください。")
    names = package.namelist()
    types = package.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    if _MACRO_PART in types:
        why = "マクロ付きのファイル（.xlsm）です。"
        raise UnreadableError(why, _SAVE_AS_XLSX)
    if _MAIN_PART not in types:
        why = "Excelの申込書（.xlsx）ではありません。"
        raise UnreadableError(why, _SAVE_AS_XLSX)
