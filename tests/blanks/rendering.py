"""Workbooks as LibreOffice prints them: page by page, as pixels."""

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

Page = NDArray[np.uint32]
"""The pixels of a page, each red, green and blue in one number."""
Mask = NDArray[np.bool_]

_TO_PDF: Final = (
    'pdf:calc_pdf_Export:{"ExportFormFields":{"type":"boolean","value":"false"},'
    '"ExportNotes":{"type":"boolean","value":"false"}}'
)
"""Check boxes are drawn as on paper, not made fields of a PDF form; comments are not drawn."""
_DOTS_PER_INCH: Final = 80
_SECONDS: Final = 300
_SHIFTS: Final = np.array([16, 8, 0], np.uint32)
_IN_ONE: Final = np.array(1 << _SHIFTS, np.uint32)
_FAINT: Final = 32
_SOFT: Final = 80
"""Of the 255 steps of a colour."""
_LINE: Final = 150
"""So many pixels the soft edges of a line's letters may have."""


def to_pdf(books: Mapping[str, bytes], folder: Path) -> dict[str, Path]:
    """Print workbooks to PDF files, by name; those that are alike are printed once.

    They are printed together, since LibreOffice is slow to start. The folder, a new one, also
    keeps its settings.
    """
    folder.mkdir()
    names = {content: name for name, content in books.items()}
    for content, name in names.items():
        (folder / f"{name}.xlsx").write_bytes(content)
    own = f"-env:UserInstallation={(folder / 'own').as_uri()}"
    files = [f"{name}.xlsx" for name in names.values()]
    _run(folder, "soffice", "--headless", "--norestore", own, "--convert-to", _TO_PDF, *files)
    return {name: folder / f"{names[content]}.pdf" for name, content in books.items()}


@lru_cache(maxsize=4)
def pages_of(pdf: Path) -> tuple[Page, ...]:
    """Paint the pages of a PDF file; lines and areas without soft edges."""
    painting = ("-r", str(_DOTS_PER_INCH), "-aaVector", "no")
    return tuple(_pictures(_run(pdf.parent, "pdftoppm", *painting, pdf.name)))


def strays(before: Page, after: Page, inside: Mask) -> list[tuple[int, int]]:
    """Give the pixels that differ outside of some areas, by how far right and down they are.

    Soft edges of letters reach onto the frame of their cell: a faint difference there is none.
    Nor is it one where letters of a line stand a hair aside: fonts in a PDF have 255 letters each,
    and those of the answers push others out of one and into the next.
    """
    outside = (before != after) & ~inside
    if outside.any():
        outside &= ~(_beside(inside) & _is_faint(before, after, _FAINT))
        hair = outside & _is_faint(before, after, _SOFT)
        if hair.sum() <= _LINE:
            outside &= ~hair
    return [(int(right), int(down)) for down, right in np.argwhere(outside)]


def _beside(pixels: Mask) -> Mask:
    around = np.pad(pixels, 1)
    return around[1:-1, :-2] | around[1:-1, 2:] | around[:-2, 1:-1] | around[2:, 1:-1]


def _is_faint(one: Page, other: Page, most: int) -> Mask:
    shades = [(page[..., None] >> _SHIFTS & 0xFF).astype(int) for page in (one, other)]
    faint: Mask = np.abs(shades[0] - shades[1]).max(axis=-1) <= most
    return faint


def _pictures(data: bytes) -> Iterator[Page]:
    """Read PPM pictures: of each its kind, size and depth, each in a line, then the pixels."""
    while data:
        kind, size, depth, data = data.split(b"\n", 3)
        assert (kind, depth) == (b"P6", b"255")
        width, height = map(int, size.split())
        pixels = np.frombuffer(data, np.uint8, 3 * width * height).reshape(height, width, 3)
        yield pixels @ _IN_ONE
        data = data[pixels.size :]


def _run(folder: Path, program: str, *arguments: str) -> bytes:
    path = shutil.which(program)
    assert path, f"scripts/browser.sh installs {program}"
    command = [path, *arguments]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=_SECONDS)
    return done.stdout
