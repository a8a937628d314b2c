"""窓口責任者 and certificates as blocks below each other instead of tables."""

from dataclasses import replace
from typing import Final

from tests.blanks.blank import COMMON_NAMES, OLD_NAME, PREDECESSORS, RENAME_TICK, Blank, on
from tests.blanks.drawing import Page, new_pages, saved
from tests.blanks.looks import BAND, BOX, SMALL, SPECIMEN, TICK, TITLE, Look

_SHEET = "利用申込書"
_LABEL = Look(fill="EDEDED")
_SIDE = Look(fill="C9C9C9", across="center", bold=True)
_BAND: Final = replace(BAND, fill="404040")


def _draw() -> bytes:
    (page,) = new_pages(_SHEET, font="メイリオ", size=9)
    page.widths({"A": 1.5, "B": 14, "C": 14, "D": 24, "E": 16, "F": 28})
    page.height(1, 74, 18)
    page.heights({1: 30})
    page.put("B1:F1", "スイッチング支援システム利用申込書", TITLE)
    page.put("B2:F2", SPECIMEN, replace(SMALL, across="right"))
    _draw_applicant(page)
    _draw_business(page)
    _draw_contacts(page)
    _draw_certificates(page)
    _draw_ends(page)
    page.paper("A1:F70")
    return saved(page)


def _draw_applicant(page: Page) -> None:
    page.put("B3:F3", "申込者", _BAND)
    fields = {
        "B4:C4": ("申込年月日", "D4"),
        "B5:C5": ("事業者名", "D5:F5"),
        "B6:C6": ("部署名", "D6"),
        "E6": ("申込責任者", "F6"),
    }
    page.fields(fields, _LABEL, BOX)
    page.put("B7:C9", "申請区分", _LABEL)
    kinds = {7: "新規本番システム利用申込", 8: "申請内容の変更", 9: "システム利用停止"}
    for row, words in kinds.items():
        page.put(f"D{row}:E{row}", words, BOX)
        page.put(f"F{row}", "□", TICK)


def _draw_business(page: Page) -> None:
    page.put("B11:F11", "事業者情報", _BAND)
    fields = {
        "B12:C12": ("事業者コード", "D12"),
        "E12": ("事業者名", "F12"),
        "B13:C13": ("郵便番号", "D13"),
        "B14:C14": ("住所", "D14:F14"),
        "B15:C15": ("電話番号\n（他事業者からのお問合せ用）", "D15"),
        "E15": ("メールアドレス\n（処理結果通知用）", "F15"),
        "B16:C16": ("個人情報の取扱い掲載URL", "D16:F16"),
    }
    page.fields(fields, _LABEL, BOX)
    page.heights({15: 32})


def _draw_contacts(page: Page) -> None:
    page.put("B18:F18", "システム窓口情報", _BAND)
    for number, row in enumerate(range(19, 31, 3), start=1):
        page.put(f"B{row}:B{row + 2}", f"窓口責任者\n（{number}）", _SIDE)
        fields = {
            f"C{row}": ("区分", f"D{row}"),
            f"E{row}": ("氏名", f"F{row}"),
            f"C{row + 1}": ("部署名", f"D{row + 1}"),
            f"E{row + 1}": ("電話番号", f"F{row + 1}"),
            f"C{row + 2}": ("メールアドレス", f"D{row + 2}:F{row + 2}"),
        }
        page.fields(fields, _LABEL, BOX)
    page.choices("D19 D22 D25 D28", "追加,変更,削除")


def _draw_certificates(page: Page) -> None:
    page.put("B32:F32", "WEB利用情報（クライアント証明書）", _BAND)
    for number, row in enumerate(range(33, 41, 2), start=1):
        page.put(f"B{row}:B{row + 1}", f"証明書（{number}）", _SIDE)
        _certificate(page, row)
    page.put("B42:F42", "API利用情報", _BAND)
    page.put("B43:B44", "証明書", _SIDE)
    _certificate(page, 43)
    fields = {
        "B45:C45": ("API連携環境", "D45:F45"),
        "B46:C46": ("ファイル返却方式", "D46:F46"),
    }
    page.fields(fields, _LABEL, BOX)
    page.put("B47:E47", "API連携テストに合格している", _LABEL)
    page.put("F47", "□", TICK)


def _certificate(page: Page, row: int) -> None:
    fields = {
        f"C{row}": ("区分", f"D{row}"),
        f"E{row}": ("有効期限", f"F{row}"),
        f"C{row + 1}": ("シリアル番号", f"D{row + 1}:F{row + 1}"),
    }
    page.fields(fields, _LABEL, BOX)
    page.choices(f"D{row}", "追加,更新,削除")


def _draw_ends(page: Page) -> None:
    page.put("B49:F49", "確認事項（右の□に✔を入れてください）", _BAND)
    ticks = {
        50: "【新規】会員加入から利用までの事前手続きを完了している",
        51: "【停止】システムの閲覧・処理がすべて完了している",
        52: "【社名変更】経済産業省への社名変更の手続きを完了している",
        53: "【社名変更】広域機関の会員情報の変更手続きを完了している",
        54: "【社名変更】広域機関システム関連の変更手続きを完了している",
        55: "【社名変更】需要（発電）者への社名変更の周知を完了している",
        56: "【社名変更】契約中の需要（発電）者がいないため、周知は不要である",
    }
    for row, words in ticks.items():
        page.put(f"B{row}:E{row}", words, BOX)
        page.put(f"F{row}", "□", TICK)
    fields = {
        "B57:C57": ("社名変更の周知方法", "D57:F57"),
        "B58:C58": ("周知文のファイル名", "D58:F58"),
        "B59:C59": ("利用停止の理由", "D59:F59"),
        "B60:C63": ("備考", "D60:F63"),
    }
    page.fields(fields, _LABEL, BOX)


BLOCKS = Blank(
    name="blocks",
    draw_anew=_draw,
    expected=on(
        _SHEET,
        {
            "applied_on": "D4",
            "applicant.company": "D5",
            "applicant.department": "D6",
            "applicant.responsible": "F6",
            "kind.new": "F7",
            "kind.change": "F8",
            "kind.stop": "F9",
            "business.code": "D12",
            "business.name": "F12",
            "business.address.postal": "D13",
            "business.address": "D14",
            "business.phone": "D15",
            "business.result_email": "F15",
            "privacy_notice_url": "D16",
            "contacts.action": "D19,D22,D25,D28",
            "contacts.name": "F19,F22,F25,F28",
            "contacts.department": "D20,D23,D26,D29",
            "contacts.phone": "F20,F23,F26,F29",
            "contacts.email": "D21,D24,D27,D30",
            "web_certificates.action": "D33,D35,D37,D39",
            "web_certificates.not_after": "F33,F35,F37,F39",
            "web_certificates.serial": "D34,D36,D38,D40",
            "api.certificates.action": "D43",
            "api.certificates.not_after": "F43",
            "api.certificates.serial": "D44",
            "api.environment": "D45",
            "api.file_return_method": "D46",
            "api.test_passed": "F47",
            "new.prepared": "F50",
            "stop.completed": "F51",
            "rename.done": "F52:F55",
            "rename.no_contracts": "F56",
            "rename.notice_method": "D57",
            "rename.notice_attachment": "D58",
            "stop.reason": "D59",
            "remarks": "D60",
        },
    ),
    absent=RENAME_TICK | PREDECESSORS | COMMON_NAMES | OLD_NAME,
    notes="Four contacts and four certificates as numbered blocks of labels and boxes, no table;"
    " the tick boxes stand right of their words; the ticks of all cases in one list at the end.",
)
