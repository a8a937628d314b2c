"""An old letter without boxes: answers go on underlined cells, ticks into brackets."""

from dataclasses import replace

from tests.blanks.blank import COMMON_NAMES, PREDECESSORS, RENAME_TICK, Blank, on
from tests.blanks.drawing import Page, new_pages, saved
from tests.blanks.looks import PLAIN, SMALL, SPECIMEN, Look

_SHEET = "Sheet1"
_LINE = Look(sides="b")
_DOTS = Look(sides="b", line="dotted")
_HEAD = Look(sides="b", across="center")
_RIGHT = replace(PLAIN, across="right")
_MIDDLE = replace(PLAIN, across="center")
_BRACKETS = "（　　）"
_DATE = "令和　　　年　　　月　　　日"


def _draw() -> bytes:
    (page,) = new_pages(_SHEET, font="ＭＳ 明朝", size=10.5)
    page.widths({"A": 2, "B": 9, "C:J": 10.5})
    page.height(1, 70, 18)
    page.put("B1:D1", SPECIMEN, SMALL)
    page.put("H2:J2", _DATE, _RIGHT)
    page.put("B4:F4", "スイッチング支援システム　ヘルプデスク　御中")
    _draw_sender(page)
    page.put(
        "B11:J11", "スイッチング支援システム利用申込書", Look(line=None, size=14, across="center")
    )
    page.put("B13:J13", "　下記のとおり、スイッチング支援システムの利用について申し込みます。")
    page.put("B15:J15", "記", _MIDDLE)
    _draw_business(page)
    _draw_tables(page)
    _draw_ends(page)
    page.put("I68:J68", "以　上", _RIGHT)
    page.paper("A1:J68")
    return saved(page)


def _draw_sender(page: Page) -> None:
    page.put("E6:F6", "（申込者）")
    fields = {
        "F7:G7": ("事業者名", "H7:J7"),
        "F8:G8": ("部　署　名", "H8:J8"),
        "F9:G9": ("申込責任者", "H9:I9"),
    }
    page.fields(fields, PLAIN, _LINE)
    page.put("J9", "㊞", replace(_LINE, across="right"))


def _ticks(page: Page, ticks: dict[int, str]) -> None:
    for row, words in ticks.items():
        page.put(f"B{row}", _BRACKETS, _MIDDLE)
        page.put(f"C{row}:J{row}", words)


def _draw_business(page: Page) -> None:
    page.put("B17:J17", "１　申請区分（該当するものの括弧内に✔印をつけてください。）")
    kinds = {18: "新規本番システム利用申込", 19: "申請内容の変更", 20: "システム利用停止"}
    _ticks(page, kinds)
    page.put("B22:J22", "２　事業者情報")
    fields = {
        "B23:D23": ("　(1) 事業者コード", "E23:F23"),
        "B24:D24": ("　(2) 事業者名", "E24:J24"),
        "B27:D27": ("　(4) 連絡先電話番号", "E27:G27"),
        "B28:D28": ("　(5) 処理結果通知\n　　　メールアドレス", "E28:J28"),
        "B29:D29": ("　(6) 個人情報の取扱い\n　　　掲載ＵＲＬ", "E29:J29"),
    }
    page.fields(fields, PLAIN, _LINE)
    page.heights({28: 30, 29: 30})
    page.put("G23:J23", "（半角５桁）", SMALL)
    page.put("B25:D25", "　(3) 住　　　所")
    page.put("E25", "〒", _RIGHT)
    page.put("F25:G25", None, _LINE)
    page.put("E26:J26", None, _LINE)
    page.put("H27:J27", "（他事業者からのお問合せ用）", SMALL)


