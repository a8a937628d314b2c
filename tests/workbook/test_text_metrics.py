"""How many lines a text takes, wrapped as spreadsheets wrap it."""

import pytest

from workbook.xlsx.text_metrics import lines_of


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("あいうえお", 10, 1),
        ("あいうえおか", 10, 2),
        ("あいうえお。", 10, 2),
        ("一\n二\n\n四", 10, 4),
        ("あいうえお word", 10, 2),
        ("あい word word", 8, 3),
        ("a word a word", 6.5, 2),
        ("w" * 12, 10, 3),
        ("あ" + "w" * 12, 10, 4),
        ("あ", 1, 2),
        ("aaa-aaa-aaa-aaa", 10, 2),
        ("aaaaaa-aaaaaa-aaaaaa", 10, 3),
    ],
)
def test_words_stay_whole_where_they_can_and_japanese_breaks_anywhere(
    text: str, width: float, lines: int
) -> None:
    assert lines_of(text, width) == lines
