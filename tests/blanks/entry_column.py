"""One long list: number, group, item, 必須, an example, then the column to be filled, a note."""

from typing import Final

from tests.blanks.blank import COMMON_NAMES, PREDECESSORS, RENAME_TICK, Blank, on
from tests.blanks.drawing import Page, new_pages, saved
from tests.blanks.looks import SMALL, SPECIMEN, TITLE, Look

_SHEET = "入力シート"
_HEAD = Look(fill="44546A", color="FFFFFF", bold=True, across="center")
_GROUP = Look(fill="D6DCE4", down="top")
_ITEM = Look(fill="F2F2F2")
_MARK = Look(across="center", color="C00000", size=9)
_EXAMPLE = Look(color="7F7F7F", size=9)
_NOTE = Look(size=8)
_ENTRY = Look(fill="FFFFCC", unlocked=True)

_PERSON: Final = [
    ("手続き区分", "必須", "追加", "リストから選択"),
    ("氏名", "必須", "電力　花子", "姓と名の間を空ける"),
    ("氏名（フリガナ）", "任意", "デンリョク　ハナコ", "全角カナ"),
    ("部署名", "任意", "需給管理部", ""),
    ("役職", "任意", "係長", ""),
    ("電話番号", "任意", "03-1234-5678", "ハイフンを入れる"),
    ("FAX番号", "任意", "03-1234-5679", ""),
    ("メールアドレス", "任意", "hanako@example.co.jp", "半角"),
]
_CERTIFICATE: Final = [
    ("手続き区分", "必須", "追加", "リストから選択"),
    ("シリアル番号", "必須", "0012AB34", "半角"),
    ("有効期限", "任意", "2028/3/31", ""),
]
_TICKED: Final = "該当する場合は「✔」"
_GROUPS: Final = [
    (
        "申込情報",
        [
            ("申込年月日", "必須", "2026/4/1", "提出する日"),
            ("会社名", "必須", "電力小売株式会社", ""),
            ("部署名", "必須", "営業部", ""),
            ("申込責任者氏名", "必須", "電力　太郎", ""),
            ("申込責任者役職", "任意", "部長", ""),
            ("連絡先電話番号", "任意", "03-1234-5678", "内容の確認に使います"),
        ],
    ),
    (
        "申請区分",
        [
            ("新規本番システム利用申込", "いずれか一つ", "✔", _TICKED),
            ("申請内容の変更", "", "", _TICKED),
            ("システム利用停止", "", "", _TICKED),
            ("会員加入から利用までの事前手続き完了", "新規は必須", "✔", _TICKED),
            ("閲覧・処理の完了", "停止は必須", "", _TICKED),
            ("停止の理由", "任意", "", ""),
        ],
    ),
    (
        "事業者情報",
        [
            ("法人番号", "任意", "1234567890123", "13桁"),
            ("事業者コード", "必須", "01234", "5桁"),
            ("事業者名", "必須", "電力小売株式会社", "登記の名称"),
            ("事業者名（フリガナ）", "任意", "デンリョクコウリ", ""),
            ("代表者氏名", "任意", "電力　一郎", ""),
            ("郵便番号", "必須", "100-0000", ""),
            ("住所", "必須", "東京都千代田区見本町1-1", "ビル名まで"),
            ("電話番号", "必須", "03-1234-5678", "他事業者からのお問合せ用"),
            ("FAX番号", "任意", "03-1234-5679", ""),
            ("メールアドレス", "必須", "kekka@example.co.jp", "処理結果を通知します"),
            ("掲載URL", "必須", "https://www.example.co.jp/", "個人情報の共同利用の公表"),
        ],
    ),
    ("窓口責任者１", _PERSON),
    ("窓口責任者２", _PERSON),
    ("窓口責任者３", _PERSON),
    ("WEB利用\n証明書１", _CERTIFICATE),
    ("WEB利用\n証明書２", _CERTIFICATE),
    ("WEB利用\n証明書３", _CERTIFICATE),
    ("API利用\n証明書", _CERTIFICATE),
    (
        "API利用",
        [
            ("API連携環境", "APIは必須", "Windowsサーバ2台", "サーバ、アプリケーション等"),
            ("ファイル返却方式", "APIは必須", "", ""),
            ("API連携テスト合格", "任意", "✔", _TICKED),
            ("API連携テスト合格日", "任意", "2026/3/1", ""),
        ],
    ),
    (
        "社名変更",
        [
            ("旧会社名", "任意", "旧電力株式会社", ""),
            ("変更年月日", "任意", "2026/4/1", ""),
            ("需要（発電）者への周知方法", "必須", "郵送", ""),
            ("周知文のファイル名", "必須", "お知らせ.pdf", "メールに添付"),
            ("(1) 経済産業省の手続き完了", "必須", "✔", _TICKED),
            ("(2) 広域機関の会員情報変更完了", "必須", "✔", _TICKED),
            ("(3) 広域機関システム関連の変更完了", "必須", "✔", _TICKED),
            ("(4) 需要（発電）者への周知完了", "必須", "✔", _TICKED),
            ("契約中の需要（発電）者なし", "任意", "", "(4)が不要の場合に「✔」"),
        ],
    ),
    ("その他", [("備考", "任意", "", ""), ("担当営業所", "任意", "", "")]),
]


