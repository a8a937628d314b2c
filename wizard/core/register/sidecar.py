"""The sidecar file of a folder: what a person has said of the forms in it."""

import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ValidationError

from rules.register.fold import AnsweredQuestion, Gone
from rules.register.records import ApplicationState
from rules.register.register_json import WrittenDate, WrittenSerial, WrittenTable
from wizard.core.files import FileError, printable, read_json, write_whole

SIDECAR: Final = "moushikomi-register.json"
"""The name of the file: beside the forms, in the folder that is given."""


@dataclass(frozen=True, slots=True)
class StatedProgress:
    """How far a person says that an application is, since which day, and what it was before.

    ``supersedes`` is the file of the returned application of which it is the next version.
    """

    state: ApplicationState | None = None
    on: date | None = None
    supersedes: str = ""


@dataclass(slots=True)
class Sidecar:
    """Statements by the name of the form within the folder; certificates that are gone; answers."""

    progress: dict[str, StatedProgress] = field(default_factory=dict)
    gone: list[Gone] = field(default_factory=list)
    answered: list[AnsweredQuestion] = field(default_factory=list)


def read_sidecar(folder: Path) -> Sidecar:
    """Return what has been said of the forms in a folder; nothing where there is no such file."""
    path = folder / SIDECAR
    if not path.is_file():
        return Sidecar()
    try:
        return _WrittenSidecar.model_validate(read_json(path)).sidecar()
    except ValidationError as error:
        where = "、".join(".".join(map(str, one["loc"])) for one in error.errors())
        message = f"「{printable(path)}」の次の項目が正しくありません：{printable(where)}"
        raise FileError(message) from error


class _WrittenProgress(BaseModel):
    state: ApplicationState | None = None
    on: WrittenDate | None = None
    supersedes: str = ""


class _WrittenGone(BaseModel):
    code: str
    table: WrittenTable
    serial: WrittenSerial
    on: WrittenDate


class _WrittenAnswer(BaseModel):
    code: str
    question: str
    on: WrittenDate | None = None


class _WrittenSidecar(BaseModel):
    applications: dict[str, _WrittenProgress]
    gone: list[_WrittenGone]
    answered: list[_WrittenAnswer] = []

    def sidecar(self) -> Sidecar:
        return Sidecar(
            {
                file: StatedProgress(one.state, one.on, one.supersedes)
                for file, one in self.applications.items()
            },
            [Gone(one.code, one.table, one.serial, one.on) for one in self.gone],
            [AnsweredQuestion(one.code, one.question, one.on) for one in self.answered],
        )


def write_sidecar(folder: Path, sidecar: Sidecar) -> None:
    """Write what has been said beside the forms, whole or not at all."""
    content = {
        "applications": {
            file: {name: value for name, value in _statement(one).items() if value}
            for file, one in sorted(sidecar.progress.items())
        },
        "gone": [
            {"code": o.code, "table": o.table, "serial": o.serial, "on": o.on.isoformat()}
            for o in sidecar.gone
        ],
        "answered": [
            {"code": o.code, "question": o.key, "on": o.on.isoformat() if o.on else None}
            for o in sidecar.answered
        ],
    }
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    write_whole(folder / SIDECAR, text.encode())


def _statement(one: StatedProgress) -> dict[str, str | None]:
    on = one.on.isoformat() if one.on else None
    return {"state": one.state, "on": on, "supersedes": one.supersedes}
