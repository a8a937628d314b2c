"""様式第１: an ordinance's form without any shading, its items lettered イ to リ."""

from dataclasses import replace
from typing import Final

from tests.blanks.blank import PREDECESSORS, Blank, on
from tests.blanks.drawing import Page, new_pages, saved
from tests.blanks.looks import BOX, PLAIN, SMALL, SPECIMEN, TICK, Look

_SHEET = "様式第１"
_LABEL = Look()
_HEAD = Look(across="center")
_LINE = Look(sides="b")
_BESIDE = Look(line=None, across="right")
_ITEM = Look(line=None)
_CERTIFICATES: Final = {
    "B": "区分",
    "C:D": "シリアル番号",
    "E:I": "証明書の名称（ＣＮ）",
    "J": "有効期間の満了の日",
}


def _draw() -> bytes:
    (page,) = new_pages(_SHEET, font="ＭＳ 明朝", size=10.5)
    page.widths({"A": 1.5, "B": 16, "C:D": 15, "E:I": 7, "J": 24})
    page.height(1, 95, 19)
    page.put("B1:D1", "様式第１（第３条関係）", PLAIN)
    page.put("J1", SPECIMEN, replace(SMALL, across="right"))
    page.fields({"G2:I2": ("※受付番号", "J2"), "G3:I3": ("※受付年月日", "J3")}, _LABEL, BOX)
    page.put(
        "B5:J5", "スイッチング支援システム利用申込書", Look(line=None, size=14, across="center")
    )
    page.put("J7", "　　　年　　月　　日", _BESIDE)
    page.put("B8:D8", "システム運営者　殿", PLAIN)
    _draw_applicant(page)
    page.put("B15:J15", "　下記のとおり、システムの利用について申し込みます。", PLAIN)
    page.put("B16:J16", "記", Look(line=None, across="center"))
    _draw_kind(page)
    _draw_business(page)
    _draw_tables(page)
    _draw_rename(page)
    _draw_end(page)
    page.break_after(51)
    page.paper("A1:J92", pages=0)
    return saved(page)


def _draw_applicant(page: Page) -> None:
    labels = {
        9: "申込者　　商号又は名称",
        10: "代表者の役職及び氏名",
        11: "所属部署",
        12: "申込責任者の氏名",
        13: "電話番号",
    }
    for row, words in labels.items():
        page.put(f"D{row}:F{row}", words, _BESIDE)
        page.put(f"G{row}:I{row}" if row in {10, 12} else f"G{row}:J{row}", None, _LINE)
    page.puts({"J10": "印", "J12": "印"}, PLAIN)


def _draw_kind(page: Page) -> None:
    page.put("B18:D18", "１　申込みの区分", _ITEM)
    kinds = {
        19: "新規本番システム利用申込",
        20: "申請内容の変更（次の欄のものを除く。）",
        21: "社名変更に伴う申請内容の変更",
        22: "システムの利用の停止",
    }
    for row, words in kinds.items():
        page.put(f"B{row}", "□", Look(line=None, across="right"))
        page.put(f"C{row}:J{row}", words, _ITEM)


def _draw_business(page: Page) -> None:
    page.put("B24:D24", "２　事業者に関する事項", _ITEM)
    fields = {
        "B26:D26": ("ロ　商号又は名称", "E26:J26"),
        "B27:D27": ("ハ　法人番号", "E27:J27"),
        "B28:D28": ("ニ　代表者の役職及び氏名", "E28:J28"),
        "B29:D29": ("ホ　主たる事務所の所在地", "E29:J29"),
        "B30:D30": ("ヘ　電話番号（他の事業者からの照会に応じるもの）", "E30:J30"),
        "B31:D31": ("ト　ファクシミリ番号", "E31:J31"),
        "B32:D32": ("チ　処理結果の通知を受ける電子メールアドレス", "E32:J32"),
        "B33:D33": ("リ　個人情報の共同利用に関する事項を掲載するＵＲＬ", "E33:J33"),
    }
    page.fields(fields, _LABEL, BOX)
    page.put("E29:J29", "〒", BOX)
    page.put("B25:D25", "イ　事業者コード", _LABEL)
    page.boxes("E25 F25 G25 H25 I25", TICK)
    page.put("J25", None, BOX)
    page.heights({30: 30, 32: 30, 33: 30})


def _draw_tables(page: Page) -> None:
    page.put("B35:J35", "３　窓口責任者に関する事項", _ITEM)
    contacts = {
        "B": "区分",
        "C": "氏名",
        "D": "役職",
        "E:F": "所属部署",
        "G:I": "電話番号",
        "J": "電子メールアドレス",
    }
    page.table(36, range(37, 41), contacts, _HEAD)
    page.put("B42:J42", "４　ＷＥＢ利用に係るクライアント証明書に関する事項", _ITEM)
    page.table(43, range(44, 48), _CERTIFICATES, _HEAD)
    page.put("B52:J52", "５　ＡＰＩ利用に係るクライアント証明書に関する事項", _ITEM)
    page.table(53, range(54, 56), _CERTIFICATES, _HEAD)
    page.fields(
        {
            "B56:D56": ("ＡＰＩ連携環境（サーバ及びアプリケーション）", "E56:J56"),
            "B57:D57": ("ファイルの返却方式", "E57:J57"),
        },
        _LABEL,
        BOX,
    )
    page.heights({56: 30})
    page.put("B58:D58", "ＡＰＩ連携テストの合格", _LABEL)
    page.put("E58", "□", TICK)
    page.put("F58:J58", "合格している。", BOX)


