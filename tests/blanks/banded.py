"""One A4 page: full-width bands as headings, labels left of their boxes."""

from dataclasses import replace

from tests.blanks.blank import PREDECESSORS, RENAME_TICK, Blank, on
from tests.blanks.drawing import Page, new_pages, saved
from tests.blanks.looks import BAND, BOX, LABEL, SMALL, SPECIMEN, TICK, TITLE

_SHEET = "利用申込書"
_CERTIFICATES = {"B:C": "区分", "D:E": "シリアル番号", "F:G": "証明書名(CN)", "H:I": "有効期限"}
_RIGHT = replace(SMALL, across="right")


def _draw() -> bytes:
    (page,) = new_pages(_SHEET)
    page.widths({"A": 1.5, "B": 6, "C": 18, "D:H": 13, "I": 18})
    page.height(1, 60, 18)
    page.heights({1: 30, 17: 30, 18: 30})
    page.put("B1:I1", "スイッチング支援システム利用申込書", TITLE)
    page.put("B2:I2", SPECIMEN, _RIGHT)
    page.fields({"F3:G3": ("申込年月日", "H3:I3")}, LABEL, BOX)
    _draw_applicant(page)
    _draw_business(page)
    _draw_tables(page)
    _draw_ends(page)
    page.put("B57:I57", "※太枠内にもれなくご記入のうえ、ヘルプデスクへご送信ください。", SMALL)
    page.frame("B5:I55")
    page.paper("A1:I57")
    page.header_and_footer(SPECIMEN, "&P / &N ページ")
    return saved(page)


def _draw_applicant(page: Page) -> None:
    page.put("B5:I5", "申込者", BAND)
    fields = {
        "B6:C6": ("事業者名", "D6:I6"),
        "B7:C7": ("部署名", "D7:I7"),
        "B8:C8": ("申込責任者", "D8:I8"),
    }
    page.fields(fields, LABEL, BOX)
    page.put("B9:I9", "申請区分（該当する項目の□に✔を入れてください）", BAND)
    kinds = ["新規本番システム利用申込", "申請内容の変更", "システム利用停止"]
    for row, words in enumerate(kinds, start=10):
        page.put(f"B{row}", "□", TICK)
        page.put(f"C{row}:I{row}", words, BOX)


def _draw_business(page: Page) -> None:
    page.put("B13:I13", "事業者情報", BAND)
    fields = {
        "B14:C14": ("事業者コード", "D14:E14"),
        "B15:C15": ("事業者名", "D15:I15"),
        "B16:C16": ("住所", "D16:I16"),
        "B17:C17": ("連絡先電話番号\n（他事業者からのお問合せ用）", "D17:I17"),
        "B18:C18": ("処理結果通知\nメールアドレス", "D18:I18"),
    }
    page.fields(fields, LABEL, BOX)
    page.put("F14:I14", "（半角5桁）", replace(BOX, size=8))
    page.put("B19:I19", "個人情報（共同利用プライバシーポリシー）の取扱い", BAND)
    page.fields({"B20:C20": ("掲載URL", "D20:I20")}, LABEL, BOX)


def _draw_tables(page: Page) -> None:
    page.put("B21:I21", "システム窓口情報（窓口責任者）", BAND)
    contacts = {
        "B:C": "区分",
        "D:E": "氏名",
        "F": "部署名",
        "G": "電話番号",
        "H:I": "メールアドレス",
    }
    page.table(22, range(23, 26), contacts)
    page.put("B26:I26", "WEB利用情報（クライアント証明書）", BAND)
    page.table(27, range(28, 32), _CERTIFICATES)
    page.put("B32:I32", "API利用情報（使用する場合のみご記入ください）", BAND)
    page.table(33, range(34, 36), _CERTIFICATES)
    fields = {
        "B36:C36": ("API連携環境（サーバ・アプリケーション等）", "D36:I36"),
        "B37:C37": ("ファイル返却方式", "D37:I37"),
    }
    page.heights({36: 30})
    page.fields(fields, LABEL, BOX)
    page.put("B38", "□", TICK)
    page.put("C38:I38", "API連携テスト合格済み", BOX)


def _draw_ends(page: Page) -> None:
    page.put("B39:I39", "新規利用の事前手続き", BAND)
    page.put("B40", "□", TICK)
    page.put("C40:I40", "会員加入から利用までの事前手続きを済ませています。", BOX)
    page.put("B41:I41", "社名変更", BAND)
    fields = {
        "B42:C42": ("旧事業者名", "D42:I42"),
        "B43:C43": ("社名変更日", "D43:I43"),
        "B44:C44": ("需要（発電）者への周知方法", "D44:I44"),
        "B45:C45": ("周知文の添付（ファイル名）", "D45:I45"),
    }
    page.fields(fields, LABEL, BOX)
    done = {
        46: "(1) 経済産業省への社名変更の手続き",
        47: "(2) 広域機関の会員情報の変更手続き",
        48: "(3) 広域機関システム関連の変更手続き",
        49: "(4) 需要（発電）者への社名変更の周知",
        50: "社名変更時点で、契約中の需要（発電）者はいません。",
    }
    for row, words in done.items():
        page.put(f"B{row}", "□", TICK)
        page.put(f"C{row}:I{row}", words, BOX)
    page.put("B51:I51", "利用停止", BAND)
    page.put("B52", "□", TICK)
    page.put("C52:I52", "需要（発電）者のスイッチングなど、閲覧・処理がすべて完了しました。", BOX)
    page.fields({"B53:C53": ("停止理由", "D53:I53")}, LABEL, BOX)
    page.put("B54:I54", "備考", BAND)
    page.put("B55:I55", None, BOX)
    page.heights({55: 40})


BANDED = Blank(
    name="banded",
    draw_anew=_draw,
    expected=on(
        _SHEET,
        {
            "applied_on": "H3",
            "applicant.company": "D6",
            "applicant.department": "D7",
            "applicant.responsible": "D8",
            "kind.new": "B10",
            "kind.change": "B11",
            "kind.stop": "B12",
            "business.code": "D14",
            "business.name": "D15",
            "business.address": "D16",
            "business.phone": "D17",
            "business.result_email": "D18",
            "privacy_notice_url": "D20",
            "contacts.action": "B23:B25",
            "contacts.name": "D23:D25",
            "contacts.department": "F23:F25",
            "contacts.phone": "G23:G25",
            "contacts.email": "H23:H25",
            "web_certificates.action": "B28:B31",
            "web_certificates.serial": "D28:D31",
            "web_certificates.common_name": "F28:F31",
            "web_certificates.not_after": "H28:H31",
            "api.certificates.action": "B34:B35",
            "api.certificates.serial": "D34:D35",
            "api.certificates.common_name": "F34:F35",
            "api.certificates.not_after": "H34:H35",
            "api.environment": "D36",
            "api.file_return_method": "D37",
            "api.test_passed": "B38",
            "new.prepared": "B40",
            "rename.previous_name": "D42",
            "rename.effective_on": "D43",
            "rename.notice_method": "D44",
            "rename.notice_attachment": "D45",
            "rename.done": "B46:B49",
            "rename.no_contracts": "B50",
            "stop.completed": "B52",
            "stop.reason": "D53",
            "remarks": "B55",
        },
    ),
    absent=RENAME_TICK | PREDECESSORS,
    notes="Full-width bands; labels left of the boxes; a tick cell left of its words; a unit beside"
    " the code; the remarks' box stands under its band, not beside a label.",
)
