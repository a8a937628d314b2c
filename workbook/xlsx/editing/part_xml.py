"""Editing of a part's XML; everything else stays, including comments and prefixes."""

from typing import Any, Final

from lxml import etree  # type: ignore[import-untyped]  # ships no types

from workbook.xlsx.guard.strict_xml import root_of, strict_parser

RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

Node = Any  # an lxml element

_PARSER: Final = strict_parser(strip_cdata=False)


def tree_of(content: bytes) -> Node:
    """Parse a part for editing."""
    return root_of(content, _PARSER)


def bytes_of(root: Node) -> bytes:
    """Return a part as bytes."""
    tree = root.getroottree()
    content: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return content


def add(parent: Node, name: str, text: str | None = None, /, **attributes: str) -> Node:
    """Append a new element in the namespace of its parent, and return it."""
    child = etree.SubElement(parent, _qualified(parent, name), attributes)
    child.text = text
    return child


def child_of(parent: Node, name: str) -> Node:
    """Return the first child with a name in the namespace of its parent, or None."""
    return parent.find(_qualified(parent, name))


def _qualified(parent: Node, name: str) -> str:
    """Return a name qualified with the namespace of an element."""
    tag: str = parent.tag
    return tag[: tag.rfind("}") + 1] + name
