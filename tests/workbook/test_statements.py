"""Answers in 備考: how their rows are counted, now and by an earlier release."""

from typing import Final

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


ROW: Final = {
    "web_certificates.1.action": "renew",
    "web_certificates.1.serial": "0012AB34",
    "web_certificates.1.not_after": "2028年11月23日",
}


def test_the_answers_of_a_row_share_a_line() -> None:
    remarks = with_statements("よろしく。", [*ROW.items(), ("rename.no_contracts", True)])
    assert remarks == (
        "よろしく。\n"
        "WEB利用情報 クライアント証明書 2件目の区分：更新、シリアル番号：0012AB34、"
        "有効期限：2028年11月23日\n"
        "契約中の需要（発電）者：なし"
    )
    assert split_statements(remarks, lambda _: True) == (
        "よろしく。",
        {**ROW, "rename.no_contracts": True},
    )


@pytest.mark.parametrize(
    "rows",
    [
        {"contacts.0.name": "窓口、花子", "contacts.0.department": "部署名：第一"},
        {"contacts.0.name": "花子、氏名：花子", "contacts.0.department": "総務部"},
        {"contacts.0.name": "花子", "contacts.1.name": "次郎"},
    ],
)
def test_rows_in_words_are_read_back(rows: dict[str, object]) -> None:
    assert split_statements(with_statements("", rows.items()), lambda _: True) == ("", rows)
