"""Check boxes of Excel's form controls, some with their words as captions of their own."""

from dataclasses import replace
from typing import Final

from tests.blanks.blank import PREDECESSORS, RENAME_TICK, Blank, on
from tests.blanks.check_boxes import CheckBox
from tests.blanks.drawing import Page, new_pages, saved
from tests.blanks.looks import BOX, SMALL, SPECIMEN, TITLE, Look
from tests.blanks.overlay import draw_over

_SHEET = "利用申込書"
_HEADING = Look(fill="D6DCE4", bold=True)
_LABEL = Look(fill="F2F2F2")
_HEAD = Look(fill="F2F2F2", across="center")
_CERTIFICATES: Final = {"B": "区分", "C:D": "シリアル番号", "E:F": "証明書名", "G:H": "有効期限"}

_CHECKS: Final = [
    CheckBox("C9:D9", "新規本番システム利用申込", 86),
    CheckBox("E9:F9", "申請内容の変更", 86),
    CheckBox("G9:H9", "システム利用停止", 86),
    CheckBox("B39"),
    CheckBox("B45"),
    CheckBox("B46"),
    CheckBox("B47"),
    CheckBox("B48"),
    CheckBox("B49"),
    CheckBox("B52"),
    CheckBox("B11"),
]
_WORDS: Final = {
    11: "会員加入から利用までの事前手続きは完了しています。（新規の場合）",
    39: "API連携テストに合格しています。",
    45: "経済産業省への社名変更の手続き",
    46: "広域機関への会員情報の変更手続き",
    47: "広域機関システム関連の変更手続き",
    48: "需要（発電）者への社名変更の周知",
    49: "契約中の需要（発電）者はいないため、周知は不要です。",
    52: "スイッチング支援システムの閲覧・処理は、すべて完了しました。",
}


def _draw() -> bytes:
    (page,) = new_pages(_SHEET, font="游ゴシック", size=10)
    page.widths({"A": 1.5, "B": 14, "C:H": 12.5})
    page.height(1, 60, 19)
    page.heights({1: 30})
    page.put("B1:H1", "スイッチング支援システム利用申込書", TITLE)
    page.put("B2:H2", SPECIMEN, replace(SMALL, across="right"))
    _draw_fields(page)
    _draw_tables(page)
    for row, words in _WORDS.items():
        page.put(f"B{row}", None, BOX)
        page.put(f"C{row}:H{row}", words, BOX)
    page.put("B57:H57", "チェックボックスは、クリックして✔を付けてください。", SMALL)
    page.break_after(40)
    page.paper("A1:H57", pages=0)
    return draw_over(saved(page), *_CHECKS)


def _draw_fields(page: Page) -> None:
    headings = {
        "B4:H4": "申込者",
        "B10:H10": "新規利用の事前手続き",
        "B12:H12": "事業者情報",
        "B18:H18": "システム窓口情報（窓口責任者）",
        "B25:H25": "WEB利用情報　クライアント証明書",
        "B32:H32": "API利用情報　クライアント証明書",
        "B41:H41": "社名変更",
        "B51:H51": "利用停止",
        "B54:H54": "備考",
    }
    page.puts(headings, _HEADING)
    fields = {
        "B5": ("申込年月日", "C5:D5"),
        "B6": ("事業者名", "C6:H6"),
        "B7": ("部署名", "C7:H7"),
        "B8": ("申込責任者", "C8:H8"),
        "B13": ("事業者コード", "C13:D13"),
        "E13": ("事業者名", "F13:H13"),
        "B14": ("住所", "C14:H14"),
        "B15": ("連絡先\n電話番号", "C15:D15"),
        "E15": ("処理結果通知\nメールアドレス", "F15:H15"),
        "B16": ("掲載URL", "C16:H16"),
        "B37": ("API連携環境", "C37:H37"),
        "B38": ("返却方式", "C38:H38"),
        "B42": ("旧事業者名", "C42:E42"),
        "F42": ("社名変更日", "G42:H42"),
        "B43": ("周知方法", "C43:H43"),
        "B44": ("周知文", "C44:H44"),
        "B53": ("停止理由", "C53:H53"),
    }
    page.fields(fields, _LABEL, BOX)
    page.heights({15: 32})
    page.put("B9", "申請区分", _LABEL)
    page.boxes("C9:D9 E9:F9 G9:H9")
    page.put("B17:H17", "※掲載URL：個人情報（共同利用プライバシーポリシー）の取扱い", SMALL)
    page.put("B55:H55", None, replace(BOX, down="top"))
    page.heights({55: 44})


def _draw_tables(page: Page) -> None:
    contacts = {
        "B": "区分",
        "C": "氏名",
        "D:E": "部署名",
        "F": "電話番号",
        "G:H": "メールアドレス",
    }
    page.table(19, range(20, 25), contacts, _HEAD)
    page.table(26, range(27, 32), _CERTIFICATES, _HEAD)
    page.table(33, range(34, 37), _CERTIFICATES, _HEAD)


FORM_CONTROLS = Blank(
    name="form_controls",
    draw_anew=_draw,
    expected=on(
        _SHEET,
        {
            "applied_on": "C5",
            "applicant.company": "C6",
            "applicant.department": "C7",
            "applicant.responsible": "C8",
            "kind.new": "C9",
            "kind.change": "E9",
            "kind.stop": "G9",
            "new.prepared": "B11",
            "business.code": "C13",
            "business.name": "F13",
            "business.address": "C14",
            "business.phone": "C15",
            "business.result_email": "F15",
            "privacy_notice_url": "C16",
            "contacts.action": "B20:B24",
            "contacts.name": "C20:C24",
            "contacts.department": "D20:D24",
            "contacts.phone": "F20:F24",
            "contacts.email": "G20:G24",
            "web_certificates.action": "B27:B31",
            "web_certificates.serial": "C27:C31",
            "web_certificates.common_name": "E27:E31",
            "web_certificates.not_after": "G27:G31",
            "api.certificates.action": "B34:B36",
            "api.certificates.serial": "C34:C36",
            "api.certificates.common_name": "E34:E36",
            "api.certificates.not_after": "G34:G36",
            "api.environment": "C37",
            "api.file_return_method": "C38",
            "api.test_passed": "B39",
            "rename.previous_name": "C42",
            "rename.effective_on": "G42",
            "rename.notice_method": "C43",
            "rename.notice_attachment": "C44",
            "rename.done": "B45:B48",
            "rename.no_contracts": "B49",
            "stop.completed": "B52",
            "stop.reason": "C53",
            "remarks": "B55",
        },
    ),
    absent=RENAME_TICK | PREDECESSORS,
    notes="Form-control check boxes (VML, control properties, shapes): those of 申請区分 bear their"
    " words as captions and the cells below say nothing; the others stand over empty cells beside"
    " their words.",
)
