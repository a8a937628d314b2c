"""The XML of a part that is changed: what is not touched stays, comments and prefixes included."""

from typing import Any, Final

from lxml import etree  # type: ignore[import-untyped]  # ships no types

from workbook.xlsx.guard.strict_xml import root_of, strict_parser

RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

Node = Any
"""An lxml element."""

_PARSER: Final = strict_parser(strip_cdata=False)


def tree_of(content: bytes) -> Node:
    """Parse a part that is to be changed.

    Raises:
        UnreadableError: it is damaged.

    """
    return root_of(content, _PARSER)


def bytes_of(root: Node) -> bytes:
    """Write a part."""
    whole = root.getroottree()
    written: bytes = etree.tostring(whole, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def add(parent: Node, name: str, text: str | None = None, /, **attributes: str) -> Node:
    """Put a new element, in the namespace of its parent, at the parent's end."""
    child = etree.SubElement(parent, _beside(parent, name), attributes)
    child.text = text
    return child


def child_of(parent: Node, name: str) -> Node:
    """Return the first child of a name in the namespace of its parent; None where there is none."""
    return parent.find(_beside(parent, name))


def _beside(parent: Node, name: str) -> str:
    """Return a name in the namespace of an element, which stands in braces before its own name."""
    tag: str = parent.tag
    return tag[: tag.rfind("}") + 1] + name
