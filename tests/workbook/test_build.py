"""The committed form: what the builder builds, one A4 page, protected, with every path named."""

import io
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.samples import KINDS, OWN_FORM
from tests.strategies import PATHS
from tests.workbook.sheets import CONTINUATION, FORM, cells_of, continued, named, opened
from workbook.forms.own_form import build

NAMES = (PATHS - {"kind"}) | {f"kind.{kind}" for kind in KINDS}
COLUMNS = {path for path in PATHS if path.startswith(("contacts.", "web_certificates.",
                                                      "api.certificates."))}  # fmt: skip
ROWS_ON_FORM = {"contacts": 3, "web_certificates": 4, "api.certificates": 2}
TICKED = {"new.prepared", "stop.completed", "api.test_passed", "rename.no_contracts"}
DATED = {path for path in PATHS if path.endswith(("_on", "not_after"))}


@pytest.fixture(scope="module")
def form() -> Workbook:
    return opened(OWN_FORM.read_bytes())


def _members(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def test_the_committed_form_is_what_the_builder_builds() -> None:
    committed, built = _members(OWN_FORM.read_bytes()), _members(build())
    assert list(committed) == list(built)
    for name, content in committed.items():
        assert built[name] == content, f"{name} differs: build the form anew and commit it"


def test_building_twice_gives_the_same_bytes() -> None:
    assert build() == build()


def test_the_form_has_as_many_merged_areas_as_a_real_form(form: Workbook) -> None:
    assert len(form[FORM].merged_cells.ranges) >= 80


def test_the_form_says_that_it_is_no_official_form(form: Workbook) -> None:
    texts = [str(cell.value) for row in form[FORM].iter_rows() for cell in row if cell.value]
    assert any("本様式は公開情報から再構成したものです" in text for text in texts)
    assert any("スイッチング支援システム利用申込書" in text for text in texts)


def test_every_answer_has_a_name_and_every_name_an_answer(form: Workbook) -> None:
    assert set(form.defined_names) == NAMES
    assert all(form.defined_names[name].localSheetId is None for name in NAMES)


@pytest.mark.parametrize("path", sorted(NAMES))
def test_a_name_leads_to_as_many_empty_cells_as_it_needs(form: Workbook, path: str) -> None:
    table = path.rpartition(".")[0]
    expected = ROWS_ON_FORM.get(table, 1) if path in COLUMNS else 1
    expected = 4 if path == "rename.done" else expected
    cells = named(form, path)
    assert len(cells) == expected
    assert all(cell.value is None for cell in cells)
    assert all(cell.parent.title == FORM for cell in cells)


def test_no_two_answers_share_a_cell(form: Workbook) -> None:
    places = [cell.coordinate for path in NAMES for cell in named(form, path)]
    assert len(places) == len(set(places))


def test_the_rows_of_a_table_stand_side_by_side(form: Workbook) -> None:
    for table in ROWS_ON_FORM:
        rows = {tuple(cell.row for cell in named(form, path))
                for path in COLUMNS if path.rpartition(".")[0] == table}  # fmt: skip
        assert len(rows) == 1


def _inputs(book: Workbook, sheet: str) -> set[str]:
    names = book.defined_names if sheet == FORM else book[sheet].defined_names
    return {cell.coordinate for name in names.values() for cell in cells_of(book, name)}


def _first_cells(sheet: Worksheet) -> set[str]:
    """Give the cells that can be chosen: a merged area counts as its first."""
    return {
        cell.coordinate for row in sheet.iter_rows() for cell in row
        if type(cell).__name__ == "Cell"
    }  # fmt: skip


@pytest.mark.parametrize("name", [FORM, CONTINUATION])
def test_input_cells_are_unlocked_and_all_others_locked(form: Workbook, name: str) -> None:
    sheet, inputs = form[name], _inputs(form, name)
    unlocked = {place for place in _first_cells(sheet) if not sheet[place].protection.locked}
    assert unlocked == inputs


@pytest.mark.parametrize("name", [FORM, CONTINUATION])
def test_the_sheets_are_protected_without_a_password(form: Workbook, name: str) -> None:
    protection = form[name].protection
    assert protection.sheet is True
    assert protection.password is None
    assert protection.hashValue is None
    assert form.security is None or not form.security.workbookPassword


def test_the_form_is_one_a4_portrait_page(form: Workbook) -> None:
    sheet = form[FORM]
    assert sheet.page_setup.paperSize == 9  # A4
    assert sheet.page_setup.orientation == "portrait"
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage is True
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 1)
    assert sheet.print_area
    area = sheet.print_area.replace("$", "").rpartition("!")[2]
    assert area == f"A1:AJ{sheet.max_row}"
    assert "申込書" in (sheet.HeaderFooter.oddHeader.right.text or "")


