"""Rejection of ambiguous XML, which Excel and this reader would interpret differently."""

import re
from typing import Final

from workbook.xlsx.guard.refusals import Refusal
from workbook.xlsx.guard.strict_xml import Element, Path

_PREFIX: Final = re.compile(rb"xmlns:([\w.-]+)")
_ENDS: Final = (b"</sheetData", b"</mergeCells", b"</sst")
_TEXT_PARTS: Final = "*[not(self::m:t or self::m:r or self::m:rPh or self::m:phoneticPr)]"
_RUN_PARTS: Final = "m:r/*[not(self::m:t or self::m:rPr)]"
_FOREIGN: Final = tuple(
    Path(path)
    for path in (
        "m:sheetData/*[not(self::m:row)]",
        "m:sheetData/m:row/*[not(self::m:c or self::m:extLst)]",
        "m:sheetData/m:row/m:c/*[not(self::m:f or self::m:v or self::m:is or self::m:extLst)]",
        f"m:sheetData/m:row/m:c/m:is/{_TEXT_PARTS}",
        f"m:sheetData/m:row/m:c/m:is/{_RUN_PARTS}",
        "m:mergeCells/*[not(self::m:mergeCell)]",
        "m:cols/*[not(self::m:col)]",
        "*[not(self::m:*)]//*[self::m:sheetData or self::m:mergeCells or self::m:cols]",
        "self::m:sst/*[not(self::m:si or self::m:extLst)]",
        f"self::m:sst/m:si/{_TEXT_PARTS}",
        f"self::m:sst/m:si/{_RUN_PARTS}",
    )
)


def refuse_ambiguous_xml(content: bytes, root: Element) -> None:
    """Check that cells, values, texts and merges have only the expected parent elements.

    ``root`` is the parsed part: a worksheet, or the shared strings. Raises UnreadableError if there
    are alternatives (mc:AlternateContent), or elements of another namespace.
    """
    if _has_other_names(content) and any(path.elements(root) for path in _FOREIGN):
        raise Refusal.DIALECT.error()


def _has_other_names(content: bytes) -> bool:
    """Return whether elements can have another namespace than the root."""
    start = content.find(b">", content.find(b"<", content.find(b"?>") + 1))
    stop = max(content.rfind(end) for end in _ENDS)
    prefixes = _PREFIX.findall(content, 0, start)
    names = [b"xmlns", *(b"<" + prefix + b":" for prefix in prefixes)]
    return any(content.find(name, start, stop) >= 0 for name in names)
