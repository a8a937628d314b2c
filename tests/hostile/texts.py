"""Files made to cost by their texts: long ones, ones that grow, and ones that patterns try anew."""

import re
from collections.abc import Callable, Mapping

from openpyxl.utils import get_column_letter

from tests.hostile.forms import (
    MAIN,
    OFFICE,
    TEXTS,
    book_xml,
    down_the_tables,
    packed,
    part_of_form,
    row_xml,
    rows_of,
    sheet_xml,
    texts_in_turn,
    texts_xml,
)
from tests.workbook.packages import SHEET, TYPES, WORKBOOK, WORKBOOK_RELS
from tests.workbook.sheets import FORM

_SHARED = '<c r="{}" t="s"><v>0</v></c>'
_LONG = 1_500_000


def ligatures_in_every_cell() -> bytes:
    """Show 500 signs, each of which stands for 18 letters, in 190,000 cells."""
    return packed({
        SHEET: sheet_xml(rows_of(range(100, 9_600), 20, _SHARED)),
        TEXTS: texts_xml("\ufdfa" * 500),
    })  # fmt: skip


def many_texts() -> bytes:
    """Write 90,000 different texts of half-width katakana."""
    texts = (f"{'ｶﾞｷﾞ' * 8}{number}" for number in range(90_000))
    rows = texts_in_turn(range(100, 9_100), 10, 90_000)
    return packed({SHEET: sheet_xml(rows), TEXTS: texts_xml(*texts)})


def _answering(path: str, text: str) -> Callable[[], bytes]:
    """Give a form with one long answer."""

    def make() -> bytes:
        place = f"'{FORM}'!$AZ$100"
        cell = '<c r="AZ100" t="s"><v>0</v></c>'
        return packed({
            SHEET: sheet_xml([row_xml(100, [cell])]),
            WORKBOOK: book_xml({path: place}),
            TEXTS: texts_xml(text),
        })  # fmt: skip

    make.__name__ = f"long_{path.replace('.', '_')}"
    return make


