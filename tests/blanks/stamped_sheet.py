"""An industry body's card: small words on top of every box, stamps, people side by side."""

from dataclasses import replace
from typing import Final

from tests.blanks.blank import PREDECESSORS, RENAME_TICK, Blank, on
from tests.blanks.check_boxes import CheckBox
from tests.blanks.drawing import Page, new_pages, saved
from tests.blanks.looks import BOX, SPECIMEN, Look
from tests.blanks.overlay import draw_over

_SHEET = "利用申込カード"
_CAPTION = Look(sides="ltr", size=7, color="1F4E78")
_UNDER = Look(sides="lrb")
_HEADING = Look(fill="1F4E78", color="FFFFFF", bold=True)
_HEAD = Look(fill="DDEBF7", across="center", size=8)
_OFFICE = Look(fill="EDEDED", size=8)
_SIDE = Look(fill="DDEBF7", size=8)
_PEOPLE: Final = {"C": "主担当", "F": "副担当（１）", "I": "副担当（２）"}
_WEB: Final = {
    "B": "No.",
    "C": "区分",
    "D:F": "シリアル番号",
    "G:H": "証明書名(CN)",
    "I:J": "有効期限",
    "K": "設置場所",
}
_KINDS: Final = [
    CheckBox("C13:E13", "新規本番システム利用申込", 60),
    CheckBox("F13:H13", "申請内容の変更", 60),
    CheckBox("I13:K13", "システム利用停止", 60),
    CheckBox("C15:K15", "会員加入から利用までの事前手続きは完了している（新規）", 60),
]
_DONE: Final = {
    60: "経済産業省での手続きを終えている",
    61: "会員情報の変更を広域機関に届け出ている",
    62: "広域機関システムの変更手続きを終えている",
    63: "需要（発電）者に周知している",
    64: "契約中の需要（発電）者がいない",
}


def _captions(page: Page, row: int, boxes: dict[str, str]) -> None:
    """Draw small words, and the boxes below them without a line between."""
    for columns, words in boxes.items():
        left, _, right = columns.partition(":")
        page.put(f"{left}{row}:{right or left}{row}", words, _CAPTION)
        page.put(f"{left}{row + 1}:{right or left}{row + 1}", None, _UNDER)
    page.heights({row: 11, row + 1: 20})


def _draw() -> bytes:
    (page,) = new_pages(_SHEET, font="Meiryo UI", size=10)
    page.widths({"A": 1.5, "B": 14, "C:K": 10.5})
    page.height(1, 72, 18)
    title = Look(line=None, size=15, bold=True)
    page.put("B1:G2", "スイッチング支援システム利用申込カード", title)
    page.put("B3:G3", SPECIMEN, Look(line=None, size=8))
    page.puts({"H1": "承認", "I1": "審査", "J1": "登録", "K1": "受付"}, _HEAD)
    page.boxes("H2:H3 I2:I3 J2:J3 K2:K3")
    page.heights({2: 22, 3: 22})
    _draw_applicant(page)
    page.put("B13", "申請区分", _SIDE)
    page.boxes("C13:E13 F13:H13 I13:K13 C15:K15")
    page.put("B15", "新規の方", _SIDE)
    page.put("B14:K14", "該当するものにチェックを付けてください。", Look(line=None, size=8))
    _draw_business(page)
    _draw_people(page)
    _draw_certificates(page)
    _draw_rename(page)
    page.paper("A1:K72")
    ticks = [CheckBox(f"B{row}") for row in (*_DONE, 55, 67)]
    return draw_over(saved(page), *_KINDS, *ticks)


def _draw_applicant(page: Page) -> None:
    page.put("B5:K5", "申込者", _HEADING)
    _captions(page, 6, {"B:C": "申込年月日", "D:G": "事業者名", "H:K": "フリガナ"})
    _captions(page, 8, {"B:D": "部署名", "E:F": "役職", "G:I": "申込責任者", "J:K": "内線"})
    page.put("B11:K11", "申込の内容", _HEADING)


def _draw_business(page: Page) -> None:
    page.put("B17:K17", "事業者情報", _HEADING)
    _captions(page, 18, {"B:C": "事業者コード", "D:H": "事業者名", "I:K": "法人番号（13桁）"})
    _captions(page, 20, {"B": "郵便番号", "C:H": "住所", "I:K": "ビル名を含めてください"})
    page.put("I21:K21", "（階数も）", replace(_UNDER, size=7))
    phones = {"B:D": "電話番号（他事業者からのお問合せ用）", "E:G": "FAX番号", "H:K": "代表者氏名"}
    _captions(page, 22, phones)
    urls = {
        "B:F": "処理結果通知メールアドレス",
        "G:K": "個人情報（共同利用）の取扱い掲載URL",
    }
    _captions(page, 24, urls)


