"""The contact finder: whom to ask, by matter and area. FAQ 7-1, 7-2, 7-3, 7-4, 7-5."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from rules.content import parse_content, read_data
from rules.guide.areas import SupplyArea
from rules.guide.entries import desks

NETWORK_OPERATOR: Final = "network-operator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """The subject of an inquiry.

    ``desk`` is the contact; ``has_point`` marks inquiries about a point of supply, ``not_here``
    what the system cannot do; ``bring`` is what to prepare beside the common information.
    """

    id: str
    label: str
    desk: str
    source: str
    has_point: bool = False
    not_here: bool = False
    bring: tuple[str, ...] = ()

    @property
    def needs_area(self) -> bool:
        """Return whether the contact depends on the area."""
        return self.desk == NETWORK_OPERATOR


@dataclass(frozen=True, slots=True)
class ContactAdvice:
    """Whom to ask (``whom``), how to reach them, what to prepare, and a note."""

    whom: str
    reach: str
    bring: tuple[str, ...]
    note: str
    source: str


@cache
def matters() -> dict[str, Matter]:
    """Return the matters by id, in display order."""
    tables = read_data("guide/contacts.toml")["matter"]
    return {table["id"]: parse_content(Matter, table) for table in tables}


def contact_for(matter: str, area: SupplyArea | None = None) -> ContactAdvice:
    """Return whom to ask about a matter; without an area, the network operators in general."""
    subject = matters()[matter]
    desk, common = desks()[subject.desk], read_data("guide/contacts.toml")["common"]
    point = (common["point"],) if subject.has_point else ()
    return ContactAdvice(
        whom=_operator_contact(area) if subject.needs_area and area else desk.label,
        reach=desk.reach,
        bring=(*common["bring"], *point, *subject.bring),
        note="スイッチング支援システムからは申し込めません。" if subject.not_here else "",
        source=subject.source,
    )


def _operator_contact(area: SupplyArea) -> str:
    return f"{area.name}エリアの一般送配電事業者（{area.operator}）の、スイッチング支援システム担当"
