"""A form to be filled: opened once, its places found, kept ready to be copied."""

import gc
import pickle
from dataclasses import dataclass
from functools import cache

from openpyxl import Workbook

from workbook.opening import open_workbook
from workbook.paths import OWN_FORM
from workbook.places import Places, find_places


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
    book = open_workbook(content)
    return Template(find_places(book), pickle.dumps(book, pickle.HIGHEST_PROTOCOL))


@cache
def own_template() -> Template:
    """Give the project's own form."""
    return template_of(OWN_FORM.read_bytes())
