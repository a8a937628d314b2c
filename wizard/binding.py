"""Binding a blank: what is proposed, what a file of names says, and the bound copy."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from schemas.catalogue import ENTRIES
from workbook.binding.limits import refuse_filled, refuse_oversized
from workbook.binding.looking import canvases
from workbook.binding.names import Names, bind, places_of
from workbook.binding.proposal import Proposal
from workbook.binding.propose import propose
from workbook.opened import OpenedWorkbook
from workbook.patching.losses import Loss, would_be_lost
from workbook.places import DATE_PARTS, KIND_PATHS


@dataclass(frozen=True, slots=True)
class Binding:
    """A bound copy and what is to be said of it.

    ``bound`` are the cells of each path; ``doubtful`` those paths at which a person should look;
    ``moved`` where the proposals differ from the file of names; ``lost`` what filling cannot keep.
    """

    content: bytes
    bound: Names
    unbound: tuple[str, ...]
    doubtful: tuple[str, ...]
    moved: Mapping[str, tuple[str, str]]
    lost: tuple[Loss, ...]


def bind_blank(content: bytes, names: Names | None = None) -> Binding:
    """Bind a blank by what is proposed, or by given names.

    Raises:
        UnreadableError: the bytes are no xlsx workbook, or a form that was filled.
        NamesError: the names do not fit the blank.

    """
    opened = OpenedWorkbook(content)
    refuse_oversized(opened.book)
    proposals = {proposal.path: proposal for proposal in propose(canvases(opened))}
    bound = dict(names) if names is not None else _places(proposals.values())
    refuse_filled(opened, bound)
    doubtful = () if names is not None else tuple(p for p in bound if proposals[p].is_doubtful)
    return Binding(
        bind(opened, bound),
        bound,
        tuple(unbound(bound)),
        doubtful,
        _moved(names or {}, proposals),
        would_be_lost(opened, places_of(opened.book, bound)),
    )


def _places(proposals: Iterable[Proposal]) -> dict[str, str]:
    return {proposal.path: proposal.place for proposal in proposals}


def _moved(names: Names, proposals: Mapping[str, Proposal]) -> dict[str, tuple[str, str]]:
    """Say where an answer seems to stand in another cell than the names say."""
    return {
        path: (place, proposals[path].place)
        for path, place in names.items()
        if path in proposals and not proposals[path].is_doubtful and proposals[path].place != place
    }


def unbound(bound: Names) -> list[str]:
    """Give the paths of the catalogue that have no cells, pieces counted as their whole."""
    wholes = {path.rpartition(".")[0] for path in bound if path in DATE_PARTS}
    paths = [*KIND_PATHS, *(path for path in ENTRIES if path != "kind")]
    return [path for path in paths if path not in bound and path not in wholes]
