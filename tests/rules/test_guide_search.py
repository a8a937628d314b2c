"""Entries are found by symptom, by message, by code, however it is written. All by hand."""

import re
import tomllib
from typing import Any

import pytest

from rules.guide.entries import entries
from rules.guide.search import search
from tests.rules.guide_facts import MESSAGES
from tests.samples import PROJECT

JAPANESE = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]")


def ids(words: str) -> list[str]:
    return [found.entry.id for found in search(words)]


# Ways of writing one thing, which must find the same entry first.
ALIKE = [
    ("ERR_20140", ["ERR_20140", "20140", "２０１４０", "ＥＲＲ＿２０１４０", "err20140",
                   "Err-20140", "ERR 20140", "ERR_20140 と出ます", "エラー20140",
                   "「ERR_20140」の対処"]),
    ("3-4", ["3-4", "３－４", "3-④", "FAQ 3-4"]),
    ("3-6", ["証明書の期限切れ", "クライアント証明書の期限切れ", "クライアント証明書 期限切れ",
             "ｸﾗｲｱﾝﾄ証明書の期限切れ", "くらいあんと証明書のきげんぎれ", "しょうめいしょの期限切れ",
             "電子証明書の期限切れ", "証明書が失効した", "証明書　の　期限　切れ"]),
    ("1-6", ["ブラウザ", "ブラウザー", "ﾌﾞﾗｳｻﾞ", "ぶらうざ", "ブラウザ－", "推奨ブラウザ"]),
    ("7-4", ["低圧から高圧への切り替え", "低圧から高圧への切替え", "低圧から高圧への切替",
             "低圧から高圧に切り替えたい", "低圧 → 高圧 に変えたい"]),
    ("3-4", ["申し込みの締め切り", "申込みの締切り", "申込の締切", "申込み〆切",
             "もうしこみのしめきり"]),
    ("5-2", ["廃止取次の取り消し", "廃止取次の取消し", "廃止取次の取消", "廃止取次を取り消したい"]),
    ("1-2", ["ユーザIDのロック", "ユーザーIDのロック", "ユーザーＩＤがロックされた",
             "ﾕｰｻﾞｰIDのﾛｯｸ"]),
    ("6-4", ["CSVの文字化け", "ＣＳＶの文字化け", "csv 文字化け", "CSVが文字ばけ",
             "しーえすぶいのもじばけ"]),
    ("6-3", ["CSVをExcelで作る", "ＣＳＶをエクセルで作る"]),
]  # fmt: skip


@pytest.mark.parametrize(("id_", "written"), [(i, w) for i, ways in ALIKE for w in ways])
def test_it_is_found_however_it_is_written(id_: str, written: str) -> None:
    assert ids(written)[0] == id_


LOGIN = {"1-1", "1-2", "1-3", "1-4", "1-5"}


@pytest.mark.parametrize(
    "written",
    ["ログインできない", "ログイン出来ない", "ログイン不可", "ログインできません", "ﾛｸﾞｲﾝできない",
     "ろぐいんできない", "ログオンできない", "ログイン　できない", "サインインできない",
     "ログインが出来ません"],
)  # fmt: skip
def test_a_login_that_fails_finds_all_five_however_it_is_written(written: str) -> None:
    assert set(ids(written)[:5]) == LOGIN


PARTS = {
    "1-1": ["ユーザIDもしくはパスワードが不正です", "パスワードが不正です"],
    "1-2": ["お使いのユーザIDは利用できません", "お使いのユーザーIDは利用できません"],
    "1-3": ["ログイン失敗 お使いの端末では当システムを利用できません"],
    "1-4": ["認証失敗 お使いの端末では当システムを利用できません", "認証失敗"],
    "1-5": ["処理中にエラーが発生しました", "システムにエラーが発生しました"],
    "5-2": [
        "スイッチング廃止取次情報の登録に失敗しました",
        "既にスイッチング廃止取次が登録されています",
    ],
    "ERR_20040": ["該当データが存在しません", "該当ﾃﾞｰﾀが存在しません。"],
    "ERR_20070": ["異動要求が不整合となります", "異動要求が不整合"],
    "ERR_20140": ["ご契約のない需要者さまの申込はできません", "契約のない需要者さま"],
    "ERR_20250": ["託送基本契約のない小売電気事業者さまは異動申込できません", "託送基本契約のない"],
}


