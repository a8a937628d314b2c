"""Records that a form asks without a list: cards under one another, or side by side."""

from collections.abc import Mapping
from typing import Final

import pytest

from tests.blanks.drawing import new_pages, saved
from tests.blanks.looks import BAND, BOX, LABEL, PLAIN
from tests.opening import propose

Texts = Mapping[str, str]
"""What is printed, by its place: with # a heading, with - plain, with ' in a box; empty is room."""

_LOOKS: Final = {"#": BAND, "-": PLAIN, "'": BOX}

BESIDE: Final[Texts] = {
    "A1:I1": "#窓口責任者",
    "A2:B2": "'",
    "C2": "'記入例",
    "D2:E2": "１人目",
    "F2:G2": "２人目",
    "H2:I2": "３人目",
    **{
        place: text
        for row, words, sample in ((3, "氏名", "配電　三郎"), (4, "電話番号", "03-0000-0001"))
        for place, text in {
            f"A{row}:B{row}": words,
            f"C{row}": f"'{sample}",
            f"D{row}:E{row}": "",
            f"F{row}:G{row}": "",
            f"H{row}:I{row}": "",
        }.items()
    },
}
PIECES: Final[Texts] = {
    "A1:E1": "#事業者情報",
    "A2": "電話番号",
    "B2": "",
    "C2": "",
    "D2": "",
    "E2": "'例：03｜0000｜0000",
    "A3:A4": "住所",
    "B3": "'〒",
    "C3": "'↓都道府県から",
    "B4:E4": "",
}
FORMS: Final[Mapping[str, tuple[Texts, Mapping[str, str]]]] = {
    "boxes without a mark between them, and a 〒 over an address": (
        PIECES,
        {
            "business.phone": "B2:D2",
            "business.address.postal": "B3",
            "business.address": "B4",
        },
    ),
    "a column for each record, after one of examples": (
        BESIDE,
        {"contacts.name": "D3:H3", "contacts.phone": "D4:H4"},
    ),
}


def drawn(texts: Texts) -> bytes:
    (page,) = new_pages("様式")
    for place, text in texts.items():
        look = _LOOKS.get(text[:1], LABEL if text else BOX)
        page.put(place, text.lstrip("#-'") or None, look)
    return saved(page)


@pytest.mark.parametrize(("texts", "expected"), FORMS.values(), ids=FORMS)
def test_every_record_is_bound_without_a_doubt(texts: Texts, expected: Mapping[str, str]) -> None:
    found = propose(drawn(texts))
    assert {one.path: one.place.replace("様式!", "") for one in found} == expected
    assert not any(one.is_doubtful for one in found)
