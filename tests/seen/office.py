"""What LibreOffice, with Japanese settings, shows of workbooks: the text of cells, and pages."""

import csv
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from openpyxl.utils.cell import coordinate_to_tuple

Pages = NDArray[np.int16]
"""The pages of a print below each other: grey, red, green and blue of every pixel."""

_SETTINGS: Final = (
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    '<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" '
    'oor:op="fuse"><value>ja-JP</value></prop></item></oor:items>'
)
_SHOWN_AS_CSV: Final = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,true,false"
"""Commas, quotes, UTF-8, the first sheet, no detection of numbers, and cells as they are shown."""
_TO_PDF: Final = (
    'pdf:calc_pdf_Export:{"ExportFormFields":{"type":"boolean","value":"false"},'
    '"ExportNotes":{"type":"boolean","value":"false"}}'
)
_AS_XLSX: Final = "xlsx:Calc MS Excel 2007 XML"
_SECONDS: Final = 600
_AT_ONCE: Final = 200
"""LibreOffice 7.4 stops without a word after 246 files that it was given in one go."""

Texts = list[list[str]]


def shown_texts(books: Mapping[str, bytes], folder: Path) -> dict[str, Texts]:
    """Return what the first sheet of each workbook shows, row by row."""
    found = _converted(books, folder, _SHOWN_AS_CSV, "csv")
    return {name: [*csv.reader(path.open(encoding="utf-8"))] for name, path in found.items()}


def text_at(texts: Texts, cell: str) -> str:
    """Return the text that a cell shows."""
    row, column = coordinate_to_tuple(cell)
    shown = texts[row - 1] if row <= len(texts) else []
    return shown[column - 1] if column <= len(shown) else ""


def pages(books: Mapping[str, bytes], folder: Path) -> dict[str, Pages]:
    """Return the print of each workbook."""
    return {
        name: _painted(path) for name, path in _converted(books, folder, _TO_PDF, "pdf").items()
    }


def saved_again(books: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Return the workbooks as LibreOffice saves them."""
    found = _converted(books, folder, _AS_XLSX, "xlsx")
    return {name: path.read_bytes() for name, path in found.items()}


def _converted(books: Mapping[str, bytes], folder: Path, to: str, ending: str) -> dict[str, Path]:
    """Convert all in one go, since LibreOffice is slow to start; ``folder`` is a new one."""
    (folder / "own" / "user").mkdir(parents=True)
    (folder / "own" / "user" / "registrymodifications.xcu").write_text(_SETTINGS)
    names = {name: f"{number}.xlsx" for number, name in enumerate(books)}
    for name, content in books.items():
        (folder / names[name]).write_bytes(content)
    office = shutil.which("soffice")
    assert office, "scripts/browser.sh installs it"
    settings = f"-env:UserInstallation={(folder / 'own').as_uri()}"
    command = [
        office,
        "--headless",
        "--norestore",
        settings,
        "--convert-to",
        to,
        "--outdir",
        "made",
    ]
    files = [*names.values()]
    for first in range(0, len(files), _AT_ONCE):
        some = files[first : first + _AT_ONCE]
        subprocess.run(
            [*command, *some], cwd=folder, check=True, capture_output=True, timeout=_SECONDS
        )
    made = folder / "made"
    return {name: (made / file).with_suffix(f".{ending}") for name, file in names.items()}


def _painted(pdf: Path) -> Pages:
    painter = shutil.which("pdftoppm")
    assert painter, "scripts/browser.sh installs it"
    command = [painter, "-r", "80", pdf.name]
    data = subprocess.run(command, cwd=pdf.parent, check=True, capture_output=True).stdout
    painted = []
    while data:
        _, size, _, data = data.split(b"\n", 3)
        width, height = map(int, size.split())
        picture = np.frombuffer(data, np.uint8, 3 * width * height).reshape(height, width, 3)
        painted.append(picture.astype(np.int16))
        data = data[picture.size :]
    width = max(picture.shape[1] for picture in painted)
    return np.concatenate(
        [np.pad(one, ((0, 0), (0, width - one.shape[1]), (0, 0))) for one in painted]
    )
