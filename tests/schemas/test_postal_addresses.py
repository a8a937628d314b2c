"""Postal codes: missing parts of an address are added, and contradictions are reported."""

import pytest

from schemas.postal_addresses import (
    addresses_of_code,
    complete_address,
    missing_end,
    missing_parts,
    names_another_place,
    split_code,
)


@pytest.mark.parametrize(
    ("address", "code", "rest"),
    [
        ("〒100-0001 東京都千代田区千代田1-1", "100-0001", "東京都千代田区千代田1-1"),
        ("〒１００－０００１　東京都千代田区", "100-0001", "東京都千代田区"),
        ("1000001東京都", "100-0001", "東京都"),
        ("〒 100-0001", "100-0001", ""),
        ("〒100‐0001\n東京都千代田区", "100-0001", "東京都千代田区"),
        ("〒100ー0001 東京都千代田区", "100-0001", "東京都千代田区"),
        ("〒100 0001 東京都千代田区", "100-0001", "東京都千代田区"),
        ("（〒100-0001）東京都千代田区", "100-0001", "東京都千代田区"),
        ("郵便番号：100-0001 東京都ｾﾝﾀｰビル２Ｆ", "100-0001", "東京都ｾﾝﾀｰビル２Ｆ"),
        ("東京都千代田区千代田1-1", "", "東京都千代田区千代田1-1"),
        ("03-1234-5678", "", "03-1234-5678"),
        ("12345678", "", "12345678"),
    ],
)
def test_a_postal_code_is_separated_from_what_follows(address: str, code: str, rest: str) -> None:
    assert split_code(address) == (code, rest)


@pytest.mark.parametrize(
    ("address", "whole"),
    [
        ("〒100-0001", "〒100-0001 東京都千代田区千代田"),
        ("1000001", "〒100-0001 東京都千代田区千代田"),
        ("〒１００－０００１　千代田区千代田1-1", "〒100-0001 東京都千代田区千代田1-1"),
        ("〒618-0015 青葉1-1", "〒618-0015 大阪府三島郡島本町青葉1-1"),
        ("〒100-8968 千代田区霞が関2丁目1-2", "〒100-8968 東京都千代田区霞が関2丁目1-2"),
        ("東京都千代田区丸の内1-1-1", "〒100-0005 東京都千代田区丸の内1-1-1"),
        ("横浜市中区本町6丁目50-10", "〒231-0005 神奈川県横浜市中区本町6丁目50-10"),
        ("府中市宮西町2-24", "〒183-0022 東京都府中市宮西町2-24"),
        ("府中市府川町315", "〒726-0004 広島県府中市府川町315"),
        ("札幌市中央区北一条西2丁目", "北海道札幌市中央区北一条西2丁目"),
        ("京都市中京区寺町通御池上る", "京都府京都市中京区寺町通御池上る"),
    ],
)
def test_an_address_gets_what_it_lacks(address: str, whole: str) -> None:
    assert complete_address(address) == whole


@pytest.mark.parametrize(
    "address",
    [
        "〒100-0001 東京都千代田区千代田1-1",
        "100-0001 東京都千代田区千代田1-1",
        "〒100-0000 東京都千代田区見本町1-2-3",
        "東京都千代田区見本町1-2-3",
        "府中市のどこか",
        "本町1-1",
        "〒999-9999",
        "〒999-9999 千代田区千代田1-1",
        "〒100-0001 皇居",
        "東京都千代田区千代田1-1 〒100-0001",
        "東京都千代田区千代田1-1（郵便番号100-0001）",
        "",
    ],
)
def test_an_address_stays_as_it_is_where_nothing_is_lacking_or_sure(address: str) -> None:
    assert complete_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "〒100-0001 東京都千代田区千代田1-1",
        "〒100-0001 千代田区千代田1-1",
        "〒618-0015 大阪府島本町青葉1-1",
        "〒301-8611 茨城県竜ヶ崎市3710",
        "〒575-0013 大阪府四条畷市田原台1-1",
        "〒150-0043 澁谷区道玄坂1-1",
        "〒431-3125 静岡県浜松市東区半田山1-1",
        "〒100-0001 皇居",
        "〒100-0001",
        "〒999-9999 東京都千代田区千代田1-1",
        "大阪府大阪市北区梅田1-1",
    ],
)
def test_older_names_and_other_spellings_are_no_other_place(address: str) -> None:
    assert not names_another_place(address)


@pytest.mark.parametrize(
    "address",
    [
        "〒530-0001 東京都千代田区丸の内1-1",
        "〒100-0001 東京都港区芝公園1-1",
        "〒100-0001 大阪府千代田区",
        "〒100-0001 港区芝公園1-1",
        "〒183-0022 広島県府中市府川町315",
    ],
)
def test_the_code_of_another_place_is_found(address: str) -> None:
    assert names_another_place(address)


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("100-0001", ["〒100-0001 東京都千代田区千代田"]),
        ("〒１００－０００１", ["〒100-0001 東京都千代田区千代田"]),
        ("1000001 ", ["〒100-0001 東京都千代田区千代田"]),
        (
            "498-0000",
            ["〒498-0000 愛知県弥富市", "〒498-0000 三重県桑名郡木曽岬町"],
        ),
        ("999-9999", []),
        ("100-000", []),
        ("100-0001 東京都千代田区", []),
        ("", []),
    ],
)
def test_a_postal_code_alone_offers_its_addresses(text: str, addresses: list[str]) -> None:
    assert addresses_of_code(text) == addresses


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("港区虎ノ門1-2-3", ["code", "prefecture"]),
        ("東京都港区虎ノ門1-2-3", ["code"]),
        ("〒105-0001 港区虎ノ門1-2-3", ["prefecture"]),
        ("北海道札幌市中央区北一条西2丁目", ["code"]),  # one of several
        ("〒105-0001 東京都港区虎ノ門1-2-3", []),
        ("東京都港区見本町1-2-3", []),
        ("東京都港区虎ノ門1-2-3（郵便番号105-0001）", []),
        ("〒105-0001", []),
        ("", []),
    ],
)
def test_what_is_missing_before_the_city_is_named(address: str, parts: list[str]) -> None:
    assert missing_parts(address) == parts


@pytest.mark.parametrize(
    ("address", "part"),
    [
        ("大阪府", "town"),
        ("大阪府大阪市", "town"),
        ("大阪府 大阪市北区", "town"),
        ("〒530-0000 大阪市北区", "town"),
        ("大阪市北区梅田", "number"),
        ("〒530-0001 大阪府大阪市　北区梅田", "number"),
        ("大阪府大阪市北区梅田1", ""),
        ("大阪府大阪市北区梅田一丁目", ""),
        ("大阪府大阪市北区見本町", ""),
        ("大阪府大阪市西北区", ""),
        ("大阪府横浜市", ""),
        ("皇居", ""),
        ("〒530-0001", ""),
        ("", ""),
    ],
)
def test_what_the_end_of_an_address_lacks_is_named(address: str, part: str) -> None:
    assert missing_end(address) == part
