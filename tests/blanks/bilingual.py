"""Labels in English and Japanese, as in a group with a foreign parent."""

from dataclasses import replace
from typing import Final

from tests.blanks.blank import OLD_NAME, PREDECESSORS, RENAME_TICK, Blank, on
from tests.blanks.drawing import Page, new_pages, saved
from tests.blanks.looks import BOX, SMALL, SPECIMEN, Look

_SHEET = "Application"
_HEADING = Look(line=None, bold=True, size=11, color="1F4E79")
_LABEL = Look(sides="tb", line="hair", size=9)
_ANSWER = Look(sides="tb", line="hair", fill="FFF8E5")
_HEAD = Look(fill="1F4E79", color="FFFFFF", across="center", size=9)
_CELL = replace(BOX, line="hair", fill="FFF8E5")
_TICK = Look(line=None, across="center", size=12)
_WORDS = Look(line=None, size=9)

_CERTIFICATES: Final = {
    "B": "Type\n区分",
    "C:D": "Serial No.\nシリアル番号",
    "E:F": "Common name (CN)\n証明書名",
    "G:H": "Valid until\n有効期限",
}


def _draw() -> bytes:
    (page,) = new_pages(_SHEET, font="Arial", size=10)
    page.widths({"A": 2, "B": 17, "C:H": 14.5})
    page.height(1, 70, 17)
    page.heights(dict.fromkeys((7, 8, 15, 16, 17, 18, 19, 20, 38, 39, 45, 46), 30))
    page.heights(dict.fromkeys((22, 28, 35), 30) | {1: 28})
    title = Look(line=None, size=15, bold=True, color="1F4E79")
    page.put("B1:H1", "Switching Support System / スイッチング支援システム利用申込書", title)
    page.put("B2:H2", f"{SPECIMEN}  Specimen for tests only", SMALL)
    _draw_people(page)
    _draw_tables(page)
    _draw_ends(page)
    page.paper("A1:H61")
    page.header_and_footer("CONFIDENTIAL", "Page &P of &N")
    return saved(page)


def _draw_people(page: Page) -> None:
    page.put("B4:H4", "1. Applicant / 申込者", _HEADING)
    fields = {
        "B6": ("Date (yyyy/mm/dd)", "C6:D6"),
        "B7": ("Company name\n事業者名", "C7:H7"),
        "B8": ("Department\n部署名", "C8:D8"),
        "E8": ("Name of applicant\n申込責任者", "F8:H8"),
        "B15": ("Company code\n事業者コード", "C15:D15"),
        "B16": ("Company name\n事業者名", "C16:H16"),
        "B17": ("Address\n住所", "C17:H17"),
        "B18": ("TEL\n(for other companies)", "C18:H18"),
        "B19": ("E-mail\n(for result notification)", "C19:H19"),
        "B20": ("Privacy notice URL\n個人情報の取扱い", "C20:H20"),
    }
    page.fields(fields, _LABEL, _ANSWER)
    page.put("E15:H15", "5 characters / 半角5桁", replace(_LABEL, size=8))
    page.put("B9:H9", "2. Type of application / 申請区分", _HEADING)
    kinds = {
        10: "New / 新規本番システム利用申込",
        11: "Change / 申請内容の変更",
        12: "Termination / システム利用停止",
    }
    for row, words in kinds.items():
        page.put(f"B{row}", "☐", replace(_TICK, across="right"))
        page.put(f"C{row}:H{row}", words, _WORDS)
    page.put("B14:H14", "3. Company information / 事業者情報", _HEADING)


