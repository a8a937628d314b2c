"""新旧対照: every entry has a row 旧 and a row 新 below it, and a □ for whether it changes."""

from dataclasses import replace
from typing import Final

from tests.blanks.blank import COMMON_NAMES, Blank, on
from tests.blanks.drawing import Page, new_pages, saved
from tests.blanks.looks import BOX, SMALL, SPECIMEN, TICK, TITLE, Look

_SHEET = "利用申込（変更）届"
_SECTION = Look(fill="FFE699", upright=True, across="center", bold=True)
_LABEL = Look(fill="FFF2CC")
_HEAD = Look(fill="FFF2CC", across="center", size=9)
_OLD = Look(fill="F2F2F2", across="center", size=9)
_NEW = Look(across="center", size=9)
_ENTRIES: Final = {
    18: "事業者名",
    20: "代表者氏名",
    22: "住所",
    24: "電話番号\n（他事業者からの問合せ用）",
    26: "ＦＡＸ番号",
    28: "処理結果通知\nメールアドレス",
    30: "個人情報の取扱い\n掲載URL",
}
_CONTACTS: Final = range(34, 42, 2)
_WEB: Final = range(44, 52, 2)
_API: Final = range(54, 58, 2)


def _draw() -> bytes:
    (page,) = new_pages(_SHEET, font="HGｺﾞｼｯｸM", size=10)
    page.widths({"A": 5, "B": 20, "C": 7, "D": 7, "E:H": 18})
    page.height(1, 92, 18)
    page.put("A1:H1", "スイッチング支援システム利用申込（変更）届", TITLE)
    page.put("A2:H2", SPECIMEN, replace(SMALL, across="right"))
    page.heights({1: 30})
    _draw_applicant(page)
    _draw_entries(page)
    _draw_contacts(page)
    _draw_certificates(page)
    _draw_cases(page)
    page.break_after(42)
    page.paper("A1:H86", pages=0)
    return saved(page)


def _draw_applicant(page: Page) -> None:
    page.put("A4:A8", "届出者", _SECTION)
    fields = {
        "B4": ("届出日", "C4:E4"),
        "B5": ("会社名", "C5:H5"),
        "B6": ("部署名", "C6:E6"),
        "F6": ("職名", "G6:H6"),
        "B7": ("申込責任者", "C7:E7"),
        "F7": ("電話番号", "G7:H7"),
    }
    page.fields(fields, _LABEL, BOX)
    page.put("B8:H8", "※電話番号は、届出の内容を確認するために使います。", replace(BOX, size=8))
    page.put("A10:A13", "区分", _SECTION)
    kinds = {
        10: "新規本番システム利用申込（「新」の欄に記入）",
        11: "申請内容の変更（変更する項目の「旧」「新」に記入）",
        12: "社名の変更（「社名変更」の欄にも記入）",
        13: "システムの利用停止",
    }
    for row, words in kinds.items():
        page.put(f"B{row}:G{row}", words, BOX)
        page.put(f"H{row}", "□", TICK)
    page.put("A15:B15", "事業者コード", _LABEL)
    page.put("C15:E15", None, BOX)
    page.put("F15:H15", "（半角5桁。変更できません）", replace(BOX, size=8))


def _pair(page: Page, row: int) -> None:
    page.put(f"D{row}", "旧", _OLD)
    page.put(f"D{row + 1}", "新", _NEW)


def _draw_entries(page: Page) -> None:
    page.put("A17:A31", "事業者情報", _SECTION)
    page.puts({"B17": "項目", "C17": "変更", "D17": "新旧", "E17:H17": "内容"}, _HEAD)
    for row, words in _ENTRIES.items():
        page.put(f"B{row}:B{row + 1}", words, _LABEL)
        page.put(f"C{row}:C{row + 1}", "□", TICK)
        _pair(page, row)
        page.put(f"E{row}:H{row}", None, _OLD)
        page.put(f"E{row + 1}:H{row + 1}", None, BOX)


def _draw_contacts(page: Page) -> None:
    page.put("A33:A41", "窓口責任者", _SECTION)
    heads = {"B": "部署名", "C": "区分", "D": "新旧", "E": "氏名", "F": "電話番号"}
    page.puts({f"{letter}33": words for letter, words in heads.items()}, _HEAD)
    page.put("G33:H33", "メールアドレス", _HEAD)
    for row in _CONTACTS:
        page.put(f"C{row}:C{row + 1}", None, replace(TICK, size=9))
        _pair(page, row)
        for line, look in ((row, _OLD), (row + 1, BOX)):
            page.boxes(f"B{line} E{line} F{line} G{line}:H{line}", look)
    page.choices("C34:C41", "追加,変更,削除")


