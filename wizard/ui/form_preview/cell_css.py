"""How the cells of a previewed sheet look, as the rules of a style sheet."""

from functools import lru_cache
from hashlib import blake2s
from typing import Final

from workbook.preview.styles import PreviewStyle
from workbook.xlsx.pixel_sizes import INDENT, MARGIN, PIXELS_PER_POINT
from workbook.xlsx.reader.cell_format import Edge

_STACKED: Final = 255  # textRotation of vertical text (ECMA-376, 18.8.1)
_UPRIGHT: Final = 90  # degrees
_NO_LOOK: Final = PreviewStyle()
_SERIF: Final = '"Yu Mincho","Hiragino Mincho ProN","Noto Serif CJK JP",serif'
_ENDS: Final = {"left": "start", "right": "end", "top": "start", "bottom": "end"}


class CellStyles:
    """The looks that were met, each with the name of its class."""

    def __init__(self) -> None:
        self._rules: dict[str, str] = {}

    def name(self, look: PreviewStyle) -> str:
        """Return the class of a look."""
        name, rules = _class_of(look)
        self._rules[name] = rules
        return name

    def rules(self) -> str:
        """Return the style sheet of the classes."""
        return "".join(self._rules.values())


@lru_cache(maxsize=1024)
def _class_of(look: PreviewStyle) -> tuple[str, str]:
    """Name a look after its rules, so that the same name never means two looks on a page."""
    cell, box, text = _on_cell(look), _on_box(look), _on_text(look)
    name = "mk" + blake2s(f"{cell}|{box}|{text}".encode(), digest_size=5).hexdigest()
    parts = {"": cell, " .mk-text": box, " .mk-text>span": text}
    styled = (f".mk-form .{name}{part}{{{rules}}}" for part, rules in parts.items() if rules)
    return name, "".join(styled)


def _on_cell(look: PreviewStyle) -> str:
    rules = [f"background-color:{look.fill}"] if look.fill else []
    lines = look.border
    sides = {"top": lines.top, "right": lines.right, "bottom": lines.bottom, "left": lines.left}
    rules += [
        f"border-{side}:{edge.width}px {edge.style} {edge.colour}"
        for side, edge in sides.items()
        if edge
    ]
    diagonals = {"top left": lines.rising, "top right": lines.falling}
    drawn = [_diagonal(way, edge) for way, edge in diagonals.items() if edge]
    rules += [f"background-image:{','.join(drawn)}"] if drawn else []
    return ";".join(rules)


def _diagonal(way: str, edge: Edge) -> str:
    half = edge.width / 2
    return (
        f"linear-gradient(to {way},transparent calc(50% - {half}px),{edge.colour} "
        f"calc(50% - {half}px) calc(50% + {half}px),transparent calc(50% + {half}px))"
    )


def _on_box(look: PreviewStyle) -> str:
    size = look.size * PIXELS_PER_POINT
    across = look.horizontal.removesuffix("Continuous")
    rules = [f"font-size:{units(size)}", f"align-items:{_down(look)}"]
    if across in {"center", "right"}:
        rules.append(f"justify-content:{_ENDS.get(across, across)}")
    if look.indent and across in {"left", "right", "distributed"}:
        sides = ("left", "right") if across == "distributed" else (across,)
        inset = units(MARGIN / 2 + INDENT * look.indent)
        rules += [f"padding-{side}:{inset}" for side in sides]
    rules += ["font-weight:700"] if look.bold else []
    rules += ["font-style:italic"] if look.italic else []
    rules += [f"color:{look.colour}"] if look.colour != _NO_LOOK.colour else []
    lines = [("underline", look.underline), ("line-through", look.strike)]
    drawn = " ".join(line for line, is_drawn in lines if is_drawn)
    rules += [f"text-decoration:{drawn}"] if drawn else []
    rules += [f"font-family:{_SERIF}"] if look.serif else []
    return ";".join(rules)


def _down(look: PreviewStyle) -> str:
    if look.vertical in {"top", "bottom"}:
        return _ENDS[look.vertical]
    return "safe center" if look.wrap else "center"


def _on_text(look: PreviewStyle) -> str:
    if look.rotation == _STACKED:
        return "writing-mode:vertical-lr;text-orientation:upright;letter-spacing:.2em"
    if abs(look.rotation) == _UPRIGHT:
        turned = ";transform:rotate(180deg)" if look.rotation > 0 else ""
        return "writing-mode:vertical-rl;text-orientation:sideways" + turned
    if look.rotation:
        return f"transform:rotate({-look.rotation}deg)"
    if look.horizontal in {"distributed", "justify"}:
        last = ";text-align-last:justify" if look.horizontal == "distributed" else ""
        return f"width:100%;white-space:pre-wrap;text-align:justify{last}"
    if look.wrap:
        across = look.horizontal.removesuffix("Continuous")
        aligned = f";text-align:{across}" if across in {"center", "right"} else ""
        return f"width:100%;white-space:pre-wrap{aligned}"
    return ""


def units(pixels: float) -> str:
    """Return pixels of the sheet as a length of the page."""
    return f"calc(var(--u)*{short(pixels)})" if pixels else "0"


def short(number: float) -> str:
    """Write a number without needless digits."""
    return f"{number:.3f}".rstrip("0").rstrip(".")
