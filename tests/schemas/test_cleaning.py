"""Cleaning of typed answers: what is tidied, what is left alone, what is refused."""

from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from pydantic_core import PydanticCustomError

from schemas.cleaning import refusal, strip
from schemas.validators import (
    business_code,
    day,
    email,
    narrowed,
    one_line,
    phone,
    several_lines,
    url,
)
from tests.samples import TOKYO


def _refused_by(clean: Callable[[str], object], text: str) -> str:
    with pytest.raises(PydanticCustomError) as raised:
        clean(text)
    return raised.value.type


NAMES = [
    "髙橋", "山﨑", "𠮷野家", "\ufa10", "㈱サンプル", "ﾊﾝｶｸ", "葛\U000e0100城", "か\u3099", "が",
    "Ａｂｃ１２３", "サンプル　電力", "ＳＡＭＰＬＥ―電力", "①", "㍿", "A‐B", "\u200b見えない",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_names_and_addresses_are_never_normalised(name: str) -> None:
    assert one_line(name) == name
    assert several_lines(name) == name


STRIPPED = [
    (" サンプル ", "サンプル"),
    ("　サンプル　", "サンプル"),
    ("\u00a0サンプル\ufeff", "サンプル"),
    ("\tサンプル\r\n", "サンプル"),
    ("サンプル　電力", "サンプル　電力"),
]


@pytest.mark.parametrize(("typed", "kept"), STRIPPED)
def test_surrounding_spaces_are_taken_away(typed: str, kept: str) -> None:
    assert strip(typed) == kept
    assert one_line(typed) == kept
    assert several_lines(typed) == kept


def test_line_ends_are_unified_in_texts_and_refused_in_lines() -> None:
    assert several_lines("1行目\r\n2行目\r3行目\n4行目") == "1行目\n2行目\n3行目\n4行目"
    assert _refused_by(one_line, "1行目\n2行目") == "line-break"
    assert _refused_by(one_line, "1行目\r2行目") == "line-break"


UNWRITABLE = [
    *(f"a{chr(number)}b" for number in range(0x20) if chr(number) not in "\t\n\r"),
    "a\tb", "a\x7fb", "a\x80b", "a\x9fb", "a\ud800b", "a\udfffb", "a\ufffeb", "a\uffffb",
    "\ufffe", "\x00", "\ud842",
]  # fmt: skip


@pytest.mark.parametrize("text", UNWRITABLE, ids=[ascii(text) for text in UNWRITABLE])
def test_what_a_cell_cannot_hold_is_refused(text: str) -> None:
    assert refusal(text) == "unwritable"
    assert _refused_by(one_line, text) == "unwritable"
    assert _refused_by(several_lines, text) == "unwritable"


def test_a_cell_holds_32767_utf_16_units() -> None:
    full = "あ" * 32_767
    assert several_lines(full) == full
    assert _refused_by(several_lines, full + "あ") == "too-long"
    # 𠮷 takes two units
    paired = "𠮷" * 16_383 + "a"
    assert len(paired.encode("utf-16-le")) == 2 * 32_767
    assert one_line(paired) == paired
    assert _refused_by(one_line, "𠮷" * 16_384) == "too-long"
    # what is stripped does not count
    assert several_lines("　" + full + "\n") == full


CODES = [
    ("01233", "01233"),
    ("００００１", "00001"),
    (" 01233\n", "01233"),
    ("Ａ１２３４", "A1234"),
    ("a1233", "a1233"),
    ("①②③④⑤", "12345"),
]


@pytest.mark.parametrize(("typed", "kept"), CODES)
def test_a_code_is_five_narrow_characters_with_its_zeros(typed: str, kept: str) -> None:
    assert business_code(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["1233", "012333", "0123-", "0123３４", "あいうえお", "01 33", "٠١٢٣٤", "é1233", "-1233"],
)
def test_what_is_no_code_is_refused(typed: str) -> None:
    assert _refused_by(business_code, typed) == "code-shape"


PHONES = [
    ("03-1234-5678", "03-1234-5678"),
    ("０３－１２３４－５６７８", "03-1234-5678"),
    ("03ー1234ー5678", "03-1234-5678"),
    ("03‐1234–5678", "03-1234-5678"),
    ("03−1234―5678", "03-1234-5678"),
    ("03ｰ1234—5678", "03-1234-5678"),
    ("0312345678", "0312345678"),
    ("(03)1234-5678", "(03)1234-5678"),
    ("03(1234)5678", "03(1234)5678"),
    ("+81 3 1234 5678", "+81 3 1234 5678"),
    ("＋81-3-1234-5678", "+81-3-1234-5678"),
    ("03-1234-5678 内線123", "03-1234-5678 内線123"),
    ("03-1234-5678（内線１２３）", "03-1234-5678(内線123)"),
    ("0120-123-456", "0120-123-456"),
]


@pytest.mark.parametrize(("typed", "kept"), PHONES)
def test_a_phone_number_gets_narrow_digits_and_plain_hyphens(typed: str, kept: str) -> None:
    assert phone(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["同上", "03", "1" * 40, "-", "03-ABCD-5678"],
)
def test_what_is_no_phone_number_is_refused(typed: str) -> None:
    assert _refused_by(phone, typed) == "phone-shape"


EMAILS = [
    ("result@example.co.jp", "result@example.co.jp"),
    ("ｒｅｓｕｌｔ＠ｅｘａｍｐｌｅ．ｃｏ．ｊｐ", "result@example.co.jp"),
    (" first.last+tag@example.co.jp　", "first.last+tag@example.co.jp"),
    ("Result@Example.co.jp", "Result@Example.co.jp"),
]


@pytest.mark.parametrize(("typed", "kept"), EMAILS)
def test_an_email_address_becomes_narrow(typed: str, kept: str) -> None:
    assert email(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "result", "result@", "@example.co.jp", "a@b@example.co.jp", "a b@example.co.jp",
        "a@example..jp", ".a@example.co.jp",
        "名前 <a@example.co.jp>",
    ],
)  # fmt: skip
def test_what_is_no_email_address_is_refused(typed: str) -> None:
    assert _refused_by(email, typed) == "email-shape"


