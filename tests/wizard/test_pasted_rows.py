"""Rows copied from a spreadsheet, as it puts them on the clipboard."""

from typing import Final

import pytest

from schemas.catalogue import Entry, entries_of
from wizard.core.lists.pasted_rows import parse_rows

HANAKO: Final = {
    "name": "窓口 花子",
    "department": "総務部",
    "phone": "03-1234-5678",
    "email": "hanako@example.co.jp",
}
JIRO: Final = {
    "name": "窓口 次郎",
    "department": "総務部",
    "phone": "03-1234-5679",
    "email": "jiro@example.co.jp",
}


def columns(kind: str, table: str) -> list[Entry]:
    """Give what a page asks of a table's rows: the action where there is one to choose."""
    return [
        entry
        for entry in entries_of(kind)
        if entry.table == table and not (entry.choices and len(entry.values[kind]) == 1)
    ]


def taken(text: str, kind: str = "new", table: str = "contacts") -> list[dict[str, str]]:
    found = parse_rows(text, columns(kind, table), kind)
    assert found.problems == ()
    return list(found.rows)


def problems_of(
    text: str, kind: str = "new", table: str = "contacts", room: int = 200
) -> list[str]:
    found = parse_rows(text, columns(kind, table), kind, room)
    assert found.rows == ()
    return [problem.words for problem in found.problems]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_rows_without_a_heading_are_in_the_order_of_the_form(ending: str) -> None:
    text = ending.join(
        [
            "窓口 花子\t総務部\t03-1234-5678\thanako@example.co.jp",
            "窓口 次郎\t総務部\t03-1234-5679\tjiro@example.co.jp",
            "",
        ]
    )
    assert taken(text) == [HANAKO, JIRO]


@pytest.mark.parametrize(
    "heads",
    [
        "メールアドレス\t氏名\t電話番号\t部署名",
        "ﾒｰﾙｱﾄﾞﾚｽ\t氏　名\t電話番号※必須\t 部署名 ",
        "メールアドレス(任意)\t氏名（必須）\t電話番号\t部署名",
    ],
    ids=["plain", "width and marks", "brackets"],
)
def test_headings_say_which_column_is_which(heads: str) -> None:
    text = f"{heads}\nhanako@example.co.jp\t窓口 花子\t03-1234-5678\t総務部\n"
    assert taken(text) == [HANAKO]


def test_columns_that_are_lacking_stay_blank() -> None:
    assert taken("氏名\tメールアドレス\n窓口 花子\thanako@example.co.jp") == [
        {"name": "窓口 花子", "email": "hanako@example.co.jp"}
    ]
    assert taken("窓口 花子\t総務部") == [{"name": "窓口 花子", "department": "総務部"}]


def test_quoted_cells_hold_tabs_quotes_and_ends_of_lines() -> None:
    text = '"窓口\n花子"\t"総務部\t第一課"\t"03-1234\r\n-5678"\t"""花子"""\n'
    assert taken(text) == [
        {
            "name": "窓口 花子",
            "department": "総務部\t第一課",
            "phone": "03-1234 -5678",
            "email": '"花子"',
        }
    ]


def test_what_is_written_is_kept_for_the_page_to_judge() -> None:
    assert taken("　窓口　花子 \t総務部\t０３－１２３４\tbad") == [
        {"name": "窓口　花子", "department": "総務部", "phone": "０３－１２３４", "email": "bad"}
    ]


def test_blank_rows_and_blank_cells_at_the_end_are_passed_over() -> None:
    text = "\t\t\n窓口 花子\t総務部\t\t\t\t\t\n \t　\n"
    assert taken(text) == [{"name": "窓口 花子", "department": "総務部"}]


def test_a_choice_is_given_by_its_word() -> None:
    text = "追加\t窓口 花子\n 削除\t窓口 次郎\n変 更\t窓口 三郎"
    assert taken(text, "change") == [
        {"action": "add", "name": "窓口 花子"},
        {"action": "delete", "name": "窓口 次郎"},
        {"action": "change", "name": "窓口 三郎"},
    ]


def test_rows_that_never_begin_with_a_choice_begin_with_what_follows_it() -> None:
    assert taken("窓口 花子\t総務部", "change") == [{"name": "窓口 花子", "department": "総務部"}]


def test_certificates_are_taken_as_well() -> None:
    text = (
        "区分\tシリアル番号\t証明書名(CN)\t有効期限\t更新前のシリアル番号\n"
        "更新\t0012AB34\tPC-01\t2028/11/23\t00FF\n"
    )
    assert taken(text, "change", "web_certificates") == [
        {
            "action": "renew",
            "serial": "0012AB34",
            "common_name": "PC-01",
            "not_after": "2028/11/23",
            "replaces": "00FF",
        }
    ]


