"""方眼紙 again, otherwise: ○ into a cell behind a number, 20__年, ふりがな above every 氏名."""

from dataclasses import replace
from typing import Final

from tests.blanks.blank import PREDECESSORS, RENAME_TICK, Blank, on
from tests.blanks.drawing import Page, new_pages, saved
from tests.blanks.looks import SMALL, SPECIMEN, Look

_SHEET = "申込票"
_BOX = Look()
_CENTER = Look(across="center")
_LABEL = Look(across="center", size=8)
_SIDE = Look(across="center", bold=True)
_OFFICE = Look(fill="D9D9D9", size=8)
_DOTTED = Look(line="dotted", across="center")
_UNIT = Look(sides="tb", across="center")
_CONTACTS: Final = range(38, 50, 4)
_NUMBERED: Final = {
    18: ("１", "新規に本番システムの利用を申し込む"),
    20: ("２", "申請した内容を変更する（社名の変更を含む）"),
    22: ("３", "システムの利用を停止する"),
}


def _draw() -> bytes:
    (page,) = new_pages(_SHEET, font="ＭＳ ゴシック", size=9)
    page.widths({"A:BD": 1.9})
    page.height(1, 108, 11.5)
    title = Look(line=None, size=14, bold=True, across="center")
    page.put("B3:AK5", "スイッチング支援システム　利用申込票", title)
    page.put("B1:AB2", SPECIMEN, SMALL)
    page.put("AP1:AU2", "受付番号", _OFFICE)
    page.put("AV1:BC2", None, replace(_OFFICE, size=0))
    page.put("AP3:BC3", "受　付　印", replace(_OFFICE, across="center"))
    page.put("AP4:BC8", None, _OFFICE)
    page.put("B9:BC9", "※太枠の中だけご記入ください。", SMALL)
    _draw_applicant(page)
    _draw_kinds(page)
    _draw_business(page)
    _draw_contacts(page)
    _draw_certificates(page)
    _draw_rename(page)
    _draw_end(page)
    page.frame("B10:BC98")
    page.break_after(63)
    page.paper("A1:BD107", pages=0)
    return saved(page)


def _draw_applicant(page: Page) -> None:
    page.put("B10:C17", "申\n込\n者", _SIDE)
    page.put("D10:J11", "記入日", _LABEL)
    page.put("K10:L11", "20", replace(_UNIT, sides="ltb"))
    page.put("M10:O11", None, _UNIT)
    for place, unit in {"P10:Q11": "年", "U10:V11": "月", "Z10:AA11": "日"}.items():
        page.put(place, unit, _UNIT)
    page.boxes("R10:T11 W10:Y11", _UNIT)
    page.put("AB10:BC11", None, Look(sides="rtb"))
    fields = {
        "D12:J13": ("会社名", "K12:BC13"),
        "D14:J15": ("部　署", "K14:AB15"),
        "AC14:AH15": ("役職", "AI14:BC15"),
        "D16:J17": ("申込責任者", "K16:AB17"),
        "AC16:AH17": ("ＦＡＸ", "AI16:BC17"),
    }
    page.fields(fields, _LABEL, _BOX)


def _draw_kinds(page: Page) -> None:
    page.put("B18:J23", "申込の種類\n（○を記入）", _LABEL)
    for row, (number, words) in _NUMBERED.items():
        page.put(f"K{row}:L{row + 1}", number, _CENTER)
        page.put(f"M{row}:O{row + 1}", None, _CENTER)
        page.put(f"P{row}:BC{row + 1}", words, _BOX)


def _draw_business(page: Page) -> None:
    page.put("B24:C35", "事\n業\n者", _SIDE)
    page.put("D24:J25", "事業者\nコード", _LABEL)
    page.boxes("K24:M25 N24:P25 Q24:S25 T24:V25 W24:Y25", _DOTTED)
    page.put("Z24:AH25", "法人番号", _LABEL)
    page.put("AI24:BC25", None, _BOX)
    page.put("D26:J29", "住　所", _LABEL)
    page.put("K26:L27", "〒", replace(_UNIT, sides="ltb"))
    page.put("M26:U27", None, _UNIT)
    page.put("V26:BC27", None, Look(sides="rtb"))
    page.put("K28:BC29", None, _BOX)
    fields = {
        "D30:J31": ("事業者名", "K30:AB31"),
        "AC30:AH31": ("代表者名", "AI30:BC31"),
        "D32:J33": ("電話番号", "K32:AB33"),
        "AC32:AH33": ("ＦＡＸ", "AI32:BC33"),
        "D34:J35": ("結果通知先\nE-mail", "K34:AB35"),
        "AC34:AH35": ("共同利用の\n公表URL", "AI34:BC35"),
    }
    page.fields(fields, _LABEL, _BOX)


def _draw_contacts(page: Page) -> None:
    page.put("B36:C49", "窓\n口\n責\n任\n者", _SIDE)
    page.put("D36:G37", "区分", _LABEL)
    page.put("H36:U36", "ふりがな", _LABEL)
    page.put("H37:U37", "氏　名", _LABEL)
    page.put("V36:AH37", "部署・所属", _LABEL)
    page.put("AI36:BC36", "電話番号", _LABEL)
    page.put("AI37:BC37", "メールアドレス", _LABEL)
    for row in _CONTACTS:
        page.put(f"D{row}:G{row + 3}", "追加\n変更\n削除", replace(_LABEL, size=7))
        page.put(f"H{row}:U{row}", None, Look(line="dotted"))
        page.put(f"H{row + 1}:U{row + 3}", None, _BOX)
        page.put(f"V{row}:AH{row + 3}", None, _BOX)
        page.put(f"AI{row}:BC{row + 1}", None, _BOX)
        page.put(f"AI{row + 2}:BC{row + 3}", None, _BOX)


