"""Tables whose headers have two rows: what is asked above, and 更新前 and 更新後 below."""

from dataclasses import replace

from tests.blanks.blank import COMMON_NAMES, RENAME_TICK, Blank, on
from tests.blanks.drawing import Page, new_pages, saved
from tests.blanks.looks import BOX, SMALL, SPECIMEN, TICK, TITLE, Look

_SHEET = "様式第２号"
_GROUP = Look(fill="B4C6E7", across="center")
_LABEL = Look(fill="D9E1F2")
_HEAD = Look(fill="D9E1F2", across="center", size=9)
_DATE = "　　　年　　月　　日"


def _draw() -> bytes:
    (page,) = new_pages(_SHEET, font="ＭＳ ゴシック", size=10)
    page.widths({"A": 14, "B": 16, "C:H": 15})
    page.height(1, 60, 19)
    page.heights({2: 28})
    page.put("A1:D1", f"様式第２号　{SPECIMEN}", SMALL)
    page.put("A2:H2", "スイッチング支援システム　利用申込書", TITLE)
    page.put("E4", "申込年月日", _LABEL)
    page.put("F4:H4", _DATE, BOX)
    groups = {
        "A6:A8": "申込者",
        "A9:A11": "申請区分\n（○を記入）",
        "A12:A17": "事業者情報",
        "A18:A22": "窓口責任者",
        "A23:A28": "ＷＥＢ利用",
        "A29:A34": "ＡＰＩ利用",
        "A35:A43": "社名変更",
        "A44:A45": "利用停止",
    }
    page.puts(groups, _GROUP)
    _draw_fields(page)
    _draw_ticks(page)
    _draw_tables(page)
    page.put("A46:A48", "備考", _GROUP)
    page.put("B46:H48", None, replace(BOX, down="top"))
    page.put("A49:H49", "（注）更新前の欄は、証明書を更新する場合に記入する。", SMALL)
    page.frame("A6:H48")
    page.paper("A1:H49", landscape=True)
    return saved(page)


def _draw_fields(page: Page) -> None:
    fields = {
        "B6": ("事業者名", "C6:H6"),
        "B7": ("部署名", "C7:H7"),
        "B8": ("申込責任者", "C8:H8"),
        "B12": ("事業者コード", "C12:D12"),
        "E12": ("事業者名", "F12:H12"),
        "B13": ("住所", "C13:H13"),
        "B14": ("連絡先電話番号", "C14:H14"),
        "B15": ("処理結果通知先", "C15:H15"),
        "B33": ("連携環境", "C33:H33"),
        "B34": ("ファイル返却方式", "C34:H34"),
        "B35": ("旧事業者名", "C35:E35"),
        "F35": ("社名変更年月日", "G35:H35"),
        "B36": ("周知方法", "C36:H36"),
        "B37": ("周知文（添付）", "C37:H37"),
        "B45": ("停止理由", "C45:H45"),
    }
    page.fields(fields, _LABEL, BOX)
    page.put("B16:B17", "個人情報の取扱い\n（掲載URL）", _LABEL)
    page.put("C16:H17", None, BOX)


def _draw_ticks(page: Page) -> None:
    ticks = {
        9: "新規本番システム利用申込（会員加入から利用までの事前手続きを完了した場合に限る。）",
        10: "申請内容の変更",
        11: "システム利用停止",
        38: "経済産業省への社名変更の手続き",
        39: "広域機関の会員情報の変更手続き",
        40: "広域機関システム関連の変更手続き",
        41: "需要（発電）者への社名変更の周知",
        42: "契約中の需要（発電）者なし",
        44: "閲覧・処理の完了",
    }
    for row, words in ticks.items():
        page.put(f"B{row}:G{row}", words, _LABEL)
        page.put(f"H{row}", None, TICK)
    page.put("B43:H43", "※上の５欄は、済んだもの又は該当するものに○を記入する。", SMALL)


def _draw_tables(page: Page) -> None:
    page.puts({"B18:B19": "区分", "C18:C19": "氏名", "D18:E19": "部署名"}, _HEAD)
    page.put("F18:H18", "連絡先", _HEAD)
    page.puts({"F19": "電話番号", "G19:H19": "メールアドレス"}, _HEAD)
    for row in range(20, 23):
        page.boxes(f"B{row} C{row} D{row}:E{row} F{row} G{row}:H{row}")
    for top, count in ((23, 4), (29, 2)):
        page.put(f"B{top}:B{top + 1}", "区分", _HEAD)
        page.put(f"C{top}:E{top}", "クライアント証明書（シリアル番号）", _HEAD)
        page.put(f"F{top}:H{top}", "有効期限", _HEAD)
        page.puts({f"C{top + 1}": "更新前", f"D{top + 1}:E{top + 1}": "更新後"}, _HEAD)
        page.puts({f"F{top + 1}": "更新前", f"G{top + 1}:H{top + 1}": "更新後"}, _HEAD)
        for row in range(top + 2, top + 2 + count):
            page.boxes(f"B{row} C{row} D{row}:E{row} F{row} G{row}:H{row}")


TWO_LEVELS = Blank(
    name="two_levels",
    draw_anew=_draw,
    expected=on(
        _SHEET,
        {
            "applied_on": "F4",
            "applicant.company": "C6",
            "applicant.department": "C7",
            "applicant.responsible": "C8",
            "kind.new": "H9",
            "kind.change": "H10",
            "kind.stop": "H11",
            "business.code": "C12",
            "business.name": "F12",
            "business.address": "C13",
            "business.phone": "C14",
            "business.result_email": "C15",
            "privacy_notice_url": "C16",
            "contacts.action": "B20:B22",
            "contacts.name": "C20:C22",
            "contacts.department": "D20:D22",
            "contacts.phone": "F20:F22",
            "contacts.email": "G20:G22",
            "web_certificates.action": "B25:B28",
            "web_certificates.serial": "D25:D28",
            "web_certificates.not_after": "G25:G28",
            "web_certificates.replaces": "C25:C28",
            "web_certificates.replaces_not_after": "F25:F28",
            "api.certificates.action": "B31:B32",
            "api.certificates.serial": "D31:D32",
            "api.certificates.not_after": "G31:G32",
            "api.certificates.replaces": "C31:C32",
            "api.certificates.replaces_not_after": "F31:F32",
            "api.environment": "C33",
            "api.file_return_method": "C34",
            "rename.previous_name": "C35",
            "rename.effective_on": "G35",
            "rename.notice_method": "C36",
            "rename.notice_attachment": "C37",
            "rename.done": "H38:H41",
            "rename.no_contracts": "H42",
            "stop.completed": "H44",
            "stop.reason": "C45",
            "remarks": "B46",
        },
    ),
    absent=RENAME_TICK | COMMON_NAMES | {"new.prepared", "api.test_passed"},
    notes="Headers of two rows: 連絡先 over 電話番号 and メールアドレス; クライアント証明書 over"
    " 更新前 and 更新後, and 有効期限 likewise, so that the lower row says nothing. A sentence"
    " that speaks of 事前手続き is the label of 新規. Landscape.",
)
