"""Upright headings at the left; each block asks the same things of another one."""

from dataclasses import replace

from tests.blanks.blank import (
    COMMON_NAMES,
    EXPIRIES,
    OLD_NAME,
    PREDECESSORS,
    Blank,
    on,
)
from tests.blanks.drawing import Page, new_pages, saved
from tests.blanks.looks import PALE_BLUE, SMALL, SPECIMEN, TICK, TITLE, Look

_SHEET = "申込書"
_SIDE = Look(fill="BDD7EE", upright=True, across="center", bold=True)
_LABEL = Look(fill=PALE_BLUE)
_HEAD = Look(fill=PALE_BLUE, across="center")
_BOX = Look()


def _draw() -> bytes:
    (page,) = new_pages(_SHEET, font="游ゴシック", size=10)
    page.widths({"A": 5, "B": 15, "C": 17, "D": 16, "E": 16, "F": 28})
    page.height(1, 60, 20)
    page.heights({1: 28, 2: 14})
    page.put("A1:F1", "スイッチング支援システム利用申込書", TITLE)
    page.put("A2:F2", SPECIMEN, replace(SMALL, across="right"))
    page.put("E3", "申込日", _LABEL)
    page.put("F3", None, replace(_BOX, number_format='yyyy"年"m"月"d"日"'))
    _draw_people(page)
    _draw_kind(page)
    _draw_systems(page)
    page.put("A47:F47", "＊印の欄は必須です。", SMALL)
    page.paper("A1:F47")
    return saved(page)


def _draw_people(page: Page) -> None:
    page.put("A5:A9", "申込者", _SIDE)
    page.put("A10:A15", "事業者情報", _SIDE)
    page.put("A16:A19", "窓口責任者", _SIDE)
    fields = {
        "B5": ("事業者名＊", "C5:F5"),
        "B6": ("部署名＊", "C6:F6"),
        "B7": ("氏名＊", "C7:F7"),
        "B8": ("電話番号", "C8:F8"),
        "B9": ("メールアドレス", "C9:F9"),
        "B10": ("事業者コード＊", "C10"),
        "B11": ("事業者名＊", "C11:F11"),
        "B12": ("住所", "C12:F12"),
        "B13": ("電話番号", "C13:D13"),
        "B14": ("メールアドレス", "C14:D14"),
        "B15": ("掲載URL", "C15:D15"),
    }
    page.fields(fields, _LABEL, _BOX)
    note = replace(_BOX, size=8)
    page.put("D10:F10", "半角英数字5桁", note)
    page.put("E13:F13", "他事業者からのお問合せ用の連絡先", note)
    page.put("E14:F14", "処理結果の通知先", note)
    page.put("E15:F15", "個人情報（共同利用プライバシーポリシー）の取扱い", note)
    page.table(
        16,
        range(17, 20),
        {"B": "区分", "C": "氏名", "D": "部署名", "E": "電話番号", "F": "メールアドレス"},
        _HEAD,
    )


def _draw_kind(page: Page) -> None:
    page.put("A20:A23", "申請区分", _SIDE)
    kinds = {
        20: "新規本番システム利用申込",
        21: "申請内容の変更",
        22: "申請内容の変更（社名変更）",
        23: "システム利用停止",
    }
    for row, words in kinds.items():
        page.put(f"B{row}", None, TICK)
        page.put(f"C{row}:F{row}", words, _BOX)


def _draw_systems(page: Page) -> None:
    page.put("A24:A28", "WEB", _SIDE)
    page.put("A29:A33", "API", _SIDE)
    certificates = {"B": "区分", "C:F": "クライアント証明書のシリアル番号"}
    page.table(24, range(25, 29), certificates, _HEAD)
    page.table(29, range(30, 32), certificates, _HEAD)
    page.put("A34:A39", "社名変更", _SIDE)
    page.put("A40:A41", "停止", _SIDE)
    fields = {
        "B32": ("連携環境", "C32:F32"),
        "B33": ("返却方式", "C33:F33"),
        "B34": ("周知方法", "C34:F34"),
        "B35": ("周知文", "C35:F35"),
        "B41": ("停止理由", "C41:F41"),
    }
    page.fields(fields, _LABEL, _BOX)
    ticks = {
        36: "経済産業省への手続きを済ませた",
        37: "広域機関への会員情報の変更手続きを済ませた",
        38: "広域機関システム関連の変更手続きを済ませた",
        39: "需要（発電）者への周知を済ませた",
        40: "需要（発電）者のスイッチングなど、閲覧・処理がすべて完了した",
    }
    for row, words in ticks.items():
        page.put(f"B{row}", None, TICK)
        page.put(f"C{row}:F{row}", words, _BOX)
    page.put("A42:B45", "備考", _LABEL)
    page.put("C42:F45", None, replace(_BOX, down="top"))
    page.frame("A5:F45")


SIDE_HEADINGS = Blank(
    name="side_headings",
    draw_anew=_draw,
    expected=on(
        _SHEET,
        {
            "applied_on": "F3",
            "applicant.company": "C5",
            "applicant.department": "C6",
            "applicant.responsible": "C7",
            "business.code": "C10",
            "business.name": "C11",
            "business.address": "C12",
            "business.phone": "C13",
            "business.result_email": "C14",
            "privacy_notice_url": "C15",
            "contacts.action": "B17:B19",
            "contacts.name": "C17:C19",
            "contacts.department": "D17:D19",
            "contacts.phone": "E17:E19",
            "contacts.email": "F17:F19",
            "kind.new": "B20",
            "kind.change": "B21",
            "kind.rename": "B22",
            "kind.stop": "B23",
            "web_certificates.action": "B25:B28",
            "web_certificates.serial": "C25:C28",
            "api.certificates.action": "B30:B31",
            "api.certificates.serial": "C30:C31",
            "api.environment": "C32",
            "api.file_return_method": "C33",
            "rename.notice_method": "C34",
            "rename.notice_attachment": "C35",
            "rename.done": "B36:B39",
            "stop.completed": "B40",
            "stop.reason": "C41",
            "remarks": "C42",
        },
    ),
    absent=PREDECESSORS
    | COMMON_NAMES
    | EXPIRIES
    | OLD_NAME
    | {"new.prepared", "api.test_passed", "rename.no_contracts"},
    notes="The same labels under 申込者, 事業者情報 and 窓口責任者, told apart by upright headings"
    " alone; the applicant's own phone and e-mail are nobody's answer; notes beside the boxes say"
    " what the bare labels leave open; a tick of its own for a rename; ticks without □.",
)