def test_instructions_for_filling_are_not_printed(form: Workbook) -> None:
    reported = {
        cell.coordinate: str(cell.value) for row in form[FORM] for cell in row if cell.value
    }
    beside = {place: text for place, text in reported.items() if place.startswith("AL")}
    assert beside["AL1"] == "記入方法（この説明は印刷されません）"
    printed = " ".join(text for place, text in reported.items() if place not in beside)
    for words in ("記入", "※", "ください", "場合", "シート"):
        assert words not in printed


def test_the_form_is_shown_and_the_continuation_hidden(form: Workbook) -> None:
    assert form.sheetnames == [FORM, CONTINUATION]
    assert form[FORM].sheet_state == "visible"
    assert form[CONTINUATION].sheet_state == "hidden"
    assert form.active is not None
    assert form.active.title == FORM


def test_the_continuation_bears_the_columns_names_for_itself(form: Workbook) -> None:
    assert set(form[CONTINUATION].defined_names) == COLUMNS
    assert set(form[FORM].defined_names) <= {"_xlnm.Print_Area", "Print_Area"}
    for path in COLUMNS:
        cells = continued(form, path)
        assert len(cells) >= 6
        assert all(cell.parent.title == CONTINUATION for cell in cells)


def test_texts_are_text_and_dates_are_dates(form: Workbook) -> None:
    for path in NAMES:
        wanted = 'yyyy"年"m"月"d"日"' if path in DATED else "@"
        assert {cell.number_format for cell in named(form, path)} == {wanted}, path


def _validated(sheet: Worksheet, kind: str) -> dict[str, str]:
    return {
        place: str(validation.formula1)
        for validation in sheet.data_validations.dataValidation
        if validation.type == kind
        for area in validation.sqref.ranges
        for place in [area.coord]
    }


def test_choices_ticks_and_dates_are_validated(form: Workbook) -> None:
    lists, dates = _validated(form[FORM], "list"), _validated(form[FORM], "date")
    for path in sorted(NAMES):
        for cell in named(form, path):
            if path in TICKED or path.startswith("kind.") or path == "rename.done":
                assert lists[cell.coordinate] == '"✔"'
            elif path == "contacts.action":
                assert lists[cell.coordinate] == '"追加,変更,削除"'
            elif path.endswith(".action"):
                assert lists[cell.coordinate] == '"追加,更新,削除"'
            elif path in DATED:
                assert dates[cell.coordinate] == "DATE(1986,1,1)"
            else:
                assert cell.coordinate not in lists
                assert cell.coordinate not in dates


def test_the_form_prints_the_faqs_order(form: Workbook) -> None:
    order = [
        "applied_on", "applicant.company", "kind.new", "business.code", "privacy_notice_url",
        "contacts.name", "web_certificates.serial", "api.certificates.serial", "rename.done",
        "stop.completed", "remarks",
    ]  # fmt: skip
    rows = [named(form, path)[0].row for path in order]
    assert rows == sorted(rows)


def test_the_form_has_no_formulas_links_or_macros() -> None:
    members = _members(OWN_FORM.read_bytes())
    assert not [name for name in members if "vba" in name.lower() or "external" in name.lower()]
    sheets = [content for name, content in members.items() if name.startswith("xl/worksheets/")]
    assert sheets
    assert not any(b"<f>" in content or b"<f " in content for content in sheets)
