"""Replies as e-mail drafts: what Python's own mail parser finds in them."""

from dataclasses import replace
from datetime import date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.dates.cutoff import Round, round_at
from rules.dates.workdays import OfficeCalendar
from rules.finding import Finding, Severity, Violation
from rules.obligations.messages import make_finding
from tests.samples import AT, TOKYO
from wizard.core.checking.reply import reply_mail
from wizard.core.verdicts import Verdict, unreadable_verdict

ANSWERS: Final[dict[str, Any]] = {
    "kind": "change",
    "applied_on": date(2026, 11, 24),
    "business": {"code": "0123", "name": "サンプル電力株式会社"},
}
CODE: Final = replace(
    make_finding("code-shape", Severity.ERROR, "参考, ERR_20250", Violation("business.code")),
    cell="利用申込書!D14",
)
NAME: Final = make_finding("missing", Severity.ERROR, "参考", Violation("contacts.0.name"))
UNTESTED: Final = make_finding(
    "api-untested", Severity.WARNING, "4-1", Violation("api.test_passed")
)
TICK: Final = make_finding("rename-tick-unconfirmed", Severity.NOTE, "3-7", Violation("kind"))
DEFICIENT: Final = Verdict("deficient", "change", ANSWERS, (CODE, NAME, UNTESTED, TICK))


@pytest.fixture
def found(calendar: OfficeCalendar) -> Round:
    return round_at(AT, calendar)


def parsed(content: bytes) -> EmailMessage:
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert message.defects == []
    return message


def body(message: EmailMessage) -> str:
    part = message.get_body()
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def test_a_deficient_form_is_answered_with_its_gaps_and_dates(found: Round) -> None:
    message = parsed(reply_mail("in/申込書.xlsx", DEFICIENT, found))
    subject = "『スイッチング支援システム利用申込書』の不備について（サンプル電力株式会社）"
    assert message["Subject"] == subject
    assert body(message) == (
        "サンプル電力株式会社　ご担当者様\n"
        "\n"
        "いつもお世話になっております。\n"
        "『スイッチング支援システム利用申込書』を確認したところ、次の不備がありました。\n"
        "お手数をおかけいたしますが、修正のうえ、再度ご提出くださいますようお願いいたします。\n"
        "\n"
        "ファイル：申込書.xlsx\n"
        "事業者名：サンプル電力株式会社\n"
        "事業者コード：0123\n"
        "申込みの種類：登録内容の変更\n"
        "申込年月日：2026年11月24日\n"
        "※ FAQの番号は、広域機関の「スイッチング支援システム（よくあるお問合せ）」"
        "（2023年8月4日版）の項目番号です。\n"
        "\n"
        "■ 不備（2件）\n"
        "\n"
        "1. 利用申込書!D14 事業者コード\n"
        "　 「事業者コード」が5桁ではありません。\n"
        "　 修正方法：5桁の数字で入力してください。"
        "先頭の0も省略せずに入力します（例：01233）。（FAQ 参考, ERR_20250）\n"
        "\n"
        "2. システム窓口情報（窓口責任者） 1人目の氏名\n"
        "　 「システム窓口情報（窓口責任者） 1人目の氏名」が記入されていません。\n"
        "　 修正方法：記入してください（例：窓口 花子）。（FAQ 参考）\n"
        "\n"
        "■ 念のためご確認ください（1件）\n"
        "\n"
        "3. API連携テスト合格\n"
        "　 「API連携テスト合格」にチェックが入っていません。\n"
        "　 修正方法：合格済みの場合は、チェックを入れてください。"
        "まだ合格していない場合は、先に『API連携テスト申込書』を提出してください。"
        "新規のAPI連携は、API連携テストに合格するまで利用できません。"
        "連携するシステムをリプレースする場合も、テストの申込みが必要です"
        "（該当するかどうかは、ヘルプデスクに確認してください）。（FAQ 4-1）\n"
        "\n"
        "■ 締切と登録の見込み\n"
        "11月27日(金)17:00までに差し替えをお送りいただいた場合、"
        "登録は12月4日(金)頃の見込みです。\n"
        "登録は、毎週の締切ごとにまとめて行われます（FAQ 3-4）。\n"
        "\n"
        "よろしくお願い申し上げます。\n"
        "\n"
        "〔送信者の会社名・部署名・氏名・連絡先〕\n"
    )


def test_a_reply_is_a_draft_without_sender_addressee_and_date(found: Round) -> None:
    content = reply_mail("a.xlsx", DEFICIENT, found)
    message = parsed(content)
    assert message["X-Unsent"] == "1"
    assert [message[name] for name in ("From", "To", "Date")] == [None] * 3
    assert message.get_content_type() == "text/plain"
    assert content.isascii()
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 78


