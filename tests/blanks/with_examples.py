"""A column 記入例 beside the boxes, and a filled 例 as the first row of every table."""

from dataclasses import replace
from typing import Final

from tests.blanks.blank import PREDECESSORS, RENAME_TICK, Blank, on
from tests.blanks.drawing import Page, new_pages, saved
from tests.blanks.looks import BOX, SMALL, SPECIMEN, TITLE, Look

_SHEET = "申込書"
_LABEL = Look(fill="E2EFDA")
_GROUP = Look(fill="C6E0B4", across="center")
_HEAD = Look(fill="C6E0B4", across="center", bold=True)
_EXAMPLE = Look(color="808080", fill="F2F2F2", size=9)
_NUMBER = Look(across="center")
_BOX = BOX

_GROUPS: Final = {
    "B6:B8": "申込者",
    "B9:B11": "申請区分\n（✔を記入）",
    "B13:B18": "事業者情報",
    "B51:B54": "事前手続き\n（✔を記入）",
}
_ITEMS: Final = {
    6: ("事業者名", "サンプル電力株式会社"),
    7: ("部署名", "需給管理部"),
    8: ("申込責任者", "申込　太郎"),
    9: ("新規本番システム利用申込", "✔"),
    10: ("申請内容の変更", ""),
    11: ("システム利用停止", ""),
    13: ("事業者コード", "01233（半角5桁）"),
    14: ("事業者名", "サンプル電力株式会社"),
    15: ("住所", "〒100-0000　東京都千代田区見本町１－２－３"),
    16: ("連絡先電話番号\n（他事業者からのお問合せ用）", "03-1234-5678"),
    17: ("処理結果通知メールアドレス", "result@example.co.jp"),
    18: ("個人情報の取扱い掲載URL", "https://www.example.co.jp/privacy/"),
    51: ("経済産業省への社名変更", "✔"),
    52: ("広域機関の会員情報の変更", "✔"),
    53: ("広域機関システム関連の変更", "✔"),
    54: ("需要（発電）者への周知", "✔"),
}
_SINGLES: Final = {
    5: ("申込年月日", "2026年11月24日"),
    12: ("会員加入から利用までの事前手続き", "✔（完了後に記入）"),
    42: ("API連携環境（サーバ・アプリケーション等）", "自社サーバ、自社開発アプリケーション"),
    43: ("ファイル返却方式", ""),
    44: ("API連携テスト合格", "✔（合格後に記入）"),
    47: ("旧事業者名", "旧サンプル電力株式会社"),
    48: ("社名変更日", "2026年12月1日"),
    49: ("需要（発電）者への周知方法", "ホームページへの掲載と書面の郵送"),
    50: ("周知文のファイル名", "社名変更のお知らせ.pdf"),
    55: ("契約中の需要（発電）者なし", "（いない場合のみ✔）"),
    58: ("閲覧・処理の完了", "✔（完了後に記入）"),
    59: ("停止理由", "小売電気事業からの撤退"),
    60: ("備考", ""),
}


def _draw() -> bytes:
    (page,) = new_pages(_SHEET, font="BIZ UDPゴシック", size=10)
    page.widths({"A": 1.5, "B": 13, "C": 28, "D": 18, "E": 16, "F": 16, "G": 14, "H": 24})
    page.height(1, 62, 19)
    page.heights({1: 30, 16: 31, 42: 19})
    page.put("B1:H1", "スイッチング支援システム利用申込書", TITLE)
    page.put("B2:H2", SPECIMEN, replace(SMALL, across="right"))
    page.puts({"B4:C4": "項目", "D4:F4": "記入欄", "G4:H4": "記入例"}, _HEAD)
    page.puts(_GROUPS, _GROUP)
    for row, (label, example) in _ITEMS.items():
        page.put(f"C{row}", label, _LABEL)
        _box_and_example(page, row, example)
    for row, (label, example) in _SINGLES.items():
        page.put(f"B{row}:C{row}", label, _LABEL)
        _box_and_example(page, row, example)
    headings = {
        "B20:H20": "システム窓口情報（窓口責任者）",
        "B29:H29": "WEB利用情報（クライアント証明書）",
        "B37:H37": "API利用情報（クライアント証明書）",
        "B46:H46": "社名変更",
        "B57:H57": "利用停止・備考",
    }
    page.puts(headings, _HEAD)
    _draw_tables(page)
    page.paper("A1:H60")
    return saved(page)