def _draw_certificates(page: Page) -> None:
    page.put("A43:A51", "WEB利用", _SECTION)
    page.put("A53:A60", "API利用", _SECTION)
    for head, rows in ((43, _WEB), (53, _API)):
        page.puts({f"B{head}": "備考", f"C{head}": "区分", f"D{head}": "新旧"}, _HEAD)
        page.puts({f"E{head}:F{head}": "シリアル番号", f"G{head}:H{head}": "有効期限"}, _HEAD)
        for row in rows:
            page.put(f"B{row}:B{row + 1}", None, BOX)
            page.put(f"C{row}:C{row + 1}", None, replace(TICK, size=9))
            _pair(page, row)
            for line, look in ((row, _OLD), (row + 1, BOX)):
                page.boxes(f"E{line}:F{line} G{line}:H{line}", look)
        page.choices(f"C{rows.start}:C{rows.stop - 1}", "追加,更新,削除")
    page.fields({"B58": ("連携環境", "C58:H58"), "B59": ("返却方式", "C59:H59")}, _LABEL, BOX)
    page.put("B60", "連携テスト", _LABEL)
    page.put("C60:G60", "API連携テストに合格した", BOX)
    page.put("H60", "□", TICK)


def _draw_cases(page: Page) -> None:
    page.put("A62:A70", "社名変更", _SECTION)
    page.put("A72:A73", "停止", _SECTION)
    fields = {
        "B62": ("旧社名", "C62:E62"),
        "F62": ("変更年月日", "G62:H62"),
        "B63": ("需要（発電）者への\n周知方法", "C63:H63"),
        "B64": ("周知文の名称", "C64:E64"),
        "F64": ("周知した日", "G64:H64"),
        "B73": ("停止する理由", "C73:H73"),
    }
    page.fields(fields, _LABEL, BOX)
    page.heights({63: 30})
    page.put("B65:H65", "次の手続きを済ませ、右の□に✔を付けてください。", replace(BOX, size=8))
    ticks = {
        66: "（１）経済産業省への社名変更の手続き",
        67: "（２）広域機関の会員情報の変更手続き",
        68: "（３）広域機関システム関連の変更手続き",
        69: "（４）需要（発電）者への社名変更の周知",
        70: "（４）について、契約中の需要（発電）者がいない",
        72: "閲覧・処理がすべて完了した",
    }
    for row, words in ticks.items():
        page.put(f"B{row}:G{row}", words, BOX)
        page.put(f"H{row}", "□", TICK)
    page.put("A75:B77", "備考", _LABEL)
    page.put("C75:H77", None, replace(BOX, down="top"))
    page.put("A79:H79", "広域機関記入欄", replace(_LABEL, fill="BFBFBF"))
    office = {
        "A80:B80": ("受付年月日", "C80:E80"),
        "F80": ("確認者氏名", "G80:H80"),
        "A81:B81": ("備考", "C81:H81"),
    }
    page.fields(office, replace(_LABEL, fill="D9D9D9"), replace(BOX, fill="D9D9D9"))


def _each(letter: str, rows: range, offset: int = 0) -> str:
    return ",".join(f"{letter}{row + offset}" for row in rows)


OLD_OVER_NEW = Blank(
    name="old_over_new",
    draw_anew=_draw,
    expected=on(
        _SHEET,
        {
            "applied_on": "C4",
            "applicant.company": "C5",
            "applicant.department": "C6",
            "applicant.responsible": "C7",
            "kind.new": "H10",
            "kind.change": "H11",
            "kind.rename": "H12",
            "kind.stop": "H13",
            "business.code": "C15",
            "business.name": "E19",
            "business.address": "E23",
            "business.phone": "E25",
            "business.result_email": "E29",
            "privacy_notice_url": "E31",
            "contacts.action": "C34:C40",
            "contacts.department": _each("B", _CONTACTS, 1),
            "contacts.name": _each("E", _CONTACTS, 1),
            "contacts.phone": _each("F", _CONTACTS, 1),
            "contacts.email": _each("G", _CONTACTS, 1),
            "web_certificates.action": "C44:C50",
            "web_certificates.replaces": _each("E", _WEB),
            "web_certificates.replaces_not_after": _each("G", _WEB),
            "web_certificates.serial": _each("E", _WEB, 1),
            "web_certificates.not_after": _each("G", _WEB, 1),
            "api.certificates.action": "C54:C56",
            "api.certificates.replaces": _each("E", _API),
            "api.certificates.replaces_not_after": _each("G", _API),
            "api.certificates.serial": _each("E", _API, 1),
            "api.certificates.not_after": _each("G", _API, 1),
            "api.environment": "C58",
            "api.file_return_method": "C59",
            "api.test_passed": "H60",
            "rename.previous_name": "C62",
            "rename.effective_on": "G62",
            "rename.notice_method": "C63",
            "rename.notice_attachment": "C64",
            "rename.done": "H66:H69",
            "rename.no_contracts": "H70",
            "stop.completed": "H72",
            "stop.reason": "C73",
            "remarks": "C75",
        },
    ),
    absent=COMMON_NAMES | {"new.prepared"},
    notes="旧 above 新 for every entry, person and certificate: what is to be registered goes into"
    " 新, old certificates into 旧; a □ beside each entry for whether it changes, a column 備考 in"
    " the tables, 届出者's 電話番号 and 職名, 周知した日, the office's 備考 are nobody's answers;"
    " the box of a tick at the far right of its words.",
)
