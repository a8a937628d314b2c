"""What visitors have checked: ordinary forms, spoilt ones, and files that are made to cost."""

from random import Random
from typing import Final, NamedTuple

from tests.hostile import HOSTILE
from tests.wizard.corpus import answered, typed

_HOSTILE_IN: Final = 15
"""One upload in so many is of a hostile file; in between come ordinary ones."""


class File(NamedTuple):
    """A file and its name."""

    name: str
    content: bytes


class Shelf:
    """The files, made once."""

    def __init__(self) -> None:
        """Make them."""
        ordinary = {kind: answered(kind, {}) for kind in ("new", "change", "rename", "stop")}
        spoilt = {
            "二つの区分": typed("new", {"kind.stop": "✔"}),
            "日付の間違い": typed("stop", {"applied_on": "2026年13月41日"}),
        }
        forms = (ordinary | spoilt).items()
        self.ordinary = [File(f"{name}.xlsx", make()) for name, make in forms]
        self.ordinary.append(File("こわれたファイル.xlsx", self.ordinary[0].content[:5_000]))
        self.ordinary.append(File("空.xlsx", b""))
        self.hostile = [File(f"{make.__name__}.xlsx", make()) for make in HOSTILE]

    def some(self, chance: Random) -> list[File]:
        """Give from one to five files."""
        return [
            chance.choice(self.hostile if chance.randrange(_HOSTILE_IN) == 0 else self.ordinary)
            for _ in range(chance.randint(1, 5))
        ]
