"""Filling by patching, compared with openpyxl, and with compressing the changed sheets only."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from openpyxl import Workbook, load_workbook

from bench.figure import Figure, times_as_fast
from bench.filling import full_answers
from workbook.forms.fill import fill
from workbook.forms.own_form_path import OWN_FORM
from workbook.opened import OpenedWorkbook
from workbook.patching.compiled import CompiledBlank
from workbook.places import Place, Places
from workbook.xlsx.editing.repack import LEVEL

_TIMES_AS_FAST: Final = 100
_TIMES_THE_PACKING: Final = 2
_PAIRS: Final = 15
_QUICK_PAIRS: Final = 200


def measure_patching() -> Iterator[Figure]:
    """Yield ratios for a full new application to openpyxl, and to compression only."""
    blank = OWN_FORM.read_bytes()
    opened = OpenedWorkbook(blank)
    places = opened.places
    cells = _contents(fill(full_answers()).content, places)
    compiled = CompiledBlank(opened, places)
    against = times_as_fast(
        lambda: compiled.fill(cells), lambda: _plainly(blank, cells), pairs=_PAIRS
    )
    name = f"patch, {len(cells)} cells, against openpyxl"
    yield Figure(name, against, _TIMES_AS_FAST, at_least=True)
    sheets = _changed(blank, compiled.fill(cells))
    size = sum(len(sheet) for sheet in sheets)
    packing = times_as_fast(
        lambda: [_packed(sheet) for sheet in sheets],
        lambda: compiled.fill(cells),
        pairs=_QUICK_PAIRS,
    )
    name = f"patch, against packing what changed, {size // 1000} kB"
    yield Figure(name, packing, _TIMES_THE_PACKING, at_least=False)


def _contents(filled: bytes, places: Places) -> dict[Place, str | date]:
    """Return the contents of the places of a filled form."""
    sheets = OpenedWorkbook(filled).book.sheets
    return {
        place: held.value if isinstance(held.value, date) else str(held.value)
        for cells in places.values()
        for place in cells
        if (held := sheets[place.sheet].cells.get((place.row, place.column)))
    }


def _plainly(blank: bytes, cells: Mapping[Place, str | date]) -> bytes:
    book: Workbook = load_workbook(io.BytesIO(blank))
    for place, content in cells.items():
        book[place.sheet].cell(place.row, place.column).value = content
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def _changed(before: bytes, after: bytes) -> list[bytes]:
    old, new = (zipfile.ZipFile(io.BytesIO(content)) for content in (before, after))
    return [new.read(name) for name in new.namelist() if new.read(name) != old.read(name)]


def _packed(data: bytes) -> bytes:
    stream = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return stream.compress(data) + stream.flush()
