"""An agent's part before the applicant's, both asking the same; examples in the boxes."""

from dataclasses import replace
from typing import Final

from tests.blanks.blank import PREDECESSORS, Blank, on
from tests.blanks.check_boxes import GroupBox, OptionButton
from tests.blanks.drawing import Page, new_pages, saved
from tests.blanks.looks import BOX, SMALL, SPECIMEN, TICK, TITLE, Look
from tests.blanks.overlay import draw_over

_SHEET = "申込フォーム"
_BAND = Look(fill="C6E0B4", bold=True)
_LABEL = Look(fill="F2F2F2")
_HEAD = Look(fill="F2F2F2", across="center")
_EXAMPLE = Look(color="808080")
_KINDS: Final = [
    OptionButton("C21:E21", "新規本番システム利用申込", 60, is_first=True),
    OptionButton("F21:H21", "申請内容の変更", 60),
    OptionButton("C22:E22", "社名変更", 60),
    OptionButton("F22:H22", "システム利用停止", 60),
]
_CERTIFICATES: Final = {
    "B": "区分",
    "C:D": "証明書シリアル番号",
    "E:F": "コモンネーム（CN）",
    "G:H": "有効期間終了日",
}


def _draw() -> bytes:
    (page,) = new_pages(_SHEET, font="游ゴシック", size=10)
    page.widths({"A": 1.5, "B": 21, "C:H": 13})
    page.height(1, 90, 19)
    page.put("B1:H1", "スイッチング支援システム　利用申込フォーム", TITLE)
    page.put("B2:H2", f"{SPECIMEN}　（必須）の項目は必ずご記入ください。", SMALL)
    page.heights({1: 30})
    bands = {
        3: "Ａ．代理申請者（代理で申し込む場合のみ）",
        9: "Ｂ．申込者",
        15: "Ｃ．本申込みの連絡担当者（申込責任者と異なる場合）",
        20: "Ｄ．申請区分",
        24: "Ｅ．事業者情報",
        35: "Ｆ．窓口責任者",
        42: "Ｇ．WEB利用情報：クライアント証明書",
        48: "Ｈ．API利用情報：クライアント証明書",
        56: "Ｉ．社名変更",
        67: "Ｊ．利用停止",
        71: "Ｋ．その他",
    }
    page.puts({f"B{row}:H{row}": words for row, words in bands.items()}, _BAND)
    _draw_people(page)
    _draw_kind(page)
    _draw_business(page)
    _draw_tables(page)
    _draw_cases(page)
    page.break_after(41)
    page.paper("A1:H78", pages=0)
    return draw_over(saved(page), GroupBox("C21:H22", "", 80), *_KINDS)


def _examples(page: Page, fields: dict[str, tuple[str, str, str]]) -> None:
    for place, (label, answer, example) in fields.items():
        page.put(place, label, _LABEL)
        page.put(answer, example or None, _EXAMPLE if example else BOX)


def _draw_people(page: Page) -> None:
    agent = {
        "B4": ("会社名", "C4:E4", ""),
        "F4": ("法人番号", "G4:H4", ""),
        "B5": ("部署名", "C5:E5", ""),
        "F5": ("氏名", "G5:H5", ""),
        "B6": ("住所", "C6:H6", ""),
        "B7": ("電話番号", "C7:E7", ""),
        "F7": ("メールアドレス", "G7:H7", ""),
    }
    applicant = {
        "B10": ("申込日（必須）", "C10:E10", "例：2026/4/1"),
        "F10": ("受付番号", "G10:H10", ""),
        "B11": ("会社名（必須）", "C11:E11", "例：電力小売株式会社"),
        "F11": ("代表者氏名", "G11:H11", ""),
        "B12": ("部署名（必須）", "C12:E12", "例：営業部"),
        "F12": ("役職", "G12:H12", "例：課長"),
        "B13": ("氏名（必須）", "C13:E13", "例：電力太郎"),
        "F13": ("電話番号", "G13:H13", "例：03-1234-5678"),
    }
    liaison = {
        "B16": ("氏名", "C16:E16", ""),
        "F16": ("部署名", "G16:H16", ""),
        "B17": ("電話番号", "C17:E17", ""),
        "F17": ("FAX番号", "G17:H17", ""),
        "B18": ("メールアドレス", "C18:H18", ""),
    }
    _examples(page, {**agent, **applicant, **liaison})


def _draw_kind(page: Page) -> None:
    page.put("B21:B22", "一つを選んでください", _LABEL)
    page.boxes("C21:E21 F21:H21 C22:E22 F22:H22")
    page.put("B23", "□", TICK)
    page.put("C23:H23", "（新規のみ）会員加入から利用までの事前手続きを完了しています。", BOX)


def _draw_business(page: Page) -> None:
    fields = {
        "B25": ("事業者コード（必須）", "C25:E25", "例：01234"),
        "F25": ("登録番号", "G25:H25", ""),
        "B26": ("事業者名（必須）", "C26:H26", "例：電力小売株式会社"),
        "B27": ("英文社名", "C27:H27", ""),
        "B28": ("代表者名", "C28:E28", ""),
        "F28": ("代表者役職", "G28:H28", ""),
        "B29": ("所在地", "C29:H29", "例：〒100-0000　東京都千代田区見本町1-1"),
        "B30": ("電話番号", "C30:E30", ""),
        "F30": ("FAX番号", "G30:H30", ""),
        "B31": ("ホームページURL", "C31:H31", ""),
        "B32": ("個人情報の取扱い\n掲載URL", "C32:H32", "例：https://www.example.co.jp/"),
        "B33": ("処理結果通知先\nE-mail", "C33:H33", "例：kekka@example.co.jp"),
    }
    _examples(page, fields)
    page.heights({32: 32, 33: 32})


