"""A dense 様式第１号 of an older office: spaced labels, boxes for the office, ticks below."""

from dataclasses import replace

from tests.blanks.blank import (
    COMMON_NAMES,
    EXPIRIES,
    OLD_NAME,
    PREDECESSORS,
    RENAME_TICK,
    Blank,
    on,
)
from tests.blanks.drawing import Page, new_pages, saved
from tests.blanks.looks import BOX, SMALL, SPECIMEN, Look

_SHEET = "様式第１号"
_LABEL = Look(across="center", size=9)
_SIDE = Look(across="center", size=9, upright=True)
_OFFICE = Look(across="center", size=8, fill="D9D9D9")
_DIGIT = Look(line="dotted", across="center")
_UNIT = Look(line=None, across="center", size=9)


def _draw() -> bytes:
    (page,) = new_pages(_SHEET, font="ＭＳ 明朝", size=10)
    page.widths({"A": 4, "B": 9, "C:L": 8.5})
    page.height(1, 60, 18)
    page.put("A1:D1", f"様式第１号　{SPECIMEN}", SMALL)
    _draw_office(page)
    title = Look(line=None, size=15, bold=True, across="center")
    page.put("A5:L5", "ス イ ッ チ ン グ 支 援 シ ス テ ム 利 用 申 込 書", title)
    page.heights({5: 32})
    _draw_date(page)
    _draw_applicant(page)
    _draw_business(page)
    _draw_tables(page)
    _draw_ends(page)
    page.put("A54:L54", "（注）※印の欄は、記入しないでください。", SMALL)
    page.frame("A8:L53")
    page.paper("A1:L54")
    return saved(page)


def _draw_office(page: Page) -> None:
    labels = {"G1:H1": "※受付番号", "G2:H2": "※受付年月日", "G3:H3": "※登録年月日"}
    page.puts(labels, _OFFICE)
    page.puts({"K1:L1": "※担当者氏名"}, _OFFICE)
    page.boxes("I1:J1 I2:J2 I3:J3 K2:L3", replace(BOX, fill="D9D9D9"))


def _draw_date(page: Page) -> None:
    page.put("D6:E6", "申込年月日", replace(_UNIT, across="right"))
    page.put("F6", "令和", replace(_UNIT, across="right"))
    page.puts({"H6": "年", "J6": "月", "L6": "日"}, replace(_UNIT, across="left"))
    page.boxes("G6 I6 K6", replace(_UNIT, across="right"))


def _draw_applicant(page: Page) -> None:
    page.put("A8:A10", "申込者", _SIDE)
    fields = {
        "B8:C8": ("事　業　者　名", "D8:L8"),
        "B9:C9": ("部　　署　　名", "D9:L9"),
        "B10:C10": ("申 込 責 任 者", "D10:L10"),
        "B11:C12": ("申　請　区　分", "D12:F12"),
    }
    page.fields(fields, _LABEL, BOX)
    page.put("A11:A12", "区分", replace(_SIDE, size=8))
    kinds = {
        "D11:F11": "新規本番システム利用申込",
        "G11:I11": "申請内容の変更",
        "J11:L11": "システム利用停止",
    }
    page.puts(kinds, replace(_LABEL, size=8))
    page.boxes("D12:F12 G12:I12 J12:L12", Look(across="center"))


def _draw_business(page: Page) -> None:
    page.put("A13:A19", "事業者情報", _SIDE)
    page.put("B13:C13", "事業者\nコード", _LABEL)
    page.boxes("D13 E13 F13 G13 H13", _DIGIT)
    page.put("I13:L13", "（半角５桁・左詰め）", replace(_LABEL, size=8, across="left"))
    fields = {
        "B14:C14": ("事　業　者　名", "D14:L14"),
        "B17:C17": ("連絡先電話番号", "D17:H17"),
        "B18:C18": ("処理結果通知用\nメールアドレス", "D18:L18"),
        "B19:C19": ("個人情報の取扱い\n掲 載 Ｕ Ｒ Ｌ", "D19:L19"),
    }
    page.fields(fields, _LABEL, BOX)
    page.put("I17:L17", "（他事業者からのお問合せ用）", replace(_LABEL, size=8, across="left"))
    page.heights({13: 28, 18: 28, 19: 28})
    page.put("B15:C16", "住　　　　　所", _LABEL)
    page.put("D15", "（〒", replace(_UNIT, line="thin", sides="lt", across="right"))
    page.put("E15:F15", None, replace(_UNIT, line="thin", sides="t"))
    page.put("G15:L15", "）", replace(_UNIT, line="thin", sides="tr", across="left"))
    page.put("D16:L16", None, Look(sides="lrb"))


