"""Three sheets: how to fill in, the same form filled in as a sample, and the form."""

from dataclasses import replace
from typing import Final

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles.colors import Color

from tests.blanks.blank import OLD_NAME, PREDECESSORS, RENAME_TICK, Blank, on
from tests.blanks.drawing import Page, new_pages, saved
from tests.blanks.looks import RED, SMALL, SPECIMEN, TICK, TITLE, Look

_GUIDE = "記入要領"
_SAMPLE = "記入例"
_FORM = "申込書"

_HEADING = Look(line=None, bold=True, size=11)
_LABEL = Look(fill="E2EFDA")
_HEAD = Look(fill="E2EFDA", across="center")
_BOX = Look()
_CERTIFICATES = {"B": "区分", "C:D": "シリアル番号", "E:F": "証明書名(CN)", "G:H": "有効期限"}

_FILLED: Final = {
    "G3": "2026年11月24日",
    "C6": "サンプル電力株式会社",
    "C7": "需給管理部",
    "G7": "申込　太郎",
    "B10": "✔",
    "C15": "01233",
    "F15": "サンプル電力株式会社",
    "C16": "〒100-0000　東京都千代田区見本町１－２－３",
    "C17": "03-1234-5678",
    "C18": "result@example.co.jp",
    "C19": "https://www.example.co.jp/privacy/",
    "B23": "追加",
    "C23": "窓口　花子",
    "D23": "需給管理部",
    "E23": "03-1234-5678",
    "F23": "madoguchi@example.co.jp",
    "B24": "追加",
    "C24": "窓口　次郎",
    "D24": "需給管理部",
    "E24": "03-1234-5679",
    "F24": "jiro@example.co.jp",
    "B30": "追加",
    "C30": "0012AB34",
    "E30": "SAMPLE-PC-01",
    "G30": "2028年11月23日",
    "B37": "追加",
    "C37": "0012AB35",
    "E37": "SAMPLE-SV-01",
    "G37": "2028年11月23日",
    "C39": "自社サーバ（Linux）、自社開発アプリケーション",
    "C40": "（ご希望の方式）",
    "B41": "✔",
    "B13": "✔",
}
_GUIDE_LINES: Final = [
    "１．申込書は「申込書」シートにご記入ください。「記入例」シートも参考にしてください。",
    "２．申込年月日、事業者名、部署名、申込責任者、申請区分、事業者コードは必ずご記入ください。",
    "３．新規本番システム利用申込の場合は、すべての項目をご記入ください。",
    "　　API利用情報は、使用される場合のみご記入ください。",
    "４．申請内容の変更の場合は、変更する項目のみご記入ください。",
    "５．窓口責任者の交代は、前任の方の「削除」と後任の方の「追加」の2行に分けてご記入ください。",
    "６．クライアント証明書を更新する場合は、新しい証明書のシリアル番号をご記入ください。",
    "７．社名変更の場合は、需要（発電）者への周知方法を記入し、周知文を添付してください。",
    "８．システム利用停止の場合は、閲覧・処理がすべて完了した後にお申込みください。",
]


def _must(text: str) -> CellRichText:
    """Give a label with （必須） in red."""
    return CellRichText(text, TextBlock(InlineFont(color=Color("FF" + RED), sz=8), "（必須）"))


def _draw() -> bytes:
    guide, sample, form = new_pages(_GUIDE, _SAMPLE, _FORM, font="Meiryo UI", size=10)
    _draw_guide(guide)
    for page in (sample, form):
        _draw_form(page)
    sample.put("B1", "記入例", Look(line="medium", color=RED, bold=True, across="center"))
    for cell, text in _FILLED.items():
        sample.sheet[cell] = text
    return saved(guide, sample, form)


def _draw_guide(page: Page) -> None:
    page.widths({"A": 2, "B": 110})
    page.put("B1", "スイッチング支援システム利用申込書　記入要領", replace(TITLE, across="left"))
    page.put("B2", SPECIMEN, SMALL)
    for row, line in enumerate(_GUIDE_LINES, start=4):
        page.put(f"B{row}", line)
    page.height(4, 14, 20)
    page.put("B14", "事業者コード　・・・　半角5桁。先頭の0も省略せずにご記入ください。", _BOX)
    page.put("B15", "住所　・・・　郵便番号からご記入ください。", _BOX)
    page.paper("A1:B15", landscape=True)


def _draw_form(page: Page) -> None:
    page.widths({"A": 1.5, "B": 27, "C": 16, "D": 14, "E": 18, "F": 14, "G": 14, "H": 14})
    page.height(1, 60, 18)
    page.heights({1: 30})
    page.put("C1:G1", "スイッチング支援システム利用申込書", TITLE)
    page.put("B2:H2", SPECIMEN, replace(SMALL, across="right"))
    page.put("F3", _must("申込年月日"), _LABEL)
    page.put("G3:H3", None, _BOX)
    _draw_applicant(page)
    _draw_business(page)
    _draw_tables(page)
    _draw_rename(page)
    page.put("B55:H55", "■ 備考", _HEADING)
    page.put("B56:H58", None, replace(_BOX, down="top"))
    page.paper("A1:H58")