def test_an_acceptable_form_is_confirmed(found: Round) -> None:
    message = parsed(reply_mail("a.xlsx", Verdict("acceptable", "change", ANSWERS, (TICK,)), found))
    subject = "『スイッチング支援システム利用申込書』の確認結果について（サンプル電力株式会社）"
    assert message["Subject"] == subject
    reported = body(message)
    assert "記入内容に不備は見つかりませんでした。\n" in reported
    assert (
        "11月27日(金)17:00の締切分として受け付けられた場合、登録は12月4日(金)頃の見込みです。"
        in reported
    )
    assert "念のため" not in reported
    assert "差し替え" not in reported


def test_warnings_of_an_acceptable_form_are_reported(found: Round) -> None:
    verdict = Verdict("acceptable", "change", ANSWERS, (UNTESTED,))
    reported = body(parsed(reply_mail("a.xlsx", verdict, found)))
    assert "■ 念のためご確認ください（1件）\n\n1. API連携テスト合格\n" in reported


def test_a_file_that_could_not_be_read_is_answered_with_the_reason(found: Round) -> None:
    verdict = unreadable_verdict("ファイルが壊れています。", "Excelで開いて保存し直してください。")
    message = parsed(reply_mail("C:\\受信\\申込書.xlsx", verdict, found))
    subject = "『スイッチング支援システム利用申込書』の再送のお願い（申込書.xlsx）"
    assert message["Subject"] == subject
    assert body(message).startswith("〔事業者名〕　ご担当者様\n\n")
    assert (
        "ファイル：申込書.xlsx\n"
        "※ FAQの番号は、広域機関の「スイッチング支援システム（よくあるお問合せ）」"
        "（2023年8月4日版）の項目番号です。\n"
        "\n"
        "■ 読み取れない理由（1件）\n"
        "\n"
        "1. 申込書全体\n"
        "　 ファイルが壊れています。\n"
        "　 修正方法：Excelで開いて保存し直してください。（FAQ 3-4）\n"
    ) in body(message)


def test_dates_that_moved_say_why(calendar: OfficeCalendar) -> None:
    # Friday 2027-01-01 is closed from Tuesday 12-29 on, so the cut-off is Monday 12-28
    moved = round_at(datetime(2026, 12, 28, 9, 0, tzinfo=TOKYO), calendar)
    reported = body(parsed(reply_mail("a.xlsx", DEFICIENT, moved)))
    assert (
        "12月28日(月)17:00（想定のため、ヘルプデスクに要確認）までに差し替えをお送りいただいた場合、"
        "登録は1月8日(金)頃の見込みです。\n"
        "12月29日(火)～1月1日(金)が休み（年末年始の休業（想定）、元日）のため、"
        "締切は12月28日(月)に繰り上がります。\n"
    ) in reported
    assert "長期の休みを挟むため、さらに遅れることがあります。\n" in reported


def test_a_reply_names_both_dates_where_they_differ(calendar: OfficeCalendar) -> None:
    # Friday 2026-05-01: the FAQ's Friday is 05-08, the fifth open day Wednesday 05-13
    late = round_at(datetime(2026, 5, 1, 9, 0, tzinfo=TOKYO), calendar)
    reported = body(parsed(reply_mail("a.xlsx", DEFICIENT, late)))
    assert "FAQの目安は5月8日(金)頃ですが、5月13日(水)を基準に予定を立ててください" in reported


# How many errors and warnings there are, and what stands at the end of each list.
MANY = [
    (100, 0, ["100. ", "■ 不備（100件）"], ["ほか", "念のため"]),
    (101, 0, ["100. ", "■ 不備（101件）", "\nほか1件\n"], ["101. "]),
    (98, 4, ["98. ", "100. ", "念のためご確認ください（4件）", "\nほか2件\n"], ["101. "]),
    (120, 7, ["\nほか20件\n", "\n■ 念のためご確認ください（7件）\n\nほか7件\n"], ["101. "]),
]


@pytest.mark.parametrize(("errors", "warnings", "there", "absent"), MANY)
def test_a_long_list_is_cut(
    errors: int, warnings: int, there: list[str], absent: list[str], found: Round
) -> None:
    verdict = Verdict("deficient", "change", ANSWERS, (NAME,) * errors + (UNTESTED,) * warnings)
    reported = body(parsed(reply_mail("a.xlsx", verdict, found)))
    assert [words for words in there if words not in reported] == []
    assert [words for words in absent if words in reported] == []


