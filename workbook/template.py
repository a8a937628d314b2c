"""A form to be filled: opened once, its places found, kept ready to be written again and again."""

import gc
import io
import pickle
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, Final

from openpyxl import Workbook, load_workbook

from workbook.cell_answer import text_of
from workbook.guard.unreadable import UnreadableError
from workbook.opened import OpenedWorkbook
from workbook.patching.compiled import Compiled
from workbook.paths import OWN_FORM
from workbook.places import Place, Places, is_placed
from workbook.reader.book import Book, Kind
from workbook.splitting import Content
from workbook.writing import write_cells

_UNBOUND: Final = "利用申込書の欄を示す名前が、このファイルにありません。"
_BIND: Final = "moushikomiで作成した申込書、または取り込んだ様式を使用してください。"


@dataclass(frozen=True)
class Template(ABC):
    """A form with its places, and the texts that are printed on it.

    ``continues`` tells whether rows that it has no room for go on in a workbook of their own;
    ``absent`` are the paths that it has no place for, as a person confirmed.
    """

    continues: ClassVar[bool]
    places: Places
    absent: frozenset[str]
    texts: Mapping[Place, str]

    def has(self, path: str, kind: str = "") -> bool:
        """Tell whether the form has a place for an answer in a case."""
        return is_placed(path, self.places, kind)

    def printed(self, place: Place) -> str:
        """Give the text that is printed in a cell; empty where none is."""
        return self.texts.get(place, "")

    @abstractmethod
    def write(self, cells: Mapping[Place, Content]) -> bytes:
        """Write into the cells of a fresh copy."""


@dataclass(frozen=True)
class BoundTemplate(Template):
    """A blank of somebody else's, to which names were given: what is not an answer's stays.

    A row grows where a wrapped text would be cut off.
    """

    continues: ClassVar[bool] = True
    _compiled: Compiled

    def write(self, cells: Mapping[Place, Content]) -> bytes:
        """Write into the cells by patching the package."""
        return self._compiled.fill(cells)


@dataclass(frozen=True)
class OwnTemplate(Template):
    """The project's own form, written with openpyxl: its rows grow with long texts.

    Every filling starts from a fresh copy, which is unpickled: loading spends most of its time on
    the borders of merged cells, and ``copy.deepcopy`` gives workbooks that fail on saving.
    """

    continues: ClassVar[bool] = False
    _pickled: bytes

    def write(self, cells: Mapping[Place, Content]) -> bytes:
        """Write into the cells of a copy, and save it."""
        packed = io.BytesIO()
        book = self._copy()
        write_cells(book, cells)
        book.save(packed)
        return packed.getvalue()

    def _copy(self) -> Workbook:
        """Give a copy; collection pauses, as tens of thousands of objects come and none goes."""
        was_enabled = gc.isenabled()
        gc.disable()
        try:
            book: Workbook = pickle.loads(self._pickled)  # noqa: S301 - pickled by this process
        finally:
            if was_enabled:
                gc.enable()
        return book


def template_of(opened: OpenedWorkbook) -> Template:
    """Make a template of a bound form.

    Raises:
        UnreadableError: the workbook is damaged, or bears none of the catalogue's names.

    """
    places = opened.places
    if not places:
        raise UnreadableError(_UNBOUND, _BIND, code="unbound")
    return BoundTemplate(places, opened.absent, _texts(opened.book), Compiled(opened, places))


@cache
def own_template() -> Template:
    """Give the project's own form."""
    opened = OpenedWorkbook(OWN_FORM.read_bytes())
    pickled = pickle.dumps(load_workbook(OWN_FORM), pickle.HIGHEST_PROTOCOL)
    return OwnTemplate(opened.places, frozenset(), _texts(opened.book), pickled)


def _texts(book: Book) -> dict[Place, str]:
    return {
        Place(title, *cell): text_of(held)
        for title, sheet in book.sheets.items()
        for cell, held in sheet.cells.items()
        if held.kind is Kind.TEXT
    }
