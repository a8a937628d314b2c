"""Everything is a table of one row: headers in a line, the cells to be filled below them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from tests.blanks.blank import RENAME_TICK, Blank, on
from tests.blanks.drawing import Page, new_pages, saved
from tests.blanks.looks import BOX, SMALL, SPECIMEN, TICK, TITLE, Look

_SHEET = "申込内容"
_HEAD = Look(fill="FFF2CC", across="center", size=9)
_BAND = Look(line=None, bold=True, size=11)
_LINES: Final[Mapping[int, Mapping[str, str]]] = {
    4: {
        "B:C": "申込日",
        "D:F": "会社名",
        "G:H": "部署",
        "I": "役職",
        "J": "責任者氏名",
        "K": "TEL",
        "L": "FAX",
    },
    7: {
        "B:C": "新規利用",
        "D:E": "申請内容の変更",
        "F": "利用停止",
        "G:H": "新規利用の場合：\n事前手続きの完了",
        "I:J": "利用停止の場合：\n閲覧・処理の完了",
        "K:L": "停止理由",
    },
    10: {"B:C": "事業者コード", "D:F": "事業者名", "G:H": "法人番号", "I:L": "代表者"},
    12: {
        "B:C": "〒",
        "D:G": "住所",
        "H": "代表電話",
        "I": "問合せ用電話",
        "J": "FAX",
        "K:L": "処理結果の通知先アドレス",
    },
    14: {"B:G": "プライバシーポリシー（共同利用）の掲載URL", "H:L": "会社ホームページ"},
    38: {
        "B:E": "API接続環境",
        "F:H": "ファイル返却方式",
        "I:J": "テスト合格",
        "K:L": "利用開始希望",
    },
    43: {
        "B:E": "旧会社名",
        "F": "社名変更日",
        "G:H": "登記日",
        "I:J": "周知の方法",
        "K:L": "お知らせ文のファイル名",
    },
    45: {
        "B:D": "経済産業省への\n届出",
        "E": "広域機関\n会員情報の変更",
        "F:G": "広域機関システムの変更",
        "H:I": "需要（発電）者への周知",
        "J:L": "周知不要\n（契約中の需要（発電）者なし）",
    },
    55: {"B:C": "受付番号", "D:E": "受付日", "F:G": "担当者", "H:L": "処理内容・備考"},
}
"""The rows of headers: their columns and words. The boxes are in the row below."""
_CERTIFICATES: Final = {
    "B": "№",
    "C": "申請区分",
    "D:E": "シリアル番号",
    "F:G": "証明書名",
    "H": "発行日",
    "I": "満了日",
    "J:K": "更新元シリアル番号",
    "L": "更新元満了日",
}


def _draw() -> bytes:
    (page,) = new_pages(_SHEET, font="BIZ UDPゴシック", size=10)
    page.widths({"A": 1.5, "B": 5, "C:L": 13.5})
    page.height(1, 70, 20)
    page.put("B1:L1", "スイッチング支援システム利用申込　申込内容一覧", TITLE)
    page.put("B2:L2", SPECIMEN, replace(SMALL, across="right"))
    page.heights({1: 30})
    bands = {
        3: "■申込者",
        6: "■申請区分（該当する欄に○）",
        9: "■事業者情報",
        16: "■窓口責任者",
        25: "■クライアント証明書［WEB］",
        32: "■クライアント証明書［API］",
        42: "■社名変更の場合（下の４つは、終えたものに○）",
        48: "■備考",
    }
    page.puts({f"B{row}:L{row}": words for row, words in bands.items()}, _BAND)
    for row, boxes in _LINES.items():
        _draw_line(page, row, boxes)
    _draw_tables(page)
    page.put("B49:L51", None, replace(BOX, down="top"))
    page.put("B54:L54", "※担当者記入欄", replace(SMALL, color="7F7F7F"))
    page.paper("A1:L57", landscape=True, pages=0)
    return saved(page)


def _draw_line(page: Page, row: int, boxes: Mapping[str, str]) -> None:
    for columns, words in boxes.items():
        left, _, right = columns.partition(":")
        page.put(f"{left}{row}:{right or left}{row}", words, _HEAD)
        page.put(f"{left}{row + 1}:{right or left}{row + 1}", None, BOX)
    page.heights({row: 28, row + 1: 24})


def _draw_tables(page: Page) -> None:
    page.puts({"B17:B18": "№", "C17:C18": "申請区分", "D17:F17": "窓口責任者"}, _HEAD)
    page.put("G17:L17", "連絡先", _HEAD)
    heads = {"D": "氏名", "E": "フリガナ", "F": "部署", "G:H": "TEL", "I": "FAX", "J:L": "E-mail"}
    page.table(18, range(19, 24), heads, _HEAD)
    for row in range(19, 24):
        page.put(f"B{row}", str(row - 18), TICK)
        page.put(f"C{row}", None, BOX)
    page.table(26, range(27, 31), _CERTIFICATES, _HEAD)
    page.table(33, range(34, 37), _CERTIFICATES, _HEAD)
    for first, last in ((27, 31), (34, 37)):
        for row in range(first, last):
            page.put(f"B{row}", str(row - first + 1), TICK)


HEADERS_OVER = Blank(
    name="headers_over",
    draw_anew=_draw,
    expected=on(
        _SHEET,
        {
            "applied_on": "B5",
            "applicant.company": "D5",
            "applicant.department": "G5",
            "applicant.responsible": "J5",
            "kind.new": "B8",
            "kind.change": "D8",
            "kind.stop": "F8",
            "new.prepared": "G8",
            "stop.completed": "I8",
            "stop.reason": "K8",
            "business.code": "B11",
            "business.name": "D11",
            "business.address.postal": "B13",
            "business.address": "D13",
            "business.phone": "I13",
            "business.result_email": "K13",
            "privacy_notice_url": "B15",
            "contacts.action": "C19:C23",
            "contacts.name": "D19:D23",
            "contacts.department": "F19:F23",
            "contacts.phone": "G19:G23",
            "contacts.email": "J19:J23",
            "web_certificates.action": "C27:C30",
            "web_certificates.serial": "D27:D30",
            "web_certificates.common_name": "F27:F30",
            "web_certificates.not_after": "I27:I30",
            "web_certificates.replaces": "J27:J30",
            "web_certificates.replaces_not_after": "L27:L30",
            "api.certificates.action": "C34:C36",
            "api.certificates.serial": "D34:D36",
            "api.certificates.common_name": "F34:F36",
            "api.certificates.not_after": "I34:I36",
            "api.certificates.replaces": "J34:J36",
            "api.certificates.replaces_not_after": "L34:L36",
            "api.environment": "B39",
            "api.file_return_method": "F39",
            "api.test_passed": "I39",
            "rename.previous_name": "B44",
            "rename.effective_on": "F44",
            "rename.notice_method": "I44",
            "rename.notice_attachment": "K44",
            "rename.done": "B46:H46",
            "rename.no_contracts": "J46",
            "remarks": "B49",
        },
    ),
    absent=RENAME_TICK,
    notes="Landscape; rows of headers with one row of boxes each, two of them right below each"
    " other; ticks as boxes under their words; № before the records; 発行日 beside 満了日, 代表電話"
    " beside 問合せ用電話, 役職, フリガナ, FAX, 登記日, 会社ホームページ and the office's last row"
    " are nobody's answers.",
)
