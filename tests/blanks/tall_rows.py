"""Landscape, long tables: every record is two sheet rows high, headers have two storeys."""

from dataclasses import replace

from tests.blanks.blank import OLD_NAME, RENAME_TICK, Blank, on
from tests.blanks.drawing import Page, new_pages, saved
from tests.blanks.looks import BOX, SMALL, SPECIMEN, Look

_SHEET = "別記様式"
_HEADING = Look(line=None, bold=True, size=11)
_LABEL = Look(fill="DBDBDB")
_HEAD = Look(fill="DBDBDB", across="center", size=9)
_MIDDLE = Look(across="center")


def _draw() -> bytes:
    (page,) = new_pages(_SHEET, font="ＭＳ Ｐゴシック", size=10)
    page.widths({"A": 1.5, "B": 5, "C": 11, "D:L": 13.5})
    page.height(1, 130, 13)
    page.put(
        "B1:L2", "スイッチング支援システム利用申込書", Look(line=None, size=15, across="center")
    )
    page.put("B3:L3", SPECIMEN, replace(SMALL, across="right"))
    _draw_head(page)
    _draw_contacts(page)
    _draw_web(page)
    _draw_api(page)
    _draw_ends(page)
    page.break_after(44, 89)
    page.sheet.print_title_rows = "1:3"
    page.paper("A1:L125", landscape=True, pages=0)
    page.header_and_footer(SPECIMEN, "&P／&N")
    return saved(page)


def _draw_head(page: Page) -> None:
    page.put("B4:F4", "１　申込者", _HEADING)
    page.put("H4:L4", "２　事業者情報", _HEADING)
    fields = {
        "B5:C6": ("申込年月日", "D5:F6"),
        "B7:C8": ("事業者名", "D7:F8"),
        "B9:C10": ("部署名", "D9:F10"),
        "B11:C12": ("申込責任者", "D11:F12"),
        "H5:I6": ("事業者コード", "J5:L6"),
        "H7:I8": ("事業者名", "J7:L8"),
        "H9:I10": ("住所", "J9:L10"),
        "H11:I12": ("連絡先電話番号\n（他事業者からのお問合せ用）", "J11:L12"),
        "H13:I14": ("処理結果通知\nメールアドレス", "J13:L14"),
        "H15:I16": ("個人情報の取扱い掲載URL", "J15:L16"),
    }
    page.fields(fields, _LABEL, BOX)
    page.height(11, 14, 15)
    page.put("B13:C18", "申請区分", _LABEL)
    kinds = {13: "新規本番システム利用申込", 15: "申請内容の変更", 17: "システム利用停止"}
    for row, words in kinds.items():
        page.put(f"D{row}:D{row + 1}", None, _MIDDLE)
        page.put(f"E{row}:F{row + 1}", words, BOX)


def _numbers(page: Page, rows: range) -> None:
    for number, row in enumerate(rows, start=1):
        page.put(f"B{row}:B{row + 1}", str(number), _MIDDLE)


def _draw_contacts(page: Page) -> None:
    page.put("B20:L20", "３　システム窓口情報（窓口責任者）", _HEADING)
    page.put("B21:B22", "No.", _HEAD)
    page.puts({"C21:C22": "区分", "D21:G21": "窓口責任者", "H21:L21": "連絡先"}, _HEAD)
    rows = range(23, 43, 2)
    columns = {"D:E": "氏名", "F:G": "部署名", "H:I": "電話番号", "J:L": "メールアドレス"}
    for letters, text in columns.items():
        left, right = letters.split(":")
        page.put(f"{left}22:{right}22", text, _HEAD)
        page.boxes(" ".join(f"{left}{row}:{right}{row + 1}" for row in rows))
    page.boxes(" ".join(f"C{row}:C{row + 1}" for row in rows))
    page.choices("C23:C42", "追加,変更,削除")
    _numbers(page, rows)


