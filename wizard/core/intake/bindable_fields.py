"""What can have cells on a blank: the paths in the order of a form, and how they are called."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from schemas.answer import Shape
from schemas.answers import SHORT_KINDS
from schemas.catalogue import ENTRIES, SECTIONS, TABLES
from workbook.binding.proposal import Proposal
from workbook.places import ADDRESS, KIND_PATHS, POSTAL, date_parts, whole_of

State = Literal["sure", "doubtful", "chosen", "absent", "none"]
Room = Literal["one", "rows", "boxes", "ticks"]

DONE: Final = "rename.done"
BOXES: Final = {"business.code": 5, "business.phone": 3, "business.result_email": 2, POSTAL: 2}
"""How many boxes an answer takes where a form does not ask it in one."""

_PIECES: Final = {"year": "年", "month": "月", "day": "日", "postal": "郵便番号"}


@dataclass(frozen=True, slots=True)
class BindableField:
    """Where an answer goes: its cells as in a file of names, how sure that is, and why."""

    place: str = ""
    state: State = "none"
    evidence: tuple[str, ...] = ()


NOT_FOUND: Final = BindableField(
    "", "doubtful", ("項目名からは特定できません。この様式に欄がある場合は、選択してください。",)
)
"""What the FAQ wants written on the form, and nobody has found yet."""
ABSENT_BEFORE: Final = BindableField(
    "", "absent", ("以前に「この様式にはない」と確認した欄です。",)
)
ABSENT: Final = BindableField("", "absent", ("画面で「この様式にはない」を選択しました。",))


def every_path() -> Iterator[str]:
    """Yield every path that can have cells, in the order of the form.

    Pieces follow their wholes.
    """
    for path, entry in ENTRIES.items():
        if path == "kind":
            yield from KIND_PATHS
            continue
        yield path
        if entry.shape is Shape.DATE and not entry.table:
            yield from date_parts(path)
        if path == ADDRESS:
            yield POSTAL


def short_title(path: str) -> str:
    """Describe in Japanese what goes to a path: 氏名, 申込年月日（年）, 新規."""
    if path in KIND_PATHS:
        return SHORT_KINDS.word(KIND_PATHS[path])
    name = ENTRIES[whole_of(path)].answer.label
    piece = _PIECES.get(path.rpartition(".")[2], "")
    return f"{name}（{piece}）" if path not in ENTRIES and piece else name


def title(path: str) -> str:
    """Describe in Japanese what goes to a path, and in which section or table it stands."""
    entry = ENTRIES[whole_of(path)]
    block = TABLES[entry.table].title if entry.table else SECTIONS[entry.section]
    name = short_title(path)
    return name if name.startswith(block) else f"{block}：{name}"


def room_of(path: str) -> Room:
    """Return how many cells an answer may take: one, the rows of a table, boxes, or ticks."""
    if path == DONE:
        return "ticks"
    if path in BOXES:
        return "boxes"
    return "rows" if path in ENTRIES and ENTRIES[path].table else "one"


def proposed(found: Proposal) -> BindableField:
    """Take over what is proposed."""
    return BindableField(found.place, "doubtful" if found.is_doubtful else "sure", found.evidence)


def compared(old: str, now: BindableField, *, is_same: bool) -> BindableField:
    """Set the cells of an edition before beside what is found on this one.

    Where both agree, that is sure; what seems to have moved is doubtful, and says from where.
    """
    if is_same:
        return BindableField(now.place, "sure", ("前の様式と同じセルです。", *now.evidence))
    if now.place:
        return doubted(now, f"前の様式では {old} でした。移動した可能性があります。")
    return BindableField(
        old, "doubtful", ("前の様式のセルです。この様式の項目名からは確認できません。",)
    )


def doubted(found: BindableField, why: str) -> BindableField:
    """Have a person look at a field, and say why."""
    return BindableField(found.place, "doubtful", (why, *found.evidence))
