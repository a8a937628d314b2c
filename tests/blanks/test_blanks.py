"""The blanks themselves: each is a sound workbook, and its binding is one that it can have."""

from collections import Counter
from functools import cache
from typing import Final

import pytest
from openpyxl import Workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter

from schemas.answer import Shape
from schemas.application import CASES
from schemas.catalogue import ENTRIES
from tests.blanks import BLANKS, DAILY, FEATURES, TRIED, Blank
from tests.blanks.blank import LATER
from tests.blanks.drawing import bounds
from tests.blanks.looks import SPECIMEN
from tests.blanks.printed import area_at, areas, below, captions, near, plain
from tests.workbook import sheets
from workbook.xlsx.guard.package import open_package
from workbook.xlsx.reader.book import Kind, Merge, read_book

PATHS: Final = {f"kind.{kind}" for kind in CASES} | ENTRIES.keys() - {"kind"}
PARTS: Final = {
    f"{path}.{part}"
    for path, entry in ENTRIES.items()
    if entry.shape is Shape.DATE
    for part in ("year", "month", "day")
} | {"business.address.postal"}

TEMPLATE_TEXTS: Final = {
    "□",
    "☐",
    "（　　）",
    "〒",
    "〒　　　－",
    "（半角5桁）",
    "（他事業者からのお問合せ用）",
    "令和　　年　　月　　日",
    "令和　　　年　　　月　　　日",
    "　　　年　　月　　日",
    "追加・変更・削除",
    "追加・更新・削除",
    "追加\n変更\n削除",
    "20　　年　　月　　日",
}

WORDS: Final = {
    "applied_on": "申込年月日 申込日 申請日 届出日 記入日 Date 年月日",
    "applied_on.year": "年",
    "applied_on.month": "月",
    "applied_on.day": "日",
    "applicant.company": "事業者名 会社名 商号又は名称",
    "applicant.department": "部署 所属",
    "applicant.responsible": "申込責任者 責任者氏名 氏名",
    "kind.new": "新規",
    "kind.change": "変更",
    "kind.rename": "社名変更",
    "kind.stop": "停止",
    "new.prepared": "事前手続き",
    "business.code": "事業者コード 事業者番号",
    "business.name": "事業者名 会社名 商号又は名称",
    "business.address": "住所 所在地 〒",
    "business.address.postal": "〒 郵便番号",
    "business.phone": "電話番号 TEL 問合せ用電話",
    "business.result_email": "メールアドレス Eメール E-mail 処理結果",
    "privacy_notice_url": "URL",
    "contacts.action": "区分 追加・変更・削除",
    "contacts.name": "氏名 ご担当者名 お名前",
    "contacts.department": "部署 所属",
    "contacts.phone": "電話番号 TEL",
    "contacts.email": "メール E-mail",
    "web_certificates.action": "区分 追加・更新・削除の別",
    "web_certificates.serial": "シリアル クライアント証明書",
    "web_certificates.common_name": "証明書名 証明書の名称 コモンネーム",
    "web_certificates.not_after": "有効期限 満了日 満了の日 終了日",
    "web_certificates.replaces": "シリアル番号",
    "web_certificates.replaces_not_after": "有効期限 満了日",
    "api.certificates.action": "区分 追加・更新・削除の別",
    "api.certificates.serial": "シリアル クライアント証明書",
    "api.certificates.common_name": "証明書名 証明書の名称 コモンネーム",
    "api.certificates.not_after": "有効期限 満了日 満了の日 終了日",
    "api.certificates.replaces": "シリアル番号",
    "api.certificates.replaces_not_after": "有効期限 満了日",
    "api.environment": "連携環境 接続環境",
    "api.file_return_method": "返却方式",
    "api.test_passed": "テスト",
    "rename.previous_name": "旧事業者名 旧会社名 旧社名 変更前の会社名 変更前の商号",
    "rename.effective_on": "変更日 変更年月日 変更の年月日",
    "rename.done": "経済産業省 経済産業大臣 会員情報 広域機関システム 周知",
    "rename.no_contracts": "契約",
    "rename.notice_method": "周知方法 周知の方法",
    "rename.notice_attachment": "周知文 お知らせ文",
    "stop.completed": "閲覧",
    "stop.reason": "理由",
    "remarks": "備考 連絡事項 参考となるべき事項",
}
"""One of these words is printed near the place of the path."""

