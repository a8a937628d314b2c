"""What the workbook layer does with an opened workbook, for tests that have its bytes."""

import io
from collections.abc import Iterable, Sequence
from functools import cache

from openpyxl import Workbook

from tests.blanks.blank import Blank
from workbook.binding import choosing
from workbook.binding import propose as proposing
from workbook.binding import sheet_to_boxes as looking
from workbook.binding.proposal import Proposal
from workbook.forms import blank_names as names
from workbook.forms.read import Reading
from workbook.forms.read import read as read_form
from workbook.forms.template import Template
from workbook.forms.template import template_of as make_template
from workbook.opened import OpenedWorkbook
from workbook.patching import compiled
from workbook.places import ABSENTABLE, Places
from workbook.preview import printed
from workbook.reports import annotate as annotation
from workbook.reports.list_sheet_xml import Remark


def read(content: bytes) -> Reading:
    return read_form(OpenedWorkbook(content))


def template_of(content: bytes) -> Template:
    return make_template(OpenedWorkbook(content))


def bind(content: bytes, cells: names.Names, absent: Iterable[str] = ()) -> bytes:
    return names.bind(OpenedWorkbook(content), cells, absent)


def names_of(blank: Blank) -> names.BlankNames:
    """Say where the answers of a blank go, and what it does not ask."""
    return names.BlankNames(blank.expected, blank.absent.intersection(ABSENTABLE))


@cache
def bound(blank: Blank) -> bytes:
    """Bind a blank as it was written down, once in a process."""
    known = names_of(blank)
    return bind(blank.draw(), known.cells, known.absent)


@cache
def bound_template(blank: Blank) -> Template:
    return template_of(bound(blank))


def propose(content: bytes) -> tuple[Proposal, ...]:
    return proposing.propose(looking.sheets_to_boxes(OpenedWorkbook(content)))


def sheets_of(content: bytes) -> choosing.Sheets:
    return choosing.Sheets(looking.sheets_to_boxes(OpenedWorkbook(content)))


def compile_blank(content: bytes, places: Places) -> compiled.CompiledBlank:
    return compiled.CompiledBlank(OpenedWorkbook(content), places)


def preview(content: bytes | Workbook) -> tuple[printed.PreviewSheet, ...]:
    if isinstance(content, Workbook):
        packed = io.BytesIO()
        content.save(packed)
        content = packed.getvalue()
    return printed.preview(OpenedWorkbook(content))


def annotate(content: bytes, remarks: Sequence[Remark], *, verdict: str, note: str) -> bytes:
    return annotation.annotate(OpenedWorkbook(content), remarks, verdict=verdict, note=note)
