"""Every row holds two labels, one in each half; items are numbered ①, notes are numbered ※１."""

from dataclasses import replace
from typing import Final

from tests.blanks.blank import PREDECESSORS, RENAME_TICK, Blank, on
from tests.blanks.drawing import Page, new_pages, saved
from tests.blanks.looks import BOX, SMALL, SPECIMEN, TITLE, Look

_SHEET = "利用申込書"
_LABEL = Look(fill="DAE3F3", size=9)
_HEAD = Look(fill="DAE3F3", size=9, across="center")
_BAND = Look(fill="8EAADB", bold=True, across="center")
_UNIT = Look(sides="rtb", size=8)
_ANSWER = Look(sides="ltb")
_TICK = Look(sides="ltb", across="center")
_WORDS = Look(sides="rtb", size=9)

_TICKS: Final = {
    "B7:B7": "⑤ 新規本番システム利用申込",
    "F7:F7": "⑥ 申請内容の変更",
    "B8:B8": "⑦ システム利用停止",
    "F8:F8": "⑧ 会員加入から利用までの事前手続き完了（新規の場合）",
    "B38:B38": "㉑ (1)経済産業省への手続き",
    "B39:B39": "㉒ (2)広域機関の会員情報の変更",
    "B40:B40": "㉓ (3)広域機関システム関連の変更",
    "B41:B41": "㉔ (4)需要（発電）者への周知",
    "F38:F38": "㉕ 契約中の需要（発電）者なし",
    "F43:F43": "㉗ 閲覧・処理の完了",
    "F33:F33": "⑱ API連携テスト合格",
}


def _draw() -> bytes:
    (page,) = new_pages(_SHEET, font="ＭＳ ゴシック", size=10)
    page.widths({"A": 1.5, "B": 4, "C": 14, "D": 13, "E": 13, "F": 4, "G": 14, "H": 13, "I": 13})
    page.height(1, 56, 21)
    page.put("B1:I1", "スイッチング支援システム利用申込書", TITLE)
    page.put("B2:I2", SPECIMEN, replace(SMALL, across="right"))
    _draw_fields(page)
    for place, words in _TICKS.items():
        left, row = place[0], place.partition(":")[0][1:]
        words_from, to = ("C", "E") if left == "B" else ("G", "I")
        page.put(f"{left}{row}", "□", _TICK)
        page.put(f"{words_from}{row}:{to}{row}", words, _WORDS)
    _draw_tables(page)
    page.put("B49:I49", "※１　先頭の0も省略せずにご記入ください。", SMALL)
    page.put("B50:I50", "※２　更新の場合は、新しい証明書のシリアル番号をご記入ください。", SMALL)
    page.frame("B3:I47")
    page.paper("A1:I50")
    return saved(page)


def _draw_fields(page: Page) -> None:
    bands = {
        "B3:I3": "申込者",
        "B6:I6": "申請区分",
        "B9:I9": "事業者情報",
        "B14:I14": "システム窓口情報（窓口責任者）",
        "B20:I20": "クライアント証明書",
        "B34:I34": "社名変更",
        "B42:I42": "利用停止",
        "B45:I45": "備考",
    }
    page.puts(bands, _BAND)
    fields = {
        "B4:C4": ("① 申込年月日", "D4:E4"),
        "F4:G4": ("② 事業者名", "H4:I4"),
        "B5:C5": ("③ 部署名", "D5:E5"),
        "F5:G5": ("④ 申込責任者", "H5:I5"),
        "F10:G10": ("⑩ 事業者名", "H10:I10"),
        "F11:G11": ("⑫ 連絡先電話番号\n（他事業者からのお問合せ用）", "H11:I11"),
        "B12:C12": ("⑬ 処理結果通知\n　 メールアドレス", "D12:E12"),
        "F12:G12": ("⑭ 個人情報の取扱い\n　 掲載URL", "H12:I12"),
        "B33:C33": ("⑰ ファイル返却方式", "D33:E33"),
        "F32:G32": ("⑯ API連携環境", "H32:I32"),
        "B35:C35": ("⑲ 旧事業者名", "D35:E35"),
        "F35:G35": ("⑳ 社名変更日", "H35:I35"),
        "B36:C36": ("周知方法", "D36:E36"),
        "F36:G36": ("添付する周知文", "H36:I36"),
        "B43:C43": ("㉖ 停止理由", "D43:E43"),
    }
    page.fields(fields, _LABEL, BOX)
    page.heights({11: 44, 12: 30})
    page.put("B10:C10", "⑨ 事業者コード※１", _LABEL)
    page.put("D10", None, _ANSWER)
    page.put("E10", "（半角5桁）", _UNIT)
    page.put("B11:C11", "⑪ 住所", _LABEL)
    page.put("D11:E11", "〒", replace(BOX, down="top"))
    page.put("B37:I37", "次の手続きが完了しましたら、□に✔してください。", SMALL)
    page.put("B46:I47", None, BOX)


