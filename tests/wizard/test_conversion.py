"""Blanks that are no plain .xlsx: converted by a program, or how to save them in Excel."""

import stat
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.blanks.drawing import new_pages, saved
from tests.blanks.looks import BOX, LABEL
from tests.blanks.packing import pack, unpack
from tests.workbook.packages import ole
from wizard.core.intake.blank_intake import Intake
from wizard.core.intake.conversion import as_xlsx
from workbook.xlsx.guard.unreadable import UnreadableError

PROGRAM: Final = """#!{python}
import pathlib, sys
out = pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1])
given = pathlib.Path(sys.argv[-1])
(pathlib.Path(__file__).parent / "given").write_bytes(given.read_bytes())
(pathlib.Path(__file__).parent / "arguments").write_text("\\n".join(sys.argv))
out.mkdir()
{act}
"""
OLD: Final = ole("Workbook")


def plain() -> bytes:
    (page,) = new_pages("様式")
    page.put("A1", "事業者コード", LABEL)
    page.put("B1", None, BOX)
    return saved(page)


def with_types(before: bytes, after: bytes, *, further: str = "") -> bytes:
    """Give a workbook another type, and a further part."""
    parts = unpack(plain())
    types = parts["[Content_Types].xml"]
    assert before in types
    parts["[Content_Types].xml"] = types.replace(before, after)
    return pack({**parts, **({further: b"x"} if further else {})})


SHEET_MAIN: Final = b"spreadsheetml.sheet.main+xml"
TEMPLATE: Final = with_types(SHEET_MAIN, b"spreadsheetml.template.main+xml")
MACROS: Final = with_types(
    b"vnd.openxmlformats-officedocument." + SHEET_MAIN,
    b"vnd.ms-excel.sheet.macroEnabled.main+xml",
    further="xl/vbaProject.bin",
)


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """Stand in for LibreOffice: a program that gives a plain workbook for whatever it is given."""
    made = tmp_path / "made.xlsx"
    made.write_bytes(plain())
    act = f'(out / "document.xlsx").write_bytes(pathlib.Path({str(made)!r}).read_bytes())'
    return written(tmp_path, act)


def written(folder: Path, act: str) -> Path:
    path = folder / "converter"
    path.write_text(PROGRAM.format(python=sys.executable, act=act), encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


KINDS: Final = {
    "an old .xls": (OLD, "MS Excel 97", "古い形式のExcelファイル（.xls）です。"),
    "a template": (TEMPLATE, "Calc MS Excel 2007 XML", "Excelのテンプレート（.xltx）です。"),
    "macros": (
        MACROS,
        "Calc MS Excel 2007 VBA XML",
        "マクロ付きのExcelファイル（.xlsmなど）です。",
    ),
}


@pytest.mark.parametrize(("content", "infilter", "why"), KINDS.values(), ids=KINDS)
def test_what_the_program_reads_is_converted_and_reported(
    content: bytes, infilter: str, why: str, program: Path
) -> None:
    converted = as_xlsx(content, str(program))
    assert converted.content == plain()
    assert (program.parent / "given").read_bytes() == content
    arguments = (program.parent / "arguments").read_text(encoding="utf-8").splitlines()
    assert f"--infilter={infilter}" in arguments
    assert converted.remarks[0].startswith(f"{why}LibreOfficeで.xlsx形式に変換しました。")


def test_what_is_lost_by_it_is_counted(program: Path) -> None:
    assert as_xlsx(MACROS, str(program)).remarks[1:] == ("変換で失われたもの：マクロ（1）",)
    assert as_xlsx(TEMPLATE, str(program)).remarks[1:] == ()


@pytest.mark.parametrize(("content", "_", "why"), KINDS.values(), ids=KINDS)
def test_without_the_program_the_steps_in_excel_are_shown(content: bytes, _: str, why: str) -> None:
    with pytest.raises(UnreadableError) as raised:
        as_xlsx(content, "")
    assert raised.value.why == why
    assert "「名前を付けて保存」" in raised.value.mend
    assert "「Excel ブック（*.xlsx）」" in raised.value.mend


@pytest.mark.parametrize("act", ["sys.exit(1)", "pass"])
def test_a_conversion_that_gives_nothing_is_none(act: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableError) as raised:
        as_xlsx(OLD, str(written(tmp_path, act)))
    assert raised.value.code == "old-xls"


def test_what_needs_no_conversion_stays_as_it_is(program: Path) -> None:
    for content in (plain(), b"%PDF-1.7", ole("EncryptedPackage"), b""):
        assert as_xlsx(content, str(program)).content == content
    assert not (program.parent / "given").exists()


def test_a_converted_blank_is_taken_in_and_says_so(
    program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wizard.core.intake.blank_intake.find_libreoffice", lambda: str(program))
    intake = Intake()
    intake.load("様式.xls", OLD)
    assert intake.fields["business.code"].place == "様式!B1"
    assert "LibreOfficeで.xlsx形式に変換しました。" in intake.remarks[0]
    intake.load("様式.xlsx", plain())
    assert intake.remarks == ()
