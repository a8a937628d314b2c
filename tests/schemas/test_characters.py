"""Characters that nobody sees, and radicals that stand for letters, against Unicode's own data."""

import sys
import unicodedata

import pytest

from schemas.characters import (
    has_unreadable,
    with_hyphens,
    with_ideographs,
    with_narrow_digits,
    with_wide_kana,
    without_stray,
    without_unseen,
)

# Unseen though Unicode calls them marks, letters or signs; from its Default_Ignorable_Code_Point,
# and the braille pattern without dots.
NO_FORMAT = (
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\ufe00\ufe0f\uffa0\U000e0100"
)


def test_every_format_character_of_unicode_is_unseen() -> None:
    characters = map(chr, range(sys.maxunicode + 1))
    formats = "".join(c for c in characters if unicodedata.category(c) == "Cf")
    assert len(formats) > 160
    assert without_unseen(formats) == ""
    assert without_stray(f"田{formats}中") == "田中"


def test_nothing_that_is_seen_is_taken_for_unseen() -> None:
    for code in range(0x20, 0x30000):
        character = chr(code)
        if unicodedata.category(character)[0] in "LNPS" and character not in NO_FORMAT:
            assert without_unseen(character) == character, hex(code)


@pytest.mark.parametrize("character", NO_FORMAT, ids=ascii)
def test_joiners_fillers_and_selectors_are_unseen(character: str) -> None:
    assert without_unseen(f"0{character}1") == "01"
    assert without_stray(f"A{character}B") == "AB"


@pytest.mark.parametrize("letter", "葛辻渡﨑𠮷神")
def test_a_selector_behind_an_ideograph_is_part_of_it(letter: str) -> None:
    for selector in "\ufe00\U000e0100\U000e0101":
        assert without_stray(letter + selector) == letter + selector
        assert without_stray(f"{letter} {selector}") == f"{letter} "
        assert without_unseen(letter + selector) == letter


# As they come out of PDF files, and what was printed there.
PRINTED = [
    ("⼀⼆⼤⼩⼭⼝⽥⽊⽊", "一二大小山口田木木"),
    ("⾼橋⾦⼦⾕⼝⽯⽥⾦⼭", "高橋金子谷口石田金山"),
    ("⻑⻄⻘⻩⻲⻯⻭⻨⻤⻫⺠⺟⻁⻆", "長西青黄亀竜歯麦鬼斉民母虎角"),
    ("江⼾⽬⿊⿈⾦⾭森", "江戸目黒黄金青森"),
    ("⿓⿃⿅⿂⿇⿐⿎", "龍鳥鹿魚麻鼻鼓"),
    ("髙﨑𠮷田㈱\ufa10", "髙﨑𠮷田㈱\ufa10"),
]


@pytest.mark.parametrize(("copied", "printed"), PRINTED)
def test_radicals_become_the_letters_that_were_printed(copied: str, printed: str) -> None:
    assert with_ideographs(copied) == printed


def test_every_kangxi_radical_has_a_letter_that_japan_can_write() -> None:
    letters = [with_ideographs(chr(code)) for code in range(0x2F00, 0x2FD6)]
    assert all(0x4E00 <= ord(letter) <= 0x9FFF for letter in letters)
    assert set("戶靑黃黑").isdisjoint(letters)


def test_letters_that_are_lost_or_private_cannot_be_read() -> None:
    assert all(map(has_unreadable, ["\ufffd", "田\ue000", "\uf8ff", "\U000f0000", "\U0010fffd"]))
    assert not any(map(has_unreadable, ["", "田中", "\uf900", "𠮷", "\ufffc"]))


def test_every_dash_becomes_a_hyphen() -> None:
    dashes = "‐‑‒–—―⁃−─━ー˗ｰ﹘﹣－"
    assert with_hyphens(dashes) == "-" * len(dashes)
    assert with_hyphens("〜~_・一") == "〜~_・一"


def test_kana_and_digits_change_their_width_alone() -> None:
    assert with_wide_kana("ﾃﾞﾝｷ㈱Ａｂ１") == "デンキ㈱Ａｂ１"
    assert with_narrow_digits("芝１－２－３ﾋﾞﾙ（３Ｆ）") == "芝1-2-3ﾋﾞﾙ（3Ｆ）"
    assert with_narrow_digits("サーバー１－Ａ") == "サーバー1－Ａ"
