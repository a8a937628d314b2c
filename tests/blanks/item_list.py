"""A protected list: number, item, 必須, box and remarks in columns; helpers in hidden columns."""

from dataclasses import replace
from typing import Final

from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation

from tests.blanks.blank import OLD_NAME, PREDECESSORS, RENAME_TICK, Blank, on
from tests.blanks.drawing import Page, new_pages, saved
from tests.blanks.looks import PALE_GREEN, SMALL, SPECIMEN, Look

_SHEET = "申込内容"
_MASTER = "マスタ"

_BAND = Look(fill="A9D08E", bold=True)
_HEAD = Look(fill="548235", color="FFFFFF", across="center", bold=True)
_PRINTED = Look()
_MIDDLE = Look(across="center")
_INPUT = Look(fill=PALE_GREEN, unlocked=True, number_format="@")
_TICK = replace(_INPUT, across="center")

_ITEMS: Final = {
    6: ("申込年月日", "◎", "例）2026/11/24"),
    7: ("事業者名", "◎", "正式名称をご記入ください"),
    8: ("部署名", "◎", ""),
    9: ("申込責任者", "◎", "姓と名の間に空白"),
    11: ("新規本番システム利用申込", "◎", "該当する場合、✔を選択"),
    12: ("申請内容の変更", "", "同上"),
    13: ("システム利用停止", "", "同上"),
    14: ("会員加入から利用までの事前手続き", "○", "新規の場合、完了後に✔を選択"),
    16: ("事業者コード", "◎", "半角5桁（先頭の0も省略しない）"),
    17: ("事業者名", "◎", "社名変更の場合は新社名"),
    18: ("住所", "○", "郵便番号から記入"),
    19: ("連絡先電話番号\n（他事業者からのお問合せ用）", "○", "半角数字、ハイフンあり"),
    20: ("処理結果通知メールアドレス", "○", "半角英数字"),
    21: ("個人情報（共同利用プライバシー\nポリシー）の取扱い掲載URL", "○", "httpsから記入"),
    45: ("API連携環境\n（サーバ・アプリケーション等）", "△", ""),
    46: ("ファイル返却方式", "△", ""),
    47: ("API連携テスト合格", "△", "合格後に✔を選択"),
    49: ("需要（発電）者への周知方法", "△", ""),
    50: ("需要（発電）者への周知文", "△", "添付するファイルの名前"),
    51: ("経済産業省への手続き", "△", "完了後に✔を選択"),
    52: ("広域機関会員情報の変更手続き", "△", "同上"),
    53: ("広域機関システム関連の変更手続き", "△", "同上"),
    54: ("需要（発電）者への周知", "△", "同上"),
    55: ("需要（発電）者との契約なし", "△", "契約がない場合に✔を選択"),
    57: ("閲覧・処理の完了", "△", "停止の場合、完了後に✔を選択"),
    58: ("停止理由", "", ""),
    60: ("備考", "", ""),
}
_TICKS: Final = {11, 12, 13, 14, 47, 51, 52, 53, 54, 55, 57}
_BANDS: Final = {
    5: "申込者",
    10: "申請区分",
    15: "事業者情報",
    22: "システム窓口情報（窓口責任者）",
    34: "WEB利用情報（クライアント証明書）",
    41: "API利用情報（クライアント証明書）",
    48: "社名変更（該当する場合のみ）",
    56: "利用停止（該当する場合のみ）",
    59: "その他",
}


def _draw() -> bytes:
    page, master = new_pages(_SHEET, _MASTER, font="Yu Gothic UI", size=9)
    page.widths({"A": 5, "B": 31, "C": 8, "D:G": 15, "H": 32, "I": 2, "J:L": 12})
    page.height(1, 61, 18)
    page.heights(dict.fromkeys((19, 21, 45), 30) | {1: 28})
    page.put("A1:H1", "スイッチング支援システム利用申込書", Look(line=None, size=15, bold=True))
    page.put("A2:H2", f"{SPECIMEN}　緑色の欄に記入　◎必須　○新規の場合は必須　△該当する場合", SMALL)
    page.puts({"A4": "項番", "B4": "項目", "C4": "必須", "D4:G4": "記入欄", "H4": "備考"}, _HEAD)
    for row, text in _BANDS.items():
        page.put(f"A{row}:H{row}", text, _BAND)
    for number, (row, (label, must, note)) in enumerate(_ITEMS.items(), start=1):
        page.put(f"A{row}", str(number), _MIDDLE)
        page.put(f"B{row}", label, _PRINTED)
        page.put(f"C{row}", must, _MIDDLE)
        page.put(f"D{row}:G{row}", None, _TICK if row in _TICKS else _INPUT)
        page.put(f"H{row}", note, _PRINTED)
    _draw_tables(page)
    _draw_helpers(page, master)
    page.sheet.protection.sheet = True
    page.sheet.protection.password = "mihon"  # noqa: S105 - it keeps a cell from a slip, no secret
    page.sheet.freeze_panes = "A5"
    page.paper("A1:H60")
    return saved(page, master)


