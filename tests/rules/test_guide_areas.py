"""The areas, and the number of a point, however it is written. FAQ 5-2."""

import pytest

from rules.guide.areas import PointNumberError, areas, point_number

AREAS = [
    ("01", "北海道", "北海道電力ネットワーク"), ("02", "東北", "東北電力ネットワーク"),
    ("03", "東京", "東京電力パワーグリッド"), ("04", "中部", "中部電力パワーグリッド"),
    ("05", "北陸", "北陸電力送配電"), ("06", "関西", "関西電力送配電"),
    ("07", "中国", "中国電力ネットワーク"), ("08", "四国", "四国電力送配電"),
    ("09", "九州", "九州電力送配電"), ("10", "沖縄", "沖縄電力"),
]  # fmt: skip


def test_the_ten_areas() -> None:
    assert [(area.digits, area.name, area.operator) for area in areas().values()] == AREAS


NUMBER = "0300123456789012345678"


@pytest.mark.parametrize(
    "typed",
    [NUMBER, f"  {NUMBER}\n", "03-0012-3456-7890-1234-5678", "03 0012 3456 7890 1234 5678",
     "０３００１２３４５６７８９０１２３４５６７８",
     "０３－００１２－３４５６－７８９０－１２３４－５６７８",
     "03‐0012‐3456‐7890‐1234‐5678", "03ー0012ー3456ー7890ー1234ー5678", "03−0012−345678901234−5678",
     "03　0012　3456　7890　1234　5678",
     "03.0012.3456.7890.1234.5678", "03・0012・3456789012345678"],
)  # fmt: skip
def test_a_number_is_read_as_people_write_it(typed: str) -> None:
    found = point_number(typed)
    assert found.digits == NUMBER
    assert found.area == areas()["03"]
    assert found.grouped == "03-0012-3456-7890-1234-5678"


@pytest.mark.parametrize(("digits", "name"), [(digits, name) for digits, name, _ in AREAS])
def test_the_first_two_digits_are_the_area(digits: str, name: str) -> None:
    area = point_number(digits + "0" * 20).area
    assert area is not None
    assert area.name == name


@pytest.mark.parametrize("digits", ["00", "11", "30", "99"])
def test_other_digits_name_no_area(digits: str) -> None:
    assert point_number(digits + "1" * 20).area is None


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "^供給（受電）地点特定番号（22桁の数字）を入力してください。$"),
        (" 　- ", "入力してください"),
        (NUMBER[:-1], "21桁で、1桁不足しています"),
        (NUMBER + "99", "24桁で、2桁超過しています"),
        ("0", "1桁で、21桁不足しています"),
        (
            NUMBER[:-1] + "O",
            "^供給（受電）地点特定番号は22桁の数字です。数字以外の文字を削除してください。$",
        ),
        ("供給地点" + NUMBER, "数字以外の文字"),
        ("٠" * 22, "数字以外の文字"),
    ],
)
def test_an_invalid_number_is_reported_in_one_line(typed: str, message: str) -> None:
    with pytest.raises(PointNumberError, match=message) as refused:
        point_number(typed)
    assert "\n" not in str(refused.value)
    assert "22桁" in str(refused.value)
