"""Answers in 備考: how their rows are counted, now and by an earlier release."""

import pytest

from workbook.forms.statements import split_statements, with_statements


def test_people_are_counted_as_people_and_certificates_as_things() -> None:
    actual = with_statements(
        "", [("contacts.1.department", "需給管理部"), ("web_certificates.1.serial", "0012AB34")]
    )
    assert actual == (
        "システム窓口情報（窓口責任者） 2人目の部署名：需給管理部\n"
        "WEB利用情報 クライアント証明書 2件目のシリアル番号：0012AB34"
    )


@pytest.mark.parametrize("nth", ["2人目", "2件目"])  # 0.1.0 counted people as things
def test_a_row_is_read_however_it_was_counted(nth: str) -> None:
    remarks = f"よろしくお願いします。\nシステム窓口情報（窓口責任者） {nth}の部署名：需給管理部"
    assert split_statements(remarks, lambda _: True) == (
        "よろしくお願いします。",
        {"contacts.1.department": "需給管理部"},
    )