def _draw_applicant(page: Page) -> None:
    page.put("B5:H5", "■ 申込者", _HEADING)
    page.put("B6", _must("事業者名"), _LABEL)
    page.put("C6:H6", None, _BOX)
    page.put("B7", _must("部署名"), _LABEL)
    page.put("C7:E7", None, _BOX)
    page.put("F7", _must("申込責任者"), _LABEL)
    page.put("G7:H7", None, _BOX)
    page.put("B9:H9", "■ 申請区分（必須）　該当するものに✔をご記入ください。", _HEADING)
    kinds = {10: "新規本番システム利用申込", 11: "申請内容の変更", 12: "システム利用停止"}
    for row, words in kinds.items():
        page.put(f"B{row}", "□", TICK)
        page.put(f"C{row}:H{row}", words, _BOX)
    page.put("B13", "□", TICK)
    page.put("C13:H13", "【新規の場合】会員加入から利用までの事前手続きを完了した", _BOX)


def _draw_business(page: Page) -> None:
    page.put("B14:H14", "■ 事業者情報", _HEADING)
    page.put("B15", _must("事業者コード"), _LABEL)
    page.put("C15:D15", None, _BOX)
    page.put("E15", _must("事業者名"), _LABEL)
    page.put("F15:H15", None, _BOX)
    fields = {
        "B16": ("住所", "C16:H16"),
        "B17": ("連絡先電話番号\n（他事業者からのお問合せ用）", "C17:H17"),
        "B18": ("処理結果通知\nメールアドレス", "C18:H18"),
        "B19": ("個人情報の取扱い\n掲載URL", "C19:H19"),
    }
    page.fields(fields, _LABEL, _BOX)
    page.height(17, 19, 31)


def _draw_tables(page: Page) -> None:
    page.put("B21:H21", "■ システム窓口情報（窓口責任者）", _HEADING)
    contacts = {
        "B": "区分（追加・変更・削除）",
        "C": "氏名",
        "D": "部署名",
        "E": "電話番号",
        "F:H": "メールアドレス",
    }
    page.table(22, range(23, 28), contacts, _HEAD)
    page.put("B28:H28", "■ WEB利用情報（クライアント証明書）", _HEADING)
    page.table(29, range(30, 35), {**_CERTIFICATES, "B": "区分（追加・更新・削除）"}, _HEAD)
    page.put("B35:H35", "■ API利用情報（使用する場合のみ）", _HEADING)
    page.table(36, range(37, 39), {**_CERTIFICATES, "B": "区分（追加・更新・削除）"}, _HEAD)
    fields = {"B39": ("API連携環境", "C39:H39"), "B40": ("ファイル返却方式", "C40:H40")}
    page.fields(fields, _LABEL, _BOX)
    page.put("B41", "□", TICK)
    page.put("C41:H41", "API連携テストに合格した", _BOX)


def _draw_rename(page: Page) -> None:
    page.put("B43:H43", "■ 社名変更", _HEADING)
    fields = {"B44": ("周知方法", "C44:H44"), "B45": ("周知文のファイル名", "C45:H45")}
    page.fields(fields, _LABEL, _BOX)
    done = {
        46: "経済産業省へ社名変更の手続きをした",
        47: "広域機関へ会員情報の変更手続きをした",
        48: "広域機関システム関連の変更手続きをした",
        49: "需要（発電）者へ社名変更の周知をした",
        50: "社名変更時点で需要（発電）者との契約がない",
    }
    for row, words in done.items():
        page.put(f"B{row}", "□", TICK)
        page.put(f"C{row}:H{row}", words, _BOX)
    page.put("B52:H52", "■ 利用停止", _HEADING)
    page.put("B53", "□", TICK)
    page.put("C53:H53", "システムの閲覧・処理がすべて完了した", _BOX)


WITH_SAMPLE = Blank(
    name="with_sample",
    draw_anew=_draw,
    expected=on(
        _FORM,
        {
            "applied_on": "G3",
            "applicant.company": "C6",
            "applicant.department": "C7",
            "applicant.responsible": "G7",
            "kind.new": "B10",
            "kind.change": "B11",
            "kind.stop": "B12",
            "new.prepared": "B13",
            "business.code": "C15",
            "business.name": "F15",
            "business.address": "C16",
            "business.phone": "C17",
            "business.result_email": "C18",
            "privacy_notice_url": "C19",
            "contacts.action": "B23:B27",
            "contacts.name": "C23:C27",
            "contacts.department": "D23:D27",
            "contacts.phone": "E23:E27",
            "contacts.email": "F23:F27",
            "web_certificates.action": "B30:B34",
            "web_certificates.serial": "C30:C34",
            "web_certificates.common_name": "E30:E34",
            "web_certificates.not_after": "G30:G34",
            "api.certificates.action": "B37:B38",
            "api.certificates.serial": "C37:C38",
            "api.certificates.common_name": "E37:E38",
            "api.certificates.not_after": "G37:G38",
            "api.environment": "C39",
            "api.file_return_method": "C40",
            "api.test_passed": "B41",
            "rename.notice_method": "C44",
            "rename.notice_attachment": "C45",
            "rename.done": "B46:B49",
            "rename.no_contracts": "B50",
            "stop.completed": "B53",
            "remarks": "B56",
        },
    ),
    absent=RENAME_TICK | PREDECESSORS | OLD_NAME | {"stop.reason"},
    notes="記入要領, then 記入例 (the same form filled in, not to be bound), then the form; labels"
    " of rich text with （必須） in red; 区分（追加・変更・削除）; two labels in a row.",
)
