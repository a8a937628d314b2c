"""Columns 変更前 and 変更後: what is to be registered goes into 変更後."""

from dataclasses import replace

from tests.blanks.blank import COMMON_NAMES, RENAME_TICK, Blank, on
from tests.blanks.drawing import Page, new_pages, saved
from tests.blanks.looks import SMALL, SPECIMEN, TICK, Look

_SHEET = "申請書"
_HEADING = Look(line=None, bold=True, size=11)
_LABEL = Look(fill="FCE4D6")
_HEAD = Look(fill="F8CBAD", across="center")
_BOX = Look()


def _before_and_after(page: Page, row: int, label: str) -> None:
    page.put(f"B{row}:C{row}", label, _LABEL)
    page.put(f"D{row}:F{row}", None, _BOX)
    page.put(f"G{row}:I{row}", None, _BOX)


def _head(page: Page, row: int) -> None:
    page.puts({f"B{row}:C{row}": "項　目", f"D{row}:F{row}": "変更前"}, _HEAD)
    page.put(f"G{row}:I{row}", "変更後（新規の場合はこちらに記入）", _HEAD)


def _draw() -> bytes:
    (page,) = new_pages(_SHEET, font="ＭＳ Ｐ明朝", size=10)
    page.widths({"A": 2, "B": 8, "C": 18, "D:I": 14})
    page.height(1, 62, 19)
    title = Look(line="double", sides="b", size=15, bold=True, across="center")
    page.put("C1:H1", "スイッチング支援システム利用申込書（変更届）", title)
    page.heights({1: 30})
    page.put("B2:I2", SPECIMEN, SMALL)
    _draw_applicant(page)
    _draw_business(page)
    _draw_contacts(page)
    _draw_certificates(page)
    _draw_rename(page)
    page.put("B57:I57", "７．利用停止", _HEADING)
    page.put("B58", "□", TICK)
    page.put("C58:I58", "システムでの閲覧・処理はすべて完了しています。", _BOX)
    page.put("B59:C59", "停止理由", _LABEL)
    page.put("D59:I59", None, _BOX)
    page.put("B60:I60", "８．備考", _HEADING)
    page.put("B61:I62", None, replace(_BOX, down="top"))
    page.paper("A1:I62")
    return saved(page)


def _draw_applicant(page: Page) -> None:
    page.put("B3:I3", "１．申込者", _HEADING)
    fields = {
        "B4:C4": ("申請日", "D4:F4"),
        "B5:C5": ("事業者名", "D5:I5"),
        "B6:C6": ("部署名", "D6:F6"),
        "G6": ("申込責任者", "H6:I6"),
    }
    page.fields(fields, _LABEL, _BOX)
    page.put("B7:I7", "２．申請区分", _HEADING)
    kinds = {"C": "新規本番システム利用申込", "E": "申請内容の変更", "H": "システム利用停止"}
    for letter, words in kinds.items():
        before, after = chr(ord(letter) - 1), {"C": "C", "E": "F", "H": "I"}[letter]
        page.put(f"{before}8", None, TICK)
        page.put(f"{letter}8:{after}8", words, _BOX)


def _draw_business(page: Page) -> None:
    page.put("B9:I9", "３．事業者情報（変更前は、変更する項目のみ記入）", _HEADING)
    fields = {"B10:C10": ("事業者コード", "D10:F10"), "G10": ("事業者名", "H10:I10")}
    page.fields(fields, _LABEL, _BOX)
    _head(page, 11)
    labels = [
        "住所",
        "連絡先電話番号\n（他事業者からのお問合せ用）",
        "処理結果通知\nメールアドレス",
        "個人情報（共同利用プライバシーポリシー）の取扱い掲載ＵＲＬ",
    ]
    for row, label in enumerate(labels, start=12):
        _before_and_after(page, row, label)
        page.heights({row: 30})
    page.heights({15: 44})


def _draw_contacts(page: Page) -> None:
    page.put("B17:I17", "４．システム窓口情報（窓口責任者）", _HEADING)
    page.put("B18:B19", "区分", _HEAD)
    page.put("C18:D18", "変更前", _HEAD)
    page.put("E18:I18", "変更後", _HEAD)
    page.puts({"C19": "氏名", "D19": "部署名", "E19": "氏名", "F19": "部署名"}, _HEAD)
    page.puts({"G19": "電話番号", "H19:I19": "メールアドレス"}, _HEAD)
    for row in range(20, 25):
        page.boxes(f"B{row} C{row} D{row} E{row} F{row} G{row} H{row}:I{row}")
    page.choices("B20:B24", "追加,変更,削除")
    page.put("B25:I25", "※削除の場合も、変更後の氏名に削除する方をご記入ください。", SMALL)


