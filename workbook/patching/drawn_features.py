"""What is drawn over a sheet: shapes, pictures, charts, and the notes at its cells."""

from collections.abc import Iterator
from typing import Final

from workbook.annotation.edit_xml import Node, tree_of
from workbook.guard.package import Package
from workbook.patching import feature_words as words

_Told = Iterator[tuple[str, str]]

_ANCHORS: Final = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")
_FRAMES: Final = {"chart": words.CHART, "relIds": words.DIAGRAM}
_ALTERNATIVES: Final = frozenset({"AlternateContent", "Choice"})
_AROUND: Final = _ALTERNATIVES | {"grpSp"}
_TURNS: Final = frozenset({"rot", "flipH", "flipV"})
_LOOKS: Final = frozenset(
    {
        "alphaModFix", "biLevel", "clrChange", "duotone", "effectLst", "gradFill", "grayscl",
        "hlinkClick", "imgLayer", "ln", "lum", "scene3d", "solidFill", "sp3d", "srcRect", "svgBlip",
        "xfrm",
    }
)  # fmt: skip
"""What changes how a picture looks, or what it does."""


def local_name(element: Node) -> str:
    """Give the name of an element without its namespace; of a comment, nothing."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def drawn(package: Package, sheet: str) -> _Told:
    """Tell what is drawn over a sheet."""
    for relation in package.relationships(sheet).values():
        if relation.type.endswith("/drawing") and not relation.external:
            yield from _of_drawing(tree_of(package.read(relation.target)))
            yield from _of_charts(package, relation.target)
        if relation.type.endswith("/comments") and not relation.external:
            for element in tree_of(package.read(relation.target)).iter("{*}rPr", "{*}rPh"):
                yield words.NOTE_LOOK, local_name(element)


def _of_drawing(drawing: Node) -> _Told:
    for anchor in drawing.iter(*(f"{{*}}{name}" for name in _ANCHORS)):
        for thing in _things(anchor):
            yield from _of_thing(thing)


def _things(around: Node) -> Iterator[Node]:
    """Give what is drawn, out of groups and alternatives."""
    for thing in around.iterchildren("{*}*"):
        if local_name(thing) in _AROUND:
            yield from _things(thing)
        if local_name(thing) not in _ALTERNATIVES:
            yield thing


def _of_thing(thing: Node) -> _Told:
    name = local_name(thing)
    if name in {"sp", "cxnSp", "grpSp"} and not _is_control(thing):
        box = next(thing.iter("{*}cNvSpPr"), None)
        is_text = name == "sp" and box is not None and box.get("txBox") in {"1", "true"}
        yield (words.TEXT_BOX if is_text else words.SHAPE), name
    elif name == "pic":
        yield words.PICTURE, ""
        for look in _looks(thing):
            yield words.PICTURE_LOOK, look
    elif name == "contentPart":
        yield words.INK, ""
    elif name == "graphicFrame":
        yield _frame(thing), ""


def _is_control(shape: Node) -> bool:
    """Tell whether a shape is but the newer form of a form control, which is told otherwise."""
    return next(shape.iter("{*}compatExt"), None) is not None


def _looks(picture: Node) -> Iterator[str]:
    for element in picture.iter("{*}*"):
        name = local_name(element)
        is_told = bool(len(element) or element.attrib)
        if name == "xfrm":
            is_told = not _TURNS.isdisjoint(element.attrib)
        if is_told and name in _LOOKS:
            yield name


def _frame(frame: Node) -> str:
    inner = {local_name(element) for element in frame.iter("{*}*")}
    return next((word for name, word in _FRAMES.items() if name in inner), words.SHAPE)


def _of_charts(package: Package, drawing: str) -> _Told:
    """Tell of all that a chart is made of, and of what it refers to."""
    for relation in package.relationships(drawing).values():
        if relation.type.endswith("/chart") and not relation.external:
            for element in tree_of(package.read(relation.target)).iter("{*}*"):
                yield words.CHART_LOOK, local_name(element)
            for other in package.relationships(relation.target).values():
                yield words.CHART_LOOK, other.type
