"""A form whose labels say the same with other words: 会社名, ご担当者名, 所在地, 登録区分."""

from dataclasses import replace
from typing import Final

from tests.blanks.blank import COMMON_NAMES, PREDECESSORS, RENAME_TICK, Blank, on
from tests.blanks.drawing import Page, new_pages, saved
from tests.blanks.looks import SMALL, SPECIMEN, TICK, Look

_SHEET = "ご利用申込書"
_HEADING = Look(line="medium", sides="l", bold=True, size=11, color="7F6000", indent=1)
_LABEL = Look(line="dotted", fill="FFF2CC")
_HEAD = Look(line="dotted", fill="FFE699", across="center")
_ANSWER = Look(line="dotted")
_MARK = replace(TICK, line="dotted")

_CERTIFICATES: Final = {
    "B": "登録区分",
    "C:E": "証明書シリアルNo.",
    "F:G": "証明書の有効期間満了日",
}


def _draw() -> bytes:
    (page,) = new_pages(_SHEET, font="HG丸ｺﾞｼｯｸM-PRO", size=10)
    page.widths({"A": 2, "B": 20, "C:G": 16})
    page.height(1, 62, 19)
    page.heights({1: 32})
    page.put(
        "B1:G1", "スイッチング支援システム　ご利用申込書", Look(line=None, size=16, across="center")
    )
    page.put("B2:G2", SPECIMEN, replace(SMALL, across="center"))
    _draw_company(page)
    _draw_tables(page)
    _draw_ends(page)
    page.paper("A1:G62")
    page.header_and_footer("ご利用申込書", SPECIMEN)
    return saved(page)


def _draw_company(page: Page) -> None:
    page.put("B4:G4", "お申込みについて", _HEADING)
    page.put("B9:G9", "お申込者様", _HEADING)
    page.put("B14:G14", "登録情報", _HEADING)
    fields = {
        "B5": ("申込日", "C5:D5"),
        "B10": ("会社名", "C10:G10"),
        "B11": ("ご所属", "C11:D11"),
        "E11": ("お申込責任者名", "F11:G11"),
        "B15": ("事業者番号（5桁）", "C15:D15"),
        "B16": ("会社名", "C16:G16"),
        "B17": ("所在地", "C17:G17"),
        "B18": ("お問合せ先ＴＥＬ\n（他社様からのご連絡用）", "C18:D18"),
        "E18": ("処理結果の\n送付先Ｅメール", "F18:G18"),
        "B19": ("プライバシーポリシー\n掲載URL", "C19:G19"),
    }
    page.fields(fields, _LABEL, _ANSWER)
    page.heights({18: 32, 19: 32})
    page.put("B6:B8", "お申込みの種類\n（□に✔）", _LABEL)
    kinds = {6: "新規のご利用", 7: "登録内容の変更", 8: "ご利用の停止"}
    for row, words in kinds.items():
        page.put(f"C{row}", "□", _MARK)
        page.put(f"D{row}:G{row}", words, _ANSWER)


def _draw_tables(page: Page) -> None:
    page.put("B21:G21", "システムのご担当者", _HEADING)
    contacts = {
        "B": "登録区分",
        "C": "ご担当者名",
        "D": "ご所属",
        "E": "ＴＥＬ",
        "F:G": "Ｅメール",
    }
    page.table(22, range(23, 27), contacts, _HEAD, _ANSWER)
    page.put("B28:G28", "電子証明書（ブラウザでのご利用）", _HEADING)
    page.table(29, range(30, 34), _CERTIFICATES, _HEAD, _ANSWER)
    page.put("B35:G35", "電子証明書（APIでのご利用）", _HEADING)
    page.table(36, range(37, 39), _CERTIFICATES, _HEAD, _ANSWER)
    fields = {
        "B39": ("API接続環境", "C39:G39"),
        "B40": ("返却方式", "C40:G40"),
    }
    page.fields(fields, _LABEL, _ANSWER)


def _draw_ends(page: Page) -> None:
    page.put("B42:G42", "会社名の変更", _HEADING)
    page.put("B53:G53", "ご利用の停止", _HEADING)
    page.put("B58:G58", "その他、ご連絡事項", _HEADING)
    fields = {
        "B43": ("変更前の会社名", "C43:G43"),
        "B44": ("変更年月日", "C44:D44"),
        "B45": ("お客様への周知の方法", "C45:G45"),
        "B46": ("添付するお知らせ文", "C46:G46"),
        "B55": ("利用停止の理由", "C55:G55"),
    }
    page.fields(fields, _LABEL, _ANSWER)
    page.put("B47:B51", "お手続きの状況\n（お済みなら✔）", _LABEL)
    ticks = {
        47: "経済産業省へのお届け",
        48: "広域機関の会員情報の変更",
        49: "広域機関システムに関するお手続き",
        50: "お客様（需要者・発電者）への周知",
        51: "ご契約中のお客様はいません",
        54: "切替の処理や情報の閲覧は、すべて終わっています",
    }
    for row, words in ticks.items():
        page.put(f"C{row}", "□", _MARK)
        page.put(f"D{row}:G{row}", words, _ANSWER)
    page.put("B54", "ご確認", _LABEL)
    page.put("B59:G61", None, replace(_ANSWER, down="top"))


OTHER_WORDS = Blank(
    name="other_words",
    draw_anew=_draw,
    expected=on(
        _SHEET,
        {
            "applied_on": "C5",
            "kind.new": "C6",
            "kind.change": "C7",
            "kind.stop": "C8",
            "applicant.company": "C10",
            "applicant.department": "C11",
            "applicant.responsible": "F11",
            "business.code": "C15",
            "business.name": "C16",
            "business.address": "C17",
            "business.phone": "C18",
            "business.result_email": "F18",
            "privacy_notice_url": "C19",
            "contacts.action": "B23:B26",
            "contacts.name": "C23:C26",
            "contacts.department": "D23:D26",
            "contacts.phone": "E23:E26",
            "contacts.email": "F23:F26",
            "web_certificates.action": "B30:B33",
            "web_certificates.serial": "C30:C33",
            "web_certificates.not_after": "F30:F33",
            "api.certificates.action": "B37:B38",
            "api.certificates.serial": "C37:C38",
            "api.certificates.not_after": "F37:F38",
            "api.environment": "C39",
            "api.file_return_method": "C40",
            "rename.previous_name": "C43",
            "rename.effective_on": "C44",
            "rename.notice_method": "C45",
            "rename.notice_attachment": "C46",
            "rename.done": "C47:C50",
            "rename.no_contracts": "C51",
            "stop.completed": "C54",
            "stop.reason": "C55",
            "remarks": "B59",
        },
    ),
    absent=RENAME_TICK | PREDECESSORS | COMMON_NAMES | {"new.prepared", "api.test_passed"},
    notes="Hardly a label of the FAQ: 会社名, ご担当者名, 所在地, 登録区分, API接続環境, Ｅメール;"
    " two sections ask 会社名; ticks with their label at the left and their words at"
    " the right; dotted lines.",
)