every_blank: Final = pytest.mark.parametrize("blank", TRIED, ids=lambda blank: blank.name)


@cache
def _opened(name: str) -> Workbook:
    (blank,) = (blank for blank in BLANKS if blank.name == name)
    return sheets.opened(blank.draw())


def opened(blank: Blank) -> Workbook:
    return _opened(blank.name)


def cells_of(blank: Blank, path: str) -> list[tuple[str, int, int]]:
    """Give the cells of a path: sheet, row, column; of a merged area the first alone."""
    found = []
    for reference in blank.expected[path].split(","):
        sheet, _, area = reference.rpartition("!")
        left, top, right, bottom = bounds(area)
        for row in opened(blank)[sheet].iter_rows(top, bottom, left, right):
            found += [
                (sheet, cell.row, cell.column) for cell in row if not isinstance(cell, MergedCell)
            ]
    return found


def test_there_are_many_blanks_with_names_of_their_own() -> None:
    assert len({blank.name for blank in BLANKS}) == len(BLANKS) >= 14


def test_the_daily_blanks_have_every_feature_and_each_has_one_that_no_other_has() -> None:
    assert len(set(DAILY)) == len(DAILY) == 12
    assert {blank for blanks in FEATURES.values() for blank in blanks} == set(BLANKS)
    daily = [set(blanks) & set(DAILY) for blanks in FEATURES.values()]
    assert all(daily)
    assert {blank for blanks in daily if len(blanks) == 1 for blank in blanks} == set(DAILY)


@every_blank
def test_a_blank_is_drawn_alike_every_time(blank: Blank) -> None:
    assert blank.draw_anew() == blank.draw()


@every_blank
def test_every_path_is_known(blank: Blank) -> None:
    assert blank.expected.keys() <= PATHS | PARTS
    assert blank.absent <= PATHS


@every_blank
def test_every_path_has_a_place_or_is_absent(blank: Blank) -> None:
    asked = {
        path
        for path in PATHS
        if any(
            known == path or (known in PARTS and known.startswith(path)) for known in blank.expected
        )
    }
    assert asked | blank.absent | LATER == PATHS
    assert not asked & blank.absent


@every_blank
def test_a_date_in_parts_has_all_of_them(blank: Blank) -> None:
    parts = Counter(
        path.rpartition(".")[0]
        for path in blank.expected
        if path.endswith((".year", ".month", ".day"))
    )
    assert set(parts.values()) <= {3}
    assert not parts.keys() & blank.expected.keys()


@every_blank
def test_every_place_is_on_the_sheet_and_shown(blank: Blank) -> None:
    for path in blank.expected:
        cells = cells_of(blank, path)
        assert cells, path
        for title, row, column in cells:
            sheet = opened(blank)[title]
            assert sheet.sheet_state == "visible"
            assert row <= sheet.max_row
            assert column <= sheet.max_column
            assert not sheet.row_dimensions[row].hidden
            letter = get_column_letter(column)
            assert not sheet.column_dimensions[letter].hidden, path


@every_blank
def test_a_place_begins_and_ends_with_the_first_cell_of_an_area(blank: Blank) -> None:
    for path, references in blank.expected.items():
        for reference in references.split(","):
            sheet, _, area = reference.rpartition("!")
            for corner in area.split(":"):
                assert not isinstance(opened(blank)[sheet][corner], MergedCell), path