def _draw_tables(page: Page) -> None:
    contacts = {
        "B:C": "区分",
        "D": "氏名",
        "E": "部署名",
        "F:G": "電話番号",
        "H:I": "メールアドレス",
    }
    page.table(15, range(16, 20), contacts, _HEAD)
    page.put("B21:E21", "⑮ WEB利用情報※２", _LABEL)
    page.put("F21:I21", "⑮ API利用情報※２", _LABEL)
    web = {"B": "区分", "C": "シリアル番号", "D": "証明書名(CN)", "E": "有効期限"}
    api = {"F": "区分", "G": "シリアル番号", "H": "証明書名(CN)", "I": "有効期限"}
    page.table(22, range(23, 32), web, replace(_HEAD, size=8))
    page.table(22, range(23, 25), api, replace(_HEAD, size=8))
    page.put("F25:I31", "※APIの証明書は、原則1枚です。", replace(SMALL, line="thin", down="top"))
    page.put(
        "B32:E32", "（行が足りない場合は、別紙にご記入ください。）", replace(SMALL, line="thin")
    )
    page.heights({22: 26})


HALVES = Blank(
    name="halves",
    draw_anew=_draw,
    expected=on(
        _SHEET,
        {
            "applied_on": "D4",
            "applicant.company": "H4",
            "applicant.department": "D5",
            "applicant.responsible": "H5",
            "kind.new": "B7",
            "kind.change": "F7",
            "kind.stop": "B8",
            "new.prepared": "F8",
            "business.code": "D10",
            "business.name": "H10",
            "business.address": "D11",
            "business.phone": "H11",
            "business.result_email": "D12",
            "privacy_notice_url": "H12",
            "contacts.action": "B16:B19",
            "contacts.name": "D16:D19",
            "contacts.department": "E16:E19",
            "contacts.phone": "F16:F19",
            "contacts.email": "H16:H19",
            "web_certificates.action": "B23:B31",
            "web_certificates.serial": "C23:C31",
            "web_certificates.common_name": "D23:D31",
            "web_certificates.not_after": "E23:E31",
            "api.certificates.action": "F23:F24",
            "api.certificates.serial": "G23:G24",
            "api.certificates.common_name": "H23:H24",
            "api.certificates.not_after": "I23:I24",
            "api.environment": "H32",
            "api.file_return_method": "D33",
            "api.test_passed": "F33",
            "rename.previous_name": "D35",
            "rename.effective_on": "H35",
            "rename.notice_method": "D36",
            "rename.notice_attachment": "H36",
            "rename.done": "B38:B41",
            "rename.no_contracts": "F38",
            "stop.reason": "D43",
            "stop.completed": "F43",
            "remarks": "B46",
        },
    ),
    absent=RENAME_TICK | PREDECESSORS,
    notes="Two labels in every row; items numbered ① to ㉗, notes ※１; the unit in a cell of its"
    " own without a line between; the address box has 〒 printed in it; two tables side by side,"
    " the shorter one closed by a note.",
)
