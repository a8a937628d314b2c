"""A filled form read as its receiver reads it: what is odd, and what differs from the answers."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from schemas.answer import TextKind
from schemas.catalogue import ENTRIES, column
from schemas.days import date_text
from schemas.parse import flat
from schemas.telephones import suggest_telephone
from workbook.forms.fill import FilledForm
from workbook.forms.observation import Observation
from workbook.forms.read import Reading, read_continuation, read_forms
from workbook.forms.template import Template
from workbook.opened import OpenedWorkbook


def read_back(filled: FilledForm, template: Template) -> tuple[Observation, ...]:
    """Return what is odd about a filled form, and every answer that cannot be read off it."""
    reading, *others = read_forms(template.reopen(filled.content))
    observations = [*reading.observations, *_differences(filled.on_form, reading)]
    observations += (found for other in others for found in other.observations)
    if filled.continuation is not None:
        beside = read_continuation(OpenedWorkbook(filled.continuation))
        observations += [*beside.observations, *_differences(filled.beside, beside)]
    return tuple(observations)


def _differences(wanted: Mapping[str, Any], reading: Reading) -> Iterator[Observation]:
    """Yield the answers that are read otherwise than they were written, or were not written."""
    found = dict(flat(reading.answers))
    samples = {one.place for one in reading.observations if one.code == "sample-left"}
    for path, value in wanted.items():
        if _compared(path, found.get(path)) != _compared(path, value):
            shown, held = _shown(path, found.get(path)), _shown(path, value)
            yield Observation("read-back", path, reading.cell(path), shown, held)
    for path in (path for path in found if path not in wanted):
        place = reading.cell(path)
        if place not in samples:
            yield Observation("sample-left", path, place, _shown(path, found[path]))


def _compared(path: str, value: object) -> object:
    """Return an answer as it is compared: a number that goes into boxes is hyphenated there."""
    is_phone = ENTRIES[column(path)].text_kind is TextKind.PHONE
    return suggest_telephone(value) if is_phone and isinstance(value, str) else value


def _shown(path: str, value: object) -> str:
    choices = ENTRIES[column(path)].choices
    if isinstance(value, list):
        return "、".join(str(item) for item in value)
    if isinstance(value, date):
        return date_text(value)
    text = "" if value is None else str(value)
    return choices.word(text) if choices else text
