"""The comments part of a sheet: texts by cell, and authors."""

from collections.abc import Mapping
from typing import Final

from openpyxl.utils import get_column_letter

from schemas.cleaning import CELL_LIMIT
from workbook.xlsx.editing.part_xml import Node, add, bytes_of, child_of, tree_of
from workbook.xlsx.guard.strict_xml import MAIN, SPREADSHEET, refuse
from workbook.xlsx.reader.areas import Cell
from workbook.xlsx.reader.shared_values import joined

AUTHOR: Final = "moushikomi"
SEPARATOR: Final = "\n――――――――\n"
"""The line between the previous text of a comment and an added text."""

_NONE: Final = f'<comments xmlns="{SPREADSHEET}"><authors/><commentList/></comments>'.encode()
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_FONT: Final = {"sz": "9", "rFont": "Yu Gothic", "family": "3", "charset": "128"}
_COMMENT: Final = MAIN + "comment"
_TEXT: Final = MAIN + "t"
_RUN: Final = MAIN + "r"


class Comments:
    """The comments of one sheet."""

    def __init__(self, content: bytes | None) -> None:
        """Parse the part, which is None if the sheet has no comments."""
        self._root = tree_of(content or _NONE)
        listed = child_of(self._root, "commentList")
        if self._root.tag != MAIN + "comments" or listed is None:
            refuse("no comments")
        self._list: Node = listed
        self._existing = {each.get("ref"): each for each in reversed(listed.findall(_COMMENT))}

    def put(self, texts: Mapping[Cell, str]) -> dict[Cell, str]:
        """Add a text to the comment of each cell, and return the resulting texts.

        A comment that would exceed the limit of Excel stays unchanged and is not returned.
        """
        author = str(self._author())
        results: dict[Cell, str] = {}
        for cell, text in texts.items():
            reference = f"{get_column_letter(cell[1])}{cell[0]}"
            comment = self._existing.get(reference)
            if comment is None:
                comment = add(self._list, "comment", ref=reference, authorId=author, shapeId="0")
                _append_run(add(comment, "text"), text)
                results[cell] = text
            elif (combined := _append_text(comment, text)) is not None:
                results[cell] = combined
        return results

    def written(self) -> bytes:
        """Return the part as bytes."""
        return bytes_of(self._root)

    def had(self, cell: Cell) -> bool:
        """Return whether a cell had a comment originally."""
        return f"{get_column_letter(cell[1])}{cell[0]}" in self._existing

    def _author(self) -> int:
        authors = child_of(self._root, "authors")
        if authors is None:
            authors = add(self._root, "authors")
            self._root.insert(0, authors)
        names = [author.text for author in authors.findall(MAIN + "author")]
        if AUTHOR not in names:
            add(authors, "author", AUTHOR)
            names.append(AUTHOR)
        return names.index(AUTHOR)


def _append_text(comment: Node, text: str) -> str | None:
    """Append a text to a comment, to its only run if it has no formatted runs."""
    body = child_of(comment, "text")
    if body is None:
        body = add(comment, "text")
        comment.insert(0, body)
    previous = joined(body)
    addition = SEPARATOR + text if previous else text
    if len(previous) + len(addition) > CELL_LIMIT:
        return None
    plain = body.find(_TEXT)
    if plain is not None and body.find(_RUN) is None:
        plain.text = previous + addition
        plain.set(_SPACE, "preserve")
    else:
        _append_run(body, addition)
    return previous + addition


def _append_run(body: Node, text: str) -> None:
    """Insert a run after the others and before phonetic runs, as the schema demands."""
    run = add(body, "r")
    run_properties = add(run, "rPr")
    for name, value in _FONT.items():
        add(run_properties, name, val=value)
    add(run, "t", text).set(_SPACE, "preserve")
    before = sum(child.tag in {_TEXT, _RUN} for child in body[:-1])
    body.insert(before, run)
