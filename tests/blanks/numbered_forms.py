"""様式第１号 to 第３号 on sheets of their own, between guidance, a check list and an example."""

from dataclasses import replace
from typing import Final

from tests.blanks.blank import COMMON_NAMES, RENAME_TICK, Blank, on
from tests.blanks.drawing import Page, new_pages, saved
from tests.blanks.looks import BOX, PLAIN, SMALL, SPECIMEN, TICK, Look

_GUIDE = "記入要領"
_FIRST = "様式第１号"
_SECOND = "様式第２号"
_THIRD = "様式第３号"
_LIST = "添付書類チェックリスト"
_EXAMPLE = "記入例（様式第１号）"

_TITLE = Look(line=None, size=13, bold=True, across="center")
_LABEL = Look(fill="EDEDED", across="distributed")
_WIDE = Look(fill="EDEDED")
_HEAD = Look(fill="EDEDED", across="center")
_SECTION = Look(line=None, bold=True)
_FILLED: Final = {
    "D4": "2026年4月1日",
    "D6": "見本電力株式会社",
    "D7": "見本　一郎",
    "D8": "営業部",
    "D9": "見本　太郎",
    "D17": "01234",
    "D18": "見本電力株式会社",
    "D20": "〒100-0000　東京都千代田区見本町1-1",
    "D21": "03-1234-5678",
    "D22": "03-1234-5679",
    "D23": "kekka@example.co.jp",
    "D24": "https://www.example.co.jp/privacy/",
}


def _draw() -> bytes:
    names = (_GUIDE, _FIRST, _SECOND, _THIRD, _LIST, _EXAMPLE)
    pages = new_pages(*names, font="ＭＳ Ｐゴシック", size=10.5)
    _draw_guide(pages[0])
    _draw_first(pages[1])
    _draw_second(pages[2])
    _draw_third(pages[3])
    _draw_list(pages[4])
    _draw_first(pages[5])
    pages[5].put("A1:B1", "記入例", Look(line="medium", across="center", color="FF0000"))
    for place, words in _FILLED.items():
        pages[5].sheet[place] = words
    return saved(*pages)


def _draw_guide(page: Page) -> None:
    page.widths({"A": 4, "B": 24, "C": 60})
    page.put("A1:C1", "利用申込書の記入要領", _TITLE)
    page.put("A2:C2", SPECIMEN, SMALL)
    page.puts({"A4": "No.", "B4": "項目", "C4": "記入の方法"}, _HEAD)
    items = {
        "申込年月日": "申込書を提出する日を記入します。",
        "事業者コード": "5桁の事業者コードを記入します。",
        "事業者名": "登記されている名称を記入します。",
        "電話番号": "他の事業者からの問合せに応じる番号を記入します。",
        "メールアドレス": "処理結果の通知を受け取るアドレスを記入します。",
        "窓口責任者": "氏名、部署名、電話番号を記入します。",
        "備考": "",
    }
    for row, (item, words) in enumerate(items.items(), start=5):
        page.put(f"A{row}", str(row - 4), TICK)
        page.put(f"B{row}", item, BOX)
        page.put(f"C{row}", words or None, BOX)
    page.paper("A1:C12")


def _begin(page: Page, number: str, title: str) -> None:
    page.widths({"A": 5, "B": 17, "C": 14, "D:H": 13.5})
    page.put("A1:B1", number, PLAIN)
    page.put("F1:H1", SPECIMEN, replace(SMALL, across="right"))
    page.put("A2:H2", title, _TITLE)
    page.heights({2: 26})


def _repeat(page: Page) -> None:
    """Repeat who it is about, by formulas that are not to be overwritten."""
    page.fields({"A4:C4": ("事業者コード", "D4:E4"), "F4": ("事業者名", "G4:H4")}, _HEAD, BOX)
    page.sheet["D4"] = f"='{_FIRST}'!D17&\"\""
    page.sheet["G4"] = f"='{_FIRST}'!D18&\"\""


