"""Small labels above light yellow boxes, three to a row, and two tables side by side."""

from dataclasses import replace

from tests.blanks.blank import COMMON_NAMES, OLD_NAME, PREDECESSORS, RENAME_TICK, Blank, on
from tests.blanks.drawing import Page, new_pages, saved
from tests.blanks.looks import BOX, PLAIN, SMALL, SPECIMEN, YELLOW, Look

_SHEET = "申込書"
_CAPTION = Look(sides="ltr", size=8, color="404040", down="bottom")
_ANSWER = Look(sides="lrb", fill=YELLOW)
_MIDDLE = replace(_ANSWER, across="center")
_HEADING = Look(sides="b", line="medium", bold=True, size=11)
_HEAD = replace(BOX, size=8, across="center", fill="EDEDED")
_CELL = replace(BOX, fill=YELLOW)


def _card(page: Page, row: int, fields: dict[str, str], answer: Look = _ANSWER) -> None:
    """Draw labels in a row and their boxes in the next one, by the columns that they share."""
    for columns, text in fields.items():
        left, right = columns.split(":")
        page.put(f"{left}{row}:{right}{row}", text, _CAPTION)
        page.put(f"{left}{row + 1}:{right}{row + 1}", None, answer)
    page.heights({row: 14, row + 1: 22})


def _draw() -> bytes:
    (page,) = new_pages(_SHEET, font="メイリオ", size=10)
    page.widths({"A": 1.5, "B:M": 8.5})
    page.put("B1:M1", "スイッチング支援システム　利用申込書", Look(line=None, size=16, bold=True))
    page.put("B2:M2", f"{SPECIMEN}　黄色のセルにご記入ください。", SMALL)
    page.heights({1: 30})
    page.put("B4:M4", "【申込者】", _HEADING)
    _card(page, 5, {"B:D": "申込年月日", "E:H": "部署名", "I:M": "申込責任者"})
    _card(page, 7, {"B:M": "事業者名"})
    page.put("B10:M10", "【申請区分】　※該当するもの一つに✔", _HEADING)
    kinds = {"B:E": "新規本番システム利用申込", "F:I": "申請内容の変更", "J:M": "システム利用停止"}
    _card(page, 11, kinds, _MIDDLE)
    page.put("B14:M14", "【事業者情報】", _HEADING)
    _card(page, 15, {"B:D": "事業者コード（半角5桁）", "E:M": "事業者名"})
    _card(page, 17, {"B:C": "〒", "D:M": "住所"})
    notice = "処理結果通知メールアドレス"
    _card(page, 19, {"B:G": "連絡先電話番号（他事業者からのお問合せ用）", "H:M": notice})
    _card(page, 21, {"B:M": "個人情報（共同利用プライバシーポリシー）の取扱い掲載URL"})
    _draw_tables(page)
    _draw_rename_and_stop(page)
    page.paper("A1:M58")
    return saved(page)


def _draw_tables(page: Page) -> None:
    page.put("B24:M24", "【システム窓口情報（窓口責任者）】", _HEADING)
    contacts = {
        "B": "区分",
        "C:E": "氏名",
        "F:G": "部署名",
        "H:I": "電話番号",
        "J:M": "メールアドレス",
    }
    page.table(25, range(26, 31), contacts, _HEAD, _CELL)
    page.choices("B26:B30", "追加,変更,削除")
    page.put("B32:G32", "【WEB利用情報】", _HEADING)
    page.put("H32:M32", "【API利用情報】", _HEADING)
    web = {"B": "区分", "C:E": "証明書シリアル番号", "F:G": "有効期限"}
    api = {"H": "区分", "I:K": "証明書シリアル番号", "L:M": "有効期限"}
    page.table(33, range(34, 38), web, _HEAD, _CELL)
    page.table(33, range(34, 36), api, _HEAD, _CELL)
    _card(page, 36, {"H:J": "API連携環境", "K:M": "ファイル返却方式"})


def _draw_rename_and_stop(page: Page) -> None:
    page.put("B40:M40", "【社名変更の場合】", _HEADING)
    _card(page, 41, {"B:G": "需要（発電）者への周知方法", "H:M": "周知文（添付ファイル名）"})
    done = [
        "経済産業省への社名変更の手続きが完了している",
        "広域機関の会員情報の変更手続きが完了している",
        "広域機関システム関連の変更手続きが完了している",
        "需要（発電）者への社名変更の周知が完了している",
    ]
    page.put("B43:M43", "事前手続き（完了したものに✔）", _CAPTION)
    for row, words in enumerate(done, start=44):
        page.put(f"B{row}", None, replace(_CELL, across="center"))
        page.put(f"C{row}:M{row}", words, BOX)
    page.put("B49:M49", "【利用停止の場合】", _HEADING)
    page.put("B50", None, replace(_CELL, across="center"))
    page.put("C50:M50", "スイッチングなど、システムの閲覧・処理がすべて完了している", BOX)
    page.put("B52:M52", "【備考】", _HEADING)
    page.put("B53:M56", None, replace(_CELL, down="top"))
    page.put("B58:M58", "ご記入後、ヘルプデスクへメールでお送りください。", PLAIN)


CARDS = Blank(
    name="cards",
    draw_anew=_draw,
    expected=on(
        _SHEET,
        {
            "applied_on": "B6",
            "applicant.department": "E6",
            "applicant.responsible": "I6",
            "applicant.company": "B8",
            "kind.new": "B12",
            "kind.change": "F12",
            "kind.stop": "J12",
            "business.code": "B16",
            "business.name": "E16",
            "business.address.postal": "B18",
            "business.address": "D18",
            "business.phone": "B20",
            "business.result_email": "H20",
            "privacy_notice_url": "B22",
            "contacts.action": "B26:B30",
            "contacts.name": "C26:C30",
            "contacts.department": "F26:F30",
            "contacts.phone": "H26:H30",
            "contacts.email": "J26:J30",
            "web_certificates.action": "B34:B37",
            "web_certificates.serial": "C34:C37",
            "web_certificates.not_after": "F34:F37",
            "api.certificates.action": "H34:H35",
            "api.certificates.serial": "I34:I35",
            "api.certificates.not_after": "L34:L35",
            "api.environment": "H37",
            "api.file_return_method": "K37",
            "rename.notice_method": "B42",
            "rename.notice_attachment": "H42",
            "rename.done": "B44:B47",
            "stop.completed": "B50",
            "remarks": "B53",
        },
    ),
    absent=RENAME_TICK
    | PREDECESSORS
    | COMMON_NAMES
    | OLD_NAME
    | {"new.prepared", "api.test_passed", "rename.no_contracts", "stop.reason"},
    notes="Labels above the boxes, up to three in a row; the postal code apart; the WEB and the API"
    " tables side by side, the API's answers below its shorter table; yellow answer boxes; 区分 is"
    " chosen from a list.",
)
