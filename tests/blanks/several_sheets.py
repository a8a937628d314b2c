"""A form spread over sheets: the application, the contacts, the certificates, the rename."""

from dataclasses import replace
from typing import Final

from tests.blanks.blank import RENAME_TICK, Blank, on
from tests.blanks.drawing import Page, new_pages, saved
from tests.blanks.looks import BOX, SMALL, SPECIMEN, TICK, Look

_COVER = "①申込書"
_CONTACTS = "②窓口責任者"
_CERTIFICATES = "③証明書 WEB"
_API = "④API"
_OTHERS = "⑤社名変更・停止"

_TITLE = Look(line=None, size=14, bold=True)
_LABEL = Look(fill="F4B083")
_HEAD = Look(fill="F4B083", across="center", size=9)
_NUMBER = Look(across="center", fill="FBE4D5")
_COLUMNS: Final = {
    "B": "区分\n（追加・更新・削除）",
    "C": "シリアル番号",
    "D": "証明書名(CN)",
    "E": "有効期限",
    "F": "更新前の\nシリアル番号",
    "G": "更新前の\n有効期限",
}


def _draw() -> bytes:
    pages = new_pages(
        _COVER, _CONTACTS, _CERTIFICATES, _API, _OTHERS, font="ＭＳ Ｐゴシック", size=10
    )
    cover, contacts, certificates, api, others = pages
    _draw_cover(cover)
    _draw_contacts(contacts)
    _draw_web(certificates)
    _draw_api(api)
    _draw_others(others)
    return saved(*pages)


def _begin(page: Page, title: str, last: str, *, repeats_names: bool = True) -> None:
    page.put(f"A1:{last}1", title, _TITLE)
    page.put(f"A2:{last}2", SPECIMEN, SMALL)
    page.heights({1: 26})
    if repeats_names:
        page.fields({"A3:B3": ("事業者名", f"C3:{last}3")}, _LABEL, replace(BOX, fill="E7E6E6"))
        page.sheet["C3"] = f"='{_COVER}'!C15&\"\""


def _numbers(page: Page, rows: range) -> None:
    page.put(f"A{rows.start - 1}", "No.", _HEAD)
    for number, row in enumerate(rows, start=1):
        page.put(f"A{row}", str(number), _NUMBER)


def _draw_cover(page: Page) -> None:
    page.widths({"A": 6, "B": 28, "C:F": 16})
    page.height(3, 24, 22)
    _begin(page, "スイッチング支援システム利用申込書", "F", repeats_names=False)
    fields = {
        "A4:B4": ("申込年月日", "C4:F4"),
        "A5:B5": ("申込者　事業者名", "C5:F5"),
        "A6:B6": ("申込者　部署名", "C6:F6"),
        "A7:B7": ("申込責任者", "C7:F7"),
        "A14:B14": ("事業者コード（半角5桁）", "C14:F14"),
        "A15:B15": ("事業者名", "C15:F15"),
        "A16:B16": ("住所", "C16:F16"),
        "A17:B17": ("連絡先電話番号\n（他事業者からのお問合せ用）", "C17:F17"),
        "A18:B18": ("処理結果通知メールアドレス", "C18:F18"),
        "A19:B19": ("個人情報（共同利用プライバシーポリシー）の取扱い掲載URL", "C19:F19"),
        "A20:B20": ("備考", "C20:F20"),
    }
    page.fields(fields, _LABEL, BOX)
    page.heights({17: 32, 19: 32, 20: 60})
    page.put("A8:F8", "申請区分（該当する□に✔）", _HEAD)
    kinds = {
        9: "新規本番システム利用申込（②③④も記入）",
        10: "　会員加入から利用までの事前手続きを完了した（新規の場合）",
        11: "申請内容の変更（変更する項目のみ記入）",
        12: "システム利用停止（⑤も記入）",
    }
    for row, words in kinds.items():
        page.put(f"A{row}", "□", TICK)
        page.put(f"B{row}:F{row}", words, BOX)
    page.put("A13:F13", "事業者情報", _HEAD)
    page.paper("A1:F20")


def _draw_contacts(page: Page) -> None:
    page.widths({"A": 6, "B": 16, "C": 20, "D": 24, "E": 18, "F": 34})
    page.height(3, 16, 22)
    _begin(page, "②　システム窓口情報（窓口責任者）", "F")
    columns = {
        "B": "区分\n（追加・変更・削除）",
        "C": "氏名",
        "D": "部署名",
        "E": "電話番号",
        "F": "メールアドレス",
    }
    page.table(5, range(6, 16), columns, _HEAD)
    page.heights({5: 32})
    _numbers(page, range(6, 16))
    page.paper("A1:F15", landscape=True)


