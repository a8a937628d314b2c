"""Messages of this tool itself, found by what is copied of them."""

import pytest

from rules.guide.own_messages import own_messages


@pytest.mark.parametrize(
    ("query", "begins"),
    [
        ("「申込年月日」が日付として正しくありません。", "「…」が日付として正しくありません。"),
        ("日付として正しくありません", "「…」が日付として正しくありません。"),
        ("発行者が「Another CA」です。", "発行者が「…」です。"),
        ("「事業者コード」が5桁ではありません。5桁の数字で…", "「…」が5桁ではありません。"),
        ("ﾕｳｺｳｷｶﾝの開始前です", ""),
        ("有効期間の開始前です（2026年12月15日から有効）。", "有効期間の開始前です（…から有効）。"),
        ("登録済みのため、新規の申込みはできません", "「…」は登録済みのため、"),
    ],
)
def test_a_message_is_found_by_the_whole_or_a_part_of_it(query: str, begins: str) -> None:
    found = [one.message for one in own_messages(query)]
    assert bool(found) == bool(begins)
    assert all(message.startswith(begins) for message in found[:1])


@pytest.mark.parametrize(
    "query",
    ["", "証明書", "証明書の期限が切れる", "お使いの端末では利用できません", "20140",
     "入力してください", "電気料金を知りたい", "です", "社名が変わった"],
)  # fmt: skip
def test_a_question_is_no_message_of_this_tool(query: str) -> None:
    assert own_messages(query) == ()


def test_a_message_says_what_to_do_without_what_differs_each_time() -> None:
    (one,) = own_messages("「電話番号」の桁数が、電話番号として正しくありません。")
    assert "{" not in one.message + one.remedy
    (two,) = own_messages("「申込年月日」が日付として正しくありません。")
    assert "実在する日付を入力してください。" in two.remedy
