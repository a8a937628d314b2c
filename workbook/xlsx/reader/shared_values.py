"""Shared strings and number formats, which the cells of all sheets refer to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from lxml import etree  # type: ignore[import-untyped]  # it comes without types

from workbook.xlsx.guard.strict_xml import MAIN, Element, count_of, only, parse, refuse, text_of
from workbook.xlsx.reader.ambiguous_xml import refuse_ambiguous_xml
from workbook.xlsx.reader.book_dates import BUILT_IN, GENERAL, is_date_format

TEXT: Final = MAIN + "t"
_RUN: Final = MAIN + "r"
_PROPERTIES: Final = MAIN + "rPr"


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text with its own font; without ``properties``, it has the font of the cell."""

    text: str
    properties: Element | None

    def __reduce__(self) -> tuple[object, ...]:
        """Support pickling: an element is serialised to XML."""
        written = None if self.properties is None else etree.tostring(self.properties)
        return _run, (self.text, written)


def _run(text: str, written: bytes | None) -> Run:
    return Run(text, None if written is None else parse(written, _PROPERTIES))


def runs_of(item: Element) -> tuple[Run, ...]:
    """Return the runs of a text; empty if all of it has the font of the cell."""
    children = [*item]
    if len(children) == 1 and children[0].tag == TEXT:
        return ()
    if not any(child.tag == _RUN and len(child) > 1 for child in children):
        return ()
    return tuple(
        Run(
            "".join(text_of(text) for text in child.iterchildren(TEXT))
            if child.tag == _RUN
            else text_of(child),
            next(child.iterchildren(_PROPERTIES), None),
        )
        for child in children
        if child.tag in {_RUN, TEXT}
    )


def joined(item: Element) -> str:
    """Return the text of all runs, without phonetic text (furigana)."""
    texts: list[str] = []
    for child in item:
        if child.tag == TEXT:
            texts.append(text_of(child))
        elif child.tag == _RUN:
            texts += [text_of(text) for text in child.iterchildren(TEXT)]
    return "".join(texts)


class SharedValues:
    """The shared strings, number formats and date system of a workbook."""

    def __init__(self, texts: bytes | None, styles: bytes | None, *, is_1904: bool) -> None:
        """Parse the parts, which are None if the workbook has none."""
        self.is_1904 = is_1904
        self._texts = texts
        self._items = _items_in(texts)
        self._joined: dict[int, str] = {}
        self._runs: dict[int, tuple[Run, ...]] = {}
        self._are_dates: dict[str, bool] = {}
        self._formats = None if styles is None else _formats(styles)

    def __getstate__(self) -> dict[str, Any]:
        """Support pickling: elements are left out, and parsed again from the texts."""
        return {name: value for name, value in vars(self).items() if name != "_items"}

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        """Restore the state, with the elements parsed again."""
        vars(self).update(state, _items=_items_in(state["_texts"]))

    def item(self, number: int) -> Element:
        """Return the element of a shared string."""
        if number >= len(self._items):
            refuse(f"no shared text {number}")
        return self._items[number]

    def text(self, number: int) -> str:
        """Return a shared string. Cached, as many cells can refer to it."""
        if number not in self._joined:
            self._joined[number] = joined(self.item(number))
        return self._joined[number]

    def runs(self, number: int) -> tuple[Run, ...]:
        """Return the runs of a shared string. Cached, as many cells can refer to it."""
        if number not in self._runs:
            self._runs[number] = runs_of(self.item(number))
        return self._runs[number]

    def is_date_format(self, code: str) -> bool:
        """Return whether a number format displays a date. Cached."""
        if code not in self._are_dates:
            self._are_dates[code] = is_date_format(code)
        return self._are_dates[code]

    def number_format(self, style: str | None) -> str:
        """Return the number format of a style; General if the workbook has no styles."""
        number = count_of(style or "0")
        if not self._formats:
            return GENERAL
        if number >= len(self._formats):
            refuse(f"no style {number}")
        return self._formats[number]


def _items_in(texts: bytes | None) -> list[Element]:
    if texts is None:
        return []
    table = parse(texts, MAIN + "sst")
    refuse_ambiguous_xml(texts, table)
    return [*table.iterchildren(MAIN + "si")]


@lru_cache(maxsize=4)
def _formats(styles: bytes) -> tuple[str, ...]:
    """Return the number format of every cell style. Cached, as forms of one blank share them."""
    return tuple(_formats_in(styles))


def _formats_in(styles: bytes) -> Iterator[str]:
    sheet = parse(styles, MAIN + "styleSheet")
    own = _own_formats(only(sheet.iterchildren(MAIN + "numFmts")))
    cells = only(sheet.iterchildren(MAIN + "cellXfs"))
    for style in () if cells is None else cells.iterchildren(MAIN + "xf"):
        number = count_of(style.get("numFmtId") or "0")
        yield own.get(number) or BUILT_IN.get(number, GENERAL)


def _own_formats(formats: Element | None) -> Mapping[int, str]:
    """Return the custom formats of the workbook, by number."""
    if formats is None:
        return {}
    return {
        count_of(own.get("numFmtId")): own.get("formatCode") or GENERAL
        for own in formats.iterchildren(MAIN + "numFmt")
    }
