"""A form to be filled: opened once, its places found, kept ready to be copied."""

import gc
import io
import pickle
from dataclasses import dataclass
from functools import cache
from typing import Final

from openpyxl import Workbook, load_workbook

from workbook.book import read_book
from workbook.package import open_package
from workbook.paths import OWN_FORM
from workbook.places import Places, find_places
from workbook.unreadable import UnreadableError

_UNBOUND: Final = "利用申込書の欄を示す名前が、このファイルにありません。"
_BIND: Final = "moushikomiで作った申込書か、欄を取り込んだ様式を使ってください。"
_UNWRITABLE: Final = "この様式には記入できません。ファイルの一部を扱えないためです。"
_SAVE_ANEW: Final = "Excelで開き、.xlsx形式で保存し直してください。"


@dataclass(frozen=True, slots=True)
class Template:
    """A form with its places. Every filling starts from a fresh copy.

    The copy is unpickled: loading with openpyxl spends most of its time on the borders of merged
    cells, and ``copy.deepcopy`` gives workbooks that fail on saving.
    """

    places: Places
    _pickled: bytes

    def copy(self) -> Workbook:
        """Give an empty form of one's own.

        Collection pauses meanwhile: tens of thousands of objects come, and none of them goes.
        """
        was_enabled = gc.isenabled()
        gc.disable()
        try:
            book: Workbook = pickle.loads(self._pickled)  # noqa: S301 - pickled by this process
        finally:
            if was_enabled:
                gc.enable()
        return book


def template_of(content: bytes) -> Template:
    """Make a template of a bound form's bytes.

    Raises:
        UnreadableError: the bytes are no xlsx workbook, or it bears none of the catalogue's names.

    """
    places = find_places(read_book(open_package(content)))
    if not places:
        raise UnreadableError(_UNBOUND, _BIND, code="unbound")
    try:
        book = load_workbook(io.BytesIO(content))
    except Exception as error:  # a writer that does not know all that a reader lets pass
        raise UnreadableError(_UNWRITABLE, _SAVE_ANEW, code="unwritable") from error
    return Template(places, pickle.dumps(book, pickle.HIGHEST_PROTOCOL))


@cache
def own_template() -> Template:
    """Give the project's own form."""
    return template_of(OWN_FORM.read_bytes())