URLS = [
    ("https://www.example.co.jp/privacy/", "https://www.example.co.jp/privacy/"),
    ("http://example.co.jp", "http://example.co.jp"),
    ("ｈｔｔｐｓ：／／ｅｘａｍｐｌｅ．ｃｏ．ｊｐ／", "https://example.co.jp/"),
    (" https://example.co.jp/a?b=c&d=#e ", "https://example.co.jp/a?b=c&d=#e"),
    ("https://例え.jp/個人情報", "https://例え.jp/個人情報"),
]


@pytest.mark.parametrize(("typed", "kept"), URLS)
def test_a_web_address_becomes_narrow_and_stays_as_typed_otherwise(typed: str, kept: str) -> None:
    assert url(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "www.example.co.jp", "ftp://example.co.jp/", "https://", "http:/", "javascript:alert(1)",
        "mailto:a@example.co.jp", "https://exam ple.co.jp/", "https://example.co.jp/a b",
        "http:example.co.jp", "https:/example.co.jp", "https:///example.co.jp",
        "https:\\\\example.co.jp", "掲載なし",
    ],
)  # fmt: skip
def test_what_does_not_begin_like_a_web_address_is_refused(typed: str) -> None:
    assert _refused_by(url, typed) == "url-shape"


def test_serials_become_narrow_and_keep_their_zeros() -> None:
    assert narrowed("００１２ＡＢ３４") == "0012AB34"
    assert narrowed("00:12:ab:34") == "00:12:ab:34"
    assert narrowed("=1+1") == "=1+1"


DAYS: list[tuple[object, date]] = [
    ("2026-11-24", date(2026, 11, 24)),  # Tuesday
    ("2026/11/24", date(2026, 11, 24)),
    ("2026.11.24", date(2026, 11, 24)),
    ("2026年11月24日", date(2026, 11, 24)),
    ("2026年 1月 5日", date(2026, 1, 5)),
    ("20261124", date(2026, 11, 24)),
    ("２０２６年１１月２４日", date(2026, 11, 24)),
    ("2026/1/5", date(2026, 1, 5)),
    (" 2026-11-24　", date(2026, 11, 24)),
    ("2028-02-29", date(2028, 2, 29)),
    ("1986-01-01", date(1986, 1, 1)),
    ("2099-12-31", date(2099, 12, 31)),
    ("2026年11月24日（火）", date(2026, 11, 24)),
    ("2026/11/24 火曜日", date(2026, 11, 24)),
    ("2026-11-24 0:00", date(2026, 11, 24)),
    ("2028/11/23 9:30:00", date(2028, 11, 23)),
    ("2026\u221211\u221224", date(2026, 11, 24)),
    ("2026\u201311\u201324", date(2026, 11, 24)),
    (date(2026, 11, 24), date(2026, 11, 24)),
    (datetime(2026, 11, 24), date(2026, 11, 24)),  # noqa: DTZ001 - as Excel keeps a date
]


@pytest.mark.parametrize(("given", "expected"), DAYS, ids=[str(row[0]) for row in DAYS])
def test_a_date_is_read_as_people_write_it(given: object, expected: date) -> None:
    read = day(given)
    assert read == expected
    assert not isinstance(read, datetime)