def _draw_tables(page: Page) -> None:
    page.put("B21:H21", "4. Contact persons / システム窓口情報（窓口責任者）", _HEADING)
    contacts = {
        "B": "Add・Change・Delete\n追加・変更・削除",
        "C": "Name\n氏名",
        "D": "Dept.\n部署名",
        "E:F": "Tel.\n電話番号",
        "G:H": "E-mail\nメール",
    }
    page.table(22, range(23, 27), contacts, _HEAD, _CELL)
    page.put("B27:H27", "5. Client certificates for WEB / WEB利用情報", _HEADING)
    page.table(28, range(29, 34), _CERTIFICATES, _HEAD, _CELL)
    page.put("B34:H34", "6. API / API利用情報", _HEADING)
    page.table(35, range(36, 38), _CERTIFICATES, _HEAD, _CELL)
    fields = {
        "B38": ("API environment\nAPI連携環境", "C38:H38"),
        "B39": ("File return method\nファイル返却方式", "C39:H39"),
    }
    page.fields(fields, _LABEL, _ANSWER)
    page.put("B40", "☐", replace(_TICK, across="right"))
    page.put("C40:H40", "API connection test passed / API連携テスト合格", _WORDS)


def _draw_ends(page: Page) -> None:
    page.put("B44:H44", "7. Change of company name / 社名変更", _HEADING)
    fields = {
        "B45": ("How customers are told\n周知方法", "C45:H45"),
        "B46": ("Attached letter\n周知文", "C46:H46"),
    }
    page.fields(fields, _LABEL, _ANSWER)
    ticks = {
        47: "(1) METI / 経済産業省への手続き",
        48: "(2) OCCTO membership / 広域機関の会員情報の変更手続き",
        49: "(3) OCCTO system / 広域機関システム関連の変更手続き",
        50: "(4) Customers / 需要（発電）者への周知",
        51: "No contracts with customers / 契約中の需要（発電）者なし",
        54: "All viewing and processing has been completed / 閲覧・処理の完了",
    }
    for row, words in ticks.items():
        page.put(f"B{row}", "☐", replace(_TICK, across="right"))
        page.put(f"C{row}:H{row}", words, _WORDS)
    page.put("B53:H53", "8. Termination / 利用停止", _HEADING)
    page.fields({"B55": ("Reason / 理由", "C55:H55")}, _LABEL, _ANSWER)
    page.put("B57:H57", "9. Remarks / 備考", _HEADING)
    page.put("B58:H61", None, replace(_CELL, down="top"))


BILINGUAL = Blank(
    name="bilingual",
    draw_anew=_draw,
    expected=on(
        _SHEET,
        {
            "applied_on": "C6",
            "applicant.company": "C7",
            "applicant.department": "C8",
            "applicant.responsible": "F8",
            "kind.new": "B10",
            "kind.change": "B11",
            "kind.stop": "B12",
            "business.code": "C15",
            "business.name": "C16",
            "business.address": "C17",
            "business.phone": "C18",
            "business.result_email": "C19",
            "privacy_notice_url": "C20",
            "contacts.action": "B23:B26",
            "contacts.name": "C23:C26",
            "contacts.department": "D23:D26",
            "contacts.phone": "E23:E26",
            "contacts.email": "G23:G26",
            "web_certificates.action": "B29:B33",
            "web_certificates.serial": "C29:C33",
            "web_certificates.common_name": "E29:E33",
            "web_certificates.not_after": "G29:G33",
            "api.certificates.action": "B36:B37",
            "api.certificates.serial": "C36:C37",
            "api.certificates.common_name": "E36:E37",
            "api.certificates.not_after": "G36:G37",
            "api.environment": "C38",
            "api.file_return_method": "C39",
            "api.test_passed": "B40",
            "rename.notice_method": "C45",
            "rename.notice_attachment": "C46",
            "rename.done": "B47:B50",
            "rename.no_contracts": "B51",
            "stop.completed": "B54",
            "stop.reason": "C55",
            "remarks": "B58",
        },
    ),
    absent=RENAME_TICK | PREDECESSORS | OLD_NAME | {"new.prepared"},
    notes="English above Japanese, some labels in English alone (Date, TEL, E-mail); ☐ for □; the"
    " header of 区分 is its choices; hairlines; answers filled pale orange; a sheet with an English"
    " name.",
)
