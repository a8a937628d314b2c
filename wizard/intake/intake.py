"""A blank on its way in: where each answer goes, as it is proposed and as a person chooses."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from schemas.answers import RenameProcedures
from wizard.intake.fields import (
    DONE,
    NOT_FOUND,
    PARTS,
    Field,
    State,
    compared,
    every_path,
    is_obliged,
    proposed,
    room_of,
    title,
)
from wizard.pointing import Pointing
from workbook.binding.canvas import Box
from workbook.binding.choosing import Sheets, written
from workbook.binding.names import Names, NamesError, bind, places_of
from workbook.binding.propose import propose
from workbook.guard.package import open_package
from workbook.patching.losses import Loss, would_be_lost
from workbook.places import DATE_PARTS, Place, Places, find_places
from workbook.preview.printed import PreviewSheet, preview
from workbook.reader.book import Book, read_book
from workbook.template import template_of


class Blank:
    """A blank as it was given: its sheets to look at and to click on."""

    def __init__(self, name: str, content: bytes) -> None:
        """Open a blank.

        Raises:
            UnreadableError: the bytes are no xlsx workbook.

        """
        self.name, self.content = name, content
        self.book: Book = read_book(open_package(content))
        self.lost: tuple[Loss, ...] = would_be_lost(content)
        seen = [one for one in preview(content) if not one.is_hidden]
        self.previews: dict[str, PreviewSheet] = {one.title: one for one in seen}
        self.sheets = Sheets(content)

    def named(self) -> dict[str, str]:
        """Give the cells of the names that it bears already."""
        return {path: self._written(places) for path, places in find_places(self.book).items()}

    def _written(self, places: tuple[Place, ...]) -> str:
        if any(place.sheet not in self.previews for place in places):
            return ",".join(str(place) for place in places)
        return written(tuple(self.sheets.box_at(place) for place in places))

    def has(self, path: str, place: str) -> bool:
        """Tell whether a place that a file names is on this blank."""
        try:
            return bool(places_of(self.book, {path: place}))
        except NamesError:
            return False


@dataclass
class Intake(Pointing):
    """A blank that is being taken in.

    ``fields`` holds every path that can have cells; ``shown`` is the title of the sheet to look at;
    ``selected`` the path that is being looked at; ``picked`` are the boxes clicked on so far while
    ``is_picking``; ``said`` what was wrong, ``told`` what else has changed; ``bound`` the bound
    copy once all is confirmed.
    """

    blank: Blank | None = None
    fields: dict[str, Field] = field(default_factory=dict)
    shown: str = ""
    selected: str = ""
    is_picking: bool = False
    picked: tuple[Box, ...] = ()
    said: str = ""
    told: str = ""
    bound: bytes | None = None

    def lay_down(self, name: str, content: bytes, names: Names | None = None) -> None:
        """Look at a blank, and find where the answers go.

        ``names`` are those of the edition before it, if there is one.

        Raises:
            UnreadableError: the bytes are no xlsx workbook.

        """
        blank = Blank(name, content)
        self.fields = {path: Field() for path in every_path()}
        if named := blank.named():
            why = ("このファイルに付いていた欄の名前です。",)
            self.fields |= {path: Field(place, "chosen", why) for path, place in named.items()}
        else:
            self.fields |= {found.path: proposed(found) for found in propose(content)}
        self.fields |= {path: NOT_FOUND for path in self.paths() if self._is_missing(path)}
        known = {path: place for path, place in (names or {}).items() if blank.has(path, place)}
        self.fields |= compared(known, self.fields)
        self.blank, self.bound, self.said = blank, None, ""
        gone = "、".join(f"「{title(path)}」" for path in names or {} if path not in known)
        self.told = f"前の様式にあったセルがこの様式にありません：{gone}" if gone else ""
        titles = [place.sheet for places in self.places().values() for place in places]
        self.shown = max(blank.previews, key=titles.count, default="")
        self.select(self.next_open())

    def names(self) -> dict[str, str]:
        """Give the cells of each path that has some."""
        return {path: found.place for path, found in self.fields.items() if found.place}

    def places(self) -> Places:
        """Give the cells of each path one by one."""
        return places_of(self.blank.book, self.names()) if self.blank else {}

    def paths(self) -> Iterator[str]:
        """Give the paths to be shown: a date as a whole or in its parts, however it stands."""
        for path in every_path():
            is_part = path in DATE_PARTS
            if is_part == self.is_split(path.rpartition(".")[0] if is_part else path):
                yield path

    def is_split(self, path: str) -> bool:
        """Tell whether the year, the month and the day have cells of their own."""
        parts = [self.fields.get(f"{path}.{part}", Field()) for part in PARTS]
        return any(part.state != "none" for part in parts)

    def _is_missing(self, path: str) -> bool:
        return self.fields[path].state == "none" and is_obliged(path)

    def doubtful(self) -> list[str]:
        """Give the paths that a person has to look at."""
        return [path for path in self.paths() if self.fields[path].state == "doubtful"]

    def missing(self) -> list[str]:
        """Give the paths that the FAQ obliges to, and that shall have no cells."""
        return [path for path in self.paths() if self._is_missing(path)]

    def next_open(self) -> str:
        """Give the next doubtful path after the selected one; empty where none is left."""
        order = list(self.paths())
        here = order.index(self.selected) if self.selected in order else -1
        doubtful = self.doubtful()
        return next(iter([*(p for p in doubtful if order.index(p) > here), *doubtful]), "")

    def select(self, path: str) -> None:
        """Look at a path, on its sheet; empty: at none."""
        self.stop_picking()
        self.selected = path
        place = next(iter(self.places().get(path, ())), None)
        if place is not None and self.blank and place.sheet in self.blank.previews:
            self.shown = place.sheet
        self.point_at("panel")

    def accept(self) -> None:
        """Take the cells of the selected path for right, and go on to the next doubtful one."""
        found = self.fields[self.selected]
        self._put(self.selected, Field(found.place, "chosen", found.evidence))

    def accept_all(self) -> None:
        """Take all doubtful cells for right."""
        for path in self.doubtful():
            found = self.fields[path]
            state: State = "chosen" if found.place else "none"
            self.fields[path] = Field(found.place, state, found.evidence)
        self.told, self.bound = "", None
        self.select("")

    def clear(self) -> None:
        """Have the selected answer written nowhere."""
        self._put(self.selected, Field())

    def split(self) -> None:
        """Have the year, the month and the day of the selected date go into cells of their own."""
        parts = [f"{self.selected}.{part}" for part in PARTS]
        self.fields |= {self.selected: Field()} | {part: Field(state="doubtful") for part in parts}
        self.bound = None
        self.select(parts[0])
        self.begin_picking()

    def join(self) -> None:
        """Have the whole date go into one cell."""
        path = self.selected.rpartition(".")[0]
        self.fields |= {f"{path}.{part}": Field() for part in PARTS}
        self.bound = None
        self.select(path)
        self.begin_picking()

    def begin_picking(self) -> None:
        """Wait for a click on a cell of the selected path."""
        self.is_picking, self.picked = True, ()
        self.point_at("panel")

    def stop_picking(self) -> None:
        """Wait no longer."""
        self.is_picking, self.picked = False, ()

    def give_up_picking(self) -> None:
        """Leave the cells of the selected path as they were."""
        self.stop_picking()
        self.point_at("panel")

    def touch(self, place: Place) -> None:
        """Do what a click on a cell means: choose it, or look at the answer that it holds.

        Raises:
            KeyError: no visible sheet has that title.

        """
        if self.blank is None:
            return
        box = self.blank.sheets.box_at(place)
        if self.is_picking:
            self._pick(self.blank.sheets, box)
            return
        first = Place(box.sheet, box.top, box.left)
        held = [path for path, places in self.places().items() if first in places]
        if held:
            self.told = ""
            self.select(held[0])

    def _pick(self, sheets: Sheets, box: Box) -> None:
        room = room_of(self.selected)
        others = tuple(one for one in self.picked if one != box)
        if room == "rows" and not self.picked:
            self.picked = sheets.rows_from(box)
        elif room in {"rows", "boxes"} and self.picked:
            self.picked = sheets.span(self.picked[0], box) or (*others, box)
        else:
            self.picked = (*others, box)
        is_whole = {
            "one": True,
            "boxes": len(self.picked) == 1 and not sheets.is_one_of_many(box),
            "ticks": len(self.picked) == len(RenameProcedures.words),
        }
        if is_whole.get(room, False):
            self.settle()
        else:
            self.point_at("panel")

    def settle(self) -> None:
        """Take the boxes that were clicked on for the selected path."""
        self._put(self.selected, Field(written(self.picked), "chosen", ("画面で選びました。",)))

    def _put(self, path: str, found: Field) -> None:
        self.fields[path] = found
        self.bound, self.told = None, ""
        if found.place:
            self._take_from_others(path)
        self.select(self.next_open())

    def _take_from_others(self, path: str) -> None:
        """Take cells away from the other answers: one cell holds one of them."""
        places = self.places()
        mine = set(places.get(path, ()))
        robbed = [other for other, cells in places.items() if other != path and mine & {*cells}]
        self.fields |= {other: Field() for other in robbed}
        if robbed:
            said = "、".join(f"「{title(other)}」" for other in robbed)
            self.told = f"同じセルだった{said}を外しました。必要なら選び直してください。"

    def next_tick(self) -> str:
        """Give the next procedure to be clicked on, where four ticks are chosen."""
        if self.selected != DONE:
            return ""
        words = [word for _, word in RenameProcedures.words]
        return words[len(self.picked)] if len(self.picked) < len(words) else ""

    def finish(self) -> None:
        """Make the bound copy.

        Raises:
            NamesError: a place is no cells of a sheet of this workbook.
            UnreadableError: the copy cannot be filled.

        """
        if self.blank is None:
            return
        bound = bind(self.blank.content, self.names())
        template_of(bound)
        self.bound = bound
        self.stop_picking()
