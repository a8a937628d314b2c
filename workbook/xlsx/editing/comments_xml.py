"""The part that holds a sheet's comments: texts by cell, their authors beside."""

from collections.abc import Mapping
from typing import Final

from openpyxl.utils import get_column_letter

from schemas.cleaning import CELL_LIMIT
from workbook.xlsx.editing.part_xml import Node, add, bytes_of, child_of, tree_of
from workbook.xlsx.guard.strict_xml import MAIN, SPREADSHEET, refuse
from workbook.xlsx.reader.areas import Cell
from workbook.xlsx.reader.legend import joined

AUTHOR: Final = "moushikomi"
SEPARATOR: Final = "\n――――――――\n"
"""Stands between what a comment said before and what is put to it."""

_NONE: Final = f'<comments xmlns="{SPREADSHEET}"><authors/><commentList/></comments>'.encode()
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_FONT: Final = {"sz": "9", "rFont": "Yu Gothic", "family": "3", "charset": "128"}
_COMMENT: Final = MAIN + "comment"
_TEXT: Final = MAIN + "t"
_RUN: Final = MAIN + "r"


class Comments:
    """The comments of one sheet."""

    def __init__(self, content: bytes | None) -> None:
        """Take the part as it is; None where the sheet has none.

        Raises:
            UnreadableError: the part is damaged.

        """
        self._root = tree_of(content or _NONE)
        listed = child_of(self._root, "commentList")
        if self._root.tag != MAIN + "comments" or listed is None:
            refuse("no comments")
        self._list: Node = listed
        self._there = {each.get("ref"): each for each in reversed(listed.findall(_COMMENT))}

    def put(self, texts: Mapping[Cell, str]) -> dict[Cell, str]:
        """Write a text for each cell, below what its comment says already.

        Give the whole text of each; one that would be longer than Excel allows stays as it was.
        """
        author = str(self._author())
        whole: dict[Cell, str] = {}
        for cell, text in texts.items():
            reference = f"{get_column_letter(cell[1])}{cell[0]}"
            comment = self._there.get(reference)
            if comment is None:
                comment = add(self._list, "comment", ref=reference, authorId=author, shapeId="0")
                _append_run(add(comment, "text"), text)
                whole[cell] = text
            elif (said := _continue(comment, text)) is not None:
                whole[cell] = said
        return whole

    def written(self) -> bytes:
        """Write the part."""
        return bytes_of(self._root)

    def had(self, cell: Cell) -> bool:
        """Return whether a cell had a comment before anything was put here."""
        return f"{get_column_letter(cell[1])}{cell[0]}" in self._there

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


def _continue(comment: Node, text: str) -> str | None:
    """Put a text below what a comment says, in the same run where it has no runs."""
    body = child_of(comment, "text")
    if body is None:
        body = add(comment, "text")
        comment.insert(0, body)
    said = joined(body)
    more = SEPARATOR + text if said else text
    if len(said) + len(more) > CELL_LIMIT:
        return None
    plain = body.find(_TEXT)
    if plain is not None and body.find(_RUN) is None:
        plain.text = said + more
        plain.set(_SPACE, "preserve")
    else:
        _append_run(body, more)
    return said + more


def _append_run(body: Node, text: str) -> None:
    """Put a run behind the others, before the reading aids."""
    run = add(body, "r")
    look = add(run, "rPr")
    for name, value in _FONT.items():
        add(look, name, val=value)
    add(run, "t", text).set(_SPACE, "preserve")
    before = sum(child.tag in {_TEXT, _RUN} for child in body[:-1])
    body.insert(before, run)
