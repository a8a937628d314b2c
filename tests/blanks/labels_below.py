"""Lines to write on with small labels below them, as on forms to be signed."""

from dataclasses import replace
from typing import Final

from tests.blanks.blank import COMMON_NAMES, PREDECESSORS, RENAME_TICK, Blank, on
from tests.blanks.drawing import Page, new_pages, saved
from tests.blanks.looks import BOX, SMALL, SPECIMEN, TITLE, Look

_SHEET = "申込書"
_LINE = Look(sides="b")
_CAPTION = Look(line=None, size=8, color="595959", down="top")
_HEADING = Look(sides="b", line="medium", bold=True)
_HEAD = Look(sides="b", across="center", size=9)
_ROW = Look(sides="b", line="hair")
_SQUARE = Look(line=None, across="center")
_WORDS = Look(line=None, size=9)

_CERTIFICATES: Final = {"B:C": "区分", "D:H": "シリアル番号", "I:M": "有効期限"}
_TICKS: Final = {
    "B11": ("C11:F11", "新規本番システム利用申込"),
    "B12": ("C12:F12", "申請内容の変更"),
    "B13": ("C13:F13", "システム利用停止"),
    "H11": ("I11:M11", "会員加入から利用までの事前手続きを完了した"),
    "H13": ("I13:M13", "閲覧・処理を完了した"),
    "B45": ("C45:M45", "API連携テストに合格した"),
    "B52": ("C52:M52", "経済産業省への社名変更の手続きを完了した"),
    "B53": ("C53:M53", "広域機関の会員情報の変更手続きを完了した"),
    "B54": ("C54:M54", "広域機関システム関連の変更手続きを完了した"),
    "B55": ("C55:M55", "需要（発電）者への社名変更の周知を完了した"),
    "B56": ("C56:M56", "契約中の需要（発電）者はいない"),
}


def _lines(page: Page, row: int, captions: dict[str, str]) -> None:
    """Draw lines in a row, and in the next one their labels, by the columns that they share."""
    for columns, text in captions.items():
        left, right = columns.split(":")
        page.put(f"{left}{row}:{right}{row}", None, _LINE)
        page.put(f"{left}{row + 1}:{right}{row + 1}", text, _CAPTION)
    page.heights({row: 24, row + 1: 14})


def _draw() -> bytes:
    (page,) = new_pages(_SHEET, font="ＭＳ Ｐ明朝", size=10.5)
    page.widths({"A": 2, "B:M": 8})
    page.height(1, 66, 18)
    page.heights({1: 30})
    page.put("B1:M1", "スイッチング支援システム利用申込書", TITLE)
    page.put("B2:M2", SPECIMEN, replace(SMALL, across="center"))
    headings = {
        4: "申込者",
        10: "申請区分（いずれか一つに✔）",
        15: "事業者情報",
        25: "システム窓口情報（窓口責任者）",
        32: "WEB利用情報（クライアント証明書）",
        39: "API利用情報（クライアント証明書）",
        47: "社名変更",
        58: "利用停止",
        62: "備考",
    }
    for row, words in headings.items():
        page.put(f"B{row}:M{row}", words, _HEADING)
    for square, (place, words) in _TICKS.items():
        page.put(square, "□", _SQUARE)
        page.put(place, words, _WORDS)
    _draw_lines(page)
    contacts = {
        "B:C": "区分",
        "D:E": "氏名",
        "F:G": "部署名",
        "H:I": "電話番号",
        "J:M": "メールアドレス",
    }
    page.table(26, range(27, 31), contacts, _HEAD, _ROW)
    page.table(33, range(34, 38), _CERTIFICATES, _HEAD, _ROW)
    page.table(40, range(41, 43), _CERTIFICATES, _HEAD, _ROW)
    page.put("B63:M65", None, replace(BOX, down="top"))
    page.paper("A1:M66")
    return saved(page)


def _draw_lines(page: Page) -> None:
    _lines(page, 5, {"B:E": "申込年月日", "G:M": "事業者名"})
    _lines(page, 7, {"B:F": "部署名", "H:M": "申込責任者"})
    _lines(page, 16, {"B:D": "事業者コード（半角5桁）", "F:M": "事業者名"})
    _lines(page, 18, {"B:M": "住所"})
    phone = "連絡先電話番号（他事業者からのお問合せ用）"
    _lines(page, 20, {"B:F": phone, "H:M": "処理結果通知メールアドレス"})
    _lines(page, 22, {"B:M": "個人情報（共同利用プライバシーポリシー）の取扱い掲載URL"})
    environment = "API連携環境（サーバ・アプリケーション等）"
    _lines(page, 43, {"B:G": environment, "I:M": "ファイル返却方式"})
    _lines(page, 48, {"B:G": "旧事業者名", "I:M": "社名変更日"})
    notice = "周知文の添付（ファイル名）"
    _lines(page, 50, {"B:G": "需要（発電）者への周知方法", "I:M": notice})
    _lines(page, 59, {"B:M": "停止理由"})


LABELS_BELOW = Blank(
    name="labels_below",
    draw_anew=_draw,
    expected=on(
        _SHEET,
        {
            "applied_on": "B5",
            "applicant.company": "G5",
            "applicant.department": "B7",
            "applicant.responsible": "H7",
            "kind.new": "B11",
            "kind.change": "B12",
            "kind.stop": "B13",
            "new.prepared": "H11",
            "business.code": "B16",
            "business.name": "F16",
            "business.address": "B18",
            "business.phone": "B20",
            "business.result_email": "H20",
            "privacy_notice_url": "B22",
            "contacts.action": "B27:B30",
            "contacts.name": "D27:D30",
            "contacts.department": "F27:F30",
            "contacts.phone": "H27:H30",
            "contacts.email": "J27:J30",
            "web_certificates.action": "B34:B37",
            "web_certificates.serial": "D34:D37",
            "web_certificates.not_after": "I34:I37",
            "api.certificates.action": "B41:B42",
            "api.certificates.serial": "D41:D42",
            "api.certificates.not_after": "I41:I42",
            "api.environment": "B43",
            "api.file_return_method": "I43",
            "api.test_passed": "B45",
            "rename.previous_name": "B48",
            "rename.effective_on": "I48",
            "rename.notice_method": "B50",
            "rename.notice_attachment": "I50",
            "rename.done": "B52:B55",
            "rename.no_contracts": "B56",
            "stop.completed": "H13",
            "stop.reason": "B59",
            "remarks": "B63",
        },
    ),
    absent=RENAME_TICK | PREDECESSORS | COMMON_NAMES,
    notes="Every answer of one line is written on a line, and its label stands below it, so that"
    " the next line is under a label that is not its own; □ without frames.",
)
