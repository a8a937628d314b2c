"""The contact finder: whom to ask about what, in which area. FAQ 7-1, 7-2, 7-3, 7-4, 7-5."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from rules.content import parse_content
from rules.guide.areas import SupplyArea
from rules.guide.content import read
from rules.guide.entries import desks

NETWORK_OPERATOR: Final = "network-operator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What is asked about.

    ``desk`` says who is asked; ``has_point`` that it is about a point of supply; ``not_here`` that
    the system cannot do it; ``bring`` is what to have at hand beside what every inquiry names.
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
        """Return whether it depends on the area who is asked."""
        return self.desk == NETWORK_OPERATOR


@dataclass(frozen=True, slots=True)
class ContactAdvice:
    """Whom to ask (``whom``), how to reach them, what to have at hand, what else to know."""

    whom: str
    reach: str
    bring: tuple[str, ...]
    note: str
    source: str


@cache
def matters() -> dict[str, Matter]:
    """Return the matters by id, in the order in which they are offered."""
    found = [parse_content(Matter, matter) for matter in read("contacts.toml")["matter"]]
    return {matter.id: matter for matter in found}


def contact_for(matter: str, area: SupplyArea | None = None) -> ContactAdvice:
    """Describe whom to ask about a matter; an area that is not known yet is named as such.

    Raises:
        KeyError: there is no such matter.

    """
    asked = matters()[matter]
    desk, common = desks()[asked.desk], read("contacts.toml")["common"]
    point = (common["point"],) if asked.has_point else ()
    return ContactAdvice(
        whom=_operator_of(area) if asked.needs_area and area else desk.label,
        reach=desk.reach,
        bring=(*common["bring"], *point, *asked.bring),
        note="スイッチング支援システムからは申し込めません。" if asked.not_here else "",
        source=asked.source,
    )


def _operator_of(area: SupplyArea) -> str:
    return f"{area.name}エリアの一般送配電事業者（{area.operator}）の、スイッチング支援システム担当"