def test_the_copy_with_comments_is_attached(found: Round) -> None:
    content = reply_mail("a.xlsx", DEFICIENT, found, ("控え_申込書.xlsx", b"PK\x03\x04\r\n\x00"))
    message = parsed(content)
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "控え_申込書.xlsx"
    assert attached.get_content_type() == (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    assert attached.get_content() == b"PK\x03\x04\r\n\x00"
    assert "\n\n該当する記入欄にコメントを記載した写しを添付いたします。\n\n" in body(message)
    assert content == reply_mail(
        "a.xlsx", DEFICIENT, found, ("控え_申込書.xlsx", b"PK\x03\x04\r\n\x00")
    )


ATTACHED = [
    ("../../etc/控え.xlsx", "控え.xlsx"),
    ('a"; filename="b.exe', "a_; filename=_b.exe.xlsx"),
    ("a\r\nX-Evil: 1.xlsx", "a X-Evil_ 1.xlsx"),
    ("\u202exslx.exe", "_xslx.exe.xlsx"),
    ("𠮷﨑" * 150 + ".xlsx", "𠮷﨑" * 30 + ".xlsx"),
    ("a" * 300, "a" * 60 + ".xlsx"),
    (".xlsx", "控え.xlsx"),
]


@pytest.mark.parametrize(("name", "shown"), ATTACHED, ids=[ascii(row[0])[:20] for row in ATTACHED])
def test_the_copy_has_a_name_that_a_file_can_bear(name: str, shown: str, found: Round) -> None:
    message = parsed(reply_mail("a.xlsx", DEFICIENT, found, (name, b"PK")))
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == shown
    assert set(message.keys()) == {"Subject", "X-Unsent", "MIME-Version", "Content-Type"}


SUBJECTS = [
    ("=1+1", "=1+1"),
    ("甲\r\nBcc: x@example.com", "甲 Bcc: x@example.com"),
    ("甲\n\n<script>", "甲 <script>"),
    ("甲\u2028乙\x00", "甲 乙�"),
    ("\u202e甲乙", "�甲乙"),
    ("חברת חשמל", "חברת חשמל"),
    ("𠮷﨑電力㈱", "𠮷﨑電力㈱"),
    ("=?utf-8?q?a=0D=0ABcc:_x?=", "=？utf-8?q?a=0D=0ABcc:_x?="),
    ("あ" * 300, "あ" * 79 + "…"),
    ("a" * 300, "a" * 79 + "…"),
    ("\ud800", "�"),
    (" \n ", "a.xlsx"),
]


@pytest.mark.parametrize(("name", "shown"), SUBJECTS, ids=[ascii(row[0])[:20] for row in SUBJECTS])
def test_a_name_is_nothing_but_a_name_in_the_subject(name: str, shown: str, found: Round) -> None:
    answers = {"business": {"name": name}}
    message = parsed(reply_mail("a.xlsx", Verdict("deficient", None, answers, (CODE,)), found))
    subject = f"『スイッチング支援システム利用申込書』の不備について（{shown}）"
    assert message["Subject"] == subject
    assert len(message.keys()) == 5


@given(name=st.text(st.characters(), max_size=100), file=st.text(st.characters(), max_size=100))
def test_no_name_adds_a_header_or_breaks_the_mail(
    name: str, file: str, calendar: OfficeCalendar
) -> None:
    answers = {"business": {"name": name}, "applied_on": name}
    hostile = Finding("code", Severity.ERROR, "", name, file, "3-4", cell=name)
    verdict = Verdict("deficient", None, answers, (hostile,))
    content = reply_mail(file, verdict, round_at(AT, calendar), (file, b"PK"))
    message = parsed(content)
    assert message.keys() == ["Subject", "X-Unsent", "MIME-Version", "Content-Type"]
    subject = str(message["Subject"])
    assert subject.startswith("『スイッチング支援システム利用申込書』の不備について（")
    assert subject.endswith("）")
    assert content.isascii()
    assert "11月27日(金)17:00までに" in body(message)


def test_a_gap_with_line_breaks_stays_one_gap(found: Round) -> None:
    hostile = replace(CODE, message="甲\n\n2. 偽の指摘", remedy="乙\r\n丙" + "長" * 1_000)
    verdict = Verdict("deficient", "change", ANSWERS, (hostile,))
    reported = body(parsed(reply_mail("a.xlsx", verdict, found)))
    assert "\n　 甲 2. 偽の指摘\n　 修正方法：乙 丙" + "長" * 496 + "…（FAQ" in reported
