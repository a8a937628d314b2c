"""Location of the answers in a workbook that somebody sent: by its names, or by its labels.

The labels are what a person reads. On the project's own form they stand in for names that were
lost, or that lead to another answer's cell or to an empty one; and that is told.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from schemas.catalogue import label
from workbook.forms.cell_writing import CREATOR
from workbook.forms.continuation import MARK
from workbook.forms.label_search import SAMPLE_SHEET, find_by_label, normal
from workbook.forms.observation import Observation
from workbook.forms.own_form import TITLE, VERSION
from workbook.places import KIND_PATHS, Place, Places, find_forms
from workbook.xlsx.guard.unreadable import UnreadableError
from workbook.xlsx.reader.book import Book, Kind

_OWN_MARK: Final = re.compile(r"moushikomi様式第(\w+)版")  # in the foot of the own form
_ENDINGS: Final = ("申込書", "届出書", "申請書", "依頼書", "届")
_OTHER_FORM: Final = re.compile(rf"[^『』「」。、]{{2,40}}(?:{'|'.join(_ENDINGS)})")
_MOST_SHOWN: Final = 5
_MOST_TITLES: Final = 200
"""So many texts are searched for the title of another form; a title is one of the first."""


@dataclass(frozen=True, slots=True)
class Location:
    """The places of a form, whether it is the project's own, and what was observed."""

    places: Places
    is_own: bool
    observations: tuple[Observation, ...]

    @property
    def sheets(self) -> set[str]:
        """The titles of the sheets that it is on."""
        return _sheets_of(self.places)


def locate(book: Book) -> tuple[Location, ...]:
    """Find the places of the answers: of each form that the workbook holds."""
    named = find_forms(book)
    if named and _is_continuation(book, named[0]):
        raise _continuation()
    if len(named) > 1:
        found = [_located(_with_sheets(book, _sheets_of(places)), places) for places in named]
    else:
        found = [_located(book, places) for places in named or ({},)]
    found = [location for location in found if location.places]
    taken = {title for location in found for title in location.sheets}
    for title, sheet in book.sheets.items():
        if title not in taken and sheet.state == "visible" and not SAMPLE_SHEET.search(title):
            other = _located(_with_sheets(book, {title}), {})
            if other.places:
                found.append(other)
    if not found:
        raise _unknown(book)
    return tuple(found)


def _with_sheets(book: Book, titles: set[str]) -> Book:
    return replace(book, sheets={t: sheet for t, sheet in book.sheets.items() if t in titles})


def _sheets_of(places: Places) -> set[str]:
    return {place.sheet for cells in places.values() for place in cells}


def _located(book: Book, named: Places) -> Location:
    """Find the places of one form, by its names and by what is printed."""
    printed = find_by_label(book)
    choice = _Choice(book, named, printed)
    by_label = [path for path in printed if choice.is_by_label(path)]
    places = {**named, **{path: printed[path] for path in by_label}}
    observations = [Observation("read-by-label", shown=_named(by_label))] if by_label else []
    observations += (
        Observation("two-answers", path, named[path][0]) for path in printed if choice.is_torn(path)
    )
    observations += _other_version(book)
    return Location(places, bool(printed), tuple(observations))


def _is_continuation(book: Book, named: Places) -> bool:
    """Return whether a workbook is a 別紙 alone: no other sheet holds answers."""
    sheets = {place.sheet for cells in named.values() for place in cells}
    return len(sheets) <= 1 and any(name.name == MARK for name in book.names)


def _continuation() -> UnreadableError:
    return UnreadableError(
        "利用申込書の『別紙』のみのファイルです。別紙のみでは、不備の有無を確認できません。",
        "この別紙と一緒に提出する利用申込書を選択してください。",
        code="continuation",
    )


class _Choice:
    """Which to follow, where a name and a label lead to different cells."""

    def __init__(self, book: Book, named: Places, printed: Places) -> None:
        self.book = book
        self.named = named
        self.printed = printed
        self.owner = {place: path for path, cells in printed.items() for place in cells}

    def is_by_label(self, path: str) -> bool:
        """Follow the label where the name is lost, leads to another's cell, or to nothing."""
        cells = self.named.get(path, ())
        if not cells:
            return True
        if set(cells) <= set(self.printed[path]):  # perhaps the name of one sheet is lost
            return self._is_filled(set(self.printed[path]) - set(cells))
        if any(self.owner.get(place, path) != path for place in cells):
            return True
        return self._is_filled(self.printed[path]) and not self._is_filled(cells)

    def is_torn(self, path: str) -> bool:
        """Return whether something else stands where the label leads than where the name does."""
        named, printed = self.named.get(path, ()), self.printed[path]
        if not named or set(named) <= set(printed) or self.is_by_label(path):
            return False
        return self._is_filled(named) and self._is_filled(printed)

    def _is_filled(self, cells: Iterable[Place]) -> bool:
        return any((p.row, p.column) in self.book.sheets[p.sheet].cells for p in cells)


def _named(paths: list[str]) -> str:
    names = list(dict.fromkeys(label("kind" if path in KIND_PATHS else path) for path in paths))
    more = f"、ほか{len(names) - _MOST_SHOWN}件" if len(names) > _MOST_SHOWN else ""
    return "、".join(f"「{name}」" for name in names[:_MOST_SHOWN]) + more


def _texts(book: Book) -> Iterator[str]:
    for sheet in book.sheets.values():
        for held in sheet.cells.values():
            if held.kind is Kind.TEXT:
                yield normal(str(held.value))


def _other_version(book: Book) -> Iterator[Observation]:
    marks = {mark[1] for text in _texts(book) if (mark := _OWN_MARK.search(text))}
    for version in sorted(marks - {VERSION}):
        yield Observation("other-version", shown=version)


def _unknown(book: Book) -> UnreadableError:
    """Return what a workbook is instead of a form, as far as can be seen."""
    if book.properties.creator == CREATOR and not book.properties.title:
        return UnreadableError(
            "moushikomiで出力した一覧または台帳で、申込書ではありません。",
            "申込書をチェックする場合は、申込書のファイルを指定してください。",
            code="own-list",
        )
    texts = list(_texts(book))
    if any(TITLE in text for text in texts):
        return UnreadableError(
            "『スイッチング支援システム利用申込書』と思われますが、欄とセルの対応が不明なため、読み取れません。",
            "この様式をmoushikomiに取り込むか、moushikomiで作成した申込書を使用してください。",
            code="unbound",
        )
    titles = (text for text in texts if any(ending in text for ending in _ENDINGS))
    searched = islice(titles, _MOST_TITLES)
    other = next((form[0] for text in searched if (form := _OTHER_FORM.search(text))), "")
    if other:
        return UnreadableError(
            f"別の様式（{other}）の可能性があります。",
            "『スイッチング支援システム利用申込書』に差し替えてください。",
            code="other-form",
        )
    return UnreadableError(
        "『スイッチング支援システム利用申込書』ではない可能性があります。申込書の欄が見つかりません。",
        "ファイルを確認し、申込書に差し替えてください。",
        code="not-the-form",
    )