@pytest.mark.parametrize(("id_", "part"), [(i, part) for i, all_ in PARTS.items() for part in all_])
def test_a_message_is_found_by_a_part(id_: str, part: str) -> None:
    assert ids(part)[0] == id_


@pytest.mark.parametrize(("id_", "message"), MESSAGES.items())
def test_a_message_is_found_whole_and_named_as_the_reason(id_: str, message: str) -> None:
    first = search(message)[0]
    assert first.entry.id == id_
    assert "画面のメッセージと一致" in first.why


@pytest.mark.parametrize(("id_", "message"), MESSAGES.items())
def test_a_message_is_recognized_with_words_around_it(id_: str, message: str) -> None:
    first = search(f"きのうから画面に「{message}」と出て困っています。")[0]
    assert first.entry.id == id_
    assert "画面のメッセージと一致" in first.why


def test_one_message_with_two_headings_finds_both() -> None:
    assert set(ids("お使いの端末では当システムを利用できません")[:2]) == {"1-3", "1-4"}


def test_an_incomplete_code_finds_all_that_begin_so() -> None:
    assert ids("ERR_200") == ["ERR_20040", "ERR_20070"]
    assert ids("ERR") == ["ERR_20040", "ERR_20070", "ERR_20140", "ERR_20250"]
    assert ids("ERR_2014") == ["ERR_20140"]


# What a person may say, and what must be among the first three.
SYMPTOMS = [
    ("パスワード忘れました", "1-1"),
    ("アカウントがロックされてしまった", "1-2"),
    ("新しいPCからログインできない", "1-3"),
    ("USBトークンを挿しても認識しない", "1-4"),
    ("広域機関システムと同時に使えない", "1-5"),
    ("Edgeは使えますか", "1-6"),
    ("設計書が欲しい", "2-1"),
    ("発電事業者でも使えますか", "3-1"),
    ("どんな機能がありますか", "3-2"),
    ("小売事業に参入したので利用を開始したい", "3-3"),
    ("至急登録してほしい", "3-4"),
    ("会社が合併した", "3-5"),
    ("API証明書を二つ登録できるか", "3-6"),
    ("商号変更の手続", "3-7"),
    ("一時的に休止できますか", "3-8"),
    ("システムを更改するとき連携テストは要る?", "4-1"),
    ("テスト申込書の第三希望", "4-2"),
    ("高圧の供給開始日は1年先まで?", "5-1"),
    ("廃止取次を取り消す方法", "5-2"),
    ("廃止取次がマッチング済みにならない", "5-3"),
    ("現小売に拒否された", "5-4"),
    ("誤って承認した", "5-5"),
    ("土日も確認が必要か", "5-6"),
    ("大量のスイッチングをまとめて申請", "6-1"),
    ("お客様の使用量を見たい", "6-2"),
    ("一括申請ファイルをエクセルで作成", "6-3"),
    ("エクセルで開くと変な文字になる", "6-4"),
    ("データがないと言われる", "ERR_20040"),
    ("二重に申し込んだ", "ERR_20070"),
    ("契約のない需要者の申込ができない", "ERR_20140"),
    ("事業者コードの入力を間違えた", "ERR_20250"),
    ("アンペア変更の状況", "7-1"),
    ("使用量照会が却下された", "7-2"),
    ("新しく電気を引きたい", "7-3"),
    ("電圧を変更したい", "7-4"),
    ("部分供給", "7-5"),
    ("新規申込書の書き方", "ref-1"),
    ("窓口責任者が退職した", "ref-2"),
    ("社名変更のときの申請区分", "ref-3"),
    ("利用停止の申込書の書き方", "ref-4"),
]


@pytest.mark.parametrize(
    ("symptom", "id_"),
    [
        ("担当者が退職した", "ref-2"),
        ("窓口責任者が退職した", "ref-2"),
        ("退職者がいる", "ref-2"),
        ("窓口の人が辞めた", "ref-2"),
        ("退職者のIDが凍結された", "1-2"),
        ("初期化できる人がいない", "1-2"),
    ],
)
def test_who_left_is_changed_and_who_is_locked_out_is_let_in(symptom: str, id_: str) -> None:
    assert ids(symptom)[0] == id_


