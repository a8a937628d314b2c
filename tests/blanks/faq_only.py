"""Just what the FAQ's last page lists, in its words, with ✔ boxes in the table itself."""

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

_SHEET = "スイッチング支援システム利用申込書"
_LABEL = Look(fill="DDEBF7")
_GROUP = Look(fill="9BC2E6", bold=True)
_HEAD = Look(fill="DDEBF7", across="center")
_TICK = Look(across="center", size=12)
_ANSWER = replace(BOX, fill="FFFFE5")


def _draw() -> bytes:
    (page,) = new_pages(_SHEET, font="Meiryo UI", size=10)
    page.sheet.sheet_view.showGridLines = False
    page.widths({"A": 2, "B": 30, "C": 12, "D:G": 20})
    page.height(1, 50, 20)
    page.put("B1:G1", _SHEET, Look(line=None, size=16, bold=True, across="center", fill="BDD7EE"))
    page.heights({1: 34})
    page.put("B2:G2", SPECIMEN, replace(SMALL, across="right"))
    _draw_fields(page)
    _draw_tables(page)
    _draw_rename(page)
    page.paper("A1:G46", landscape=False)
    return saved(page)


def _draw_fields(page: Page) -> None:
    fields = {
        "B4": ("申込年月日　※必須", "C4:D4"),
        "B5": ("事業者名　※必須", "C5:G5"),
        "B6": ("部署名　※必須", "C6:D6"),
        "E6": ("申込責任者　※必須", "F6:G6"),
        "B14": ("事業者コード　※必須", "C14:D14"),
        "E14": ("事業者名　※必須", "F14:G14"),
        "B15": ("住所", "C15:G15"),
        "B16": ("連絡先電話番号\n（他事業者からのお問合せ用）", "C16:G16"),
        "B17": ("処理結果通知メールアドレス", "C17:G17"),
        "B18": ("個人情報（共同利用プライバシー\nポリシー）の取扱い掲載URL", "C18:G18"),
    }
    page.fields(fields, _LABEL, _ANSWER)
    page.heights({16: 32, 18: 32})
    page.put("B13:G13", "事業者情報", _GROUP)
    page.put("B8:G8", "申請区分　※必須（次のいずれかに✔を入れてください。）", _GROUP)
    page.puts({"B9": "申請区分", "C9": "✔", "D9:G9": "記入（変更）内容"}, _HEAD)
    notes = {
        10: (
            "新規本番システム利用申込",
            "すべての項目をご記入ください。",
        ),
        11: ("申請内容の変更", "変更する項目をご記入ください。社名変更の場合もこちら"),
        12: ("システム利用停止", "閲覧・処理がすべて完了した後にお申込みください。"),
    }
    for row, (kind, note) in notes.items():
        page.put(f"B{row}", kind, BOX)
        page.put(f"C{row}", None, replace(_TICK, fill="FFFFE5"))
        page.put(f"D{row}:G{row}", note, replace(BOX, size=9))


def _draw_tables(page: Page) -> None:
    page.put("B19:G19", "システム窓口情報（窓口責任者）の追加、変更、削除", _GROUP)
    page.table(20, range(21, 26), {"B": "氏名", "C:G": "区分（追加、変更、削除）"}, _HEAD, _ANSWER)
    page.put("B27:G27", "WEB利用情報", _GROUP)
    columns = {"B": "クライアント証明書", "C:G": "区分（追加、更新、削除）"}
    page.table(28, range(29, 34), columns, _HEAD, _ANSWER)
    page.put("B35:G35", "API利用情報", _GROUP)
    page.table(36, range(37, 39), columns, _HEAD, _ANSWER)
    fields = {
        "B39": ("API連携環境\n（サーバ・アプリケーション等）", "C39:G39"),
        "B40": ("ファイル返却方式", "C40:G40"),
    }
    page.fields(fields, _LABEL, _ANSWER)
    page.heights({39: 32})


def _draw_rename(page: Page) -> None:
    page.put("B42:G42", "社名変更", _GROUP)
    fields = {"B43": ("需要（発電）者への社名変更の\n周知方法", "C43:G43")}
    page.fields(fields, _LABEL, _ANSWER)
    page.heights({43: 32})
    page.put("B44", "需要（発電）者との契約", _LABEL)
    page.put("C44", None, replace(_TICK, fill="FFFFE5"))
    page.put("D44:G44", "契約がない場合には✔（周知文の添付は不要です。）", replace(BOX, size=9))
    page.put("B46:G46", "※事業承継については別途ヘルプデスクへお問合せください。", SMALL)


FAQ_ONLY = Blank(
    name="faq_only",
    draw_anew=_draw,
    expected=on(
        _SHEET,
        {
            "applied_on": "C4",
            "applicant.company": "C5",
            "applicant.department": "C6",
            "applicant.responsible": "F6",
            "kind.new": "C10",
            "kind.change": "C11",
            "kind.stop": "C12",
            "business.code": "C14",
            "business.name": "F14",
            "business.address": "C15",
            "business.phone": "C16",
            "business.result_email": "C17",
            "privacy_notice_url": "C18",
            "contacts.name": "B21:B25",
            "contacts.action": "C21:C25",
            "web_certificates.serial": "B29:B33",
            "web_certificates.action": "C29:C33",
            "api.certificates.serial": "B37:B38",
            "api.certificates.action": "C37:C38",
            "api.environment": "C39",
            "api.file_return_method": "C40",
            "rename.notice_method": "C43",
            "rename.no_contracts": "C44",
        },
    ),
    absent=RENAME_TICK
    | PREDECESSORS
    | COMMON_NAMES
    | EXPIRIES
    | OLD_NAME
    | {
        "contacts.department",
        "contacts.phone",
        "contacts.email",
        "new.prepared",
        "api.test_passed",
        "rename.done",
        "rename.notice_attachment",
        "stop.completed",
        "stop.reason",
        "remarks",
    },
    notes="The fewest entries: no phone of a contact, no expiry, no remarks; the certificate's"
    " column is called クライアント証明書; 申請区分 is a table with a ✔ column between words and"
    " notes; ※必須 in the labels; the sheet has the form's long name.",
)
