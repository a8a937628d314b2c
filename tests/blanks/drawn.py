"""Text boxes, an arrow, a logo, a round stamp's place; half-width kana; furigana in the texts."""

from dataclasses import replace
from typing import Final

from tests.blanks.blank import COMMON_NAMES, OLD_NAME, PREDECESSORS, RENAME_TICK, Blank, on
from tests.blanks.drawing import Page, new_pages, saved
from tests.blanks.looks import BOX, SMALL, SPECIMEN, TICK, Look
from tests.blanks.overlay import draw_over
from tests.blanks.packing import with_readings
from tests.blanks.shapes import Picture, TextBox, picture_of

_SHEET = "申込書（表）"
_TITLE = "スイッチング支援システム利用申込書"
_LABEL = Look(fill="E7E6E6", size=9)
_HEAD = Look(fill="E7E6E6", size=9, across="center")
_HEADING = Look(line=None, bold=True)

_LOGO: Final = picture_of(
    [
        "..bbbb..",
        ".bbbybb.",
        "bbbyybbb",
        "bbyyybbb",
        "bbbyyybb",
        "bbbyybbb",
        ".bbybbb.",
        "..bbbb..",
    ],
    {".": (255, 255, 255), "b": (31, 78, 121), "y": (255, 217, 102)},
)
_OVER: Final = (
    Picture("B1:B2", _LOGO, "ロゴ", 64),
    TextBox(
        "C1:F2", "スイッチング支援システム利用申込書", line="", size=16, bold=True, align="ctr"
    ),
    TextBox("G1:H2", f"{SPECIMEN}\n送付先：ヘルプデスク", size=8, align="ctr"),
    TextBox("G9:H10", "該当するもの一つに\n✔してください", "wedgeRectCallout", "FFF2CC", size=8),
    TextBox("H7", "印", "ellipse", "", "C00000", size=7, align="ctr", reach=26),
    TextBox("E41:H44", "社名変更の場合は、周知文を必ず添付してください。", "roundRect", "FFF2CC"),
)
_READINGS: Final = {
    "申込年月日": "モウシコミネンガッピ",
    "氏名": "シメイ",
    "住所": "ジュウショ",
    "部署名": "ブショメイ",
    "備考": "ビコウ",
}


def _draw() -> bytes:
    (page,) = new_pages(_SHEET, font="ＭＳ Ｐゴシック", size=10)
    page.widths({"A": 1.5, "B": 17, "C": 13, "D": 13, "E": 15, "F": 15, "G": 15, "H": 15})
    page.height(1, 62, 19)
    page.heights({1: 28, 2: 20})
    _draw_fields(page)
    _draw_tables(page)
    _draw_ends(page)
    page.paper("A1:H56")
    page.header_and_footer(SPECIMEN, "&P")
    return with_readings(draw_over(saved(page), *_OVER), _READINGS)


def _draw_fields(page: Page) -> None:
    page.put("B4:H4", "＜申込者＞", _HEADING)
    fields = {
        "B5": ("申込年月日", "C5:D5"),
        "B6": ("事業者名", "C6:H6"),
        "B7": ("部署名", "C7:D7"),
        "E7": ("申込責任者", "F7:G7"),
        "B15": ("事業者ｺｰﾄﾞ", "C15:D15"),
        "B16": ("事業者名", "C16:H16"),
        "B17": ("住所", "C17:H17"),
        "B18": ("連絡先TEL", "C18:D18"),
        "B19": ("処理結果通知\nﾒｰﾙｱﾄﾞﾚｽ", "C19:H19"),
        "B20": ("ﾌﾟﾗｲﾊﾞｼｰﾎﾟﾘｼｰ\n掲載URL", "C20:H20"),
    }
    page.fields(fields, _LABEL, BOX)
    page.heights({19: 30, 20: 30})
    page.boxes("H7")
    page.put("E15:H15", "※半角5桁", replace(BOX, size=8))
    page.put("E18:H18", "※他事業者からのお問合せ用", replace(BOX, size=8))
    page.put("B9:F9", "＜申請区分＞", _HEADING)
    kinds = {10: "新規本番ｼｽﾃﾑ利用申込", 11: "申請内容の変更", 12: "ｼｽﾃﾑ利用停止"}
    for row, words in kinds.items():
        page.put(f"B{row}", "□", replace(TICK, across="right"))
        page.put(f"C{row}:F{row}", words, BOX)
    page.put("B14:H14", "＜事業者情報＞", _HEADING)


