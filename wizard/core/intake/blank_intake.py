"""A blank on its way in: where each answer goes, as it is proposed and as a person chooses."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from rules.obligations.unplaced import CERTIFICATE_TABLES, IDENTIFYING
from schemas.answers import RenameProcedures
from schemas.catalogue import ENTRIES
from wizard.core.focus import FocusTarget
from wizard.core.intake.bindable_fields import (
    ABSENT,
    ABSENT_BEFORE,
    BOXES,
    DONE,
    NOT_FOUND,
    BindableField,
    State,
    compared,
    doubted,
    every_path,
    proposed,
    room_of,
    title,
)
from wizard.core.intake.conversion import as_xlsx, find_converter
from wizard.core.workers.limits import within_limits
from workbook.binding.active_content import activities, refuse_acting
from workbook.binding.canvas import Box
from workbook.binding.choosing import Sheets, existing_names, written
from workbook.binding.limits import refuse_filled, refuse_labels
from workbook.binding.names import BlankNames, Names, NamesError, bind, places_of
from workbook.binding.proposal import Proposal
from workbook.binding.propose import printed_unbound, propose
from workbook.binding.sheet_to_boxes import sheets_to_boxes
from workbook.binding.teaching import follow, likely_paths, space_at
from workbook.binding.unlink import without_links
from workbook.forms.blank_size import refuse_oversized
from workbook.forms.kind_options import kinds_in
from workbook.forms.template import template_of
from workbook.opened import OpenedWorkbook
from workbook.patching.losses import Loss, find_losses
from workbook.places import (
    ABSENTABLE,
    ADDRESS,
    DATE_PARTS,
    KIND_PATHS,
    POSTAL,
    Place,
    Places,
    date_parts,
    is_entry,
    whole_of,
)
from workbook.preview.printed import PreviewSheet, preview

_NAMED: Final = ("このファイルに付いていた欄の名前です。",)
_PICKED: Final = ("画面で選択しました。",)
_MARGINS: Final[Mapping[State, float]] = {"chosen": 1.0, "sure": 0.5}
"""How sure a field is, as of proposals; what a person said is settled."""
_LONGEST_MARK: Final = 3


def _printed(box: Box) -> str:
    """Return what is printed in a box, where it is more than a mark for a tick."""
    text = "".join(box.text.split())
    return text if len(text) > _LONGEST_MARK else ""


class Blank:
    """A blank as it was given: its sheets to look at and to click on."""

    def __init__(self, name: str, content: bytes) -> None:
        """Open a blank.

        Raises:
            UnreadableError: the bytes are no xlsx workbook.

        """
        self.name = name
        self.opened = OpenedWorkbook(content)
        refuse_oversized(self.opened.book)
        refuse_acting(self.opened)
        self.activities = activities(self.opened)
        seen = [one for one in preview(self.opened) if not one.is_hidden]
        self.previews: dict[str, PreviewSheet] = {one.title: one for one in seen}
        self.canvases = sheets_to_boxes(self.opened)
        self.sheets = Sheets(self.canvases)

    def named(self) -> dict[str, str]:
        """Return the cells of the names that it bears already."""
        return {path: self.sheets.written(cells) for path, cells in self.opened.places.items()}

    def cells(self, path: str, place: str) -> tuple[Place, ...]:
        """Return the cells of a place that a file names; none where they are not on this blank."""
        try:
            return places_of(self.opened.book, {path: place}).get(path, ())
        except NamesError:
            return ()


def _looked_at(name: str, content: bytes) -> tuple[Blank, tuple[Proposal, ...]]:
    """Open a blank, and propose where the answers go."""
    blank = Blank(name, content)
    return blank, propose(blank.canvases)


def _without_links(name: str, content: bytes) -> Blank:
    return Blank(name, without_links(OpenedWorkbook(content)))


def _bound_copy(content: bytes, names: Names, absent: Iterable[str]) -> bytes:
    """Make the bound copy, and see that it can be filled."""
    bound = bind(OpenedWorkbook(content), names, absent)
    template_of(OpenedWorkbook(bound))
    return bound


@dataclass
class Intake(FocusTarget):
    """A blank that is being taken in.

    ``fields`` holds every path that can have cells; ``shown`` is the title of the sheet to look at;
    ``selected`` the path that is being looked at; ``picked`` are the boxes clicked on so far while
    ``is_picking``; ``asked`` is a box that was clicked on before anybody said what for;
    ``following`` what would follow from the last choice, until a person accepts it; ``past`` the
    fields before each change; ``remarks`` say what was done to the file first; ``said`` what was
    wrong, ``told`` what else has changed; ``bound`` the bound copy once all is confirmed, and
    ``is_kept`` that it is in use.
    """

    blank: Blank | None = None
    fields: dict[str, BindableField] = field(default_factory=dict)
    shown: str = ""
    selected: str = ""
    is_picking: bool = False
    picked: tuple[Box, ...] = ()
    asked: Box | None = None
    following: Mapping[str, BindableField] = field(default_factory=dict)
    past: tuple[Mapping[str, BindableField], ...] = ()
    remarks: tuple[str, ...] = ()
    said: str = ""
    told: str = ""
    bound: bytes | None = None
    is_kept: bool = False

    def lay_down(self, name: str, content: bytes, names: BlankNames | None = None) -> None:
        """Look at a blank, and find where the answers go.

        ``names`` are those of the edition before it, if there is one.

        Raises:
            UnreadableError: the bytes are no xlsx workbook, or a form that was filled.

        """
        converted = within_limits(as_xlsx, content, find_converter())
        blank, proposals = within_limits(_looked_at, name, converted.content)
        self.fields = {path: BindableField() for path in every_path()}
        borne = existing_names(blank.opened, blank.sheets)
        if borne is None:
            self.fields |= {found.path: proposed(found) for found in proposals}
        state: State = "doubtful" if borne is None else "chosen"
        self.fields |= {
            path: BindableField(place, state, _NAMED) for path, place in blank.named().items()
        }
        gone = self._compare(blank, names.cells if names else {})
        self._mark_absent({*(borne.absent if borne else ()), *(names.absent if names else ())})
        self._ask_for_missing()
        refuse_filled(blank.opened, self.names())
        if borne is None:
            self._ask_for_printed(blank)
        self.blank, self.bound, self.is_kept, self.said = blank, None, False, ""
        self.past, self.remarks = (), converted.remarks
        titles = [place.sheet for places in self.places().values() for place in places]
        self.shown = max(blank.previews, key=titles.count, default="")
        self.select(self.next_open())
        if gone:
            said = "、".join(f"「{title(path)}」" for path in gone)
            self.told = f"前の様式にあったセルがこの様式にありません：{said}"

    def drop_links(self) -> None:
        """Take the links to other workbooks out of the blank; its cells stay as they are."""
        if self.blank is not None:
            name, content = self.blank.name, self.blank.opened.content
            self.blank = within_limits(_without_links, name, content)
            self.bound, self.told = None, "別のブックへのリンクを削除しました。"
            self.point_at("panel")

    def _mark_absent(self, absent: Iterable[str]) -> None:
        """Take over what was confirmed before; what is found now is to be looked at."""
        why = "前の様式では「この様式にはない」とした欄です。"
        for path in absent:
            pieces = {one: self.fields[one] for one in self.names() if path in {one, whole_of(one)}}
            found = {one: doubted(piece, why) for one, piece in pieces.items()}
            self.fields |= found or {path: ABSENT_BEFORE}

    def _compare(self, blank: Blank, old: Names) -> list[str]:
        """Set the cells of the edition before beside what was found; give those that are gone."""
        known = {path: cells for path, place in old.items() if (cells := blank.cells(path, place))}
        for path, cells in known.items():
            now = self.fields[path]
            is_same = bool(now.place) and blank.cells(path, now.place) == cells
            self.fields[path] = compared(old[path], now, is_same=is_same)
        for whole in {whole_of(path) for path in known if path in DATE_PARTS}:
            if self.fields[whole].place:  # one cell now, three before
                self.fields |= {part: BindableField() for part in date_parts(whole)}
                self.fields[whole] = doubted(
                    self.fields[whole], "前の様式では、年・月・日が別のセルでした。"
                )
        for whole in (path for path in known if self.is_split(path)):
            self.fields[whole] = BindableField()
        return [path for path in old if path not in known]

    def names(self) -> dict[str, str]:
        """Return the cells of each path that has some."""
        return {path: found.place for path, found in self.fields.items() if found.place}

    def places(self) -> Places:
        """Return the cells of each path one by one."""
        return places_of(self.blank.opened.book, self.names()) if self.blank else {}

    def losses(self) -> tuple[Loss, ...]:
        """Return what the blank no longer has once its cells hold answers."""
        return find_losses(self.blank.opened, self.places()) if self.blank else ()

    def paths(self) -> Iterator[str]:
        """Yield the paths to be shown: a date as a whole or in its parts, however it stands.

        Without a place for the address, its postal code has none either.
        """
        for path in every_path():
            is_part = path in DATE_PARTS
            if path == POSTAL and self.fields[ADDRESS].state == "absent":
                continue
            if is_part == self.is_split(path.rpartition(".")[0] if is_part else path):
                yield path

    def is_split(self, path: str) -> bool:
        """Return whether the year, the month and the day have cells of their own."""
        parts = [self.fields.get(part, BindableField()) for part in date_parts(path)]
        return any(part.state != "none" for part in parts)

    def _ask_for_missing(self) -> None:
        """Have a person look at what is missing."""
        self.fields |= {path: NOT_FOUND for path in self.paths() if self._is_missing(path)}

    def _is_missing(self, path: str) -> bool:
        """Return whether nobody said where an answer goes that the form must show, or may lack."""
        if self.fields[path].state != "none" or path == POSTAL:
            return False
        if path in DATE_PARTS:
            return True
        table, _, name = path.rpartition(".")
        if table in CERTIFICATE_TABLES and name == IDENTIFYING[0]:
            identifying = (self.fields[f"{table}.{one}"] for one in IDENTIFYING)
            is_shown = any(found.place for found in identifying)
            return bool(self.fields[f"{table}.action"].place) and not is_shown
        return is_entry(path)

    def _ask_for_printed(self, blank: Blank) -> None:
        """Have a person look at what the blank prints a label of, and no cell was found for."""
        bare = {path for path in ABSENTABLE if not self.fields[path].place}
        for path, label in printed_unbound(blank.canvases, bare):
            if self.fields[path].state in {"none", "doubtful"} and not self.is_split(path):
                where = f"「{label.shown.strip()}」（{written((label,))}）"
                why = (f"{where}と印刷されていますが、記入するセルを特定できません。",)
                self.fields[path] = BindableField("", "doubtful", why)

    def doubtful(self) -> list[str]:
        """Return the paths that a person has to look at."""
        return [path for path in self.paths() if self.fields[path].state == "doubtful"]

    def absent(self) -> list[str]:
        """Return the paths that the form has no place for, as a person said."""
        return [path for path in ABSENTABLE if self.fields[path].state == "absent"]

    def next_open(self) -> str:
        """Return the next doubtful path after the selected one; empty where none is left."""
        order = list(self.paths())
        here = order.index(self.selected) if self.selected in order else -1
        doubtful = self.doubtful()
        return next(iter([*(p for p in doubtful if order.index(p) > here), *doubtful]), "")

    def select(self, path: str) -> None:
        """Look at a path, on its sheet; empty: at none."""
        self.stop_picking()
        self.selected, self.told, self.asked, self.following = path, "", None, {}
        place = next(iter(self.places().get(path, ())), None)
        if place is not None and self.blank and place.sheet in self.blank.previews:
            self.shown = place.sheet
        self.point_at("panel")

    def accept(self) -> None:
        """Take the cells of the selected path for right, and go on to the next doubtful one."""
        self._remember()
        found = self.fields[self.selected]
        self._put(self.selected, BindableField(found.place, "chosen", found.evidence))

    def accept_all(self) -> None:
        """Take all doubtful cells for right, and go on to an answer that has none."""
        self._remember()
        for path in self.doubtful():
            found = self.fields[path]
            if found.place:
                self.fields[path] = BindableField(found.place, "chosen", found.evidence)
        self.select(self.next_open())

    def clear(self) -> None:
        """Confirm that the form has no place for the selected answer; a date goes as a whole."""
        self._remember()
        self._give_up(self.selected)
        self._ask_for_missing()
        self.select(self.next_open())

    def clear_all(self) -> None:
        """Confirm that the form has no place for any answer that has no cell yet."""
        self._remember()
        for path in self.doubtful():
            if not self.fields[path].place:
                self._give_up(path)
        self.select(self.next_open())

    def _give_up(self, path: str) -> None:
        if path in DATE_PARTS:
            path = whole_of(path)
            self.fields |= {part: BindableField() for part in date_parts(path)}
        if path == ADDRESS:
            self.fields[POSTAL] = BindableField()
        self.fields[path] = BindableField() if path == POSTAL else ABSENT

    def _remember(self) -> None:
        """Keep the fields as they are before a change, which takes the bound copy back."""
        self.past, self.bound = (*self.past, dict(self.fields)), None

    def undo(self) -> None:
        """Take back the last change, with all that followed from it."""
        if self.past:
            *past, before = self.past
            self.past, self.fields, self.bound = tuple(past), dict(before), None
            self.select(self.next_open())
            self.told = "直前の操作を取り消しました。"

    def split(self) -> None:
        """Have the year, the month and the day of the selected date go into cells of their own."""
        self._remember()
        parts = date_parts(self.selected)
        self.fields |= {self.selected: BindableField()} | {
            part: BindableField(state="doubtful") for part in parts
        }
        self.select(parts[0])
        self.begin_picking()

    def join(self) -> None:
        """Have the whole date go into one cell."""
        self._remember()
        path = whole_of(self.selected)
        self.fields |= {part: BindableField() for part in date_parts(path)} | {path: NOT_FOUND}
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
            self.select(held[0])
        else:
            self.asked = box
            self.point_at("panel")

    def meanings(self) -> list[str]:
        """Return what the cell that was clicked on may be for: what its labels say comes first."""
        if self.blank is None or self.asked is None:
            return []
        likely = likely_paths(self.blank.sheets.canvas(self.asked.sheet), self.asked)
        paths = list(self.paths())
        first = [path for path in likely if path in paths]
        bare = [path for path in first if not self.fields[path].place]
        return list(dict.fromkeys((*bare, *first, *paths)))

    def name_cell(self, path: str) -> None:
        """Take the cell that was clicked on for the first one of a path."""
        box = self.asked
        self.select(path)
        if self.blank is not None and box is not None:
            self.begin_picking()
            self._pick(self.blank.sheets, box)

    def _pick(self, sheets: Sheets, box: Box) -> None:
        self.told = ""
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

    @property
    def can_settle(self) -> bool:
        """Whether the boxes that were clicked on can be all."""
        room, count = room_of(self.selected), len(self.picked)
        is_enough = room != "boxes" or count in {1, BOXES[self.selected]}
        return count > 0 and is_enough and room != "ticks"

    def settle(self) -> None:
        """Take the boxes that were clicked on for the selected path, and see what follows."""
        if self.blank is None:
            return
        self._remember()
        path, boxes = self.selected, self.picked
        canvas = self.blank.sheets.canvas(boxes[0].sheet)
        if room_of(path) == "boxes" and len(boxes) == 1:
            ((_, boxes),) = space_at(canvas, path, boxes[0]).parts
        known = self._known(canvas.title)
        self._put(path, BindableField(written(boxes), "chosen", _PICKED))
        if printed := "、".join(f"「{text}」" for box in boxes if (text := _printed(box))):
            self.told += f"選択したセルには{printed}と印刷されています。記入すると上書きされます。"
        self.following = {
            one.path: BindableField(one.place, "chosen", one.evidence)
            for one in follow(canvas, known, path, boxes)
        }

    def _known(self, sheet: str) -> dict[str, Proposal]:
        """Return what holds on a sheet, as if it were proposed."""
        found = {}
        for path, places in self.places().items():
            if self.blank is not None and all(place.sheet == sheet for place in places):
                boxes = tuple(map(self.blank.sheets.box_at, places))
                margin = _MARGINS.get(self.fields[path].state, 0.0)
                found[path] = Proposal(path, boxes, margin, self.fields[path].evidence)
        return found

    def accept_following(self) -> None:
        """Take over what follows from the last choice; with that choice it is one change."""
        for path, found in self.following.items():
            whole = whole_of(path)
            if path in DATE_PARTS:
                self.fields[whole] = BindableField()
            elif path in ENTRIES:
                self.fields |= {p: BindableField() for p in date_parts(path) if p in self.fields}
            self.fields[path] = found
        for path in self.following:
            self._take_from_others(path)
        self._ask_for_missing()
        self.select(self.next_open())

    def followed(self) -> Places:
        """Return the cells of what would follow from the last choice."""
        names = {path: found.place for path, found in self.following.items()}
        return places_of(self.blank.opened.book, names) if self.blank and names else {}

    def leave_following(self) -> None:
        """Keep the last choice alone."""
        self.select(self.next_open())

    def _put(self, path: str, found: BindableField) -> None:
        self.fields[path] = found
        told = self._take_from_others(path) if found.place else ""
        self._ask_for_missing()
        self.select(self.next_open())
        self.told = told

    def _take_from_others(self, path: str) -> str:
        """Take cells away from the other answers, as one cell holds one of them; say from which."""
        places = self.places()
        mine = set(places.get(path, ()))
        robbed = [
            other
            for other, cells in places.items()
            if other != path
            if any(not self._may_share({path, other}, place) for place in mine & {*cells})
        ]
        self.fields |= {other: BindableField() for other in robbed}
        said = "、".join(f"「{title(other)}」" for other in robbed)
        return (
            f"同じセルの{said}の指定を解除しました。必要に応じて選択し直してください。"
            if robbed
            else ""
        )

    def _may_share(self, paths: set[str], place: Place) -> bool:
        """Return whether a cell offers cases to choose from, and all paths are some of these."""
        if self.blank is None or not paths <= KIND_PATHS.keys():
            return False
        box = self.blank.sheets.box_at(place)
        return bool(kinds_in(box.text, box.choices))

    def next_tick(self) -> str:
        """Return the next procedure to be clicked on, where four ticks are chosen."""
        if self.selected != DONE:
            return ""
        words = [word for _, word in RenameProcedures.words]
        return words[len(self.picked)] if len(self.picked) < len(words) else ""

    def finish(self) -> None:
        """Make the bound copy.

        Raises:
            NamesError: two answers share a cell, or a place is no cells of this workbook.
            UnreadableError: the copy cannot be filled.

        """
        if self.blank is None:
            return
        self._refuse_shared_cells()
        refuse_labels(self.blank.sheets, self.places())
        self.bound = within_limits(
            _bound_copy, self.blank.opened.content, self.names(), self.absent()
        )
        self.stop_picking()

    def _refuse_shared_cells(self) -> None:
        held: dict[Place, str] = {}
        for path, places in self.places().items():
            for place in places:
                if place in held and not self._may_share({path, held[place]}, place):
                    message = (
                        f"「{title(held[place])}」と「{title(path)}」が同じセル（{place}）です。"
                        "どちらかを選択し直してください。"
                    )
                    raise NamesError(message)
                held[place] = path