def _draw_certificates(page: Page) -> None:
    page.put("B50:C63", "W\nE\nB", _SIDE)
    page.put("B64:C75", "A\nP\nI", _SIDE)
    columns = {
        "D:G": "区分",
        "H:U": "シリアル番号",
        "V:AL": "ＣＮ（証明書名）",
        "AM:BC": "有効期限",
    }
    page.table(50, range(52, 64, 3), columns, _LABEL, _BOX)
    page.table(64, range(66, 70, 2), columns, _LABEL, _BOX)
    fields = {
        "D70:J71": ("連携環境", "K70:BC71"),
        "D72:J73": ("返却方式", "K72:BC73"),
    }
    page.fields(fields, _LABEL, _BOX)
    page.put("D74:J75", "連携テスト", _LABEL)
    page.put("K74:AE75", "合格している場合は右に○", _BOX)
    page.put("AF74:AH75", None, _CENTER)
    page.put("AI74:BC75", "※試験成績書の添付は不要です。", replace(_BOX, size=8))


def _draw_rename(page: Page) -> None:
    page.put("B76:C91", "社\n名\n変\n更", _SIDE)
    fields = {
        "D76:J77": ("旧社名", "K76:AH77"),
        "AI76:AN77": ("変更日", "AO76:BC77"),
        "D78:J79": ("周知方法", "K78:AH79"),
        "AI78:AN79": ("周知文書", "AO78:BC79"),
    }
    page.fields(fields, _LABEL, _BOX)
    page.put("D80:J91", "手続の状況\n（完了に○）", _LABEL)
    done = {
        80: "広域機関　会員情報の変更",
        82: "経済産業省への届出",
        84: "広域機関システムの変更",
        86: "需要家・発電者への周知",
        88: "契約中の需要家・発電者なし",
    }
    for row, words in done.items():
        page.put(f"K{row}:M{row + 1}", None, _CENTER)
        page.put(f"N{row}:BC{row + 1}", words, _BOX)
    page.put("K90:BC91", "※契約がない場合、需要家への周知は要りません。", replace(_BOX, size=8))


def _draw_end(page: Page) -> None:
    page.put("B92:C95", "停\n止", _SIDE)
    page.put("D92:J93", "完了の確認", _LABEL)
    page.put("K92:M93", None, _CENTER)
    page.put("N92:BC93", "システムでの閲覧・処理が全て完了している（○）", _BOX)
    page.fields({"D94:J95": ("停止理由", "K94:BC95")}, _LABEL, _BOX)
    page.put("B96:J98", "連絡事項", _LABEL)
    page.put("K96:BC98", None, replace(_BOX, down="top"))
    page.put("B100:C107", "事\n務\n局", _OFFICE)
    office = {
        "D100:J101": ("受付日", "K100:AB101"),
        "AC100:AH101": ("担当者", "AI100:BC101"),
        "D102:J103": ("登録日", "K102:AB103"),
        "AC102:AH103": ("確認印", "AI102:BC103"),
        "D104:J107": ("備考", "K104:BC107"),
    }
    page.fields(office, _OFFICE, _OFFICE)


def _every(letters: str, offset: int = 0) -> str:
    return ",".join(f"{letters}{row + offset}" for row in _CONTACTS)


CIRCLED = Blank(
    name="circled",
    draw_anew=_draw,
    expected=on(
        _SHEET,
        {
            "applied_on.year": "M10",
            "applied_on.month": "R10",
            "applied_on.day": "W10",
            "applicant.company": "K12",
            "applicant.department": "K14",
            "applicant.responsible": "K16",
            "kind.new": "M18",
            "kind.change": "M20",
            "kind.stop": "M22",
            "business.code": "K24:W24",
            "business.address.postal": "M26",
            "business.address": "K28",
            "business.name": "K30",
            "business.phone": "K32",
            "business.result_email": "K34",
            "privacy_notice_url": "AI34",
            "contacts.action": "D38:D46",
            "contacts.name": _every("H", 1),
            "contacts.department": "V38:V46",
            "contacts.phone": _every("AI"),
            "contacts.email": _every("AI", 2),
            "web_certificates.action": "D52:D61",
            "web_certificates.serial": "H52:H61",
            "web_certificates.common_name": "V52:V61",
            "web_certificates.not_after": "AM52:AM61",
            "api.certificates.action": "D66:D68",
            "api.certificates.serial": "H66:H68",
            "api.certificates.common_name": "V66:V68",
            "api.certificates.not_after": "AM66:AM68",
            "api.environment": "K70",
            "api.file_return_method": "K72",
            "api.test_passed": "AF74",
            "rename.previous_name": "K76",
            "rename.effective_on": "AO76",
            "rename.notice_method": "K78",
            "rename.notice_attachment": "AO78",
            "rename.done": "K82,K80,K84,K86",
            "rename.no_contracts": "K88",
            "stop.completed": "K92",
            "stop.reason": "K94",
            "remarks": "K96",
        },
    ),
    absent=RENAME_TICK | PREDECESSORS | {"new.prepared"},
    notes="Fine squares; upright headings by line breaks; the date after a printed 20; a number, an"
    " empty cell for ○, then the words; the code next to 法人番号; ふりがな above 氏名 and two more"
    " storeys in every record; the ticks of a rename in another order; 受付印 above and 事務局 with"
    " a 備考 of its own below are nobody's answers, nor are 代表者名, 役職 and ＦＡＸ.",
)