def _draw_tables(page: Page) -> None:
    contacts = {
        "B": "区分",
        "C": "氏名",
        "D": "役職",
        "E": "部署名",
        "F": "電話番号",
        "G:H": "E-mail",
    }
    page.table(36, range(37, 41), contacts, _HEAD)
    page.table(43, range(44, 47), _CERTIFICATES, _HEAD)
    page.table(49, range(50, 52), _CERTIFICATES, _HEAD)
    first = {"C37": "例：電力花子", "F37": "例：03-1234-5678"}
    page.puts(first, _EXAMPLE)
    page.choices("B37:B40", "追加,変更,削除")
    page.choices("B44:B46 B50:B51", "追加,更新,削除")
    fields = {
        "B52": ("API連携環境", "C52:E52", "例：Windowsサーバ"),
        "F52": ("ファイル返却方式", "G52:H52", ""),
        "B53": ("API連携開始希望日", "C53:E53", ""),
        "F53": ("委託先会社名", "G53:H53", ""),
    }
    _examples(page, fields)
    page.put("B54", "□", TICK)
    page.put("C54:H54", "API連携テストに合格しています。", BOX)


def _draw_cases(page: Page) -> None:
    fields = {
        "B57": ("旧会社名", "C57:E57", ""),
        "F57": ("社名変更日", "G57:H57", ""),
        "B58": ("旧代表者名", "C58:E58", ""),
        "F58": ("新代表者名", "G58:H58", ""),
        "B59": ("周知方法", "C59:E59", "例：郵送"),
        "F59": ("周知文の添付", "G59:H59", ""),
        "B69": ("停止理由", "C69:E69", ""),
        "F69": ("停止希望日", "G69:H69", ""),
    }
    _examples(page, fields)
    ticks = {
        60: "(1) 経済産業省への社名変更の手続きを済ませました。",
        61: "(2) 広域機関の会員情報の変更手続きを済ませました。",
        62: "(3) 広域機関システム関連の変更手続きを済ませました。",
        63: "(4) 需要（発電）者への社名変更の周知を済ませました。",
        65: "契約中の需要（発電）者はいません。（(4)は不要）",
        68: "システムでの閲覧・処理はすべて完了しました。",
        72: "利用規約に同意します。",
    }
    for row, words in ticks.items():
        page.put(f"B{row}", "□", TICK)
        page.put(f"C{row}:H{row}", words, BOX)
    page.put("B73", "備考", _LABEL)
    page.put("C73:H75", None, replace(BOX, down="top"))
    page.put("B76:H76", "事務局使用欄", replace(_BAND, fill="BFBFBF"))
    page.puts({"B77": "受付日", "D77": "担当者氏名", "G77": "備考"}, replace(_LABEL, size=8))
    page.boxes("C77 E77:F77 H77", Look(fill="D9D9D9"))


AGENTS = Blank(
    name="agents",
    draw_anew=_draw,
    expected=on(
        _SHEET,
        {
            "applied_on": "C10",
            "applicant.company": "C11",
            "applicant.department": "C12",
            "applicant.responsible": "C13",
            "kind.new": "C21",
            "kind.change": "F21",
            "kind.rename": "C22",
            "kind.stop": "F22",
            "new.prepared": "B23",
            "business.code": "C25",
            "business.name": "C26",
            "business.address": "C29",
            "business.phone": "C30",
            "business.result_email": "C33",
            "privacy_notice_url": "C32",
            "contacts.action": "B38:B40",
            "contacts.name": "C38:C40",
            "contacts.department": "E38:E40",
            "contacts.phone": "F38:F40",
            "contacts.email": "G38:G40",
            "web_certificates.action": "B44:B46",
            "web_certificates.serial": "C44:C46",
            "web_certificates.common_name": "E44:E46",
            "web_certificates.not_after": "G44:G46",
            "api.certificates.action": "B50:B51",
            "api.certificates.serial": "C50:C51",
            "api.certificates.common_name": "E50:E51",
            "api.certificates.not_after": "G50:G51",
            "api.environment": "C52",
            "api.file_return_method": "G52",
            "api.test_passed": "B54",
            "rename.previous_name": "C57",
            "rename.effective_on": "G57",
            "rename.notice_method": "C59",
            "rename.notice_attachment": "G59",
            "rename.done": "B60:B63",
            "rename.no_contracts": "B65",
            "stop.completed": "B68",
            "stop.reason": "C69",
            "remarks": "C73",
        },
    ),
    absent=PREDECESSORS,
    notes="The agent's part comes first and asks 会社名, 部署名, 氏名, 住所, 電話番号 and"
    " メールアドレス as the applicant's and the business's do; so does a liaison's; 受付番号,"
    " 登録番号, 英文社名, ホームページURL, 委託先会社名, 停止希望日, a consent to be ticked and the"
    " office's 備考 are nobody's answers; 例： in many boxes, and"
    " in a first row of 窓口責任者 that is not for answers; option buttons for 申請区分.",
)
