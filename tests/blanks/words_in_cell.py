"""□ and its words in one cell; 区分 to be ringed; units and 年月日 printed in the boxes."""

from dataclasses import replace
from typing import Final

from tests.blanks.blank import COMMON_NAMES, OLD_NAME, PREDECESSORS, RENAME_TICK, Blank, on
from tests.blanks.drawing import Page, new_pages, saved
from tests.blanks.looks import BOX, SMALL, SPECIMEN, TITLE, Look

_SHEET = "様式１"
_LABEL = Look(fill="D9E2F3", across="center")
_NUMBER = Look(fill="D9E2F3", across="center", bold=True)
_HEAD = Look(fill="D9E2F3", across="center", size=9)
_BOX = BOX
_CONTACT_ACTIONS = "追加・変更・削除"
_ACTIONS = "追加・更新・削除"
_UNTIL = "　　　年　　月　　日"
_CERTIFICATES: Final = {"C": "区分", "D:E": "シリアル番号", "F:G": "有効期限"}


def _heading(page: Page, rows: tuple[int, int], number: int) -> None:
    page.put(f"A{rows[0]}:A{rows[1]}", str(number), _NUMBER)


def _draw() -> bytes:
    (page,) = new_pages(_SHEET, font="ＭＳ Ｐゴシック", size=10)
    page.widths({"A": 4, "B": 20, "C": 16, "D": 16, "E": 16, "F": 16, "G": 18})
    page.height(1, 60, 20)
    page.put("A1:G1", "スイッチング支援システム利用申込書", TITLE)
    page.put("A2:G2", f"様式１　{SPECIMEN}", SMALL)
    for number, rows in enumerate(
        [(4, 4), (5, 7), (8, 10), (11, 16), (17, 21), (22, 26), (27, 31), (32, 40), (41, 43)],
        start=1,
    ):
        _heading(page, rows, number)
    _draw_applicant(page)
    _draw_tables(page)
    _draw_ends(page)
    page.put(
        "A46:G46", "※「区分」は、該当するものを○で囲むか、該当しないものを消してください。", SMALL
    )
    page.paper("A1:G46")
    return saved(page)


def _draw_applicant(page: Page) -> None:
    labels = {
        "B4": "申込年月日",
        "B5": "申込者の事業者名",
        "B6": "申込者の部署名",
        "B7": "申込責任者の氏名",
        "B8:B10": "申請区分",
        "B11": "事業者コード",
        "B12": "事業者名",
        "B13": "住所",
        "B14": "連絡先電話番号",
        "B15": "処理結果通知\nメールアドレス",
        "B16": "個人情報の取扱い\n掲載URL",
    }
    page.puts(labels, _LABEL)
    page.heights({13: 32, 15: 30, 16: 30})
    page.put("C4:G4", "令和　　年　　月　　日", _BOX)
    page.boxes("C5:G5 C6:G6 C7:G7 C12:G12 C15:G15 C16:G16")
    kinds = ["□　新規本番システム利用申込", "□　申請内容の変更", "□　システム利用停止"]
    for row, words in enumerate(kinds, start=8):
        page.put(f"C{row}:G{row}", words, _BOX)
    page.put("C11:G11", "（半角5桁）", replace(_BOX, across="right", size=9))
    page.put("C13:G13", "〒　　　－", replace(_BOX, down="top"))
    page.put("C14:G14", "（他事業者からのお問合せ用）", replace(_BOX, across="right", size=9))


def _draw_tables(page: Page) -> None:
    sections = {
        "B17:B21": "システム窓口情報\n（窓口責任者）",
        "B22:B26": "WEB利用情報\nクライアント証明書",
        "B27:B31": "API利用情報\nクライアント証明書",
    }
    page.puts(sections, _LABEL)
    contacts = {"C": "区分", "D": "氏名", "E": "部署名", "F": "電話番号", "G": "メールアドレス"}
    page.table(17, range(18, 22), contacts, _HEAD)
    page.table(22, range(23, 27), _CERTIFICATES, _HEAD)
    page.table(27, range(28, 30), _CERTIFICATES, _HEAD)
    middle = replace(_BOX, across="center", size=9)
    for row in range(18, 22):
        page.put(f"C{row}", _CONTACT_ACTIONS, middle)
    for row in (*range(23, 27), 28, 29):
        page.put(f"C{row}", _ACTIONS, middle)
        page.put(f"F{row}:G{row}", _UNTIL, middle)
    page.puts({"C30": "API連携環境", "C31": "ファイル返却方式"}, _HEAD)
    page.boxes("D30:G30 D31:G31")


def _draw_ends(page: Page) -> None:
    page.put("B32:B40", "社名変更", _LABEL)
    ticks = {
        32: "□　(1) 経済産業省への社名変更の手続きが済んでいる。",
        33: "□　(2) 広域機関の会員情報の変更手続きが済んでいる。",
        34: "□　(3) 広域機関システム関連の変更手続きが済んでいる。",
        35: "□　(4) 需要（発電）者への社名変更の周知が済んでいる。",
        36: "□　契約中の需要（発電）者がいないため、(4)は不要である。",
        41: "□　需要（発電）者のスイッチングなど、閲覧・処理がすべて完了している。",
    }
    for row, words in ticks.items():
        page.put(f"C{row}:G{row}", words, _BOX)
    page.put("C37:G37", "周知方法（ホームページへの掲載、郵送など）", replace(_HEAD, across="left"))
    page.put("C39:G39", "周知文（添付するファイルの名前）", replace(_HEAD, across="left"))
    page.boxes("C38:G38 C40:G40")
    page.put("B41:B43", "利用停止", _LABEL)
    page.put("C42:G42", "停止の理由", replace(_HEAD, across="left"))
    page.boxes("C43:G43")
    page.put("A44:B45", "備　考", _LABEL)
    page.put("C44:G45", None, _BOX)


WORDS_IN_CELL = Blank(
    name="words_in_cell",
    draw_anew=_draw,
    expected=on(
        _SHEET,
        {
            "applied_on": "C4",
            "applicant.company": "C5",
            "applicant.department": "C6",
            "applicant.responsible": "C7",
            "kind.new": "C8",
            "kind.change": "C9",
            "kind.stop": "C10",
            "business.code": "C11",
            "business.name": "C12",
            "business.address": "C13",
            "business.phone": "C14",
            "business.result_email": "C15",
            "privacy_notice_url": "C16",
            "contacts.action": "C18:C21",
            "contacts.name": "D18:D21",
            "contacts.department": "E18:E21",
            "contacts.phone": "F18:F21",
            "contacts.email": "G18:G21",
            "web_certificates.action": "C23:C26",
            "web_certificates.serial": "D23:D26",
            "web_certificates.not_after": "F23:F26",
            "api.certificates.action": "C28:C29",
            "api.certificates.serial": "D28:D29",
            "api.certificates.not_after": "F28:F29",
            "api.environment": "D30",
            "api.file_return_method": "D31",
            "rename.done": "C32:C35",
            "rename.no_contracts": "C36",
            "rename.notice_method": "C38",
            "rename.notice_attachment": "C40",
            "stop.completed": "C41",
            "stop.reason": "C43",
            "remarks": "C44",
        },
    ),
    absent=RENAME_TICK
    | PREDECESSORS
    | COMMON_NAMES
    | OLD_NAME
    | {"new.prepared", "api.test_passed"},
    notes="□ stands in the same cell as its words, which is the place; every 区分 cell has its"
    " choices printed in it, 有効期限 has 年月日, the code its unit, the address 〒: all of that is"
    " text of the template that the answer takes the place of; numbered rows, merged headings.",
)
