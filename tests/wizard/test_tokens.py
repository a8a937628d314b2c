"""Colours stand in one style sheet, are all there, and can be read in light and in dark."""

import re
from pathlib import Path
from typing import Final

import pytest

from wizard.serving.launch import CONFIG

SHEETS: Final = Path(__file__).parents[2] / "wizard" / "ui"
TOKENS: Final = (SHEETS / "tokens.css").read_text(encoding="utf-8")
OTHERS: Final = {
    sheet.name: sheet.read_text(encoding="utf-8")
    for sheet in SHEETS.glob("*.css")
    if sheet.name != "tokens.css"
}
IN_BOTH: Final[dict[str, str]] = dict(
    re.findall(r"--mk-([\w-]+): light-dark\((#\w+, #\w+)\);", TOKENS)
)
GIVEN_ON_THE_PAGE: Final = {"--mk-columns"}
"""Not of a style sheet: as many columns as a table has."""
READ_ON: Final = [
    ("text", "back"),
    ("text", "soft"),
    ("text", "accent-soft"),
    ("text", "warn-soft"),
    ("text", "bad-soft"),
    ("text", "good-soft"),
    ("muted", "back"),
    ("muted", "soft"),
    ("muted", "accent-soft"),
    ("muted", "off"),
    ("accent", "back"),
    ("accent", "soft"),
    ("on-accent", "accent"),
    ("on-inverse", "inverse"),
    ("good-text", "back"),
    ("warn-text", "back"),
    ("warn-text", "warn-soft"),
    ("bad-text", "back"),
    ("bad-text", "bad-soft"),
    ("bad-text", "off"),
    ("on-state", "bad"),
    ("on-state", "good"),
    ("on-state", "round-1"),
    ("on-state", "round-2"),
    ("on-state", "round-3"),
]
"""Texts, and what they stand on."""
SEEN_ON: Final = [("line", "back"), ("good", "back"), ("warn", "back"), ("bad", "back")]
"""Lines that tell something, and what they are drawn on."""


def luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    shares = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def of(name: str, way: int) -> str:
    return IN_BOTH[name].split(", ")[way]


def test_contrast_is_counted_as_wcag_counts_it() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("way", [0, 1], ids=["light", "dark"])
def test_texts_and_lines_can_be_read(way: int) -> None:
    faint = [
        (one, other, round(ratio, 2))
        for pairs, least in ((READ_ON, 4.5), (SEEN_ON, 3))
        for one, other in pairs
        if (ratio := contrast(of(one, way), of(other, way))) < least
    ]
    assert faint == []


@pytest.mark.parametrize("name", sorted(OTHERS))
def test_a_style_sheet_takes_its_colours_and_type_sizes_from_the_tokens(name: str) -> None:
    sheet = OTHERS[name]
    assert re.findall(r"#(?!0000)[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", sheet) == []
    assert re.findall(r"font-size: (?!var)[^;]+", sheet) == []
    known = {*re.findall(r"--mk-[\w-]+(?=:)", TOKENS + sheet), *GIVEN_ON_THE_PAGE}
    assert {*re.findall(r"var\((--mk-[\w-]+)", sheet)} <= known


def test_streamlit_draws_its_own_parts_in_the_same_colours() -> None:
    config = CONFIG.read_text(encoding="utf-8").lower()
    light, dark = config.split("[theme.light]")[1].split("[theme.dark]")
    for option, name in {
        "primarycolor": "accent",
        "backgroundcolor": "back",
        "secondarybackgroundcolor": "soft",
        "textcolor": "text",
        "bordercolor": "line",
    }.items():
        for part, way in ((light, 0), (dark, 1)):
            colour = re.search(rf'^{option} = "(#\w+)"$', part, re.MULTILINE)
            assert colour
            assert luminance(colour[1]) == luminance(of(name, way)), option
