"""Option buttons in a group box for 申請区分, and two more of which one is chosen already."""

from dataclasses import replace
from typing import Final

from tests.blanks.blank import PREDECESSORS, Blank, on
from tests.blanks.check_boxes import CheckBox, GroupBox, OptionButton
from tests.blanks.drawing import Page, new_pages, saved
from tests.blanks.looks import BOX, SMALL, SPECIMEN, TITLE, Look
from tests.blanks.overlay import draw_over

_SHEET = "申込書"
_HEADING = Look(fill="1F4E78", color="FFFFFF", bold=True)
_LABEL = Look(fill="DEEAF6")
_HEAD = Look(fill="DEEAF6", across="center")
_CERTIFICATES: Final = {
    "B": "区分",
    "C:D": "シリアル番号",
    "E:F": "証明書名（CN）",
    "G:H": "有効期限",
}

_KINDS: Final = [
    OptionButton("C10:E10", "新規本番システム利用申込", 60, is_first=True),
    OptionButton("C11:E11", "申請内容の変更", 60),
    OptionButton("C12:E12", "申請内容の変更（社名変更）", 60),
    OptionButton("C13:E13", "システム利用停止", 60),
]
_TESTED: Final = [
    OptionButton("C42:D42", "合格済み", 40, is_first=True),
    OptionButton("E42:F42", "未実施", 40, is_chosen=True),
]
_WORDS: Final = {
    15: "会員加入から利用までの事前手続きは、すべて完了しています。",
    48: "経済産業省への社名変更の手続き",
    49: "広域機関の会員情報の変更手続き",
    50: "広域機関システム関連の変更手続き",
    51: "需要（発電）者への社名変更の周知",
    52: "契約中の需要（発電）者なし",
    55: "閲覧・処理はすべて完了しています。",
}


def _draw() -> bytes:
    (page,) = new_pages(_SHEET, font="BIZ UDゴシック", size=10)
    page.widths({"A": 1.5, "B": 20, "C:H": 13})
    page.height(1, 62, 19)
    page.heights({1: 30})
    page.put("B1:H1", "スイッチング支援システム利用申込書", TITLE)
    page.put("B2:H2", SPECIMEN, replace(SMALL, across="right"))
    _draw_fields(page)
    _draw_tables(page)
    for row, words in _WORDS.items():
        page.put(f"B{row}", None, BOX)
        page.put(f"C{row}:H{row}", words, BOX)
    page.put("B61:H61", "○は一つだけ選び、□は該当するものすべてに✔を付けてください。", SMALL)
    page.paper("A1:H61")
    around = GroupBox("C10:H13", "申請区分", 80)
    ticks = [CheckBox(f"B{row}") for row in _WORDS]
    return draw_over(saved(page), around, *_KINDS, *_TESTED, *ticks)


def _draw_fields(page: Page) -> None:
    headings = {
        "B4:H4": "１．申込者",
        "B9:H9": "２．申請区分",
        "B14:H14": "３．新規利用の場合",
        "B16:H16": "４．事業者情報",
        "B23:H23": "５．システム窓口情報（窓口責任者）",
        "B29:H29": "６．WEB利用情報",
        "B35:H35": "７．API利用情報",
        "B44:H44": "８．社名変更",
        "B54:H54": "９．利用停止",
        "B57:H57": "１０．備考",
    }
    page.puts(headings, _HEADING)
    fields = {
        "B5": ("申込年月日", "C5:E5"),
        "B6": ("事業者名", "C6:H6"),
        "B7": ("部署名", "C7:H7"),
        "B8": ("申込責任者", "C8:H8"),
        "B17": ("事業者コード", "C17:E17"),
        "B18": ("事業者名", "C18:H18"),
        "B19": ("住所", "C19:H19"),
        "B20": ("連絡先電話番号", "C20:E20"),
        "B21": ("処理結果通知\nメールアドレス", "C21:H21"),
        "B22": ("個人情報の取扱い\n掲載URL", "C22:H22"),
        "B40": ("API連携環境", "C40:H40"),
        "B41": ("ファイル返却方式", "C41:H41"),
        "B45": ("旧事業者名", "C45:E45"),
        "F45": ("社名変更日", "G45:H45"),
        "B46": ("周知方法", "C46:H46"),
        "B47": ("周知文の添付", "C47:H47"),
        "B56": ("停止理由", "C56:H56"),
    }
    page.fields(fields, _LABEL, BOX)
    page.heights({21: 32, 22: 32})
    page.put("B10:B13", "いずれか一つを選択", _LABEL)
    page.boxes("C10:H10 C11:H11 C12:H12 C13:H13", Look(line=None))
    page.put("B42", "API連携テスト", _LABEL)
    page.boxes("C42:D42 E42:H42")
    page.put("B58:H60", None, replace(BOX, down="top"))


def _draw_tables(page: Page) -> None:
    contacts = {
        "B": "区分",
        "C": "氏名",
        "D:E": "部署名",
        "F": "電話番号",
        "G:H": "メールアドレス",
    }
    page.table(24, range(25, 29), contacts, _HEAD)
    page.table(30, range(31, 35), _CERTIFICATES, _HEAD)
    page.table(36, range(37, 40), _CERTIFICATES, _HEAD)


OPTION_BUTTONS = Blank(
    name="option_buttons",
    draw_anew=_draw,
    expected=on(
        _SHEET,
        {
            "applied_on": "C5",
            "applicant.company": "C6",
            "applicant.department": "C7",
            "applicant.responsible": "C8",
            "kind.new": "C10",
            "kind.change": "C11",
            "kind.rename": "C12",
            "kind.stop": "C13",
            "new.prepared": "B15",
            "business.code": "C17",
            "business.name": "C18",
            "business.address": "C19",
            "business.phone": "C20",
            "business.result_email": "C21",
            "privacy_notice_url": "C22",
            "contacts.action": "B25:B28",
            "contacts.name": "C25:C28",
            "contacts.department": "D25:D28",
            "contacts.phone": "F25:F28",
            "contacts.email": "G25:G28",
            "web_certificates.action": "B31:B34",
            "web_certificates.serial": "C31:C34",
            "web_certificates.common_name": "E31:E34",
            "web_certificates.not_after": "G31:G34",
            "api.certificates.action": "B37:B39",
            "api.certificates.serial": "C37:C39",
            "api.certificates.common_name": "E37:E39",
            "api.certificates.not_after": "G37:G39",
            "api.environment": "C40",
            "api.file_return_method": "C41",
            "api.test_passed": "C42",
            "rename.previous_name": "C45",
            "rename.effective_on": "G45",
            "rename.notice_method": "C46",
            "rename.notice_attachment": "C47",
            "rename.done": "B48:B51",
            "rename.no_contracts": "B52",
            "stop.completed": "B55",
            "stop.reason": "C56",
            "remarks": "B58",
        },
    ),
    absent=PREDECESSORS,
    notes="Option buttons with captions over empty cells: four for 申請区分 in a group box, two for"
    " the API test outside of it, of which 未実施 is chosen already; check boxes without captions"
    " beside their words.",
)
