"""Grey examples inside the cells to be filled, 例）電力太郎, which answers take the place of."""

from dataclasses import replace

from tests.blanks.blank import COMMON_NAMES, PREDECESSORS, RENAME_TICK, Blank, on
from tests.blanks.drawing import Page, new_pages, saved
from tests.blanks.looks import BOX, SMALL, SPECIMEN, TITLE, Look

_SHEET = "利用申込書"
_HEADING = Look(fill="548235", color="FFFFFF", bold=True)
_LABEL = Look(fill="E2F0D9", across="center")
_HEAD = Look(fill="E2F0D9", across="center", size=9)
_GREY = Look(color="A6A6A6")
_MARK = Look(across="center")


def _draw() -> bytes:
    (page,) = new_pages(_SHEET, font="Yu Gothic UI", size=10)
    page.widths({"A": 1, "B:I": 13.5})
    page.height(1, 64, 20)
    page.heights({1: 30})
    page.put("B1:I1", "スイッチング支援システム利用申込書", TITLE)
    page.put("B2:I2", f"{SPECIMEN}　灰色の記入例は、消して（上書きして）ご記入ください。", SMALL)
    headings = {
        3: "お申込みについて",
        9: "事業者の情報",
        16: "システムの窓口（窓口責任者）",
        23: "WEB利用のクライアント証明書",
        30: "API利用のクライアント証明書",
        38: "社名変更の場合",
        50: "利用停止の場合",
        54: "備考",
    }
    for row, words in headings.items():
        page.put(f"B{row}:I{row}", words, _HEADING)
    _draw_examples(page)
    _draw_fields(page)
    _draw_ticks(page)
    _draw_tables(page)
    page.put("B55:I58", None, replace(BOX, down="top"))
    page.paper("A1:I59")
    return saved(page)


def _draw_examples(page: Page) -> None:
    examples = {
        "B4": ("申込年月日", "C4:E4", "例）2026年4月1日"),
        "B5": ("事業者名", "C5:I5", "例）電力小売株式会社"),
        "B6": ("部署名", "C6:E6", "例）営業部"),
        "F6": ("申込責任者", "G6:I6", "例）電力太郎"),
        "B10": ("事業者コード", "C10:E10", "例）01234"),
        "F10": ("事業者名", "G10:I10", "例）電力小売株式会社"),
    }
    for place, (label, answer, example) in examples.items():
        page.put(place, label, _LABEL)
        page.put(answer, example, _GREY)


def _draw_fields(page: Page) -> None:
    fields = {
        "B11": ("住所", "C11:I11"),
        "B12": ("電話番号", "C12:E12"),
        "F12": ("処理結果の\n通知先メール", "G12:I12"),
        "B36": ("連携環境", "C36:E36"),
        "F36": ("返却方式", "G36:I36"),
        "B39": ("旧事業者名", "C39:E39"),
        "F39": ("社名変更日", "G39:I39"),
        "B40": ("周知方法", "C40:E40"),
        "F40": ("周知文", "G40:I40"),
        "B52": ("停止理由", "C52:I52"),
    }
    page.fields(fields, _LABEL, BOX)
    page.heights({12: 30})
    page.put("B13:D13", "プライバシーポリシーの掲載URL", _LABEL)
    page.put("E13:I13", None, BOX)
    page.put("B14:I14", "電話番号は、他の事業者からのお問合せに使います。", SMALL)


def _draw_ticks(page: Page) -> None:
    page.put("B7:B8", "申請区分", _LABEL)
    kinds = {"C7:D7": "□　新規本番システム利用申込", "E7:G7": "□　申請内容の変更"}
    page.puts({**kinds, "H7:I7": "□　システム利用停止"}, BOX)
    page.put("C8:I8", "□　会員加入から利用までの事前手続きが完了している（新規の場合）", BOX)
    page.put("B41:B44", "手続きの完了\n（□に✔）", _LABEL)
    ticks = {
        37: "API連携テストに合格している",
        46: "契約中の需要（発電）者なし（周知は不要）",
        51: "閲覧・処理がすべて完了している",
    }
    for row, words in ticks.items():
        page.put(f"B{row}", "□", _MARK)
        page.put(f"C{row}:I{row}", words, BOX)
    done = {
        41: "経済産業省への届出",
        42: "広域機関の会員情報の変更",
        43: "広域機関システム関連の変更",
        44: "需要（発電）者への周知",
    }
    for row, words in done.items():
        page.put(f"C{row}", "□", _MARK)
        page.put(f"D{row}:I{row}", words, BOX)


def _draw_tables(page: Page) -> None:
    contacts = {
        "B": "区分",
        "C:D": "お名前",
        "E:F": "部署名",
        "G": "電話番号",
        "H:I": "メールアドレス",
    }
    page.table(17, range(18, 22), contacts, _HEAD)
    certificates = {"B": "区分", "C:F": "シリアル番号", "G:I": "有効期限"}
    page.table(24, range(25, 29), certificates, _HEAD)
    page.table(31, range(32, 35), certificates, _HEAD)


GREY_EXAMPLES = Blank(
    name="grey_examples",
    draw_anew=_draw,
    expected=on(
        _SHEET,
        {
            "applied_on": "C4",
            "applicant.company": "C5",
            "applicant.department": "C6",
            "applicant.responsible": "G6",
            "kind.new": "C7",
            "kind.change": "E7",
            "kind.stop": "H7",
            "new.prepared": "C8",
            "business.code": "C10",
            "business.name": "G10",
            "business.address": "C11",
            "business.phone": "C12",
            "business.result_email": "G12",
            "privacy_notice_url": "E13",
            "contacts.action": "B18:B21",
            "contacts.name": "C18:C21",
            "contacts.department": "E18:E21",
            "contacts.phone": "G18:G21",
            "contacts.email": "H18:H21",
            "web_certificates.action": "B25:B28",
            "web_certificates.serial": "C25:C28",
            "web_certificates.not_after": "G25:G28",
            "api.certificates.action": "B32:B34",
            "api.certificates.serial": "C32:C34",
            "api.certificates.not_after": "G32:G34",
            "api.environment": "C36",
            "api.file_return_method": "G36",
            "api.test_passed": "B37",
            "rename.previous_name": "C39",
            "rename.effective_on": "G39",
            "rename.notice_method": "C40",
            "rename.notice_attachment": "G40",
            "rename.done": "C41:C44",
            "rename.no_contracts": "B46",
            "stop.completed": "B51",
            "stop.reason": "C52",
            "remarks": "B55",
        },
    ),
    absent=RENAME_TICK | PREDECESSORS | COMMON_NAMES,
    notes="The cells of what every case asks hold an example in grey, which stands where the answer"
    " goes; no section of its own for 申請区分; □ in its cell, before its words and in a column of"
    " its own.",
)
