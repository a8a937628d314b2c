"""All fields of a blank: which have cells, which are absent, and which a person has to check."""

from collections.abc import Iterable, Iterator
from typing import Self

from rules.obligations.unplaced import CERTIFICATE_TABLES, IDENTIFYING
from wizard.core.intake.bindable_fields import (
    ABSENT,
    ABSENT_BEFORE,
    NOT_FOUND,
    BindableField,
    compared,
    doubted,
    every_path,
)
from wizard.core.intake.blank import Blank
from workbook.binding.choosing import written
from workbook.binding.propose import printed_unbound
from workbook.forms.blank_names import Names
from workbook.places import ABSENTABLE, ADDRESS, DATE_PARTS, POSTAL, date_parts, is_entry, whole_of


class FieldTable(dict[str, BindableField]):
    """The fields of a blank by path; every path has one, in the order of the form."""

    @classmethod
    def empty(cls) -> Self:
        """Return a table in which no path has a cell."""
        return cls((path, BindableField()) for path in every_path())

    def names(self) -> dict[str, str]:
        """Return the cells of each path that has some."""
        return {path: field.place for path, field in self.items() if field.place}

    def paths(self) -> Iterator[str]:
        """Yield the paths to show: a date as a whole or in its parts, whichever the form has.

        Without a place for the address, its postal code has none either.
        """
        for path in every_path():
            is_part = path in DATE_PARTS
            if path == POSTAL and self[ADDRESS].state == "absent":
                continue
            if is_part == self.is_split(path.rpartition(".")[0] if is_part else path):
                yield path

    def is_split(self, path: str) -> bool:
        """Return whether the year, the month and the day have cells of their own."""
        parts = [self.get(part, BindableField()) for part in date_parts(path)]
        return any(part.state != "none" for part in parts)

    def doubtful(self) -> list[str]:
        """Return the paths that a person has to check."""
        return [path for path in self.paths() if self[path].state == "doubtful"]

    def next_doubtful(self, path: str) -> str:
        """Return the next path to check after one, round to the first; empty if none is left."""
        order = list(self.paths())
        here = order.index(path) if path in order else -1
        doubtful = self.doubtful()
        return next(iter([*(one for one in doubtful if order.index(one) > here), *doubtful]), "")

    def absent(self) -> list[str]:
        """Return the paths that a person confirmed to be missing on the form."""
        return [path for path in ABSENTABLE if self[path].state == "absent"]

    def choose(self, path: str) -> None:
        """Record that a person confirmed the cells of a path."""
        self[path] = BindableField(self[path].place, "chosen", self[path].evidence)

    def set_absent(self, path: str) -> None:
        """Record that the form has no place for a path; a date goes as a whole."""
        if path in DATE_PARTS:
            path = whole_of(path)
            self._clear(date_parts(path))
        if path == ADDRESS:
            self._clear([POSTAL])
        self[path] = BindableField() if path == POSTAL else ABSENT

    def split(self, path: str) -> None:
        """Ask for the year, the month and the day of a date apart."""
        self._clear([path])
        self.update((part, BindableField(state="doubtful")) for part in date_parts(path))

    def join(self, path: str) -> None:
        """Ask for one cell that holds a whole date."""
        self._clear(date_parts(path))
        self[path] = NOT_FOUND

    def replace(self, path: str, field: BindableField) -> None:
        """Set a field; a date as a whole and its parts exclude each other."""
        if path in DATE_PARTS:
            self._clear([whole_of(path)])
        else:
            self._clear(part for part in date_parts(path) if part in self)
        self[path] = field

    def _clear(self, paths: Iterable[str]) -> None:
        self.update((path, BindableField()) for path in paths)

    def ask_for_missing(self) -> None:
        """Mark what the form must show, and nobody has found yet, as doubtful."""
        self.update([(path, NOT_FOUND) for path in self.paths() if self._is_missing(path)])

    def _is_missing(self, path: str) -> bool:
        if self[path].state != "none" or path == POSTAL:
            return False
        if path in DATE_PARTS:
            return True
        table, _, name = path.rpartition(".")
        if table in CERTIFICATE_TABLES and name == IDENTIFYING[0]:
            is_shown = any(self[f"{table}.{one}"].place for one in IDENTIFYING)
            return bool(self[f"{table}.action"].place) and not is_shown
        return is_entry(path)

    def ask_for_printed(self, blank: Blank) -> None:
        """Mark as doubtful what the blank prints a label of, and no cell was found for."""
        bare = {path for path in ABSENTABLE if not self[path].place}
        for path, label in printed_unbound(blank.blank_sheets, bare):
            if self[path].state in {"none", "doubtful"} and not self.is_split(path):
                where = f"「{label.shown.strip()}」（{written((label,))}）"
                why = (f"{where}と印刷されていますが、記入するセルを特定できません。",)
                self[path] = BindableField("", "doubtful", why)

    def merge_absent(self, absent: Iterable[str]) -> None:
        """Take over what was confirmed to be absent before; what is found now becomes doubtful."""
        why = "前の様式では「この様式にはない」とした欄です。"
        for path in absent:
            placed = [one for one in self.names() if path in {one, whole_of(one)}]
            self.update([(one, doubted(self[one], why)) for one in placed] or {path: ABSENT_BEFORE})

    def merge_edition(self, blank: Blank, before: Names) -> list[str]:
        """Compare with the cells of the edition before; return the paths whose cells are gone."""
        known = {
            path: cells for path, place in before.items() if (cells := blank.cells(path, place))
        }
        for path, cells in known.items():
            now = self[path]
            is_same = bool(now.place) and blank.cells(path, now.place) == cells
            self[path] = compared(before[path], now, is_same=is_same)
        for whole in {whole_of(path) for path in known if path in DATE_PARTS}:
            if self[whole].place:  # one cell now, three before
                self._clear(date_parts(whole))
                self[whole] = doubted(self[whole], "前の様式では、年・月・日が別のセルでした。")
        self._clear([path for path in known if self.is_split(path)])
        return [path for path in before if path not in known]
