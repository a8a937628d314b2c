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

CARDS: Final[Texts] = {
    "A1:D1": "#申込者",
    "A2": "会社名",
    "B2:D2": "",
    "F1:I1": "#WEB用クライアント証明書",
    "F2": "シリアル番号",
    "G2:I2": "",
    "F3": "有効期限",
    "G3:I3": "",
    "F4": "更新前のシリアル番号",
    "G4:I4": "",
    "A4:D4": "#窓口責任者",
    "A5": "1人目",
    "B5:D5": "'追加　・　変更　・　削除",
    "A6": "氏名",
    "B6": "",
    "C6": "部署",
    "D6": "",
    "A7": "メール",
    "B7:D7": "",
    "A9": "2人目",
    "B9:D9": "'追加　・　変更　・　削除",
    "A10": "氏名",
    "B10": "",
    "C10": "部署",
    "D10": "",
    "A11": "メール",
    "B11:D11": "",
}
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
OLD_AND_NEW: Final[Texts] = {
    "A1:E1": "#WEB用クライアント証明書",
    "A2": "項目",
    "B2": "変更前",
    "C2": "変更後",
    "D2:E2": "備考",
    **{
        place: text
        for row in (3, 6)
        for place, text in {
            f"A{row}": "区分",
            f"B{row}:C{row}": "'□追加　□更新　□削除",
            f"A{row + 1}": "番号",
            f"A{row + 2}": "有効期限",
            f"B{row + 1}": "",
            f"C{row + 1}": "",
            f"B{row + 2}": "",
            f"C{row + 2}": "",
            f"D{row}:E{row + 2}": "",
        }.items()
    },
}
TOGETHER: Final[Texts] = {
    "A1:E1": "#窓口責任者",
    **{
        place: text
        for row in (2, 4)
        for place, text in {
            f"A{row}": "氏名／部署名",
            f"B{row}": "",
            f"C{row}": "",
            f"D{row}:E{row + 1}": "",
            f"A{row + 1}": "電話番号",
            f"B{row + 1}:C{row + 1}": "",
        }.items()
    },
    "A6:E6": "#API利用情報",
    "A7": "接続環境／返却方式",
    "B7": "'□本番　□検証",
    "C7": "'／",
    "D7:E7": "",
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
SAMPLES: Final[Texts] = {
    "A1:C1": "#WEB用クライアント証明書",
    "A2": "シリアル番号",
    "B2:C2": "有効期限",
    "A3": "'例）3F00A1",
    "B3:C3": "'例）2027/3/31",
    "A4": "",
    "B4:C4": "",
}
FORMS: Final[Mapping[str, tuple[Texts, Mapping[str, str]]]] = {
    "cards with a gap between them, beside another block": (
        CARDS,
        {
            "applicant.company": "B2",
            "contacts.action": "B5,B9",
            "contacts.name": "B6,B10",
            "contacts.department": "D6,D10",
            "contacts.email": "B7,B11",
            "web_certificates.serial": "G2",
            "web_certificates.not_after": "G3",
            "web_certificates.replaces": "G4",
        },
    ),
    "cards with what is old beside what is new, under a shorter name": (
        OLD_AND_NEW,
        {
            "web_certificates.action": "B3,B6",
            "web_certificates.serial": "C4,C7",
            "web_certificates.not_after": "C5,C8",
            "web_certificates.replaces": "B4,B7",
            "web_certificates.replaces_not_after": "B5,B8",
        },
    ),
    "two answers that one label asks, a box each": (
        TOGETHER,
        {
            "contacts.name": "B2,B4",
            "contacts.department": "C2,C4",
            "contacts.phone": "B3,B5",
            "api.environment": "B7",
            "api.file_return_method": "D7",
        },
    ),
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


def doubted(texts: Texts) -> dict[str, tuple[str, bool]]:
    found = propose(drawn(texts))
    return {one.path: (one.place.replace("様式!", ""), one.is_doubtful) for one in found}


def test_under_a_row_of_examples_alone_the_empty_ones_are_doubted() -> None:
    assert doubted(SAMPLES) == {
        "web_certificates.serial": ("A4", True),
        "web_certificates.not_after": ("B4", True),
    }


def test_cards_are_doubted_where_one_more_stands_under_another_heading() -> None:
    card = {"A1:D1": "#窓口責任者", "A2": "氏名", "B2:D2": "", "A3": "電話番号", "B3:D3": ""}
    same = {"A5:D5": "#その他", "A6": "氏名", "B6:D6": "", "A7": "電話番号", "B7:D7": ""}
    bound = {"contacts.name": "B2", "contacts.phone": "B3"}
    assert doubted(card) == {path: (place, False) for path, place in bound.items()}
    found = doubted({**card, **same})
    assert {path: found[path] for path in bound} == {
        path: (place, True) for path, place in bound.items()
    }
