"""Ticking of check boxes and option buttons, in properties parts and drawings."""

from collections.abc import Iterable

from workbook.controls.check_boxes import Control, Switch
from workbook.controls.listed_controls import TICKED
from workbook.xlsx.editing.part_xml import bytes_of, tree_of
from workbook.xlsx.editing.tags import Edit, splice
from workbook.xlsx.guard.package import Package

_STATE = "checked"


def ticked(package: Package, controls: Iterable[Control]) -> dict[str, bytes]:
    """Return the parts changed by ticking these controls, by name.

    The other option buttons of a group are cleared; of two in one group, the later is selected.
    """
    switches: dict[Switch, bool] = {}
    for control in controls:
        switches |= dict.fromkeys(control.others, False)
        switches[control.switch] = True
    parts: dict[str, bytes] = {}
    edits: dict[str, list[Edit]] = {}
    for switch, is_ticked in switches.items():
        if switch.properties and (is_ticked or switch.is_ticked):
            properties = package.read(switch.properties)
            parts[switch.properties] = _set(properties, is_ticked=is_ticked)
        if switch.shape and (is_ticked or switch.shape.is_ticked):
            edit = switch.shape.tick if is_ticked else switch.shape.clear
            edits.setdefault(switch.drawing, []).append(edit)
    for name, edits_of_part in edits.items():
        parts[name] = splice(package.read(name), edits_of_part)
    return parts


def _set(properties: bytes, *, is_ticked: bool) -> bytes:
    tree = tree_of(properties)
    if is_ticked:
        tree.set(_STATE, TICKED)
    else:
        tree.attrib.pop(_STATE, None)
    return bytes_of(tree)
