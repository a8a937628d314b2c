"""Form controls as listed in a sheet by newer versions of Excel, with a part for each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from workbook.controls.vml_controls import Anchor, ControlKind
from workbook.xlsx.editing.part_xml import RELATIONS, Node, tree_of
from workbook.xlsx.guard.package import Package, Relationship
from workbook.xlsx.guard.strict_xml import MAIN, count_of, local_name, number_of

PROPERTIES: Final = f"{RELATIONS}/ctrlProp"
TICKED: Final = "Checked"  # the state of a ticked control in its properties part

_ID: Final = f"{{{RELATIONS}}}id"
_ANCHORED: Final = ("col", "colOff", "row", "rowOff")
_UNITS_PER_PIXEL: Final = 9525  # English Metric Units at 96 dpi
_TRUE: Final = frozenset(["1", "true"])
_KINDS: Final = {
    "CheckBox": ControlKind.CHECK_BOX,
    "Radio": ControlKind.OPTION,
    "GBox": ControlKind.GROUP_BOX,
}


@dataclass(frozen=True, slots=True)
class ListedControl:
    """A control as listed in the sheet; its anchor is empty if not given."""

    kind: ControlKind
    shape: int
    properties: str
    anchor: Anchor
    is_ticked: bool
    is_first: bool
    link: str


def parts_of(package: Package, related: Mapping[str, Relationship], kind: str) -> list[str]:
    """Return the names of the parts of a kind that a sheet refers to."""
    targets = {one.target for one in related.values() if one.type == kind and not one.external}
    return sorted(targets & package.names)


def listed_in(
    package: Package, tree: Node, related: Mapping[str, Relationship]
) -> Iterator[ListedControl]:
    """Yield the controls that a sheet lists, those with an anchor last."""
    names = parts_of(package, related, PROPERTIES)
    properties = {name: tree_of(package.read(name)).attrib for name in names}
    for entry in sorted(tree.iter(MAIN + "control"), key=len):
        relation = related.get(entry.get(_ID, ""))
        attributes = properties.get(relation.target, {}) if relation else {}
        kind = _KINDS.get(attributes.get("objectType", ""))
        if relation and kind:
            yield ListedControl(
                kind=kind,
                shape=count_of(entry.get("shapeId")),
                properties=relation.target,
                anchor=_anchor(entry),
                is_ticked=attributes.get("checked") == TICKED,
                is_first=attributes.get("firstButton") in _TRUE,
                link=attributes.get("fmlaLink", ""),
            )


def _anchor(entry: Node) -> Anchor:
    corners = [corner for name in ("from", "to") for corner in entry.iter(MAIN + name)]
    numbers = [
        {local_name(child): number_of(child.text or "0") for child in corner} for corner in corners
    ]
    return tuple(
        int(number.get(name, 0) / (_UNITS_PER_PIXEL if name.endswith("Off") else 1))
        for number in numbers
        for name in _ANCHORED
    )
