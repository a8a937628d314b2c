"""What each application of a history changed, in words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final

from rules.register.parts import answer_at
from rules.register.records import RecordedApplication
from schemas.answers import CertificateActions, ContactActions
from schemas.catalogue import label
from schemas.serials import readable_serial

_LONGEST_VALUE: Final = 40  # characters of an answer that is quoted (an estimate)


def changes_of(
    history: Iterable[tuple[RecordedApplication, bool]],
) -> Iterator[tuple[RecordedApplication, tuple[str, ...]]]:
    """Yield applications, given oldest first, each with what it changed.

    Each is given with whether it is in effect: what is not is no value of before to what follows.
    """
    values: dict[str, dict[str, Any]] = defaultdict(dict)
    for one, is_in_effect in history:
        before = values[one.code]
        yield one, tuple(_changes(one, before if is_in_effect else dict(before)))


def _changes(one: RecordedApplication, values: dict[str, Any]) -> Iterator[str]:
    """Yield what an application changed; ``values`` are those of before, and then its own."""
    parts = one.parts
    for path, value in parts.entries.items():
        before = values.get(path)
        if one.kind != "new" and before != value:
            was = f"{_short(before)} → " if before is not None else ""
            yield f"{label(path)}：{was}{_short(value)}"
        values[path] = value
    if one.kind == "new":
        yield f"新規（窓口責任者{len(parts.contacts)}人、証明書{len(parts.certificates)}件）"
        return
    if one.kind == "rename" and (old := answer_at(one.application, "rename.previous_name")):
        yield f"社名変更（旧：{_short(old)}）"
    if one.kind == "stop":
        yield "利用停止"
        values.clear()
    for _, person in parts.contacts:
        yield f"窓口責任者「{_short(person.name)}」を{ContactActions.word(person.action)}"
    for _, _, row in parts.certificates:
        yield f"証明書「{_name(row)}」を{CertificateActions.word(row.action)}"


def _name(row: Any) -> str:  # noqa: ANN401 - a row whose answers may be missing
    return _short(answer_at(row, "common_name") or readable_serial(row.serial))


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}…"
