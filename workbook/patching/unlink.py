"""Unlinking a blank from other workbooks; the values that they brought stay."""

import re
from typing import Final

from workbook.opened import OpenedWorkbook
from workbook.xlsx.editing.part_xml import RELATIONS, Node, bytes_of, child_of, tree_of
from workbook.xlsx.editing.revision import Revision
from workbook.xlsx.guard.strict_xml import MAIN

_TEXTS: Final = re.compile(r'"[^"]*"')
_OTHER_BOOK: Final = re.compile(r"\[[0-9]+\]")
"""How a formula names another workbook: by its number in the list of external references."""
_DROPPED: Final = {f"{RELATIONS}/externalLink", f"{RELATIONS}/calcChain"}
"""The linked workbooks; and the order of calculation, which lists each formula and is made anew."""


def without_links(opened: OpenedWorkbook) -> bytes:
    """Return a copy of a workbook that refers to no other workbook.

    A cell whose formula did holds the value that was last computed; a name that did is gone. Raises
    UnreadableError if a part is damaged.
    """
    revision = Revision(opened.package, opened.content)
    root = tree_of(revision.read(revision.main))
    for name in ("externalReferences", "definedNames"):
        listed = child_of(root, name)
        for entry in [] if listed is None else list(listed):
            if name == "externalReferences" or _refers(entry):
                listed.remove(entry)
        if listed is not None and not len(listed):
            root.remove(listed)
    revision.put(revision.main, bytes_of(root))
    for sheet in opened.book.sheets.values():
        _compute_no_more(revision, sheet.part)
    dropped = {
        identifier: relation.target
        for identifier, relation in revision.relationships(revision.main).items()
        if relation.type in _DROPPED
    }
    revision.unrelate(revision.main, dropped)
    for part in dict.fromkeys(dropped.values()):
        revision.remove(part)
    return revision.written()


def _compute_no_more(revision: Revision, part: str) -> None:
    """Turn the formulas of a sheet that refer to another workbook into their values."""
    content = revision.read(part)
    if b"[" not in content:
        return
    root = tree_of(content)
    formulas = list(root.iter(MAIN + "f"))
    linked = [formula for formula in formulas if _refers(formula)]
    shared = {formula.get("si") for formula in linked if formula.get("t") == "shared"}
    followers = [one for one in formulas if one.get("t") == "shared" and one.get("si") in shared]
    for formula in {id(one): one for one in (*linked, *followers)}.values():
        formula.getparent().remove(formula)
    if linked:
        revision.put(part, bytes_of(root))


def _refers(formula: Node) -> bool:
    return bool(_OTHER_BOOK.search(_TEXTS.sub("", formula.text or "")))
