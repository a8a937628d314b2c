"""The intake of a blank: proposed cells, what a person chooses, and the bound copy."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Self

from schemas.answers import RenameProcedures
from schemas.catalogue import ENTRIES
from wizard.core.focus_target import FocusTarget
from wizard.core.intake.bindable_fields import (
    BOXES,
    DONE,
    BindableField,
    State,
    proposed,
    room_of,
    title,
)
from wizard.core.intake.blank import Blank, bound_copy, open_and_propose, open_without_links
from wizard.core.intake.conversion import as_xlsx
from wizard.core.intake.field_table import FieldTable
from wizard.core.workers.libreoffice import find_libreoffice
from wizard.core.workers.limits import within_limits
from workbook.binding.blank_sheet import Box
from workbook.binding.choosing import Sheets, existing_names, refuse_labels, written
from workbook.binding.proposal import Proposal
from workbook.binding.propose import PRINTED, table_of
from workbook.binding.teaching import follow, likely_paths, space_at, ticks_from
from workbook.forms.blank_names import BlankNames, NamesError, places_of
from workbook.forms.filled_blank import refuse_filled
from workbook.forms.kind_options import kinds_in
from workbook.patching.lost_content import LostContent, find_lost_content
from workbook.places import KIND_PATHS, Place, Places, whole_of

_NAMED: Final = ("このファイルに付いていた欄の名前です。",)
_PICKED: Final = ("画面で選択しました。",)
_MARGINS: Final[Mapping[State, float]] = {"chosen": 1.0, "sure": 0.5}
"""The margin of a field as if it were proposed; what a person chose is certain."""
_LONGEST_MARK: Final = 3


def _printed(box: Box) -> str:
    """Return what is printed in a box, where it is more than a mark for a tick."""
    text = "".join(box.text.split())
    return text if len(text) > _LONGEST_MARK else ""


@dataclass
class Intake(FocusTarget):
    """A blank that is being taken in.

    ``fields`` holds every path that can have cells; ``sheet`` is the title of the sheet in view;
    ``selected`` the path being looked at; ``picked`` are the boxes chosen for it so far while
    ``is_picking``; ``clicked`` is a box that was clicked on before its answer is known;
    ``following`` are the fields that would follow from the last choice, until they are accepted;
    ``past`` holds the fields before each change; ``remarks`` are about the conversion of the file;
    ``problem`` is what was wrong, ``notice`` what else has changed; ``bound`` is the bound copy
    once all is confirmed, and ``is_stored`` whether it is in use; ``confirms_removal`` tells that
    the form in use shall be removed if a person confirms it. Only ``fields`` is changed in place:
    a copy has its own, so that it is an intake of its own.
    """

    blank: Blank | None = None
    fields: FieldTable = field(default_factory=FieldTable)
    sheet: str = ""
    selected: str = ""
    is_picking: bool = False
    picked: tuple[Box, ...] = ()
    clicked: Box | None = None
    following: Mapping[str, BindableField] = field(default_factory=dict)
    past: tuple[Mapping[str, BindableField], ...] = ()
    remarks: tuple[str, ...] = ()
    problem: str = ""
    notice: str = ""
    bound: bytes | None = None
    is_stored: bool = False
    confirms_removal: bool = False

    def __copy__(self) -> Self:
        """Return an intake that goes on by itself."""
        return replace(self, fields=FieldTable(self.fields))

    @property
    def is_under_way(self) -> bool:
        """Whether there is a blank that is not in use as it is now."""
        return self.blank is not None and not self.is_stored

    def load(self, name: str, content: bytes, names: BlankNames | None = None) -> None:
        """Open a blank, and find where the answers go.

        ``names`` are those of the edition before it, if there is one. Raises UnreadableError if the
        bytes are no xlsx workbook, or a form that was filled.
        """
        converted = within_limits(as_xlsx, content, find_libreoffice())
        blank, proposals = within_limits(open_and_propose, name, converted.content)
        fields = self.fields = FieldTable.empty()
        existing = existing_names(blank.opened, blank.sheets)
        if existing is None:
            fields |= {proposal.path: proposed(proposal) for proposal in proposals}
        state: State = "doubtful" if existing is None else "chosen"
        fields |= {
            path: BindableField(place, state, _NAMED) for path, place in blank.named().items()
        }
        gone = fields.merge_edition(blank, names.cells if names else {})
        fields.merge_absent(
            {*(existing.absent if existing else ()), *(names.absent if names else ())}
        )
        fields.ask_for_missing()
        refuse_filled(blank.opened, fields.names())
        if existing is None:
            fields.ask_for_printed(blank)
        self._discard_bound()
        self.blank, self.problem = blank, ""
        self.past, self.remarks = (), converted.remarks
        titles = [place.sheet for places in self.places().values() for place in places]
        self.sheet = max(blank.previews, key=titles.count, default="")
        self.select_next()
        if gone:
            listed = "、".join(f"「{title(path)}」" for path in gone)
            self.notice = f"前の様式にあったセルがこの様式にありません：{listed}"

    def drop_links(self) -> None:
        """Remove the links to other workbooks from the blank; its cells stay as they are."""
        if self.blank is not None:
            name, content = self.blank.name, self.blank.opened.content
            self.blank = within_limits(open_without_links, name, content)
            self._discard_bound()
            self.notice = "別のブックへのリンクを削除しました。"
            self.point_at("panel")

    def places(self) -> Places:
        """Return the cells of each path one by one."""
        return self._places_of(self.fields.names())

    def following_places(self) -> Places:
        """Return the cells of what would follow from the last choice."""
        return self._places_of({path: one.place for path, one in self.following.items()})

    def _places_of(self, names: Mapping[str, str]) -> Places:
        return places_of(self.blank.opened.book, names) if self.blank and names else {}

    def losses(self) -> tuple[LostContent, ...]:
        """Return what the blank no longer has once its cells hold answers."""
        return find_lost_content(self.blank.opened, self.places()) if self.blank else ()

    def select(self, path: str) -> None:
        """Look at a path, on its sheet; empty: at none."""
        self._stop_picking()
        self.selected, self.notice, self.clicked, self.following = path, "", None, {}
        place = next(iter(self.places().get(path, ())), None)
        if place is not None and self.blank and place.sheet in self.blank.previews:
            self.sheet = place.sheet
        self.point_at("panel")

    def select_next(self) -> None:
        """Look at the next doubtful path after the selected one; at none where none is left."""
        self.select(self.fields.next_doubtful(self.selected))

    def accept(self) -> None:
        """Confirm the cells of the selected path, and go on to the next doubtful one."""
        if not self.selected:
            return
        self._remember()
        self.fields.choose(self.selected)
        self._go_on(self._take_from_others(self.selected))

    def accept_all(self) -> None:
        """Confirm all doubtful cells, and go on to an answer that has none."""
        self._remember()
        for path in self.fields.doubtful():
            if self.fields[path].place:
                self.fields.choose(path)
        self.select_next()

    def clear(self) -> None:
        """Confirm that the form has no place for the selected answer."""
        self._remember()
        self.fields.set_absent(self.selected)
        self._go_on()

    def clear_all(self) -> None:
        """Confirm that the form has no place for any answer that has no cell yet."""
        self._remember()
        for path in self.fields.doubtful():
            if not self.fields[path].place:
                self.fields.set_absent(path)
        self.select_next()

    def _go_on(self, notice: str = "") -> None:
        self.fields.ask_for_missing()
        self.select_next()
        self.notice = notice

    def _remember(self) -> None:
        """Store the fields before a change, which makes the bound copy outdated."""
        self.past = (*self.past, dict(self.fields))
        self._discard_bound()

    def _discard_bound(self) -> None:
        self.bound, self.is_stored = None, False

    def undo(self) -> None:
        """Take back the last change, with all that followed from it."""
        if self.past:
            *past, before = self.past
            self.past = tuple(past)
            self._discard_bound()
            self.fields |= before
            self.select_next()
            self.notice = "直前の操作を取り消しました。"

    def split(self) -> None:
        """Choose cells of their own for the year, the month and the day of the selected date."""
        self._remember()
        path = self.selected
        self.fields.split(path)
        self.select(f"{path}.year")
        self.begin_picking()

    def join(self) -> None:
        """Choose one cell for the whole date."""
        self._remember()
        path = whole_of(self.selected)
        self.fields.join(path)
        self.select(path)
        self.begin_picking()

    def begin_picking(self) -> None:
        """Wait for a click on a cell of the selected path."""
        self.is_picking, self.picked = True, ()
        self.point_at("panel")

    def _stop_picking(self) -> None:
        self.is_picking, self.picked = False, ()

    def cancel_picking(self) -> None:
        """Leave the cells of the selected path as they were."""
        self._stop_picking()
        self.point_at("panel")

    def click(self, place: Place) -> None:
        """Handle a click on a cell: choose it, or look at the answer that it holds.

        Raises KeyError if no visible sheet has that title.
        """
        if self.blank is None:
            return
        box = self.blank.sheets.box_at(place)
        if self.is_picking:
            self._pick(self.blank.sheets, box)
            return
        first = Place(box.sheet, box.top, box.left)
        paths = [path for path, places in self.places().items() if first in places]
        if paths:
            self.select(paths[0])
        else:
            self.clicked = box
            self.point_at("panel")

    def meanings(self) -> list[str]:
        """Return what the clicked cell may be for.

        What its labels say comes first; before what has a cell already, unless they name just that,
        what is still to be found in the section of the nearest answer.
        """
        if self.blank is None or self.clicked is None:
            return []
        likely = likely_paths(self.blank.sheets.sheet(self.clicked.sheet), self.clicked)
        paths = list(self.fields.paths())
        first = [path for path in likely if path in paths]
        bare = [path for path in first if not self.fields[path].place]
        section = self._section_near(self.clicked)
        near = [path for path in paths if ENTRIES[whole_of(path)].section == section]
        nearby = [path for path in near if not self.fields[path].place]
        # the place may be wrong; but a label at the side of a table is that of many columns
        named = [path for path in first if likely[path] >= PRINTED and not table_of(path)]
        return list(dict.fromkeys((*bare, *named, *nearby, *first, *paths)))

    def _section_near(self, box: Box) -> str:
        """Return the section of the answer whose cell is nearest to a box, if there is one."""
        away = [
            (abs(place.row - box.top), abs(place.column - box.left), path)
            for path, places in self.places().items()
            for place in places
            if place.sheet == box.sheet
        ]
        return ENTRIES[whole_of(min(away)[-1])].section if away else ""

    def assign_clicked(self, path: str) -> None:
        """Choose the clicked cell as the first one of a path."""
        box = self.clicked
        self.select(path)
        if self.blank is not None and box is not None:
            self.begin_picking()
            self._pick(self.blank.sheets, box)

    def _pick(self, sheets: Sheets, box: Box) -> None:
        self.notice = ""
        room = room_of(self.selected)
        others = tuple(one for one in self.picked if one != box)
        beside = self._columns_beside(box.sheet) if room == "rows" else []
        if room == "rows" and not self.picked:
            self.picked = sheets.rows_from(box, beside)
        elif room == "ticks" and not self.picked:
            self.picked = ticks_from(sheets.sheet(box.sheet), box)
        elif room in {"rows", "boxes"} and self.picked:
            self.picked = sheets.span(self.picked[0], box, beside) or (*others, box)
        else:
            self.picked = (*others, box)
        is_whole = {
            "one": True,
            "boxes": len(self.picked) == 1 and not sheets.is_one_of_many(box),
            "ticks": len(self.picked) == len(RenameProcedures.words),
        }
        if is_whole.get(room, False):
            self.confirm_picked()
        else:
            self.point_at("panel")

    def _columns_beside(self, sheet: str) -> list[tuple[Box, ...]]:
        """Return the cells of the other answers that the table of the selected one has."""
        table = ENTRIES[self.selected].table
        known = self._as_proposals(sheet).values()
        beside = (one for one in known if one.path in ENTRIES and one.path != self.selected)
        return [one.boxes for one in beside if ENTRIES[one.path].table == table]

    @property
    def can_confirm_picked(self) -> bool:
        """Whether the picked boxes can be all."""
        room, count = room_of(self.selected), len(self.picked)
        is_enough = room != "boxes" or count in {1, BOXES[self.selected]}
        return count > 0 and is_enough and room != "ticks"

    def confirm_picked(self) -> None:
        """Use the picked boxes for the selected path, and find what follows from that."""
        if self.blank is None:
            return
        self._remember()
        path, boxes = self.selected, self.picked
        sheet = self.blank.sheets.sheet(boxes[0].sheet)
        if room_of(path) == "boxes" and len(boxes) == 1:
            ((_, boxes),) = space_at(sheet, path, boxes[0]).parts
        known = self._as_proposals(sheet.title)
        self.fields[path] = BindableField(written(boxes), "chosen", _PICKED)
        notice = self._take_from_others(path)
        if printed := "、".join(f"「{text}」" for box in boxes if (text := _printed(box))):
            notice += f"選択したセルには{printed}と印刷されています。記入すると上書きされます。"
        self._go_on(notice)
        self.following = {
            one.path: BindableField(one.place, "chosen", one.evidence)
            for one in follow(sheet, known, path, boxes)
        }

    def _as_proposals(self, sheet: str) -> dict[str, Proposal]:
        """Return the fields of a sheet as if they were proposed."""
        proposals = {}
        for path, places in self.places().items():
            if self.blank is not None and all(place.sheet == sheet for place in places):
                boxes = tuple(map(self.blank.sheets.box_at, places))
                one = self.fields[path]
                margin = _MARGINS.get(one.state, 0.0)
                proposals[path] = Proposal(path, boxes, margin, one.evidence)
        return proposals

    def accept_following(self) -> None:
        """Take over what follows from the last choice; with that choice it is one change."""
        for path, one in self.following.items():
            self.fields.replace(path, one)
        for path in self.following:
            self._take_from_others(path)
        self._go_on()

    def dismiss_following(self) -> None:
        """Keep the last choice alone."""
        self.select_next()

    def _take_from_others(self, path: str) -> str:
        """Remove the cells of a path from other answers, as a cell holds one; say from which."""
        places = self.places()
        own = set(places.get(path, ()))
        others = [
            other
            for other, cells in places.items()
            if other != path
            if any(not self._may_share({path, other}, place) for place in own & {*cells})
        ]
        self.fields |= {other: BindableField() for other in others}
        titles = "、".join(f"「{title(other)}」" for other in others)
        message = f"同じセルの{titles}の指定を解除しました。必要に応じて選択し直してください。"
        return message if others else ""

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

        Raises NamesError if two answers share a cell, or a place is no cells of this workbook and
        UnreadableError if the copy cannot be filled.
        """
        if self.blank is None:
            return
        self._refuse_shared_cells()
        refuse_labels(self.blank.sheets, self.places())
        content, names = self.blank.opened.content, self.fields.names()
        self.bound = within_limits(bound_copy, content, names, self.fields.absent())
        self._stop_picking()

    def _refuse_shared_cells(self) -> None:
        owners: dict[Place, str] = {}
        for path, places in self.places().items():
            for place in places:
                if place in owners and not self._may_share({path, owners[place]}, place):
                    raise NamesError(
                        f"「{title(owners[place])}」と「{title(path)}」が同じセル（{place}）です。"
                        "どちらかを選択し直してください。"
                    )
                owners[place] = path