def _draw_first(page: Page) -> None:
    page.height(3, 33, 21)
    _begin(page, "様式第１号", "スイッチング支援システム利用申込書")
    fields = {
        "A4:C4": ("申込年月日", "D4:F4"),
        "B6:C6": ("事業者名", "D6:H6"),
        "B7:C7": ("代表者氏名", "D7:H7"),
        "B8:C8": ("部署名", "D8:H8"),
        "B9:C9": ("申込責任者", "D9:H9"),
        "B17:C17": ("事業者コード", "D17:E17"),
        "B18:C18": ("事業者名", "D18:H18"),
        "B19:C19": ("適格請求書登録番号", "D19:H19"),
        "B20:C20": ("住所", "D20:H20"),
        "B21:C21": ("電話番号", "D21:H21"),
        "B22:C22": ("ＦＡＸ番号", "D22:H22"),
        "B23:C23": ("処理結果通知\nメールアドレス", "D23:H23"),
        "B24:C24": ("個人情報の取扱い\n掲載ＵＲＬ", "D24:H24"),
    }
    page.fields(fields, _LABEL, BOX)
    page.heights({23: 32, 24: 32})
    page.put("G4:H4", None, Look(line=None))
    page.puts({"A6:A9": "申込者", "A17:A24": "事業者"}, replace(_HEAD, upright=True))
    page.put("F17:H17", "半角英数字5桁", replace(BOX, size=8))
    page.put("A11:C14", "申請区分\n（該当する□に✔）", _HEAD)
    kinds = {
        11: "新規本番システム利用申込（様式第２号を添付）",
        12: "　会員加入から利用までの事前手続きが完了している",
        13: "申請内容の変更（様式第２号・第３号のうち該当するものを添付）",
        14: "システム利用停止（様式第３号を添付）",
    }
    for row, words in kinds.items():
        page.put(f"D{row}", "□", TICK)
        page.put(f"E{row}:H{row}", words, BOX)
    page.fields({"A26:C28": ("備考", "D26:H28")}, _HEAD, replace(BOX, down="top"))
    page.put("A31:B31", "※運営者記入欄", replace(_WIDE, size=8))
    office = {"C31": ("受付日", "D31"), "E31": ("受付番号", "F31"), "G31": ("担当", "H31")}
    page.fields(office, replace(_WIDE, size=8), replace(BOX, fill="D9D9D9"))
    page.paper("A1:H32")


def _draw_second(page: Page) -> None:
    page.height(3, 45, 21)
    _begin(page, "様式第２号", "システム窓口・クライアント証明書届出書")
    _repeat(page)
    page.put("A6:H6", "１　窓口責任者", _SECTION)
    contacts = {
        "A": "No.",
        "B": "氏名",
        "C": "部署名",
        "D:E": "電話番号",
        "F:G": "メールアドレス",
        "H": "追加・変更・\n削除の別",
    }
    page.table(7, range(8, 14), contacts, _HEAD)
    page.heights({7: 30})
    for number, row in enumerate(range(8, 14), start=1):
        page.put(f"A{row}", str(number), TICK)
    for row, title in ((15, "２　WEB利用のクライアント証明書"), (24, "３　API利用の証明書")):
        page.put(f"A{row}:H{row}", title, _SECTION)
        _draw_certificates(page, row + 1, 6 if row == 15 else 3)
    page.fields(
        {
            "A32:C32": ("API連携環境\n（サーバ・アプリケーション等）", "D32:H32"),
            "A33:C33": ("ファイル返却方式", "D33:H33"),
            "A34:C34": ("API連携テスト合格日", "D34:E34"),
        },
        _WIDE,
        BOX,
    )
    page.heights({32: 32})
    page.put("F34", "□", TICK)
    page.put("G34:H34", "テストに合格済み", BOX)
    page.paper("A1:H34")


def _draw_certificates(page: Page, top: int, count: int) -> None:
    page.put(f"A{top}:A{top + 1}", "No.", _HEAD)
    page.put(f"B{top}:D{top}", "追加・更新・削除する証明書", _HEAD)
    page.put(f"E{top}:F{top}", "更新の場合、これまでの証明書", _HEAD)
    page.put(f"G{top}:H{top + 1}", "追加・更新・削除の別", _HEAD)
    heads = {"B:C": "シリアル番号", "D": "有効期限", "E": "シリアル番号", "F": "有効期限"}
    page.table(top + 1, range(top + 2, top + 2 + count), heads, _HEAD)
    for number, row in enumerate(range(top + 2, top + 2 + count), start=1):
        page.put(f"A{row}", str(number), TICK)
        page.put(f"G{row}:H{row}", None, BOX)


