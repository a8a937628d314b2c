"""Labels with half-width kana, spread by full-width spaces, numbered ①②, marked （必須）."""

from dataclasses import replace

from tests.blanks.blank import COMMON_NAMES, OLD_NAME, PREDECESSORS, RENAME_TICK, Blank, on
from tests.blanks.drawing import Page, new_pages, saved
from tests.blanks.looks import BOX, SMALL, SPECIMEN, TICK, Look

_SHEET = "Form"
_HEADING = Look(line=None, bold=True, color="833C0B", size=11)
_LABEL = Look(fill="FBE5D6", wrap=True)
_HEAD = Look(fill="FBE5D6", across="center", size=9)
_DIGIT = Look(line="dotted", across="center")
_NOTE = Look(size=8, color="7F7F7F")


def _draw() -> bytes:
    (page,) = new_pages(_SHEET, font="ＭＳ Ｐゴシック", size=10)
    page.widths({"A": 2, "B": 27, "C:L": 8})
    page.height(1, 68, 19)
    title = Look(line="thick", sides="tb", size=15, bold=True, across="center")
    page.put("B1:L1", "ｽｲｯﾁﾝｸﾞ支援ｼｽﾃﾑ利用申込書", title)
    page.heights({1: 30})
    page.put("B2:L2", f"{SPECIMEN}　（必須）の欄は必ずご記入ください。", SMALL)
    headings = {
        3: "Ａ．お申込者",
        9: "Ｂ．申請区分（必須）　※いずれか一つに✔",
        14: "Ｃ．事業者情報",
        24: "Ｄ．ｼｽﾃﾑ窓口情報（窓口責任者）",
        32: "Ｅ．ＷＥＢ利用情報",
        40: "Ｆ．ＡＰＩ利用情報（任意）",
        49: "Ｇ．社名変更",
        58: "Ｈ．利用停止",
        62: "Ｉ．備　考（任意）",
    }
    for row, words in headings.items():
        page.put(f"B{row}:L{row}", words, _HEADING)
    _draw_fields(page)
    _draw_ticks(page)
    _draw_tables(page)
    page.put("B63:L65", None, replace(BOX, down="top"))
    page.paper("A1:L66")
    return saved(page)


def _draw_fields(page: Page) -> None:
    fields = {
        "B4": ("①　申　込　年　月　日（必須）", "C4:G4"),
        "B5": ("②　ﾌ　ﾘ　ｶﾞ　ﾅ（任意）", "C5:L5"),
        "B6": ("③　事　業　者　名（必須）", "C6:L6"),
        "B7": ("④　部　署　名（必須）", "C7:L7"),
        "B8": ("⑤　申　込　責　任　者（必須）", "C8:L8"),
        "B16": ("⑦　事　業　者　名（必須）", "C16:L16"),
        "B19": ("⑨　連絡先電話番号（必須）\n　　※他事業者からのお問合せ用", "C19:L19"),
        "B20": ("⑩　ＦＡＸ番号（任意）", "C20:L20"),
        "B21": ("⑪　処理結果通知\n　　ﾒｰﾙｱﾄﾞﾚｽ（必須）", "C21:L21"),
        "B22": ("⑫　個人情報の取扱い\n　　掲載ＵＲＬ（必須）", "C22:L22"),
        "B46": ("⑬　ＡＰＩ連携環境（任意）\n　　※ｻｰﾊﾞ・ｱﾌﾟﾘｹｰｼｮﾝ等", "C46:L46"),
        "B47": ("⑭　ﾌｧｲﾙ返却方式（任意）", "C47:L47"),
        "B55": ("⑮　周　知　方　法（必須）", "C55:L55"),
        "B56": ("⑯　周　知　文（必須）", "C56:L56"),
        "B60": ("⑰　停　止　理　由（任意）", "C60:L60"),
    }
    page.fields(fields, _LABEL, BOX)
    page.heights({19: 32, 21: 32, 22: 32, 46: 32})
    page.put("H4:L4", "（西暦でご記入ください）", _NOTE)
    page.put("B15", "⑥　事業者ｺｰﾄﾞ（必須）", _LABEL)
    page.boxes("C15 D15 E15 F15 G15", _DIGIT)
    page.put("H15:L15", "（半角５桁）", _NOTE)
    page.put("B17:B18", "⑧　住　　　所（必須）", _LABEL)
    page.put("C17", "〒", Look(across="center"))
    page.boxes("D17:F17 C18:L18")
    page.put("G17:L17", None, Look(fill="F2F2F2"))


