"""The mail that asks for documents, and who may ask. FAQ 2-1."""

import pytest

from rules.guide.documents import Asker, Role, documents, request_cautions, request_mail

FIVE = {
    "application-form": "スイッチング支援システム利用申込書",
    "manual": "スイッチング支援システム取扱マニュアル",
    "api-test-form": "スイッチング支援システムAPI連携テスト申込書",
    "design": "スイッチング支援システム設計書一式",
    "operators": "一般送配電事業者連絡先一覧",
}
ASKER = Asker(
    Role.CONTRACTOR, is_user=True, company="サンプル電力株式会社", code="01233",
    department="需給管理部", person="窓口 花子",
    address="東京都港区見本町1-2-3", phone="03-1234-5678", email="m@example.co.jp",
)  # fmt: skip
BODY = """\
電力広域的運営推進機関　スイッチング支援システム　ヘルプデスク　ご担当者様

いつもお世話になっております。サンプル電力株式会社 需給管理部の窓口 花子です。
次の資料が必要なため、入手方法をご教示くださいますようお願いいたします。

・『スイッチング支援システム利用申込書』
・『一般送配電事業者連絡先一覧』

事業者名：サンプル電力株式会社
事業者コード：01233
事業者の区分：需要抑制契約者
スイッチング支援システムの利用：利用中

お手数をおかけいたしますが、よろしくお願い申し上げます。

――――――――――――――――――――
サンプル電力株式会社
需給管理部
窓口 花子
東京都港区見本町1-2-3
電話：03-1234-5678
メール：m@example.co.jp
"""


def test_there_are_five_documents() -> None:
    assert {id_: document.title for id_, document in documents().items()} == FIVE
    assert [id_ for id_, document in documents().items() if document.users_only] == ["operators"]


def test_a_mail_asks_for_documents_in_the_order_of_the_faq() -> None:
    mail = request_mail({"operators", "application-form"}, ASKER)
    assert mail.subject == "スイッチング支援システムの資料の入手について（サンプル電力株式会社）"
    assert mail.body == BODY


def test_what_is_not_known_stays_a_blank() -> None:
    mail = request_mail({"manual"}, Asker())
    assert mail.subject.endswith("（〔　　〕）")
    assert "事業者コード：〔　　〕\n" in mail.body
    assert "利用：未利用\n" in mail.body
    assert "{" not in mail.subject + mail.body
    assert "事業者の区分：〔　　〕\n" in request_mail({"manual"}, Asker(Role.OTHER)).body


def test_line_breaks_do_not_get_into_the_subject() -> None:
    mail = request_mail({"manual"}, Asker(company="サンプル\r\nBcc: x@example.com"))
    assert "\n" not in mail.subject
    assert "\r" not in mail.subject + mail.body
    assert "{phone}" in request_mail({"manual"}, Asker(company="{phone}")).subject


@pytest.mark.parametrize(
    ("wanted", "asker", "cautions"),
    [
        ({"manual"}, Asker(Role.RETAILER), []),
        ({"manual"}, Asker(Role.CONTRACTOR), []),
        ({"operators"}, Asker(Role.RETAILER, is_user=True), []),
        (
            {"operators"},
            Asker(Role.RETAILER),
            [
                "『一般送配電事業者連絡先一覧』を請求できるのは、システムを利用している事業者に限られます。"
            ],
        ),
        ({"manual"}, Asker(Role.OTHER), ["小売電気事業者と需要抑制契約者"]),
        (
            set(FIVE),
            Asker(Role.OTHER),
            ["小売電気事業者と需要抑制契約者", "利用している事業者に限られます"],
        ),
        (set(), Asker(), ["1つ以上選択して"]),
    ],
)
def test_cautions_name_who_may_ask(wanted: set[str], asker: Asker, cautions: list[str]) -> None:
    actual = request_cautions(wanted, asker)
    assert len(actual) == len(cautions)
    assert all(words in text for words, text in zip(cautions, actual, strict=True))