def _draw_third(page: Page) -> None:
    page.height(3, 28, 21)
    _begin(page, "様式第３号", "社名変更・利用停止に関する届出書")
    _repeat(page)
    page.put("A6:H6", "１　社名変更の場合", _SECTION)
    fields = {
        "A7:C7": ("旧事業者名", "D7:H7"),
        "A8:C8": ("社名変更日", "D8:F8"),
        "A9:C9": ("登記完了日", "D9:F9"),
        "A10:C10": ("需要（発電）者への周知方法", "D10:H10"),
        "A11:C11": ("添付する周知文", "D11:H11"),
    }
    page.fields(fields, _WIDE, BOX)
    page.puts({"G8:H8": "西暦で記入", "G9:H9": "西暦で記入"}, replace(BOX, size=8))
    done = {
        12: "経済産業省への手続き",
        13: "広域機関の会員情報の変更手続き",
        14: "広域機関システム関連の変更手続き",
        15: "需要（発電）者への周知",
        16: "契約中の需要（発電）者がおらず、周知を要しない",
    }
    for row, words in done.items():
        page.put(f"A{row}:G{row}", words, BOX)
        page.put(f"H{row}", "☐", TICK)
    page.put("A18:H18", "２　利用停止の場合", _SECTION)
    page.put("A19:G19", "システムでの閲覧・処理がすべて完了している", BOX)
    page.put("H19", "☐", TICK)
    page.fields({"A20:C21": ("停止の理由", "D20:H21")}, _WIDE, BOX)
    page.paper("A1:H22")


def _draw_list(page: Page) -> None:
    page.widths({"A": 6, "B": 60, "C": 12})
    page.put("A1:C1", "添付書類チェックリスト", _TITLE)
    page.put("A2:C2", SPECIMEN, SMALL)
    page.puts({"A3": "確認", "B3": "書類", "C3": "部数"}, _HEAD)
    papers = ["利用申込書（様式第１号）", "様式第２号", "様式第３号", "社名変更の周知文", "委任状"]
    for row, words in enumerate(papers, start=4):
        page.put(f"A{row}", "□", TICK)
        page.put(f"B{row}", words, BOX)
        page.put(f"C{row}", None, BOX)
    page.fields({"A10": ("備考", "B10:C10")}, _HEAD, BOX)
    page.paper("A1:C10")


NUMBERED_FORMS = Blank(
    name="numbered_forms",
    draw_anew=_draw,
    expected={
        **on(
            _FIRST,
            {
                "applied_on": "D4",
                "applicant.company": "D6",
                "applicant.department": "D8",
                "applicant.responsible": "D9",
                "kind.new": "D11",
                "new.prepared": "D12",
                "kind.change": "D13",
                "kind.stop": "D14",
                "business.code": "D17",
                "business.name": "D18",
                "business.address": "D20",
                "business.phone": "D21",
                "business.result_email": "D23",
                "privacy_notice_url": "D24",
                "remarks": "D26",
            },
        ),
        **on(
            _SECOND,
            {
                "contacts.name": "B8:B13",
                "contacts.department": "C8:C13",
                "contacts.phone": "D8:D13",
                "contacts.email": "F8:F13",
                "contacts.action": "H8:H13",
                "web_certificates.serial": "B18:B23",
                "web_certificates.not_after": "D18:D23",
                "web_certificates.replaces": "E18:E23",
                "web_certificates.replaces_not_after": "F18:F23",
                "web_certificates.action": "G18:G23",
                "api.certificates.serial": "B27:B29",
                "api.certificates.not_after": "D27:D29",
                "api.certificates.replaces": "E27:E29",
                "api.certificates.replaces_not_after": "F27:F29",
                "api.certificates.action": "G27:G29",
                "api.environment": "D32",
                "api.file_return_method": "D33",
                "api.test_passed": "F34",
            },
        ),
        **on(
            _THIRD,
            {
                "rename.previous_name": "D7",
                "rename.effective_on": "D8",
                "rename.notice_method": "D10",
                "rename.notice_attachment": "D11",
                "rename.done": "H12:H15",
                "rename.no_contracts": "H16",
                "stop.completed": "H19",
                "stop.reason": "D20",
            },
        ),
    },
    absent=RENAME_TICK | COMMON_NAMES,
    notes="Six sheets: guidance as a list of the same labels with an empty cell in it, three forms"
    " that repeat code and name by formulas, a check list with □ and a 備考, a filled example of"
    " the first form; the column of 追加・変更・削除の別 is the last one; old certificates under"
    " これまでの証明書; API連携テスト合格日 and 登記完了日 are nobody's answers.",
)