@pytest.mark.parametrize(("symptom", "id_"), SYMPTOMS)
def test_a_symptom_finds_its_entry_among_the_first_three(symptom: str, id_: str) -> None:
    assert id_ in ids(symptom)[:3]


def test_there_is_a_symptom_for_every_item() -> None:
    assert [id_ for _, id_ in SYMPTOMS] == list(entries())


@pytest.mark.parametrize(
    "words",
    ["", "   ", "　", "。、！？", "asdf", "hello world", "猫", "こんにちは", "明日の天気",
     "電気料金が高い", "ふるさと納税", "ERR_99999", "99999", "\x00", "🙂", "ワクチン"],
)  # fmt: skip
def test_what_is_not_there_finds_nothing(words: str) -> None:
    assert search(words) == ()


@pytest.mark.parametrize(
    "words",
    ["あ" * 100_000, "証明書" * 50_000, "(" * 5000, "[.*+?{}|\\", "\ud800"],
    ids=["long", "repeated", "open brackets", "pattern", "surrogate"],
)
def test_strange_words_are_no_trouble(words: str) -> None:
    assert len(search(words)) <= 10


@pytest.mark.parametrize("words", [symptom for symptom, _ in SYMPTOMS])
def test_what_is_found_is_ranked_and_says_why(words: str) -> None:
    found = search(words)
    assert [f.score for f in found] == sorted((f.score for f in found), reverse=True)
    assert len({f.entry.id for f in found}) == len(found) <= 10
    assert all(f.why and all(JAPANESE.search(reason) for reason in f.why) for f in found)


def test_the_reasons_are_words_of_the_question() -> None:
    (first, *_) = search("CSVが文字化けする")
    assert first.why == ("一致した語句：CSV、文字化け",)
    (first, *_) = search("ERR_20070 が出る")
    assert first.why[0] == "一致したエラーコード：ERR_20070"
    (first, *_) = search("3-4")
    assert first.why == ("一致したFAQの項目：3-4",)
    (first, *_) = search("会社を畳む")
    assert "意味の近い語句：畳む" in first.why


def table(name: str) -> dict[str, Any]:
    return tomllib.loads((PROJECT / "tests" / "rules" / name).read_text(encoding="utf-8"))


def phrasings() -> dict[str, list[tuple[str, str]]]:
    """Give what people type, with the item that they mean, by table."""
    found = {
        name: [(item, text) for item, texts in table(name)["phrasings"].items() for text in texts]
        for name in ("guide_tuning.toml", "guide_held_out.toml")
    }
    rows = table("phrasings.toml")["phrasing"]
    return {**found, "phrasings.toml": [(row["item"], row["text"]) for row in rows]}


@pytest.mark.parametrize(("name", "asked"), phrasings().items(), ids=phrasings().keys())
def test_phrasings_find_their_entry_among_the_first_three(
    name: str, asked: list[tuple[str, str]]
) -> None:
    missed = [(item, text) for item, text in asked if item not in ids(text)[:3]]
    assert len(missed) <= 0.03 * len(asked), f"{name}: {missed}"


@pytest.mark.parametrize("name", ["guide_tuning.toml", "guide_held_out.toml"])
def test_questions_that_the_faq_does_not_answer_find_nothing(name: str) -> None:
    asked = [text for texts in table(name)["outside"].values() for text in texts]
    answered = [(text, ids(text)[0]) for text in asked if ids(text)]
    assert len(answered) <= 0.1 * len(asked), answered


@pytest.mark.parametrize("name", ["guide_tuning.toml", "guide_held_out.toml"])
def test_the_tables_ask_about_every_item(name: str) -> None:
    assert list(table(name)["phrasings"]) == list(entries())


def test_a_word_is_read_without_the_letters_around_it() -> None:
    assert search("APIテストはいつまで")[0].why == (
        "一致した語句：API、テスト",
        "意味の近い語句：いつまで",
    )