def _draw_tables(page: Page) -> None:
    contacts = {"B": "氏名", "C": "区分", "D": "部署名", "E": "電話番号", "F:H": "メールアドレス"}
    certificates = {"B": "シリアル番号", "C": "区分", "D:F": "証明書名(CN)", "G": "有効期限"}
    for head, count, columns in ((23, 10, contacts), (35, 5, certificates), (42, 2, certificates)):
        page.table(head, range(head + 1, head + 1 + count), columns, _HEAD, _INPUT)
        page.put(f"A{head}", "No.", _HEAD)
        for number in range(1, count + 1):
            page.put(f"A{head + number}", str(number), _MIDDLE)
    for head, count in ((35, 5), (42, 2)):
        page.table(head, range(head + 1, head + 1 + count), {"H": "備考"}, _HEAD, _INPUT)


def _draw_helpers(page: Page, master: Page) -> None:
    for row, word in enumerate(("追加", "変更", "更新", "削除", "✔"), start=1):
        master.put(f"A{row}", word)
    master.sheet.sheet_state = "hidden"
    for row in (6, 7, 8, 9, 16, 17):
        page.put(f"J{row}", f'=IF(D{row}="","未記入","")')
    page.puts({"K4": "区分", "K5": "氏名", "L4": "チェック", "L5": "電話番号"}, SMALL)
    for letter in "JKL":
        page.sheet.column_dimensions[letter].hidden = True
    page.choices("D11:D14 D47 D51:D55 D57", f"{_MASTER}!$A$5:$A$5")
    page.choices("C24:C33", "追加,変更,削除")
    page.choices("C36:C40 C43:C44", "追加,更新,削除")
    code = DataValidation("textLength", operator="equal", formula1="5", allow_blank=True)
    code.promptTitle, code.prompt = "事業者コード", "半角5桁でご記入ください。"
    code.add("D16")
    page.sheet.add_data_validation(code)
    comment = Comment("社名変更の場合は、新しい社名をご記入ください。", SPECIMEN)
    page.sheet["B17"].comment = comment


ITEM_LIST = Blank(
    name="item_list",
    draw_anew=_draw,
    expected=on(
        _SHEET,
        {
            "applied_on": "D6",
            "applicant.company": "D7",
            "applicant.department": "D8",
            "applicant.responsible": "D9",
            "kind.new": "D11",
            "kind.change": "D12",
            "kind.stop": "D13",
            "new.prepared": "D14",
            "business.code": "D16",
            "business.name": "D17",
            "business.address": "D18",
            "business.phone": "D19",
            "business.result_email": "D20",
            "privacy_notice_url": "D21",
            "contacts.name": "B24:B33",
            "contacts.action": "C24:C33",
            "contacts.department": "D24:D33",
            "contacts.phone": "E24:E33",
            "contacts.email": "F24:F33",
            "web_certificates.serial": "B36:B40",
            "web_certificates.action": "C36:C40",
            "web_certificates.common_name": "D36:D40",
            "web_certificates.not_after": "G36:G40",
            "api.certificates.serial": "B43:B44",
            "api.certificates.action": "C43:C44",
            "api.certificates.common_name": "D43:D44",
            "api.certificates.not_after": "G43:G44",
            "api.environment": "D45",
            "api.file_return_method": "D46",
            "api.test_passed": "D47",
            "rename.notice_method": "D49",
            "rename.notice_attachment": "D50",
            "rename.done": "D51:D54",
            "rename.no_contracts": "D55",
            "stop.completed": "D57",
            "stop.reason": "D58",
            "remarks": "D60",
        },
    ),
    absent=RENAME_TICK | PREDECESSORS | OLD_NAME,
    notes="An item list: 必須 stands between label and box, notes right of it; a table column 備考"
    " that is nobody's answer; protected with a password, only the boxes unlocked; lists from a"
    " hidden sheet; hidden columns with formulas and stray labels; a cell comment.",
)