def _draw() -> bytes:
    (page,) = new_pages(_SHEET, font="Meiryo UI", size=10)
    page.widths({"A": 5, "B": 14, "C": 30, "D": 12, "E": 24, "F": 42, "G": 26})
    page.put("A1:G1", "スイッチング支援システム利用申込　入力シート", TITLE)
    page.put("A2:G2", f"{SPECIMEN}　黄色のセルに入力してください。", SMALL)
    heads = ["No.", "分類", "項目", "必須／任意", "入力例", "入力欄", "留意事項"]
    page.puts({f"{letter}4": words for letter, words in zip("ABCDEFG", heads, strict=True)}, _HEAD)
    row = 5
    for group, items in _GROUPS:
        page.put(f"B{row}:B{row + len(items) - 1}", group, _GROUP)
        for item in items:
            _draw_item(page, row, item)
            row += 1
    page.choices("F28 F36 F44", "追加,変更,削除")
    page.choices("F52 F55 F58 F61", "追加,更新,削除")
    page.height(5, 78, 18)
    page.heights({1: 28, 77: 44})
    page.sheet.protection.sheet = True
    page.sheet.freeze_panes = "A5"
    page.paper("A1:G79", pages=0)
    return saved(page)


def _draw_item(page: Page, row: int, item: tuple[str, str, str, str]) -> None:
    words, need, example, note = item
    page.put(f"A{row}", str(row - 4), Look(across="center", size=9))
    page.put(f"C{row}", words, _ITEM)
    page.put(f"D{row}", need or None, _MARK)
    page.put(f"E{row}", example or None, _EXAMPLE)
    page.put(f"F{row}", None, _ENTRY)
    page.put(f"G{row}", note or None, _NOTE)


def _of_people(offset: int) -> str:
    return ",".join(f"F{row + offset}" for row in (28, 36, 44))


def _of_certificates(offset: int) -> str:
    return ",".join(f"F{row + offset}" for row in (52, 55, 58))


ENTRY_COLUMN = Blank(
    name="entry_column",
    draw_anew=_draw,
    expected=on(
        _SHEET,
        {
            "applied_on": "F5",
            "applicant.company": "F6",
            "applicant.department": "F7",
            "applicant.responsible": "F8",
            "kind.new": "F11",
            "kind.change": "F12",
            "kind.stop": "F13",
            "new.prepared": "F14",
            "stop.completed": "F15",
            "stop.reason": "F16",
            "business.code": "F18",
            "business.name": "F19",
            "business.address.postal": "F22",
            "business.address": "F23",
            "business.phone": "F24",
            "business.result_email": "F26",
            "privacy_notice_url": "F27",
            "contacts.action": _of_people(0),
            "contacts.name": _of_people(1),
            "contacts.department": _of_people(3),
            "contacts.phone": _of_people(5),
            "contacts.email": _of_people(7),
            "web_certificates.action": _of_certificates(0),
            "web_certificates.serial": _of_certificates(1),
            "web_certificates.not_after": _of_certificates(2),
            "api.certificates.action": "F61",
            "api.certificates.serial": "F62",
            "api.certificates.not_after": "F63",
            "api.environment": "F64",
            "api.file_return_method": "F65",
            "api.test_passed": "F66",
            "rename.previous_name": "F68",
            "rename.effective_on": "F69",
            "rename.notice_method": "F70",
            "rename.notice_attachment": "F71",
            "rename.done": "F72:F75",
            "rename.no_contracts": "F76",
            "remarks": "F77",
        },
    ),
    absent=RENAME_TICK | PREDECESSORS | COMMON_NAMES,
    notes="A list of 74 entries: group, item, 必須／任意 and an example stand left of the column to"
    " be filled, a note right of it; persons and certificates follow each other as groups; some"
    " examples and notes are empty; フリガナ, 役職, FAX, 法人番号, 代表者氏名, the applicant's"
    " telephone, API連携テスト合格日 and 担当営業所 are nobody's answers; protected.",
)