NO_DAYS: list[object] = [
    "", "きのう", "2026-02-29", "2026-13-01", "2026-00-10", "2026-11-31", "26/11/24", "11/24",
    "（火）",
    "2026-11", "2026年11月", "2026-11-24T10:00", "2026-11-24 noon", 20261124, 46350,
    46350.5, True, None, [2026, 11, 24], {"year": 2026}, time(10, 0),
    datetime(2026, 11, 24, 10, 0),  # noqa: DTZ001 - as Excel keeps it
    datetime(2026, 11, 24, 10, 0, tzinfo=TOKYO), "2026-11-24\x00", "\ud800", "٢٠٢٦-١١-٢٤x",
]  # fmt: skip


@pytest.mark.parametrize("given", NO_DAYS, ids=[ascii(item) for item in NO_DAYS])
def test_what_is_no_date_is_refused(given: object) -> None:
    with pytest.raises(PydanticCustomError) as raised:
        day(given)
    assert raised.value.type == "not-a-date"


# 昭和 ended with 1989-01-07, 平成 with 2019-04-30.
ERA_DAYS = [
    ("令和8年11月24日", date(2026, 11, 24)),  # Tuesday
    ("令和 8年 11月 24日", date(2026, 11, 24)),
    ("令和8.11.24", date(2026, 11, 24)),
    ("令8.11.24", date(2026, 11, 24)),
    ("令和08/11/24", date(2026, 11, 24)),
    ("R8.11.24", date(2026, 11, 24)),
    ("R08-11-24", date(2026, 11, 24)),
    ("r8/11/24", date(2026, 11, 24)),
    ("R8年11月24日", date(2026, 11, 24)),
    ("R 8. 11. 24", date(2026, 11, 24)),
    ("Ｒ８．１１．２４", date(2026, 11, 24)),
    ("　令和８年１１月２４日 ", date(2026, 11, 24)),
    ("㋿8年11月24日", date(2026, 11, 24)),
    ("令和10年2月29日", date(2028, 2, 29)),
    ("令和81年12月31日", date(2099, 12, 31)),
    ("昭和61年1月1日", date(1986, 1, 1)),
    ("S61.1.1", date(1986, 1, 1)),
    ("昭和64年1月7日", date(1989, 1, 7)),
    ("平成元年1月8日", date(1989, 1, 8)),
    ("平成1年1月8日", date(1989, 1, 8)),
    ("H元.1.8", date(1989, 1, 8)),
    ("㍻31年4月30日", date(2019, 4, 30)),
    ("平成31年4月30日", date(2019, 4, 30)),
    ("令和元年5月1日", date(2019, 5, 1)),
    ("令和1年5月1日", date(2019, 5, 1)),
    # people went on counting by the old era until the year was over
    ("昭和64年1月8日", date(1989, 1, 8)),
    ("昭和64年12月31日", date(1989, 12, 31)),
    ("平成31年5月1日", date(2019, 5, 1)),
    ("H31.12.31", date(2019, 12, 31)),
]


@pytest.mark.parametrize(("given", "expected"), ERA_DAYS, ids=[row[0] for row in ERA_DAYS])
def test_a_year_may_be_counted_by_its_era(given: str, expected: date) -> None:
    assert day(given) == expected


NO_ERA_DAYS = [
    "平成元年1月7日", "令和元年4月30日", "R1.1.1", "昭和元年12月24日",  # before the era
    "昭和65年1月1日", "平成32年1月1日", "H38.11.24",  # after the era's last year
    "令和0年5月1日", "平成0年1月8日", "令和8年2月29日", "令和8年13月1日", "令和8年11月31日",
    "大正15年12月24日", "明治45年7月29日", "T15.1.1", "M45.1.1", "令和8年11月", "令和8年",
    "令和元元年5月1日", "8.11.24", "令和年11月24日", "令和百年1月1日", "令和008年11月24日",
    "R2026.11.24", "令和8年11月24日現在", "R81124",
]  # fmt: skip


@pytest.mark.parametrize("given", NO_ERA_DAYS)
def test_what_no_era_has_is_no_date(given: str) -> None:
    with pytest.raises(PydanticCustomError) as raised:
        day(given)
    assert raised.value.type == "not-a-date"


@pytest.mark.parametrize("given", ["昭和60年12月31日", "S1.12.25", "令和82年1月1日", "R99.12.31"])
def test_a_year_of_an_era_outside_1986_to_2099_is_refused(given: str) -> None:
    with pytest.raises(PydanticCustomError) as raised:
        day(given)
    assert raised.value.type == "date-out-of-range"


@pytest.mark.parametrize("given", ["1985-12-31", "2100-01-01", "0001-01-01", date(1900, 1, 1)])
def test_a_date_outside_1986_to_2099_is_refused(given: object) -> None:
    with pytest.raises(PydanticCustomError) as raised:
        day(given)
    assert raised.value.type == "date-out-of-range"
