"""方眼紙: sixty narrow columns, every box merged from small squares; headings written down."""

from dataclasses import replace

from tests.blanks.blank import OLD_NAME, PREDECESSORS, RENAME_TICK, Blank, on
from tests.blanks.drawing import Page, new_pages, saved
from tests.blanks.looks import SMALL, SPECIMEN, Look

_SHEET = "様式"
_BOX = Look()
_LABEL = Look(fill="EAEAEA", across="distributed")
_SIDE = Look(fill="D0CECE", upright=True, across="center", bold=True)
_HEAD = Look(fill="EAEAEA", across="center", size=8)
_TICK = Look(across="center")
_UNIT = Look(sides="tb", across="center")


def _sides(page: Page) -> None:
    headings = {
        "B8:C13": "申込者",
        "B14:C19": "申請区分",
        "B20:C33": "事業者情報",
        "B34:C45": "システム窓口",
        "B46:C57": "WEB利用",
        "B58:C69": "API利用",
        "B70:C85": "社名変更",
    }
    page.puts(headings, _SIDE)


def _draw() -> bytes:
    (page,) = new_pages(_SHEET, font="ＭＳ ゴシック", size=9)
    page.widths({"A:BH": 1.7})
    page.height(1, 92, 10.5)
    page.put(
        "K2:AX4", "スイッチング支援システム利用申込書", Look(line=None, size=15, across="center")
    )
    page.put("AY1:BG1", SPECIMEN, replace(SMALL, size=7))
    _draw_date(page)
    _sides(page)
    _draw_applicant(page)
    _draw_kind(page)
    _draw_business(page)
    _draw_tables(page)
    _draw_rename(page)
    page.put("B86:M89", "備　　考", _LABEL)
    page.put("N86:BG89", None, replace(_BOX, down="top"))
    page.put("B91:BG92", "※記入欄が不足する場合は、本様式を複写してご記入ください。", SMALL)
    page.frame("B8:BG89")
    page.paper("A1:BH92")
    return saved(page)


def _draw_date(page: Page) -> None:
    page.put("AD5:AJ6", "申込年月日", replace(_LABEL, fill="", line=None))
    page.put("AK5:AM6", "西暦", Look(line=None, across="right"))
    for place, unit in {"AR5:AS6": "年", "AW5:AX6": "月", "BB5:BC6": "日"}.items():
        page.put(place, unit, Look(line=None, across="center"))
    page.boxes("AN5:AQ6 AT5:AV6 AY5:BA6", Look(sides="b", across="center"))


def _draw_applicant(page: Page) -> None:
    fields = {
        "D8:M9": ("事業者名", "N8:BG9"),
        "D10:M11": ("部署名", "N10:BG11"),
        "D12:M13": ("申込責任者", "N12:BG13"),
    }
    page.fields(fields, _LABEL, _BOX)


def _draw_kind(page: Page) -> None:
    kinds = {14: "新規本番システム利用申込", 16: "申請内容の変更", 18: "システム利用停止"}
    conditions = {14: "会員加入から利用までの事前手続き完了", 18: "閲覧・処理の完了"}
    for row, words in kinds.items():
        page.put(f"D{row}:E{row + 1}", "□", _TICK)
        page.put(f"F{row}:AB{row + 1}", words, _BOX)
    for row, words in conditions.items():
        page.put(f"AC{row}:AD{row + 1}", "□", _TICK)
        page.put(f"AE{row}:BG{row + 1}", words, _BOX)
    page.put("AC16:BG17", "（変更する項目のみご記入ください）", replace(_BOX, size=8))


def _draw_business(page: Page) -> None:
    fields = {
        "D22:M23": ("事業者名", "N22:BG23"),
        "D28:M29": ("連絡先電話番号", "N28:AD29"),
        "D30:M31": ("処理結果通知\nﾒｰﾙｱﾄﾞﾚｽ", "N30:BG31"),
        "D32:M33": ("個人情報の取扱い\n掲載ＵＲＬ", "N32:BG33"),
    }
    page.fields(fields, replace(_LABEL, size=7, across="left"), _BOX)
    page.height(28, 33, 11.5)
    page.put("D20:M21", "事業者コード", _LABEL)
    page.boxes("N20:O21 P20:Q21 R20:S21 T20:U21 V20:W21", _TICK)
    page.put("X20:BG21", "（半角５桁）", replace(_BOX, size=8))
    page.put("D24:M27", "住　　　所", _LABEL)
    page.put("N24:O25", "〒", replace(_UNIT, sides="ltb"))
    page.put("P24:V25", None, replace(_UNIT, across="left"))
    page.put("W24:BG25", None, Look(sides="rtb"))
    page.put("N26:BG27", None, _BOX)
    page.put("AE28:BG29", "※他事業者からのお問合せ用", replace(_BOX, size=8))