def _certificates(page: Page, head: int, rows: range) -> None:
    page.put(f"B{head}:B{head + 1}", "No.", _HEAD)
    page.put(f"C{head}:C{head + 1}", "区分", _HEAD)
    page.put(f"D{head}:H{head}", "登録する証明書（削除の場合は、削除する証明書）", _HEAD)
    page.put(f"I{head}:L{head}", "更新前の証明書（更新の場合のみ）", _HEAD)
    columns = {
        "D:E": "シリアル番号",
        "F": "有効期限",
        "G:H": "証明書名（CN）",
        "I:J": "シリアル番号",
        "K:L": "有効期限",
    }
    for letters, text in columns.items():
        left, _, right = letters.partition(":")
        right = right or left
        page.put(f"{left}{head + 1}:{right}{head + 1}", text, _HEAD)
        page.boxes(" ".join(f"{left}{row}:{right}{row + 1}" for row in rows))
    page.boxes(" ".join(f"C{row}:C{row + 1}" for row in rows))
    _numbers(page, rows)


def _draw_web(page: Page) -> None:
    page.put("B45:L45", "４　WEB利用情報（クライアント証明書）", _HEADING)
    _certificates(page, 46, range(48, 88, 2))


def _draw_api(page: Page) -> None:
    page.put("B90:L90", "５　API利用情報（クライアント証明書）", _HEADING)
    _certificates(page, 91, range(93, 97, 2))
    fields = {
        "B97:C98": ("API連携環境", "D97:L98"),
        "B99:C100": ("ファイル返却方式", "D99:L100"),
    }
    page.fields(fields, _LABEL, BOX)


def _draw_ends(page: Page) -> None:
    page.put("B102:L102", "６　社名変更", _HEADING)
    fields = {
        "B103:C104": ("周知方法", "D103:L104"),
        "B105:C106": ("周知文（添付）", "D105:L106"),
        "B120:C121": ("停止理由", "D120:L121"),
    }
    page.fields(fields, _LABEL, BOX)
    ticks = {
        107: "（１）経済産業省へ社名変更の手続き",
        109: "（２）広域機関へ会員情報の変更手続き",
        111: "（３）広域機関システム関連の変更手続き",
        113: "（４）旧社名で契約されている需要（発電）者へ社名変更の周知",
        118: "需要（発電）者のスイッチングなど、閲覧・処理がすべて完了した",
    }
    for row, words in ticks.items():
        page.put(f"B{row}:B{row + 1}", None, _MIDDLE)
        page.put(f"C{row}:L{row + 1}", words, BOX)
    page.put("B117:L117", "７　利用停止", _HEADING)
    page.put("B123:C125", "備考", _LABEL)
    page.put("D123:L125", None, BOX)


TALL_ROWS = Blank(
    name="tall_rows",
    draw_anew=_draw,
    expected=on(
        _SHEET,
        {
            "applied_on": "D5",
            "applicant.company": "D7",
            "applicant.department": "D9",
            "applicant.responsible": "D11",
            "kind.new": "D13",
            "kind.change": "D15",
            "kind.stop": "D17",
            "business.code": "J5",
            "business.name": "J7",
            "business.address": "J9",
            "business.phone": "J11",
            "business.result_email": "J13",
            "privacy_notice_url": "J15",
            "contacts.action": "C23:C41",
            "contacts.name": "D23:D41",
            "contacts.department": "F23:F41",
            "contacts.phone": "H23:H41",
            "contacts.email": "J23:J41",
            "web_certificates.action": "C48:C86",
            "web_certificates.serial": "D48:D86",
            "web_certificates.not_after": "F48:F86",
            "web_certificates.common_name": "G48:G86",
            "web_certificates.replaces": "I48:I86",
            "web_certificates.replaces_not_after": "K48:K86",
            "api.certificates.action": "C93:C95",
            "api.certificates.serial": "D93:D95",
            "api.certificates.not_after": "F93:F95",
            "api.certificates.common_name": "G93:G95",
            "api.certificates.replaces": "I93:I95",
            "api.certificates.replaces_not_after": "K93:K95",
            "api.environment": "D97",
            "api.file_return_method": "D99",
            "rename.notice_method": "D103",
            "rename.notice_attachment": "D105",
            "rename.done": "B107:B113",
            "stop.completed": "B118",
            "stop.reason": "D120",
            "remarks": "D123",
        },
    ),
    absent=RENAME_TICK | OLD_NAME | {"new.prepared", "api.test_passed", "rename.no_contracts"},
    notes="Landscape, three pages; records of two sheet rows; ten contacts, twenty certificates;"
    " headers of two storeys, シリアル番号 and 有効期限 twice in each; printed row numbers;"
    " 申込者 and 事業者情報 side by side, asking 事業者名 in the same row.",
)