def _draw_rename(page: Page) -> None:
    page.put("B60:J60", "６　社名変更に関する事項", _ITEM)
    fields = {
        "B61:D61": ("変更前の商号又は名称", "E61:J61"),
        "B62:D62": ("変更の年月日", "E62:J62"),
        "B63:D63": ("需要（発電）者への周知の方法", "E63:J63"),
        "B64:D64": ("添付する周知文の名称", "E64:J64"),
    }
    page.fields(fields, _LABEL, BOX)
    page.put("E62:J62", "　　　年　　月　　日", BOX)
    done = {
        65: "イ　経済産業大臣への社名変更の届出",
        66: "ロ　広域機関の会員情報の変更の届出",
        67: "ハ　広域機関システムに関する変更の手続",
        68: "ニ　需要（発電）者への社名変更の周知",
        69: "ホ　契約中の需要（発電）者がいないため、ニを要しない。",
    }
    for row, words in done.items():
        page.put(f"B{row}", "□", TICK)
        page.put(f"C{row}:J{row}", words, BOX)


def _draw_end(page: Page) -> None:
    page.put("B71:J71", "７　利用の停止に関する事項", _ITEM)
    page.put("B72", "□", TICK)
    page.put("C72:J72", "システムにおける閲覧及び処理をすべて完了した。", BOX)
    page.fields({"B73:D73": ("停止の理由", "E73:J73")}, _LABEL, BOX)
    page.put("B75:J75", "８　代理人による申込みの場合における代理人に関する事項", _ITEM)
    agent = {
        "B76:D76": ("氏名又は名称", "E76:J76"),
        "B77:D77": ("住所", "E77:J77"),
        "B78:D78": ("電話番号", "E78:J78"),
        "B79:D79": ("電子メールアドレス", "E79:J79"),
    }
    page.fields(agent, _LABEL, BOX)
    page.put("B81:J81", "９　その他参考となるべき事項", _ITEM)
    page.put("B82:J84", None, replace(BOX, down="top"))
    notes = {
        86: "備考　１　※印を付した欄は、記入しないこと。",
        87: "　　　２　用紙の大きさは、日本産業規格Ａ４とすること。",
        88: "　　　３　該当する□に✔を付けること。",
    }
    page.puts({f"B{row}:J{row}": words for row, words in notes.items()}, PLAIN)


NOTIFICATION = Blank(
    name="notification",
    draw_anew=_draw,
    expected=on(
        _SHEET,
        {
            "applied_on": "J7",
            "applicant.company": "G9",
            "applicant.department": "G11",
            "applicant.responsible": "G12",
            "kind.new": "B19",
            "kind.change": "B20",
            "kind.rename": "B21",
            "kind.stop": "B22",
            "business.code": "E25:I25",
            "business.name": "E26",
            "business.address": "E29",
            "business.phone": "E30",
            "business.result_email": "E32",
            "privacy_notice_url": "E33",
            "contacts.action": "B37:B40",
            "contacts.name": "C37:C40",
            "contacts.department": "E37:E40",
            "contacts.phone": "G37:G40",
            "contacts.email": "J37:J40",
            "web_certificates.action": "B44:B47",
            "web_certificates.serial": "C44:C47",
            "web_certificates.common_name": "E44:E47",
            "web_certificates.not_after": "J44:J47",
            "api.certificates.action": "B54:B55",
            "api.certificates.serial": "C54:C55",
            "api.certificates.common_name": "E54:E55",
            "api.certificates.not_after": "J54:J55",
            "api.environment": "E56",
            "api.file_return_method": "E57",
            "api.test_passed": "E58",
            "rename.previous_name": "E61",
            "rename.effective_on": "E62",
            "rename.notice_method": "E63",
            "rename.notice_attachment": "E64",
            "rename.done": "B65:B68",
            "rename.no_contracts": "B69",
            "stop.completed": "B72",
            "stop.reason": "E73",
            "remarks": "B82",
        },
    ),
    absent=PREDECESSORS | {"new.prepared"},
    notes="An ordinance's form: no shading, items １ to ９ and イ to リ, the applicant at the right"
    " on lines with 印, ※ fields for the office, the representative twice, 法人番号,"
    " ファクシミリ番号, 役職 and an agent's section that are nobody's answers; 備考 heads the notes"
    " at the end, while the remarks are called その他参考となるべき事項.",
)