@every_blank
def test_no_two_paths_share_a_place(blank: Blank) -> None:
    places = Counter(cell for path in blank.expected for cell in cells_of(blank, path))
    assert [place for place, count in places.items() if count > 1] == []


@every_blank
def test_the_columns_of_a_table_are_equally_long(blank: Blank) -> None:
    lengths: dict[str, set[int]] = {}
    for path in blank.expected:
        if path in ENTRIES and ENTRIES[path].table:
            lengths.setdefault(ENTRIES[path].table, set()).add(len(cells_of(blank, path)))
    assert lengths.keys() == {"contacts", "web_certificates", "api.certificates"}
    assert [table for table, found in lengths.items() if len(found) > 1] == []


@every_blank
def test_the_four_ticks_of_a_rename_and_the_five_boxes_of_a_code(blank: Blank) -> None:
    if "rename.done" in blank.expected:
        assert len(cells_of(blank, "rename.done")) == 4
    assert len(cells_of(blank, "business.code")) in {1, 5}


@every_blank
def test_every_place_is_empty_but_for_what_the_answer_replaces(blank: Blank) -> None:
    for path in blank.expected:
        for title, row, column in cells_of(blank, path):
            held = opened(blank)[title].cell(row, column).value
            is_example = str(held).startswith(("□　", "例）", "例："))
            assert held is None or held in TEMPLATE_TEXTS or is_example, path


@every_blank
def test_a_word_for_the_answer_is_printed_near_its_place(blank: Blank) -> None:
    book = opened(blank)
    printed = {sheet.title: list(areas(sheet)) for sheet in book.worksheets}
    printed[book.worksheets[0].title] += captions(blank.draw())
    for path in blank.expected:
        words = {plain(word) for word in WORDS[path].split()}
        for title, row, column in cells_of(blank, path):
            area = area_at(book[title], row, column)
            texts = list(near(area, printed[title]))
            if blank.name == "labels_below":
                texts += below(area, printed[title])
            assert any(word in text for word in words for text in texts), (path, row, texts)


@every_blank
def test_every_sheet_says_that_it_is_a_specimen(blank: Blank) -> None:
    for sheet in opened(blank).worksheets:
        if sheet.sheet_state == "visible" and blank.name != "drawn":
            assert any(plain(SPECIMEN) in area.text for area in areas(sheet))


@every_blank
def test_on_a_protected_sheet_just_the_places_are_unlocked(blank: Blank) -> None:
    for path in blank.expected:
        for title, row, column in cells_of(blank, path):
            sheet = opened(blank)[title]
            if sheet.protection.sheet:
                assert not sheet.cell(row, column).protection.locked, path


def test_the_check_boxes_stand_over_the_places_of_ticks() -> None:
    (blank,) = (blank for blank in BLANKS if blank.name == "form_controls")
    ticks = [
        path
        for path in blank.expected
        if path.startswith("kind.") or ENTRIES[path].shape in {Shape.TICK, Shape.TICKS}
    ]
    places = {cell[1:] for path in ticks for cell in cells_of(blank, path)}
    assert {area[:2] for area in captions(blank.draw())} == places


@every_blank
def test_the_guard_and_the_reader_see_what_openpyxl_sees(blank: Blank) -> None:
    book = read_book(open_package(blank.draw()))
    expected = opened(blank)
    assert list(book.sheets) == expected.sheetnames
    for title, sheet in book.sheets.items():
        other = expected[title]
        assert sheet.state == other.sheet_state
        assert set(sheet.merges) == {
            Merge(m.min_row, m.min_col, m.max_row, m.max_col) for m in other.merged_cells.ranges
        }
        texts = {place: held.value for place, held in sheet.cells.items() if held.kind is Kind.TEXT}
        assert texts == {
            (cell.row, cell.column): cell.value
            for row in other.iter_rows()
            for cell in row
            if cell.data_type == "s" and cell.value is not None
        }