_LONG_ANSWERS: Mapping[str, str] = {
    "remarks": "連絡窓口 1件目の氏名：\n　" * (_LONG // 16),
    "business.address": "〒1-" * (_LONG // 3),
    "business.phone": "(0-" * (_LONG // 3),
    "business.result_email": "a." * (_LONG // 2),
    "business.code": "1 " * (_LONG // 2),
    "business.name": "株式会社(" * (_LONG // 5),
    "applied_on": "令和1年" * (_LONG // 4),
    "privacy_notice_url": "https://a." * (_LONG // 10),
    "stop.reason": "□" * _LONG,
    "rename.effective_on": "2026/1/" * (_LONG // 7),
    "new.prepared": "□☑" * (_LONG // 2),
}
LONG = tuple(_answering(path, text) for path, text in _LONG_ANSWERS.items())


def brackets_that_never_close() -> bytes:
    """Print 200 labels that open 5,000 notes in brackets and close none."""
    text = "(半角(全角(該当" * 3_000
    rows = rows_of(range(100, 110), 20, _SHARED)
    return packed({SHEET: sheet_xml(rows), TEXTS: texts_xml(text)})


def labels_of_many_words() -> bytes:
    """Print 20 labels of 300,000 words each."""
    rows = rows_of(range(100, 102), 10, _SHARED)
    return packed({SHEET: sheet_xml(rows), TEXTS: texts_xml("名 称／" * 300_000)})


def labels_again_and_again() -> bytes:
    """Print labels of the catalogue in 30,000 framed cells."""
    names = ("事業者名", "住所", "電話番号", "部署名", "氏名", "メールアドレス", "備考", "区分")
    rows = (
        row_xml(row, (
            f'<c r="{get_column_letter(column)}{row}" s="5" t="s">'
            f"<v>{(row + column) % len(names)}</v></c>"
            for column in range(1, 101)
        ))
        for row in range(100, 400)
    )  # fmt: skip
    return packed({SHEET: sheet_xml(rows), TEXTS: texts_xml(*names)})


def runs_of_many_texts() -> bytes:
    """Write 40,000 shared texts of several runs."""
    runs = "<si><r><t>a</t></r><r><rPr><b/></rPr><t>b</t></r></si>" * 40_000
    rows = texts_in_turn(range(100, 4_100), 10, 40_000)
    return packed({SHEET: sheet_xml(rows), TEXTS: f"<sst {MAIN}>{runs}</sst>"})


def serials_down_the_tables() -> bytes:
    """Ask for 1,100 certificates that replace one another."""
    rows = (
        row_xml(row, (
            f'<c r="{get_column_letter(column)}{row}" t="str"><v>{value}</v></c>'
            for column, value in enumerate(
                ("更新", "x", "y", "0", "a@b.jp", "更新", f"{row:08X}", f"PC{row}", "2027/1/1",
                 f"{row - 1:08X}", "2026/12/1", "更新", f"A{row:07X}", "x", "2027/1/1",
                 f"A{row - 1:07X}", "2026/12/1"), start=1)
        ))
        for row in range(100, 1_200)
    )  # fmt: skip
    parts = down_the_tables("")
    sheet = sheet_xml(rows)
    ticked = '<c r="M7" t="str"><v>✔</v></c>'
    return packed(parts | {SHEET: re.sub(r'<c r="M7"[^>]*/>', ticked, sheet)})


def formulas_in_every_cell() -> bytes:
    """Compute 120,000 cells."""
    cell = '<c r="{}"><f>SUM(A1:B2)+AB12</f><v>1</v></c>'
    return packed({SHEET: sheet_xml(rows_of(range(100, 6_100), 20, cell))})


def formulas_that_are_shared() -> bytes:
    """Share one formula among 50,000 cells."""
    first = row_xml(99, ['<c r="A99"><f t="shared" ref="A99:T2600" si="0">B1+C1</f><v>1</v></c>'])
    rows = rows_of(range(100, 2_600), 20, '<c r="{}"><f t="shared" si="0"/><v>1</v></c>')
    return packed({SHEET: sheet_xml([first, *rows])})


def sheets_without_end() -> bytes:
    """Draw a grid of 200 rows and 100 columns on each of 80 sheets, by its corner alone."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
    parts, entries, types, relations = {}, [], [], []
    corner = row_xml(200, ['<c r="CV200" s="5" t="str"><v>x</v></c>'])
    for number in range(100, 180):
        part = f"worksheets/sheet{number}.xml"
        parts[f"xl/{part}"] = sheet_xml([corner], after_form=False)
        types.append(f'<Override PartName="/xl/{part}" ContentType="{kind}"/>')
        entries.append(
            f'<sheet xmlns:r="{OFFICE}" name="表{number}" sheetId="{number}" r:id="s{number}"/>'
        )
        relations.append(
            f'<Relationship Id="s{number}" Type="{OFFICE}/worksheet" Target="{part}"/>'
        )
    book, rels, all_types = (part_of_form(name) for name in (WORKBOOK, WORKBOOK_RELS, TYPES))
    return packed(parts | {
        WORKBOOK: book.replace("</sheets>", "".join(entries) + "</sheets>"),
        WORKBOOK_RELS: rels.replace("</Relationships>", "".join(relations) + "</Relationships>"),
        TYPES: all_types.replace("</Types>", "".join(types) + "</Types>"),
    })  # fmt: skip


def names_of_nobody() -> bytes:
    """Define 4,800 names of 2,000 characters."""
    names = "".join(
        f'<definedName name="n{number}">{"A1+" * 600}1</definedName>' for number in range(4_800)
    )
    book = part_of_form(WORKBOOK).replace("</definedNames>", names + "</definedNames>")
    return packed({WORKBOOK: book})


HOSTILE = (
    ligatures_in_every_cell,
    many_texts,
    *LONG,
    brackets_that_never_close,
    labels_of_many_words,
    labels_again_and_again,
    runs_of_many_texts,
    serials_down_the_tables,
    formulas_in_every_cell,
    formulas_that_are_shared,
    sheets_without_end,
    names_of_nobody,
)