def _draw_ticks(page: Page) -> None:
    ticks = {
        10: "　新規本番ｼｽﾃﾑ利用申込",
        11: "　申請内容の変更",
        12: "　ｼｽﾃﾑ利用停止",
        13: "　（新規の場合）会員加入から利用までの事前手続き完了",
        48: "　ＡＰＩ連携ﾃｽﾄ合格（任意）",
        50: "　⑴　経済産業省への社名変更の手続き（必須）",
        51: "　⑵　広域機関の会員情報の変更手続き（必須）",
        52: "　⑶　広域機関ｼｽﾃﾑ関連の変更手続き（必須）",
        53: "　⑷　需要（発電）者への社名変更の周知（必須）",
        54: "　契約中の需要（発電）者なし（任意）",
        59: "　閲覧・処理の完了（必須）",
    }
    for row, words in ticks.items():
        page.put(f"B{row}", words, _LABEL)
        page.put(f"C{row}", "□", TICK)
        page.boxes(f"D{row}:L{row}", Look(fill="F2F2F2"))


def _draw_tables(page: Page) -> None:
    contacts = {
        "B": "区　分（追加・変更・削除）",
        "C:D": "氏　名",
        "E:F": "部　署　名",
        "G:H": "電　話　番　号",
        "I:L": "ﾒｰﾙｱﾄﾞﾚｽ",
    }
    page.table(25, range(26, 31), contacts, _HEAD)
    certificates = {
        "B": "区　分（追加・更新・削除）",
        "C:H": "ｸﾗｲｱﾝﾄ証明書　ｼﾘｱﾙ№（必須）",
        "I:L": "有　効　期　限（任意）",
    }
    page.table(33, range(34, 39), certificates, _HEAD)
    page.table(41, range(42, 45), certificates, _HEAD)
    page.choices("B26:B30", "追加,変更,削除")
    page.choices("B34:B38 B42:B44", "追加,更新,削除")


MARKED_LABELS = Blank(
    name="marked_labels",
    draw_anew=_draw,
    expected=on(
        _SHEET,
        {
            "applied_on": "C4",
            "applicant.company": "C6",
            "applicant.department": "C7",
            "applicant.responsible": "C8",
            "kind.new": "C10",
            "kind.change": "C11",
            "kind.stop": "C12",
            "new.prepared": "C13",
            "business.code": "C15:G15",
            "business.name": "C16",
            "business.address.postal": "D17",
            "business.address": "C18",
            "business.phone": "C19",
            "business.result_email": "C21",
            "privacy_notice_url": "C22",
            "contacts.action": "B26:B30",
            "contacts.name": "C26:C30",
            "contacts.department": "E26:E30",
            "contacts.phone": "G26:G30",
            "contacts.email": "I26:I30",
            "web_certificates.action": "B34:B38",
            "web_certificates.serial": "C34:C38",
            "web_certificates.not_after": "I34:I38",
            "api.certificates.action": "B42:B44",
            "api.certificates.serial": "C42:C44",
            "api.certificates.not_after": "I42:I44",
            "api.environment": "C46",
            "api.file_return_method": "C47",
            "api.test_passed": "C48",
            "rename.done": "C50:C53",
            "rename.no_contracts": "C54",
            "rename.notice_method": "C55",
            "rename.notice_attachment": "C56",
            "stop.completed": "C59",
            "stop.reason": "C60",
            "remarks": "B63",
        },
    ),
    absent=RENAME_TICK | PREDECESSORS | COMMON_NAMES | OLD_NAME,
    notes="Half-width kana, letters spread by full-width spaces, ①② and ⑴⑵ before the words and"
    " （必須） after them; ﾌﾘｶﾞﾅ and ＦＡＸ番号 that are nobody's answers; □ right of its words,"
    " then a greyed cell; notes of the label in its second line.",
)