def _draw_tables(page: Page) -> None:
    page.put("A20:A24", "窓口責任者", replace(_SIDE, size=8))
    contacts = {
        "B": "区　分",
        "C:D": "氏　　名",
        "E:F": "部 署 名",
        "G:H": "電話番号",
        "I:L": "メールアドレス",
    }
    page.table(20, range(21, 25), contacts, _LABEL)
    page.put("A25:A30", "ＷＥＢ", replace(_SIDE, size=8))
    page.put("A31:A35", "ＡＰＩ", replace(_SIDE, size=8))
    certificates = {"B": "区　分", "C:L": "クライアント証明書のシリアル番号"}
    page.table(25, range(26, 31), certificates, _LABEL)
    page.table(31, range(32, 34), certificates, _LABEL)
    fields = {"B34:C34": ("連　携　環　境", "D34:L34"), "B35:C35": ("返　却　方　式", "D35:L35")}
    page.fields(fields, _LABEL, BOX)


def _draw_ends(page: Page) -> None:
    page.put("A36:A43", "社名変更", _SIDE)
    page.put("B36:K36", "次の手続きの完了（右の欄に✔）", replace(_LABEL, across="left"))
    page.put("L36", "✔欄", _LABEL)
    done = {
        37: "（１）経済産業省への社名変更の手続き",
        38: "（２）広域機関への会員情報の変更手続き",
        39: "（３）広域機関システム関連の変更手続き",
        40: "（４）需要（発電）者への社名変更の周知",
        41: "（４）が不要（契約中の需要（発電）者なし）",
        44: "需要（発電）者のスイッチングなど、閲覧・処理がすべて完了",
    }
    for row, words in done.items():
        page.put(f"B{row}:K{row}", words, replace(_LABEL, across="left"))
        page.put(f"L{row}", None, Look(across="center"))
    page.put("A44:A45", "停止", replace(_SIDE, size=8))
    fields = {
        "B42:C42": ("周　知　方　法", "D42:L42"),
        "B43:C43": ("周知文（添付）", "D43:L43"),
        "B45:C45": ("停　止　理　由", "D45:L45"),
        "A46:C49": ("備　　　　　考", "D46:L49"),
    }
    page.fields(fields, _LABEL, BOX)
    office = {"A50:C50": "※　処　理　欄", "D50:F50": "受付者氏名", "G50:I50": "登録者氏名"}
    page.puts({**office, "J50:L50": "通知メール送信日"}, _OFFICE)
    boxes = "A51:C53 D51:F53 G51:I53 J51:L53"
    page.boxes(boxes, replace(BOX, fill="D9D9D9"))


LEDGER = Blank(
    name="ledger",
    draw_anew=_draw,
    expected=on(
        _SHEET,
        {
            "applied_on.year": "G6",
            "applied_on.month": "I6",
            "applied_on.day": "K6",
            "applicant.company": "D8",
            "applicant.department": "D9",
            "applicant.responsible": "D10",
            "kind.new": "D12",
            "kind.change": "G12",
            "kind.stop": "J12",
            "business.code": "D13:H13",
            "business.name": "D14",
            "business.address.postal": "E15",
            "business.address": "D16",
            "business.phone": "D17",
            "business.result_email": "D18",
            "privacy_notice_url": "D19",
            "contacts.action": "B21:B24",
            "contacts.name": "C21:C24",
            "contacts.department": "E21:E24",
            "contacts.phone": "G21:G24",
            "contacts.email": "I21:I24",
            "web_certificates.action": "B26:B30",
            "web_certificates.serial": "C26:C30",
            "api.certificates.action": "B32:B33",
            "api.certificates.serial": "C32:C33",
            "api.environment": "D34",
            "api.file_return_method": "D35",
            "rename.done": "L37:L40",
            "rename.no_contracts": "L41",
            "rename.notice_method": "D42",
            "rename.notice_attachment": "D43",
            "stop.completed": "L44",
            "stop.reason": "D45",
            "remarks": "D46",
        },
    ),
    absent=RENAME_TICK
    | PREDECESSORS
    | COMMON_NAMES
    | EXPIRIES
    | OLD_NAME
    | {"new.prepared", "api.test_passed"},
    notes="Labels with spaces and line breaks; 申請区分 as a row of words with empty boxes below;"
    " the code in five dotted boxes; grey boxes for the office (受付年月日, 担当者氏名) that are"
    " nobody's answers; the date in three cells without lines; ticks right of their words.",
)