def _box_and_example(page: Page, row: int, example: str) -> None:
    page.put(f"D{row}:F{row}", None, _BOX)
    page.put(f"G{row}:H{row}", example, _EXAMPLE)


def _draw_tables(page: Page) -> None:
    contacts = {"C": "区分（追加・変更・削除）", "D": "氏名", "E": "部署名", "F": "電話番号"}
    contacts["G:H"] = "メールアドレス"
    person = ("追加", "窓口　花子", "需給管理部", "03-1234-5678", "madoguchi@example.co.jp")
    certificates = {"C": "区分（追加・更新・削除）", "D:E": "シリアル番号", "F:G": "証明書名(CN)"}
    certificates["H"] = "有効期限"
    pc = ("追加", "0012AB34", "SAMPLE-PC-01", "2028年11月23日")
    server = ("追加", "0012AB35", "SAMPLE-SV-01", "2028年11月23日")
    _table(page, range(21, 28), contacts, person)
    _table(page, range(30, 36), certificates, pc)
    _table(page, range(38, 42), certificates, server)


def _table(page: Page, rows: range, columns: dict[str, str], example: tuple[str, ...]) -> None:
    """Draw a table: its header, its example, its rows with their numbers."""
    head, first = rows.start, rows.start + 1
    page.table(head, range(first, rows.stop), columns, _HEAD)
    page.put(f"B{head}", "No.", _HEAD)
    page.put(f"B{first}", "例", replace(_EXAMPLE, across="center"))
    for number, row in enumerate(range(first + 1, rows.stop), start=1):
        page.put(f"B{row}", str(number), _NUMBER)
    for letters, text in zip(columns, example, strict=True):
        left, _, right = letters.partition(":")
        page.put(f"{left}{first}:{right or left}{first}", text, _EXAMPLE)


WITH_EXAMPLES = Blank(
    name="with_examples",
    draw_anew=_draw,
    expected=on(
        _SHEET,
        {
            "applied_on": "D5",
            "applicant.company": "D6",
            "applicant.department": "D7",
            "applicant.responsible": "D8",
            "kind.new": "D9",
            "kind.change": "D10",
            "kind.stop": "D11",
            "new.prepared": "D12",
            "business.code": "D13",
            "business.name": "D14",
            "business.address": "D15",
            "business.phone": "D16",
            "business.result_email": "D17",
            "privacy_notice_url": "D18",
            "contacts.action": "C23:C27",
            "contacts.name": "D23:D27",
            "contacts.department": "E23:E27",
            "contacts.phone": "F23:F27",
            "contacts.email": "G23:G27",
            "web_certificates.action": "C32:C35",
            "web_certificates.serial": "D32:D35",
            "web_certificates.common_name": "F32:F35",
            "web_certificates.not_after": "H32:H35",
            "api.certificates.action": "C40:C41",
            "api.certificates.serial": "D40:D41",
            "api.certificates.common_name": "F40:F41",
            "api.certificates.not_after": "H40:H41",
            "api.environment": "D42",
            "api.file_return_method": "D43",
            "api.test_passed": "D44",
            "rename.previous_name": "D47",
            "rename.effective_on": "D48",
            "rename.notice_method": "D49",
            "rename.notice_attachment": "D50",
            "rename.done": "D51:D54",
            "rename.no_contracts": "D55",
            "stop.completed": "D58",
            "stop.reason": "D59",
            "remarks": "D60",
        },
    ),
    absent=RENAME_TICK | PREDECESSORS,
    notes="記入例 in grey beside every box, and a filled 例 as the first row of each table, above"
    " the rows to be filled; labels in two columns, groups and items; ticks in wide cells right of"
    " their words.",
)
