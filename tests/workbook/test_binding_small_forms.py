"""Binding a few cells at a time: one habit of forms each, with what a person would bind."""

from collections.abc import Mapping
from typing import Final

import pytest

from tests.blanks.drawing import new_pages, saved
from tests.blanks.looks import BOX, LABEL, PLAIN, TICK, Look
from tests.opening import propose

UNDERLINED: Final = Look(sides="b")
BAND: Final = Look(fill="1F3864", color="FFFFFF", bold=True)
Drawn = Mapping[str, tuple[str | None, Look]]

FORMS: Final[Mapping[str, tuple[Drawn, Mapping[str, str]]]] = {
    "the applicant's block of a letter, its heading written but once": (
        {
            "D1": ("申請者", PLAIN),
            "E1": ("住所", PLAIN),
            "F1:G1": (None, UNDERLINED),
            "E2": ("商号又は名称", PLAIN),
            "F2:G2": (None, UNDERLINED),
            "E3": ("申込責任者職氏名", PLAIN),
            "F3:G3": (None, UNDERLINED),
            "A5:G5": ("２．事業者に関する事項", PLAIN),
            "A6:B6": ("商号又は名称", BOX),
            "C6:G6": (None, BOX),
            "A7:B7": ("本店の所在地", BOX),
            "C7:G7": (None, BOX),
        },
        {
            "applicant.company": "F2",
            "applicant.responsible": "F3",
            "business.name": "C6",
            "business.address": "C7",
        },
    ),
    "a section's name in the brackets of a tall label": (
        {
            "A1:G1": ("事業者情報", BAND),
            "A2:A3": ("電話番号\n（他事業者からの問合せ用）", BOX),
            "B2:B3": ("□", TICK),
            "C2": ("旧", TICK),
            "D2:G2": (None, BOX),
            "C3": ("新", TICK),
            "D3:G3": (None, BOX),
        },
        {"business.phone": "D3"},
    ),
    "what is ticked after the word that says yes": (
        {
            "A1:G1": ("API利用情報", BAND),
            "A2:B2": ("連携テスト", BOX),
            "C2:F2": ("合格している場合は右に○", BOX),
            "G2": (None, TICK),
        },
        {"api.test_passed": "G2"},
    ),
    "an era printed apart from the date": (
        {
            "A1:C1": ("提出日", PLAIN),
            "D1": ("令和", PLAIN),
            "E1:G1": ("　　年　　月　　日", PLAIN),
        },
        {"applied_on": "E1"},
    ),
    "the certificate before, with words between": (
        {
            "A1:G1": ("WEB利用情報", BAND),
            "A2:C2": ("証明書のシリアル番号", BOX),
            "D2:G2": ("更新前の証明書のシリアル番号", BOX),
            "A3:C3": (None, BOX),
            "D3:G3": (None, BOX),
        },
        {"web_certificates.serial": "A3", "web_certificates.replaces": "D3"},
    ),
    "the present certificate before the new one": (
        {
            "A1:G1": ("API用クライアント証明書", BAND),
            "A2:B2": ("現在のシリアル番号", BOX),
            "C2:E2": ("新しいシリアル番号", BOX),
            "F2:G2": ("新しい有効期限", BOX),
            "A3:B3": (None, BOX),
            "C3:E3": (None, BOX),
            "F3:G3": (None, BOX),
        },
        {
            "api.certificates.replaces": "A3",
            "api.certificates.serial": "C3",
            "api.certificates.not_after": "F3",
        },
    ),
    "remarks together with something else": (
        {"A1:G1": ("7. 備考・ご要望", BAND), "A2:G4": (None, BOX)},
        {"remarks": "A2"},
    ),
    "what others ask besides": (
        {
            "A1:G1": ("事業者情報", BAND),
            "A2:B2": ("事業者名（フリガナ）", BOX),
            "C2:G2": (None, BOX),
            "A3:B3": ("代表者の氏名", BOX),
            "C3:G3": (None, BOX),
            "A4:B4": ("FAX番号", BOX),
            "C4:G4": (None, BOX),
            "A5:G5": ("事務局使用欄", BAND),
            "A6:B6": ("備考", BOX),
            "C6:G6": (None, BOX),
        },
        {},
    ),
    "cards headed by what is old and new, with words to choose from across": (
        {
            "A1:G1": ("窓口責任者", BAND),
            **{f"A{row}:B{row}": ("責任者", BOX) for row in (2, 6)},
            **{f"C{row}:D{row}": ("変更前", BOX) for row in (2, 6)},
            **{f"E{row}:G{row}": ("変更後", BOX) for row in (2, 6)},
            **{f"A{row}:B{row}": ("届の別", BOX) for row in (3, 7)},
            **{f"C{row}:G{row}": ("追加　・　変更　・　削除", BOX) for row in (3, 7)},
            **{f"A{row}:B{row}": ("氏名", BOX) for row in (4, 8)},
            **{f"A{row}:B{row}": ("部署名", BOX) for row in (5, 9)},
            **{f"C{row}:D{row}": (None, BOX) for row in (4, 5, 8, 9)},
            **{f"E{row}:G{row}": (None, BOX) for row in (4, 5, 8, 9)},
        },
        {
            "contacts.action": "C3,様式!C7",
            "contacts.name": "E4,様式!E8",
            "contacts.department": "E5,様式!E9",
        },
    ),
    "a table under a heading whose remark speaks of the old ones": (
        {
            "A1:G1": ("WEB用証明書（旧証明書の欄は更新のとき）", BAND),
            "A2:B2": ("シリアル番号", BOX),
            "C2:D2": ("有効期限", BOX),
            "E2:G2": ("旧シリアル番号", BOX),
            **{f"A{row}:B{row}": (None, BOX) for row in range(3, 6)},
            **{f"C{row}:D{row}": (None, BOX) for row in range(3, 6)},
            **{f"E{row}:G{row}": (None, BOX) for row in range(3, 6)},
        },
        {
            "web_certificates.serial": "A3:A5",
            "web_certificates.not_after": "C3:C5",
            "web_certificates.replaces": "E3:E5",
        },
    ),
    "a postal code over a phone number, each over its box": (
        {
            "A1:G1": ("事業者情報", BAND),
            "A2:C2": ("郵便番号", BOX),
            "D2:G2": ("住所", BOX),
            "A3:C3": (None, BOX),
            "D3:G3": (None, BOX),
            "A4:C4": ("お電話番号", BOX),
            "D4:G4": ("プライバシーポリシーURL", BOX),
            "A5:C5": (None, BOX),
            "D5:G5": (None, BOX),
        },
        {
            "business.address.postal": "A3",
            "business.address": "D3",
            "business.phone": "A5",
            "privacy_notice_url": "D5",
        },
    ),
    "boxes to tick under the kinds, and a framed sentence that names them": (
        {
            "A1:B1": ("新規利用", BOX),
            "C1:D1": ("登録内容の変更", BOX),
            "E1": ("屋号（社名）の変更", BOX),
            "F1:G1": ("利用停止", BOX),
            "A2:B2": (None, BOX),
            "C2:D2": (None, BOX),
            "E2": (None, BOX),
            "F2:G2": (None, BOX),
            "A4:G4": ("新規の場合は全項目、変更・停止の場合は該当欄のみ記入してください。", BOX),
        },
        {"kind.new": "A2", "kind.change": "C2", "kind.rename": "E2", "kind.stop": "F2"},
    ),
    "headings that name their section in brackets, and a label that does": (
        {
            "A1:G1": ("会社名（申込者）", BOX),
            "A2:G2": (None, BOX),
            **{
                f"{column}{row + at}": (text, BOX)
                for row in (5, 8)
                for at, label in enumerate(("シリアル番号", "有効期限"))
                for column, text in (("A", label), ("B", None), ("C", None))
            },
            "A4:G4": ("クライアント証明書（WEB用）", PLAIN),
            "A7:G7": ("クライアント証明書（API用）", PLAIN),
        },
        {
            "applicant.company": "A2",
            "web_certificates.serial": "B5:C5",
            "web_certificates.not_after": "B6:C6",
            "api.certificates.serial": "B8:C8",
            "api.certificates.not_after": "B9:C9",
        },
    ),
    "kinds to choose from in one cell above what is headed alike": (
        {
            "A1": ("申込区分", BOX),
            "B1:G1": ("新規　・　変更　・　社名変更　・　停止", BOX),
            "A2:G2": ("事業者情報", BOX),
            "A3": ("事業者名", BOX),
            "B3:G3": (None, BOX),
        },
        {
            **dict.fromkeys(("kind.new", "kind.change", "kind.rename", "kind.stop"), "B1"),
            "business.name": "B3",
        },
    ),
    "a confirmation that names the cases that it is of, behind its tick": (
        {
            "A1:C1": ("申請区分", BAND),
            "A2": ("新規", BOX),
            "B2": ("内容変更", BOX),
            "A3": (None, BOX),
            "B3": (None, BOX),
            "A5:G5": ("申請区分ごとの確認事項", BAND),
            "A6": (None, BOX),
            "B6:G6": ("【新規・変更】API連携テストに合格している", BOX),
        },
        {"kind.new": "A3", "kind.change": "B3", "api.test_passed": "A6"},
    ),
    "an applicant's block below the one to whom the form goes": (
        {
            "A1:D1": ("電力広域的運営推進機関　事務局長　殿", PLAIN),
            "E3:F3": ("申込者　名称", PLAIN),
            "G3:H3": (None, BOX),
            "E4:F4": ("所属部署", PLAIN),
            "G4:H4": (None, BOX),
        },
        {"applicant.company": "G3", "applicant.department": "G4"},
    ),
    "mail in two boxes, over a label with an arrow to them": (
        {
            "A1:H1": ("事業者情報", BAND),
            "A2:D2": (None, BOX),
            "E2": ("＠", BOX),
            "F2:H2": (None, BOX),
            "A3:H3": ("（↑処理結果の通知先メールアドレス）", PLAIN),
            "A4:H4": (None, BOX),
            "A5:H5": ("（↑個人情報の取扱いの掲載URL）", PLAIN),
        },
        {"business.result_email": "A2,様式!F2", "privacy_notice_url": "A4"},
    ),
    "a sentence that announces the box below it": (
        {
            "A1:G1": ("API利用の場合", BAND),
            "A2:G2": ("当社の連携環境（サーバ等）は次のとおりです。", PLAIN),
            "A3:G3": (None, BOX),
        },
        {"api.environment": "A3"},
    ),
    "a square after an empty cell of its row": (
        {
            "A1:G1": ("API利用情報", BAND),
            "A2:B2": ("連携テスト", BOX),
            "C2": (None, BOX),
            "D2": ("□", BOX),
            "E2:G2": ("API連携テストに合格しています。", BOX),
        },
        {"api.test_passed": "D2"},
    ),
    "numbered labels that look like the headings, each with its answer": (
        {
            "A1:G1": ("１．API連携", PLAIN),
            "A2:B2": ("⑴ 利用する環境", PLAIN),
            "C2:G2": ("□ 本番　□ 検証", BOX),
            "A3:B3": ("⑵ 証明書の番号", PLAIN),
            "C3:D3": (None, BOX),
            "E3": ("満了日", PLAIN),
            "F3:G3": (None, BOX),
            "A4:G4": ("２．個人情報", PLAIN),
            "A5:G5": ("⑴ 掲載ページ（URL）", PLAIN),
            "B6:G6": ("https://", BOX),
        },
        {
            "api.environment": "C2",
            "api.certificates.serial": "C3",
            "api.certificates.not_after": "F3",
            "privacy_notice_url": "B6",
        },
    ),
    "squares under their words, but none of a column of squares": (
        {
            "A1:C1": ("申請区分", LABEL),
            "A2": ("新規", LABEL),
            "B2": ("停止", LABEL),
            "A3": ("□", BOX),
            "B3": ("□ する", BOX),
            "B5": ("変更", LABEL),
            "B6": ("□", BOX),
            "B7": ("□", BOX),
        },
        {"kind.new": "A3", "kind.stop": "B3"},
    ),
    "a date at the top, its parts under their labels": (
        {
            "A1": ("申込年", LABEL),
            "B1": ("月", LABEL),
            "C1": ("日", LABEL),
            "A2": (None, BOX),
            "B2": (None, BOX),
            "C2": (None, BOX),
        },
        {"applied_on.year": "A2", "applied_on.month": "B2", "applied_on.day": "C2"},
    ),
    "labels in brackets under their boxes, with an arrow and a remark": (
        {
            "A1:B1": ("事業者情報", LABEL),
            "A2": (None, BOX),
            "B2": (None, BOX),
            "A3": ("（↑事業者コード）", PLAIN),
            "B3": ("（↑事業者名。正式な名称）", PLAIN),
        },
        {"business.code": "A2", "business.name": "B2"},
    ),
    "three kinds to choose from in one cell": (
        {"A1:B1": ("申請区分", BOX), "C1:G1": ("□新規　　□変更　　□停止", BOX)},
        {"kind.new": "C1", "kind.change": "C1", "kind.stop": "C1"},
    ),
}


@pytest.mark.parametrize(("drawn", "expected"), FORMS.values(), ids=FORMS)
def test_a_habit_of_forms_is_understood(drawn: Drawn, expected: Mapping[str, str]) -> None:
    (page,) = new_pages("様式")
    for place, (text, look) in drawn.items():
        page.put(place, text, look)
    proposals = propose(saved(page))
    assert {p.path: p.place.removeprefix("様式!") for p in proposals} == expected