def _draw_tables(page: Page) -> None:
    contacts = {
        "D:G": "区分",
        "H:Q": "氏名",
        "R:AB": "部署名",
        "AC:AM": "電話番号",
        "AN:BG": "メールアドレス",
    }
    page.table(34, range(36, 46, 2), contacts, _HEAD, _BOX)
    certificates = {
        "D:G": "区分",
        "H:AA": "シリアル番号",
        "AB:AT": "証明書名（ＣＮ）",
        "AU:BG": "有効期限",
    }
    page.table(46, range(48, 58, 2), certificates, _HEAD, _BOX)
    page.table(58, range(60, 64, 2), certificates, _HEAD, _BOX)
    fields = {
        "D64:M65": ("API連携環境", "N64:BG65"),
        "D66:M67": ("ファイル返却方式", "N66:BG67"),
    }
    page.fields(fields, _LABEL, _BOX)
    page.put("D68:M69", "連携テスト", _LABEL)
    page.put("N68:O69", "□", _TICK)
    page.put("P68:BG69", "API連携テストに合格している", _BOX)


def _draw_rename(page: Page) -> None:
    fields = {
        "D70:M71": ("周知方法", "N70:BG71"),
        "D72:M73": ("添付する周知文", "N72:BG73"),
    }
    page.fields(fields, _LABEL, _BOX)
    page.put("D74:M85", "事前手続き\n（済んだものに✔）", replace(_LABEL, across="center"))
    done = {
        74: "（１）経済産業省への社名変更の手続き",
        76: "（２）広域機関の会員情報の変更手続き",
        78: "（３）広域機関システム関連の変更手続き",
        80: "（４）需要（発電）者への社名変更の周知",
    }
    for row, words in done.items():
        page.put(f"N{row}:O{row + 1}", "□", _TICK)
        page.put(f"P{row}:BG{row + 1}", words, _BOX)
    page.put("N82:BG83", "※契約中の需要（発電）者がいない場合は、次に✔してください。", _BOX)
    page.put("N84:O85", "□", _TICK)
    page.put("P84:BG85", "契約中の需要（発電）者なし", _BOX)


GRAPH_PAPER = Blank(
    name="graph_paper",
    draw_anew=_draw,
    expected=on(
        _SHEET,
        {
            "applied_on.year": "AN5",
            "applied_on.month": "AT5",
            "applied_on.day": "AY5",
            "applicant.company": "N8",
            "applicant.department": "N10",
            "applicant.responsible": "N12",
            "kind.new": "D14",
            "kind.change": "D16",
            "kind.stop": "D18",
            "new.prepared": "AC14",
            "stop.completed": "AC18",
            "business.code": "N20:V20",
            "business.name": "N22",
            "business.address.postal": "P24",
            "business.address": "N26",
            "business.phone": "N28",
            "business.result_email": "N30",
            "privacy_notice_url": "N32",
            "contacts.action": "D36:D44",
            "contacts.name": "H36:H44",
            "contacts.department": "R36:R44",
            "contacts.phone": "AC36:AC44",
            "contacts.email": "AN36:AN44",
            "web_certificates.action": "D48:D56",
            "web_certificates.serial": "H48:H56",
            "web_certificates.common_name": "AB48:AB56",
            "web_certificates.not_after": "AU48:AU56",
            "api.certificates.action": "D60:D62",
            "api.certificates.serial": "H60:H62",
            "api.certificates.common_name": "AB60:AB62",
            "api.certificates.not_after": "AU60:AU62",
            "api.environment": "N64",
            "api.file_return_method": "N66",
            "api.test_passed": "N68",
            "rename.notice_method": "N70",
            "rename.notice_attachment": "N72",
            "rename.done": "N74:N80",
            "rename.no_contracts": "N84",
            "remarks": "N86",
        },
    ),
    absent=RENAME_TICK | PREDECESSORS | OLD_NAME | {"stop.reason"},
    notes="Sixty columns of 1.7, every box merged of squares and two rows high; upright headings at"
    " the left; the date in three cells; the code in five boxes; 〒 apart; distributed labels with"
    " spaces, line breaks and half-width kana; two tick cells in one row.",
)