def _draw_tables(page: Page) -> None:
    page.put("B31:J31", "３　システム窓口情報（窓口責任者）")
    contacts = {
        "B": "区分",
        "C:D": "氏名",
        "E:F": "部署名",
        "G:H": "電話番号",
        "I:J": "メールアドレス",
    }
    page.table(32, range(33, 37), contacts, _HEAD, _DOTS)
    certificates = {"B": "区分", "C:F": "シリアル番号", "G:J": "有効期限"}
    page.put("B38:J38", "４　ＷＥＢ利用情報（クライアント証明書）")
    page.table(39, range(40, 44), certificates, _HEAD, _DOTS)
    page.put("B45:J45", "５　ＡＰＩ利用情報（クライアント証明書、使用する場合のみ）")
    page.table(46, range(47, 49), certificates, _HEAD, _DOTS)
    fields = {
        "B49:D49": ("　(1) ＡＰＩ連携環境", "E49:J49"),
        "B50:D50": ("　(2) ファイル返却方式", "E50:J50"),
    }
    page.fields(fields, PLAIN, _LINE)


def _draw_ends(page: Page) -> None:
    page.put("B52:J52", "６　社名変更（次の手続きを済ませ、括弧内に✔印をつけてください。）")
    done = {
        53: "経済産業省への社名変更の手続き",
        54: "広域機関への会員情報の変更手続き",
        55: "広域機関システム関連の変更手続き",
        56: "需要（発電）者への社名変更の周知",
    }
    _ticks(page, done)
    fields = {
        "B57:D57": ("　(1) 旧 事 業 者 名", "E57:J57"),
        "B59:D59": ("　(3) 周　知　方　法", "E59:J59"),
        "B60:D60": ("　(4) 添付する周知文", "E60:J60"),
    }
    page.fields(fields, PLAIN, _LINE)
    page.put("B58:D58", "　(2) 社名変更年月日")
    page.put("E58:G58", _DATE, _RIGHT)
    page.put("B62:J62", "７　利用停止")
    _ticks(page, {63: "システムの閲覧・処理は、すべて完了しています。"})
    page.fields({"B64:D64": ("　停止の理由", "E64:J64")}, PLAIN, _LINE)
    page.fields({"B66:D66": ("８　備　　　考", "E66:J66")}, PLAIN, _LINE)


LETTER = Blank(
    name="letter",
    draw_anew=_draw,
    expected=on(
        _SHEET,
        {
            "applied_on": "H2",
            "applicant.company": "H7",
            "applicant.department": "H8",
            "applicant.responsible": "H9",
            "kind.new": "B18",
            "kind.change": "B19",
            "kind.stop": "B20",
            "business.code": "E23",
            "business.name": "E24",
            "business.address.postal": "F25",
            "business.address": "E26",
            "business.phone": "E27",
            "business.result_email": "E28",
            "privacy_notice_url": "E29",
            "contacts.action": "B33:B36",
            "contacts.name": "C33:C36",
            "contacts.department": "E33:E36",
            "contacts.phone": "G33:G36",
            "contacts.email": "I33:I36",
            "web_certificates.action": "B40:B43",
            "web_certificates.serial": "C40:C43",
            "web_certificates.not_after": "G40:G43",
            "api.certificates.action": "B47:B48",
            "api.certificates.serial": "C47:C48",
            "api.certificates.not_after": "G47:G48",
            "api.environment": "E49",
            "api.file_return_method": "E50",
            "rename.done": "B53:B56",
            "rename.previous_name": "E57",
            "rename.effective_on": "E58",
            "rename.notice_method": "E59",
            "rename.notice_attachment": "E60",
            "stop.completed": "B63",
            "stop.reason": "E64",
            "remarks": "E66",
        },
    ),
    absent=RENAME_TICK
    | PREDECESSORS
    | COMMON_NAMES
    | {"new.prepared", "api.test_passed", "rename.no_contracts"},
    notes="A letter of 記: no boxes but underlined and dotted cells; the date is one cell with the"
    " text 令和　年　月　日 and no label; ticks into cells with （　　）; ㊞ beside the name; the"
    " sheet is called Sheet1.",
)