def _draw_people(page: Page) -> None:
    page.put("B27:K27", "システム窓口情報（窓口責任者）", _HEADING)
    page.put("B28", None, _HEAD)
    labels = ["区分", "氏名", "フリガナ", "役職", "部署名", "電話番号", "携帯電話", "FAX"]
    for row, words in enumerate([*labels, "メールアドレス"], start=29):
        page.put(f"B{row}", words, _SIDE)
        for left, right in {"C": "E", "F": "H", "I": "K"}.items():
            page.put(f"{left}{row}:{right}{row}", None, BOX)
    for left, words in _PEOPLE.items():
        right = chr(ord(left) + 2)
        page.put(f"{left}28:{right}28", words, _HEAD)
        page.choices(f"{left}29", "追加,変更,削除")


def _draw_certificates(page: Page) -> None:
    page.put("B39:K39", "WEB利用情報（クライアント証明書）", _HEADING)
    page.table(40, range(41, 46), _WEB, _HEAD)
    page.put("B47:K47", "API利用情報（クライアント証明書）", _HEADING)
    page.table(48, range(49, 51), _WEB, _HEAD)
    for first, last in ((41, 46), (49, 51)):
        page.choices(f"C{first}:C{last - 1}", "追加,更新,削除")
        for row in range(first, last):
            page.put(f"B{row}", str(row - first + 1), Look(across="center"))
            page.put(f"I{row}:J{row}", "20　　年　　月　　日", Look(size=8))
    boxes = {"B:F": "API連携環境（サーバ・アプリケーション等）", "G:K": "ファイル返却方式"}
    _captions(page, 52, boxes)
    page.put("B55", None, BOX)
    page.put("C55:K55", "API連携テストに合格している", BOX)


def _draw_rename(page: Page) -> None:
    page.put("B57:K57", "社名変更", _HEADING)
    boxes = {"B:D": "旧事業者名", "E:F": "変更日", "G:I": "周知方法", "J:K": "周知文（ファイル名）"}
    _captions(page, 58, boxes)
    page.put("B66:K66", "利用停止", _HEADING)
    words = {**_DONE, 67: "閲覧・処理がすべて完了している"}
    for row, text in words.items():
        page.put(f"B{row}", None, BOX)
        page.put(f"C{row}:K{row}", text, BOX)
    _captions(page, 68, {"B:F": "停止理由", "G:K": "備考"})
    office = {"B71": "事務局記入", "C71": "受付番号", "E71": "登録日", "G71": "担当", "I71": "備考"}
    page.puts(office, _OFFICE)
    page.boxes("D71 F71 H71 J71:K71", _OFFICE)


STAMPED_SHEET = Blank(
    name="stamped_sheet",
    draw_anew=_draw,
    expected=on(
        _SHEET,
        {
            "applied_on": "B7",
            "applicant.company": "D7",
            "applicant.department": "B9",
            "applicant.responsible": "G9",
            "kind.new": "C13",
            "kind.change": "F13",
            "kind.stop": "I13",
            "new.prepared": "C15",
            "business.code": "B19",
            "business.name": "D19",
            "business.address.postal": "B21",
            "business.address": "C21",
            "business.phone": "B23",
            "business.result_email": "B25",
            "privacy_notice_url": "G25",
            "contacts.action": "C29:I29",
            "contacts.name": "C30:I30",
            "contacts.department": "C33:I33",
            "contacts.phone": "C34:I34",
            "contacts.email": "C37:I37",
            "web_certificates.action": "C41:C45",
            "web_certificates.serial": "D41:D45",
            "web_certificates.common_name": "G41:G45",
            "web_certificates.not_after": "I41:I45",
            "api.certificates.action": "C49:C50",
            "api.certificates.serial": "D49:D50",
            "api.certificates.common_name": "G49:G50",
            "api.certificates.not_after": "I49:I50",
            "api.environment": "B53",
            "api.file_return_method": "G53",
            "api.test_passed": "B55",
            "rename.previous_name": "B59",
            "rename.effective_on": "E59",
            "rename.notice_method": "G59",
            "rename.notice_attachment": "J59",
            "rename.done": "B60:B63",
            "rename.no_contracts": "B64",
            "stop.completed": "B67",
            "stop.reason": "B69",
            "remarks": "G69",
        },
    ),
    absent=RENAME_TICK | PREDECESSORS,
    notes="Small words on top of every box, no line between them; three people side by side with"
    " フリガナ, 役職, 携帯電話 and FAX; 20　年　月　日 printed in the cells of dates; a column"
    " 設置場所; stamps above empty boxes; the office's own 備考 and 受付番号 in the last row; check"
    " boxes with and without captions.",
)