def _draw_tables(page: Page) -> None:
    page.put("B22:H22", "＜ｼｽﾃﾑ窓口情報（窓口責任者）＞", _HEADING)
    contacts = {"B": "区分", "C": "氏名", "D": "部署名", "E": "TEL", "F:H": "ﾒｰﾙｱﾄﾞﾚｽ"}
    page.table(23, range(24, 28), contacts, _HEAD)
    page.put("B29:H29", "＜WEB利用情報（ｸﾗｲｱﾝﾄ証明書）＞", _HEADING)
    certificates = {"B": "区分", "C:E": "ｼﾘｱﾙ番号", "F:H": "有効期限"}
    page.table(30, range(31, 34), certificates, _HEAD)
    page.put("B34:H34", "＜API利用情報（ｸﾗｲｱﾝﾄ証明書）＞", _HEADING)
    page.table(35, range(36, 38), certificates, _HEAD)
    fields = {"B38": ("API連携環境", "C38:H38"), "B39": ("ﾌｧｲﾙ返却方式", "C39:H39")}
    page.fields(fields, _LABEL, BOX)


def _draw_ends(page: Page) -> None:
    page.put("B41:D41", "＜社名変更＞", _HEADING)
    done = {
        45: "経済産業省への社名変更の手続き",
        46: "広域機関の会員情報の変更手続き",
        47: "広域機関ｼｽﾃﾑ関連の変更手続き",
        48: "需要（発電）者への社名変更の周知",
        51: "ｼｽﾃﾑの閲覧・処理がすべて完了した",
    }
    for row, words in done.items():
        page.put(f"B{row}", "□", replace(TICK, across="right"))
        page.put(f"C{row}:H{row}", words, BOX)
    fields = {"B42": ("周知方法", "C42:D42"), "B43": ("周知文ﾌｧｲﾙ名", "C43:D43")}
    page.fields(fields, _LABEL, BOX)
    page.put("B44:D44", "事前手続き（済んだものに✔）", SMALL)
    page.put("B50:H50", "＜利用停止＞", _HEADING)
    page.put("B53:H53", "備考", _LABEL)
    page.put("B54:H56", None, replace(BOX, down="top"))


DRAWN = Blank(
    name="drawn",
    draw_anew=_draw,
    expected=on(
        _SHEET,
        {
            "applied_on": "C5",
            "applicant.company": "C6",
            "applicant.department": "C7",
            "applicant.responsible": "F7",
            "kind.new": "B10",
            "kind.change": "B11",
            "kind.stop": "B12",
            "business.code": "C15",
            "business.name": "C16",
            "business.address": "C17",
            "business.phone": "C18",
            "business.result_email": "C19",
            "privacy_notice_url": "C20",
            "contacts.action": "B24:B27",
            "contacts.name": "C24:C27",
            "contacts.department": "D24:D27",
            "contacts.phone": "E24:E27",
            "contacts.email": "F24:F27",
            "web_certificates.action": "B31:B33",
            "web_certificates.serial": "C31:C33",
            "web_certificates.not_after": "F31:F33",
            "api.certificates.action": "B36:B37",
            "api.certificates.serial": "C36:C37",
            "api.certificates.not_after": "F36:F37",
            "api.environment": "C38",
            "api.file_return_method": "C39",
            "rename.notice_method": "C42",
            "rename.notice_attachment": "C43",
            "rename.done": "B45:B48",
            "stop.completed": "B51",
            "remarks": "B54",
        },
    ),
    absent=RENAME_TICK
    | PREDECESSORS
    | COMMON_NAMES
    | OLD_NAME
    | {"new.prepared", "api.test_passed", "rename.no_contracts", "stop.reason"},
    notes="The title and the notes are text boxes, a callout and a rounded box; a logo, a ring for"
    " the seal over an empty cell that is nobody's answer; half-width kana and TEL; five texts"
    " carry furigana, as typed Japanese does.",
)