def test_what_does_not_fit_is_reported_by_row_and_column_and_nothing_is_taken() -> None:
    text = (
        "追加\t窓口 花子\t総務部\t03-1234-5678\thanako@example.co.jp\n"
        "\n"
        "更新\t窓口 次郎\n"
        "削除\t窓口 三郎\t\t\t\t内線12\n"
    )
    assert problems_of(text, "change") == [
        "3行目1列目：区分の「更新」は選択できません。「追加」「変更」「削除」のいずれかです。",
        "4行目6列目：「内線12」に対応する項目がありません。",
    ]


def test_headings_that_are_unknown_or_doubled_are_refused() -> None:
    text = "氏名\t携帯\t氏名\t\n窓口 花子\t090\t花子\t"
    known = "「氏名」、「部署名」、「電話番号」、「メールアドレス」"
    assert problems_of(text) == [
        f"1行目2列目：「携帯」という項目はありません。項目名は{known}です。",
        "1行目3列目：「氏名」の列が重複しています。",
    ]


def test_a_value_under_no_heading_is_refused() -> None:
    assert problems_of("氏名\t\n窓口 花子\t内線12") == [
        "2行目2列目：「内線12」に対応する項目がありません。"
    ]


@pytest.mark.parametrize("text", ["", " \n\t\n", "　"])
def test_nothing_is_nothing(text: str) -> None:
    assert problems_of(text) == [
        "貼り付けた内容がありません。Excelの表をコピーして貼り付けてください。"
    ]


def test_a_heading_alone_has_no_rows() -> None:
    assert problems_of("氏名\t部署名\n") == ["見出しの下に行がありません。"]


def test_more_rows_than_there_is_room_for_are_reported() -> None:
    assert problems_of("窓口 花子\n窓口 次郎\n窓口 三郎", room=2) == [
        "3行あります。あと2行まで入力できます。"
    ]


def test_a_quote_that_is_never_closed_is_reported() -> None:
    assert problems_of('"窓口 花子\t総務部\n窓口 次郎') == [
        '引用符（"）の対応が正しくありません（1個あります）。もう一度コピーしてください。'
    ]


HEADED: Final = {
    "名前\t部署\tTEL\tE-mail": "contacts",
    "お名前\t所属\t電話\tメール": "contacts",
    "mail\tTel.\t部門\t担当者名": "contacts",
    "CN\tシリアル\t期限": "web_certificates",
    "期限\t証明書名\tシリアルNo.": "web_certificates",
}
VALUES: Final = {
    "contacts": HANAKO,
    "web_certificates": {"common_name": "PC01", "serial": "0A01", "not_after": "2028-11-19"},
}
ORDER: Final = {
    "名前\t部署\tTEL\tE-mail": "name department phone email",
    "お名前\t所属\t電話\tメール": "name department phone email",
    "mail\tTel.\t部門\t担当者名": "email phone department name",
    "CN\tシリアル\t期限": "common_name serial not_after",
    "期限\t証明書名\tシリアルNo.": "not_after common_name serial",
}


@pytest.mark.parametrize(("heading", "table"), HEADED.items())
def test_headings_may_be_in_the_words_of_other_forms(heading: str, table: str) -> None:
    row = "\t".join(VALUES[table][name] for name in ORDER[heading].split())
    assert taken(f"{heading}\n{row}", table=table) == [VALUES[table]]


@pytest.mark.parametrize(
    "heads", ["No.\t名前\t部署\tTEL\tE-mail\n", "番号\t氏名\t部署名\t電話番号\tメール\n", ""]
)
def test_a_column_that_counts_the_rows_is_passed_over(heads: str) -> None:
    lines = ["\t".join(map(str, [n, *one.values()])) for n, one in enumerate((HANAKO, JIRO), 1)]
    assert taken(heads + "\n".join([*lines, ""])) == [HANAKO, JIRO]


def test_a_column_of_other_numbers_is_no_count() -> None:
    assert problems_of("番号\t氏名\n12\t窓口 花子\n13\t窓口 次郎")


def test_an_unknown_heading_is_named_once_and_nothing_is_taken() -> None:
    assert len(problems_of("名前\t部署\tTEL\t趣味\n窓口 花子\t総務部\t03-1234-5678\t碁")) == 1


def test_a_row_that_sounds_like_headings_in_part_is_a_row() -> None:
    (row,) = taken("窓口 花子\t需給管理グループ\t03-1234-5678\thanako@example.co.jp")
    assert row == {**HANAKO, "department": "需給管理グループ"}
