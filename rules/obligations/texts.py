"""The texts of an application by their kinds, for rules that judge a kind wherever it stands."""

from collections.abc import Callable, Iterator

from schemas.answer import TextKind
from schemas.application import AnyApplication, Block
from schemas.catalogue import ENTRIES, Entry, column
from schemas.suggestions import suggestion

Texts = Callable[[AnyApplication], Iterator[tuple[str, str]]]


def texts_of(*kinds: TextKind) -> Texts:
    """Return a function that gives the texts of some kinds in an application, with their paths."""
    entries = [entry for entry in ENTRIES.values() if entry.text_kind in kinds]

    def each(application: AnyApplication) -> Iterator[tuple[str, str]]:
        for entry in entries:
            for path, text in _texts(application, entry):
                if isinstance(text, str):
                    yield path, text

    return each


def _texts(application: AnyApplication, entry: Entry) -> Iterator[tuple[str, object]]:
    if not entry.table:
        yield entry.path, _at(application, entry.path)
        return
    rows = _at(application, entry.table)
    for number, row in enumerate(rows if isinstance(rows, tuple) else ()):
        yield f"{entry.table}.{number}.{entry.name}", _at(row, entry.name)


def _at(block: object, path: str) -> object:
    """Return what stands at a path; None where it is unanswered, or not asked."""
    found = block
    for name in path.split("."):
        found = found.__dict__.get(name) if isinstance(found, Block) else None
    return found


def meant(path: str, text: str, proposed: str = "") -> str:
    """Return what was probably meant by the text at a path; empty where none can be guessed."""
    return suggestion(ENTRIES[column(path)], text, proposed)
