"""A person who binds a blank with as few clicks as the page allows, on the intake behind it."""

from dataclasses import dataclass

from tests.blanks.blank import Blank
from wizard.core.intake.bindable_fields import room_of
from wizard.core.intake.blank_intake import Intake
from workbook.forms.blank_names import places_of
from workbook.places import DATE_PARTS, Place, Places, whole_of


@dataclass
class Person:
    """Knows where the answers of a blank go, and counts what is clicked on."""

    intake: Intake
    wanted: Places
    clicks: int = 0

    def put_right(self) -> None:
        """Correct what is wrong, then say of the rest that it is right, or not there."""
        for path in list(self.intake.fields.names()):
            is_part = path in DATE_PARTS or path in map(whole_of, DATE_PARTS)
            is_other = is_part and any(whole_of(path) == whole_of(other) for other in self.wanted)
            if path not in self.wanted and not is_other:
                self.intake.select(path)  # its mark
                self.intake.clear()
                self.clicks += 2
        for path in self.wanted:
            if self.intake.places().get(path) != self.wanted[path]:
                self._teach(path, self.wanted[path])
        if self.intake.selected:
            self.intake.select("")
            self.clicks += 1
        while self.intake.fields.doubtful():
            has_cells = any(
                self.intake.fields[path].place for path in self.intake.fields.doubtful()
            )
            if has_cells:
                self.intake.accept_all()
            else:
                self.intake.clear_all()
            self.clicks += 1
            if self.intake.selected:
                self.intake.select("")
                self.clicks += 1
        self.intake.finish()
        self.clicks += 1

    def _teach(self, path: str, cells: tuple[Place, ...]) -> None:
        if path in DATE_PARTS and not self.intake.fields.is_split(whole_of(path)):
            self.intake.select(whole_of(path))
            self.intake.split()
            self.clicks += 3  # the section, the field, the button
        if self.intake.selected == path:
            if not self.intake.is_picking:
                self.intake.begin_picking()
                self.clicks += 1
            self.intake.click(cells[0])
            self.clicks += 1
        elif any(cells[0] in held for held in self.intake.places().values()):
            self.intake.select(path)
            self.intake.begin_picking()
            self.intake.click(cells[0])
            self.clicks += 4  # the section, the field, the button, the cell
        else:
            self.intake.click(cells[0])
            self.clicks += 2 if self.intake.meanings()[0] == path else 4
            self.intake.assign_clicked(path)
        self._pick_the_rest(path, cells)
        if self.intake.following:
            self._decide()

    def _pick_the_rest(self, path: str, cells: tuple[Place, ...]) -> None:
        ends = cells[1:] if room_of(path) == "ticks" else cells[-1:]
        self._click_until_picked(cells, ends)
        if self.intake.is_picking and self._picked() != {*cells}:
            self.intake.begin_picking()
            self.clicks += 1
            self._click_until_picked(cells, cells)
        if self.intake.is_picking:
            self.intake.confirm_picked()
            self.clicks += 1

    def _click_until_picked(self, cells: tuple[Place, ...], rest: tuple[Place, ...]) -> None:
        for cell in rest:
            if self.intake.is_picking and self._picked() != {*cells}:
                self.intake.click(cell)
                self.clicks += 1

    def _picked(self) -> set[Place]:
        return {Place(box.sheet, box.top, box.left) for box in self.intake.picked}

    def _decide(self) -> None:
        followed = self.intake.following_places()
        is_right = all(self.wanted.get(path) == cells for path, cells in followed.items())
        if is_right:
            self.intake.accept_following()
        else:
            self.intake.dismiss_following()
        self.clicks += 1


def bound_by_clicks(blank: Blank) -> Person:
    """Bind a blank, and return who did it."""
    intake = Intake()
    intake.load("様式.xlsx", blank.draw())
    assert intake.blank is not None
    person = Person(intake, places_of(intake.blank.opened.book, blank.expected))
    person.put_right()
    return person
