"""What a blank can do by itself: formulas, links, connections, controls.

A form that is made from a blank carries it to whoever opens it. What fetches or sends by itself is
refused; the rest is listed before a person takes the blank in.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from workbook.opened import OpenedWorkbook
from workbook.xlsx.editing.part_xml import Node, tree_of
from workbook.xlsx.guard.strict_xml import local_name
from workbook.xlsx.guard.unreadable import UnreadableError

_WHOLE: Final = "ブック全体"
_OTHER_BOOK: Final = "別のブックへのリンク"
_FORMULAS: Final = frozenset({"f", "formula", "formula1", "formula2"})
_TEXTS: Final = re.compile(r'"[^"]*"')
_QUOTED: Final = re.compile(r"'[^']*'")
_FETCHING: Final = re.compile(
    r"(?:WEBSERVICE|RTD|CALL|REGISTER|REGISTER\.ID|EXEC|IMAGE|SQL\.REQUEST|STOCKHISTORY|PY"
    r"|CUBE[A-Z]+|IMPORT[A-Z]+)\s*\(",
    re.IGNORECASE,
)
"""Functions that fetch something from elsewhere, or run it."""
_DDE: Final = re.compile(r"\|")
"""Parts a program from its topic; no other formula has it outside texts and quotes."""
_LINK: Final = re.compile(r"HYPERLINK\s*\(([^,)]*)", re.IGNORECASE)  # the address of a link
_LITERAL: Final = re.compile(r"[\s&_]*")
_MOST: Final = 100  # so many are listed; more say nothing new
_SHOWN: Final = 60  # characters of a formula

_CONNECTIONS: Final = re.compile(r"xl/(?:connections\.xml|queryTables/|model/)", re.IGNORECASE)
_EXTERNAL: Final = re.compile(r"xl/externalLinks/[^/]+\.xml", re.IGNORECASE)
_ADD_INS: Final = re.compile(r"xl/webextensions/", re.IGNORECASE)
_ON_A_CLICK: Final = re.compile(r"/hyperlink$|externalLink", re.IGNORECASE)
"""Kinds of relationships that lead outside only when somebody says so; others are followed."""
_OBJECTS: Final = {
    "ActiveXコントロール": re.compile(r"xl/activeX/[^/]+\.xml", re.IGNORECASE),
    "埋め込みオブジェクト": re.compile(r"xl/embeddings/", re.IGNORECASE),
}
_MACRO: Final = re.compile(rb"<x:FmlaMacro>\s*[^<\s]|\bmacro=\"[^\"]")


@dataclass(frozen=True, slots=True)
class Activity:
    """Something that a blank does: what, where, and whether it acts by itself."""

    what: str
    where: str
    is_acting: bool = False

    @property
    def is_link(self) -> bool:
        """Whether it is a link to another workbook, which can be taken out."""
        return self.what == _OTHER_BOOK


def activities(opened: OpenedWorkbook) -> tuple[Activity, ...]:
    """Return what a blank can do by itself, or on a click."""
    return (*_in_parts(opened), *_fetched(opened), *_in_formulas(opened), *_links(opened))


def refuse_acting(opened: OpenedWorkbook) -> None:
    """Refuse a blank that fetches or sends by itself, or can carry an answer out."""
    acting = [f"{one.what}（{one.where}）" for one in activities(opened) if one.is_acting]
    if acting:
        why = f"外部と通信する内容が含まれている様式です：{'、'.join(acting[:5])}。"
        mend = "ヘルプデスクに確認し、これらを含まない様式を取り込んでください。"
        raise UnreadableError(why, mend, code="active-content")


def _in_parts(opened: OpenedWorkbook) -> Iterator[Activity]:
    names = sorted(opened.package.names)
    if any(_CONNECTIONS.match(name) for name in names):
        yield Activity("データ接続", _WHOLE, is_acting=True)
    if any(_ADD_INS.match(name) for name in names):
        yield Activity("Officeアドイン", _WHOLE, is_acting=True)
    for name in names:
        if _EXTERNAL.fullmatch(name):
            content = opened.package.read(name)
            is_acting = b"ddeLink" in content or b"oleLink" in content
            what = "ほかのプログラムとの連携（DDE）" if is_acting else _OTHER_BOOK
            yield Activity(what, _WHOLE, is_acting=is_acting)
    for what, pattern in _OBJECTS.items():
        if any(pattern.match(name) for name in names):
            yield Activity(what, _WHOLE)
    if any(_MACRO.search(opened.package.read(name)) for name in names if _is_drawn(name)):
        yield Activity("マクロの呼び出し", _WHOLE)


def _fetched(opened: OpenedWorkbook) -> Iterator[Activity]:
    """Find what is fetched from elsewhere when the workbook is opened, such as linked pictures."""
    for name in sorted(opened.package.names):
        for relation in opened.package.relationships(name).values():
            if relation.external and not _ON_A_CLICK.search(relation.type):
                target = relation.target[:_SHOWN]
                yield Activity(f"外部の内容の読み込み {target}", _WHOLE, is_acting=True)


def _is_drawn(name: str) -> bool:
    return name.casefold().startswith(("xl/drawings/", "xl/ctrlprops/"))


def _in_formulas(opened: OpenedWorkbook) -> Iterator[Activity]:
    count = 0
    for title, sheet in opened.book.sheets.items():
        content = opened.package.read(sheet.part)
        for node in tree_of(content).iter("{*}*") if _may_compute(content) else ():
            if local_name(node) in _FORMULAS and (text := (node.text or "").strip()):
                is_acting, is_in_cell = _acts(text), local_name(node) == "f"
                count += is_in_cell
                if is_acting or (is_in_cell and count <= _MOST):
                    yield Activity(f"数式 {text[:_SHOWN]}", _cell(title, node), is_acting=is_acting)
    for name in opened.book.names:
        if _acts(name.refers_to):
            yield Activity(f"名前 {name.name[:_SHOWN]}", _WHOLE, is_acting=True)


def _may_compute(content: bytes) -> bool:
    return any(mark in content for mark in (b"f>", b"f ", b"ormula"))


def _acts(formula: str) -> bool:
    """Return whether a formula fetches or sends, or makes an address of what cells hold."""
    bare = _QUOTED.sub("_", _TEXTS.sub("", formula))
    if _FETCHING.search(bare) or _DDE.search(bare):
        return True
    return any(not _LITERAL.fullmatch(address) for address in _LINK.findall(bare))


def _cell(title: str, node: Node) -> str:
    around = node.getparent()
    reference = None if around is None else around.get("r") or around.get("sqref")
    return f"{title}!{reference}" if reference else title


def _links(opened: OpenedWorkbook) -> Iterator[Activity]:
    for title, sheet in opened.book.sheets.items():
        related = opened.package.relationships(sheet.part).values()
        links = [one.target for one in related if one.external and one.type.endswith("/hyperlink")]
        for target in links[:_MOST]:
            yield Activity(f"リンク {target[:_SHOWN]}", title)
