"""Answers, names files and bound blanks of earlier releases: forms can be filled with them."""

import tomllib
from pathlib import Path
from typing import Final

import pytest
from openpyxl.utils import coordinate_to_tuple
from python_calamine import CalamineWorkbook

from rules.dates.workdays import OfficeCalendar
from tests.compatibility.artifact import RELEASES, Artifact, load_tables
from tests.samples import AT, KINDS
from tests.wizard.calling import AT as AT_OPTION
from tests.wizard.calling import Call
from wizard.core.verdicts import check_form

NAMES: Final = load_tables("blanks.toml", "blank", "names")
BOUND: Final = [blank for blank in NAMES if "bound" in blank.expected]


def text_at(path: Path, place: str) -> str:
    """Return the text of a cell (``シート!D14``), as calamine reads it."""
    title, _, coordinate = place.rpartition("!")
    row, column = coordinate_to_tuple(coordinate)
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_name(title)
    return str(sheet.to_python(skip_empty_area=False)[row - 1][column - 1])


def fill_and_check(blank: Artifact, template: Path, call: Call, calendar: OfficeCalendar) -> None:
    """Fill a bound blank for every case and compare what is read back with the expectation.

    Cases that it is not filled for tell how to say which entries it lacks; once said, they are.
    """
    folder = template.parent / "filled"
    for kind in blank["refused"]:
        called = call("fill", blank.source(kind), "-o", folder, "--template", template, *AT_OPTION)
        assert (called.status, called.err) == (1, "")
        assert "--absent " in called.out
    absent = [word for path in blank["asks"] for word in ("--absent", path)]
    template, known = template.with_name("known.xlsx"), template
    called = call("bind", known, "-o", template, "--json", *absent)
    assert (called.status, called.json["absent"]) == (0, blank["asks"])
    sources = [blank.source(kind) for kind in KINDS]
    called = call("fill", *sources, "-o", folder, "--template", template, *AT_OPTION)
    assert (called.status, called.err) == (0, "")
    for kind in KINDS:
        verdict = check_form((folder / f"{kind}.xlsx").read_bytes(), AT, calendar)
        assert (verdict.verdict, verdict.kind) == ("acceptable", kind)
        assert verdict.answers == blank.answers(kind, blank["without"][kind])
    for place, text in blank["shows"].items():
        assert text_at(folder / "new.xlsx", place) == text, place


@pytest.mark.one_in(2)
@pytest.mark.parametrize("blank", BOUND, ids=str)
def test_a_bound_blank_is_filled_for_every_case(
    blank: Artifact, call: Call, tmp_path: Path, calendar: OfficeCalendar
) -> None:
    template = tmp_path / "bound.xlsx"
    template.write_bytes(blank.path("bound").read_bytes())
    fill_and_check(blank, template, call, calendar)


@pytest.mark.parametrize("blank", NAMES, ids=str)
def test_a_names_file_binds_its_blank(
    blank: Artifact, call: Call, tmp_path: Path, calendar: OfficeCalendar
) -> None:
    template, names = tmp_path / "bound.xlsx", blank.path("names")
    called = call("bind", blank.path(), "--names", names, "-o", template, "--json")
    assert (called.status, called.err) == (0, "")
    text = names.read_text(encoding="utf-8-sig")
    assert called.json["bound"] == tomllib.loads(text)["names"]
    fill_and_check(blank, template, call, calendar)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.name)
def test_a_file_of_answers_is_filled_into_the_own_form(
    release: Path, kind: str, call: Call, tmp_path: Path, calendar: OfficeCalendar
) -> None:
    answers, form = Artifact(release, kind, {}), tmp_path / "form.xlsx"
    called = call("fill", answers.source(kind), "-o", form, *AT_OPTION)
    assert (called.status, called.err) == (0, "")
    verdict = check_form(form.read_bytes(), AT, calendar)
    assert (verdict.verdict, verdict.answers) == ("acceptable", answers.answers(kind))
