"""Tables that run across: a column for each person and each certificate, labels at the left."""

from dataclasses import replace

from tests.blanks.blank import COMMON_NAMES, OLD_NAME, PREDECESSORS, RENAME_TICK, Blank, on
from tests.blanks.drawing import Page, new_pages, saved
from tests.blanks.looks import BOX, SMALL, SPECIMEN, TITLE, Look

_SHEET = "申請書"
_HEADING = Look(line="medium", sides="b", bold=True, size=11)
_LABEL = Look(fill="EDEDED")
_HEAD = Look(fill="EDEDED", across="center", size=9)
_MIDDLE = Look(across="center")
_INPUT = replace(BOX, fill="FFFFCC")


def _draw() -> bytes:
    (page,) = new_pages(_SHEET, font="游ゴシック", size=10)
    page.widths({"A": 2, "B": 30, "C:F": 19})
    page.height(1, 62, 19)
    page.put("B1:F1", "スイッチング支援システム利用申込書", TITLE)
    page.heights({1: 30})
    page.put("B2:F2", SPECIMEN, replace(SMALL, across="right"))
    _draw_application(page)
    _draw_business(page)
    _draw_across(page)
    _draw_ends(page)
    page.paper("A1:F59")
    return saved(page)


def _draw_application(page: Page) -> None:
    page.put("B3:F3", "Ⅰ　お申込みの内容", _HEADING)
    fields = {
        "B4": ("申請日", "C4"),
        "B5": ("申込者（事業者名）", "C5:F5"),
        "B6": ("申込者（部署名）", "C6:F6"),
        "B7": ("申込者（申込責任者）", "C7:F7"),
    }
    page.fields(fields, _LABEL, _INPUT)
    page.put("B8:B9", "申請区分\n（いずれかに✔）", _LABEL)
    kinds = {"C8": "新規本番システム利用申込", "D8": "申請内容の変更", "E8": "システム利用停止"}
    page.puts(kinds, replace(_HEAD, size=8))
    page.boxes("C9 D9 E9", replace(_INPUT, across="center"))
    page.boxes("F8:F9", replace(_LABEL, fill="BFBFBF"))


def _draw_business(page: Page) -> None:
    page.put("B11:F11", "Ⅱ　事業者情報", _HEADING)
    fields = {
        "B12": ("事業者コード（半角5桁）", "C12"),
        "B13": ("事業者名", "C13:F13"),
        "B14": ("住所", "C14:F14"),
        "B15": ("連絡先電話番号\n（他事業者からのお問合せ用）", "C15:F15"),
        "B16": ("処理結果通知メールアドレス", "C16:F16"),
        "B17": ("個人情報（共同利用プライバシーポリシー）の取扱い掲載URL", "C17:F17"),
    }
    page.fields(fields, _LABEL, _INPUT)
    page.heights({15: 31, 17: 31})


def _across(page: Page, row: int, heads: list[str], labels: list[str]) -> None:
    """Draw a table whose records are columns: the row of its heads, then a row for each label."""
    page.put(f"B{row}", None, _HEAD)
    for letter, head in zip("CDEF", heads, strict=False):
        page.put(f"{letter}{row}", head, _HEAD)
    for offset, label in enumerate(labels, start=1):
        page.put(f"B{row + offset}", label, _LABEL)
        for letter, _ in zip("CDEF", heads, strict=False):
            page.put(f"{letter}{row + offset}", None, _INPUT)


def _draw_across(page: Page) -> None:
    page.put("B19:F19", "Ⅲ　システム窓口情報（窓口責任者）", _HEADING)
    people = ["1人目", "2人目", "3人目", "4人目"]
    labels = ["区分（追加・変更・削除）", "氏名", "部署名", "電話番号", "メールアドレス"]
    _across(page, 20, people, labels)
    certificate = ["区分（追加・更新・削除）", "シリアル番号", "有効期限"]
    page.put("B27:F27", "Ⅳ　WEB利用情報（クライアント証明書）", _HEADING)
    _across(page, 28, ["1枚目", "2枚目", "3枚目", "4枚目"], certificate)
    page.put("B33:F33", "Ⅴ　API利用情報（クライアント証明書）", _HEADING)
    _across(page, 34, ["1枚目", "2枚目（更新時のみ）"], certificate)
    fields = {"B38": ("API連携環境", "C38:F38"), "B39": ("ファイル返却方式", "C39:F39")}
    page.fields(fields, _LABEL, _INPUT)
    for row in (21, 29, 35):
        page.choices(f"C{row}:F{row}", "追加,変更,削除" if row == 21 else "追加,更新,削除")


def _draw_ends(page: Page) -> None:
    page.put("B41:F41", "Ⅵ　社名変更・利用停止", _HEADING)
    ticks = {
        42: "経済産業省への社名変更の手続き",
        43: "広域機関の会員情報の変更手続き",
        44: "広域機関システム関連の変更手続き",
        45: "需要（発電）者への社名変更の周知",
        46: "契約中の需要（発電）者なし",
        49: "閲覧・処理の完了（利用停止の場合）",
        50: "事前手続きの完了（新規の場合）",
    }
    for row, words in ticks.items():
        page.put(f"B{row}", words, _LABEL)
        page.put(f"C{row}", "□", replace(_INPUT, across="center"))
    page.put("D42:F46", "済んだものに✔してください。", replace(SMALL, line="thin", down="top"))
    fields = {
        "B47": ("需要（発電）者への周知方法", "C47:F47"),
        "B48": ("周知文（添付ファイル名）", "C48:F48"),
        "B51": ("停止理由", "C51:F51"),
    }
    page.fields(fields, _LABEL, _INPUT)
    page.boxes("D49:F49 D50:F50")
    page.put("B53:F53", "Ⅶ　備考", _HEADING)
    page.put("B54:F58", None, replace(_INPUT, down="top"))
    page.put("B59:F59", "※5人目以降は、もう1枚ご記入ください。", SMALL)


ACROSS = Blank(
    name="across",
    draw_anew=_draw,
    expected=on(
        _SHEET,
        {
            "applied_on": "C4",
            "applicant.company": "C5",
            "applicant.department": "C6",
            "applicant.responsible": "C7",
            "kind.new": "C9",
            "kind.change": "D9",
            "kind.stop": "E9",
            "business.code": "C12",
            "business.name": "C13",
            "business.address": "C14",
            "business.phone": "C15",
            "business.result_email": "C16",
            "privacy_notice_url": "C17",
            "contacts.action": "C21:F21",
            "contacts.name": "C22:F22",
            "contacts.department": "C23:F23",
            "contacts.phone": "C24:F24",
            "contacts.email": "C25:F25",
            "web_certificates.action": "C29:F29",
            "web_certificates.serial": "C30:F30",
            "web_certificates.not_after": "C31:F31",
            "api.certificates.action": "C35:D35",
            "api.certificates.serial": "C36:D36",
            "api.certificates.not_after": "C37:D37",
            "api.environment": "C38",
            "api.file_return_method": "C39",
            "rename.done": "C42:C45",
            "rename.no_contracts": "C46",
            "rename.notice_method": "C47",
            "rename.notice_attachment": "C48",
            "stop.completed": "C49",
            "new.prepared": "C50",
            "stop.reason": "C51",
            "remarks": "B54",
        },
    ),
    absent=RENAME_TICK | PREDECESSORS | COMMON_NAMES | OLD_NAME | {"api.test_passed"},
    notes="The tables are turned: a person or certificate is a column, so that an answer's cells"
    " run from left to right; headings Ⅰ to Ⅶ; the words of a tick stand left of its □; a"
    " greyed-out cell beside 申請区分.",
)
