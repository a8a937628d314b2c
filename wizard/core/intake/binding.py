"""Binding a blank: what is proposed, what a file of names says, and the bound copy."""

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from workbook.binding.choosing import Sheets, existing_names, refuse_labels
from workbook.binding.proposal import Proposal
from workbook.binding.propose import propose
from workbook.binding.sheet_to_boxes import sheets_to_boxes
from workbook.forms.active_content import Activity, activities, refuse_acting
from workbook.forms.blank_names import BlankNames, Names, bind, places_of, refuse_unknown
from workbook.forms.blank_size import refuse_oversized
from workbook.forms.filled_blank import refuse_filled
from workbook.opened import OpenedWorkbook
from workbook.patching.lost_content import LostContent, find_lost_content
from workbook.patching.unlink import without_links
from workbook.places import ABSENTABLE, Places, is_placed, whole_of


@dataclass(frozen=True, slots=True)
class Binding:
    """A bound copy and what is to be said of it.

    ``names`` are the cells of each path, and the paths that the blank lacks as a person confirmed;
    ``unbound`` the paths of which neither is known; ``doubtful`` those paths at which a person
    should look; ``moved`` where the proposals differ from the names; ``lost`` what filling cannot
    keep; ``activities`` what the blank does by itself or on a click.
    """

    content: bytes
    names: BlankNames
    unbound: tuple[str, ...]
    doubtful: tuple[str, ...]
    moved: Mapping[str, tuple[str, str]]
    lost: tuple[LostContent, ...]
    activities: tuple[Activity, ...]


def bind_blank(
    content: bytes,
    names: BlankNames | None = None,
    absent: Collection[str] = (),
    drop_links: bool = False,  # noqa: FBT001, FBT002 - a call of a worker has no names
) -> Binding:
    """Bind a blank by given names, else by those that it bears, else by what is proposed.

    ``absent`` are further paths that it has no place for, whatever the names say; with
    ``drop_links`` the copy refers to no other workbook, and holds the values that those brought.
    Raises UnreadableError if the bytes are no xlsx workbook, or a form that was filled and
    NamesError if the names do not fit the blank.
    """
    refuse_unknown(absent)
    opened = OpenedWorkbook(content)
    refuse_oversized(opened.book)
    refuse_acting(opened)
    if drop_links:
        opened = OpenedWorkbook(without_links(opened))
    sheets = sheets_to_boxes(opened)
    proposals = {proposal.path: proposal for proposal in propose(sheets)}
    shown = Sheets(sheets)
    names = names or existing_names(opened, shown)
    cells = names.cells if names else {path: found.place for path, found in proposals.items()}
    gone = names.absent.union(absent) if names else frozenset(absent)
    bound = {p: place for p, place in cells.items() if gone.isdisjoint((p, whole_of(p)))}
    refuse_filled(opened, bound)
    places = places_of(opened.book, bound)
    refuse_labels(shown, places)
    doubtful = () if names else tuple(p for p in bound if proposals[p].is_doubtful)
    return Binding(
        bind(opened, bound, gone),
        BlankNames(bound, gone),
        tuple(unbound(places, gone)),
        doubtful,
        _moved(bound if names else {}, proposals),
        find_lost_content(opened, places),
        activities(opened),
    )


def _moved(names: Names, proposals: Mapping[str, Proposal]) -> dict[str, tuple[str, str]]:
    """Return where an answer seems to stand in another cell than the names say."""
    return {
        path: (place, proposals[path].place)
        for path, place in names.items()
        if path in proposals and not proposals[path].is_doubtful and proposals[path].place != place
    }


def unbound(places: Places, absent: AbstractSet[str]) -> list[str]:
    """Return the paths that have no cells, or not for the whole of them, and may have some."""
    return [path for path in ABSENTABLE if path not in absent and not is_placed(path, places)]