def _draw_web(page: Page) -> None:
    page.widths({"A": 6, "B": 16, "C": 24, "D": 24, "E": 18, "F": 24, "G": 18})
    page.height(3, 26, 20)
    _begin(page, "③　WEB利用情報（クライアント証明書）", "G")
    page.table(5, range(6, 26), _COLUMNS, _HEAD)
    page.heights({5: 32})
    _numbers(page, range(6, 26))
    page.paper("A1:G25", landscape=True)


def _draw_api(page: Page) -> None:
    page.widths({"A": 6, "B": 16, "C": 24, "D": 24, "E": 18, "F": 24, "G": 18})
    page.height(3, 14, 22)
    _begin(page, "④　API利用情報（使用する場合のみ）", "G")
    page.table(5, range(6, 8), _COLUMNS, _HEAD)
    page.heights({5: 32, 9: 44})
    _numbers(page, range(6, 8))
    fields = {
        "A9:B9": ("API連携環境\n（サーバ・アプリケーション等）", "C9:G9"),
        "A10:B10": ("ファイル返却方式", "C10:G10"),
    }
    page.fields(fields, _LABEL, BOX)
    page.put("A11", "□", TICK)
    page.put("B11:G11", "API連携テストに合格した", BOX)
    page.paper("A1:G11", landscape=True)


def _draw_others(page: Page) -> None:
    page.widths({"A": 6, "B": 28, "C:F": 16})
    page.height(3, 22, 22)
    _begin(page, "⑤　社名変更・システム利用停止", "F")
    page.put("A5:F5", "社名変更の場合", _HEAD)
    page.put("A16:F16", "利用停止の場合", _HEAD)
    fields = {
        "A6:B6": ("旧事業者名", "C6:F6"),
        "A7:B7": ("社名変更日", "C7:F7"),
        "A8:B8": ("需要（発電）者への周知方法", "C8:F8"),
        "A9:B9": ("需要（発電）者への周知文（ファイル名）", "C9:F9"),
        "A18:B18": ("停止理由", "C18:F18"),
    }
    page.fields(fields, _LABEL, BOX)
    page.heights({9: 30})
    ticks = {
        10: "(1) 経済産業省への社名変更の手続き",
        11: "(2) 広域機関の会員情報の変更手続き",
        12: "(3) 広域機関システム関連の変更手続き",
        13: "(4) 需要（発電）者への社名変更の周知",
        14: "契約中の需要（発電）者なし",
        17: "需要（発電）者のスイッチングなど、閲覧・処理がすべて完了した",
    }
    for row, words in ticks.items():
        page.put(f"A{row}", "□", TICK)
        page.put(f"B{row}:F{row}", words, BOX)
    page.paper("A1:F18")


SEVERAL_SHEETS = Blank(
    name="several_sheets",
    draw_anew=_draw,
    expected={
        **on(
            _COVER,
            {
                "applied_on": "C4",
                "applicant.company": "C5",
                "applicant.department": "C6",
                "applicant.responsible": "C7",
                "kind.new": "A9",
                "new.prepared": "A10",
                "kind.change": "A11",
                "kind.stop": "A12",
                "business.code": "C14",
                "business.name": "C15",
                "business.address": "C16",
                "business.phone": "C17",
                "business.result_email": "C18",
                "privacy_notice_url": "C19",
                "remarks": "C20",
            },
        ),
        **on(
            _CONTACTS,
            {
                "contacts.action": "B6:B15",
                "contacts.name": "C6:C15",
                "contacts.department": "D6:D15",
                "contacts.phone": "E6:E15",
                "contacts.email": "F6:F15",
            },
        ),
        **on(
            _CERTIFICATES,
            {
                "web_certificates.action": "B6:B25",
                "web_certificates.serial": "C6:C25",
                "web_certificates.common_name": "D6:D25",
                "web_certificates.not_after": "E6:E25",
                "web_certificates.replaces": "F6:F25",
                "web_certificates.replaces_not_after": "G6:G25",
            },
        ),
        **on(
            _API,
            {
                "api.certificates.action": "B6:B7",
                "api.certificates.serial": "C6:C7",
                "api.certificates.common_name": "D6:D7",
                "api.certificates.not_after": "E6:E7",
                "api.certificates.replaces": "F6:F7",
                "api.certificates.replaces_not_after": "G6:G7",
                "api.environment": "C9",
                "api.file_return_method": "C10",
                "api.test_passed": "A11",
            },
        ),
        **on(
            _OTHERS,
            {
                "rename.previous_name": "C6",
                "rename.effective_on": "C7",
                "rename.notice_method": "C8",
                "rename.notice_attachment": "C9",
                "rename.done": "A10:A13",
                "rename.no_contracts": "A14",
                "stop.completed": "A17",
                "stop.reason": "C18",
            },
        ),
    },
    absent=RENAME_TICK,
    notes="Five sheets, each a part; the later ones repeat 事業者名 by a formula, which is not to"
    " be overwritten; ten contacts, twenty certificates; sheet names with ①, a space and ・.",
)