def _draw_certificates(page: Page) -> None:
    page.put("B27:I27", "５．クライアント証明書", _HEADING)
    page.put("B28:I28", "(1) WEB利用情報", replace(_HEADING, size=10))
    page.put("B36:I36", "(2) API利用情報", replace(_HEADING, size=10))
    for top, count in ((29, 5), (37, 2)):
        page.put(f"B{top}:B{top + 1}", "区分", _HEAD)
        page.put(f"C{top}:E{top}", "更新前", _HEAD)
        page.put(f"F{top}:I{top}", "更新後（追加・削除の場合もこちらに記入）", _HEAD)
        heads = {"C:D": "シリアル番号", "E": "有効期限", "F:H": "シリアル番号", "I": "有効期限"}
        page.table(top + 1, range(top + 2, top + 2 + count), heads, _HEAD)
        page.boxes(" ".join(f"B{row}" for row in range(top + 2, top + 2 + count)))
    _head(page, 42)
    _before_and_after(page, 43, "API連携環境（サーバ・アプリケーション等）")
    _before_and_after(page, 44, "ファイル返却方式")
    page.heights({43: 30})


def _draw_rename(page: Page) -> None:
    page.put("B46:I46", "６．社名変更", _HEADING)
    fields = {
        "B47:C47": ("旧事業者名", "D47:F47"),
        "G47": ("社名変更日", "H47:I47"),
        "B48:C48": ("需要（発電）者への周知方法", "D48:I48"),
        "B49:C49": ("添付する周知文のファイル名", "D49:I49"),
    }
    page.fields(fields, _LABEL, _BOX)
    page.put("B50:I50", "次の手続きを済ませたうえで、□に✔を記入してください。", SMALL)
    done = {
        51: "(1) 経済産業省への社名変更の手続き",
        52: "(2) 広域機関への会員情報の変更手続き",
        53: "(3) 広域機関システム関連の変更手続き",
        54: "(4) 旧社名で契約している需要（発電）者への社名変更の周知",
        55: "(4)は、契約中の需要（発電）者がいないため不要",
    }
    for row, words in done.items():
        page.put(f"B{row}", "□", TICK)
        page.put(f"C{row}:I{row}", words, _BOX)


BEFORE_AFTER = Blank(
    name="before_after",
    draw_anew=_draw,
    expected=on(
        _SHEET,
        {
            "applied_on": "D4",
            "applicant.company": "D5",
            "applicant.department": "D6",
            "applicant.responsible": "H6",
            "kind.new": "B8",
            "kind.change": "D8",
            "kind.stop": "G8",
            "business.code": "D10",
            "business.name": "H10",
            "business.address": "G12",
            "business.phone": "G13",
            "business.result_email": "G14",
            "privacy_notice_url": "G15",
            "contacts.action": "B20:B24",
            "contacts.name": "E20:E24",
            "contacts.department": "F20:F24",
            "contacts.phone": "G20:G24",
            "contacts.email": "H20:H24",
            "web_certificates.action": "B31:B35",
            "web_certificates.replaces": "C31:C35",
            "web_certificates.replaces_not_after": "E31:E35",
            "web_certificates.serial": "F31:F35",
            "web_certificates.not_after": "I31:I35",
            "api.certificates.action": "B39:B40",
            "api.certificates.replaces": "C39:C40",
            "api.certificates.replaces_not_after": "E39:E40",
            "api.certificates.serial": "F39:F40",
            "api.certificates.not_after": "I39:I40",
            "api.environment": "G43",
            "api.file_return_method": "G44",
            "rename.previous_name": "D47",
            "rename.effective_on": "H47",
            "rename.notice_method": "D48",
            "rename.notice_attachment": "D49",
            "rename.done": "B51:B54",
            "rename.no_contracts": "B55",
            "stop.completed": "B58",
            "stop.reason": "D59",
            "remarks": "B61",
        },
    ),
    absent=RENAME_TICK | COMMON_NAMES | {"new.prepared", "api.test_passed"},
    notes="変更前 and 変更後 as columns, and as two storeys of a table's header; certificates have"
    " 更新前 and 更新後; numbered headings １．, (1); two labels in a row; three ticks in one row.",
)
