"""A question is left to the contact finder where its nouns are not the guide's. All by hand."""

import pytest

from rules.guide.search import search
from rules.guide.subject import can_be_about, unknown_nouns

# Questions, and the nouns in them that no item of the FAQ knows.
UNKNOWN = [
    ("車検の有効期限", ["車検"]),
    ("有給休暇の申請方法", ["有給休暇"]),
    ("クライアント証明書の有効期限", []),
    ("クラ証の有効期限", []),  # written short
    ("SSL証明書の有効期限", ["SSL証明書"]),  # a known end does not make the whole known
    ("卒業証明書の発行", ["卒業証明書"]),
    ("USBトークンを認識しない", []),
    ("ランタイムが入らない", []),  # a part of ランタイムパッケージ
    ("電力会社の選び方", ["選び方"]),
    ("申込書の書き方", []),
    ("来月3台分を登録したい", []),  # days and numbers say nothing of the matter
    ("件数が多くて困難", ["困難"]),
    ("Wi-Fiのパスワード", ["Wi-Fi"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "nouns"), UNKNOWN, ids=[row[0] or "nothing" for row in UNKNOWN])
def test_nouns_that_the_guide_does_not_know(text: str, nouns: list[str]) -> None:
    assert unknown_nouns(text) == nouns


def test_words_of_any_office_do_not_outweigh_an_unknown_noun() -> None:
    assert can_be_about("車検の有効期限") == frozenset()
    assert search("車検の有効期限") == ()
    assert search("有効期限")[0].entry.id == "3-6"


def test_known_nouns_outweigh_an_unknown_one() -> None:
    assert search("山田が廃止取次の取消を忘れた")[0].entry.id == "5-2"


# Another system's name leaves the entries that speak of it, and those that know the rest.
ELSEWHERE = [
    ("広域機関システムのパスワードを忘れた", []),
    ("広域機関システムの使い方", []),
    ("広域機関システムの利用申込書はどこ", []),
    ("広域機関システムに同時にログインしている", ["1-5"]),
    ("社名変更のときの広域機関システムの手続き", ["3-7", "ref-3"]),
]


@pytest.mark.parametrize(("text", "first"), ELSEWHERE, ids=[row[0] for row in ELSEWHERE])
def test_a_question_about_another_system_is_left_to_it(text: str, first: list[str]) -> None:
    assert [found.entry.id for found in search(text)][: len(first) or None] == first


def test_a_message_is_recognized_among_unknown_nouns() -> None:
    query = "昨夜の台風のあと「該当データが存在しません。」と端末の液晶に出た"
    assert search(query)[0].entry.id == "ERR_20040"
