"""Manual choice of the row for a certificate that cannot be assigned automatically."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from schemas.application import MAX_ROWS
from wizard.core.certificates.certificate_file import ClientCertificate
from wizard.core.certificates.rows import (
    Row,
    is_namesake,
    is_waiting,
    may_renew,
    put_instead,
    put_own,
    put_replaced,
    typed,
)


@dataclass(frozen=True, slots=True)
class RowChoice:
    """A choice for a certificate; ``number`` is that of the row, from 0.

    It can be the replaced certificate of a row, its own certificate, also instead of another of the
    same name, that of a new row, or unused.
    """

    what: Literal["replaced", "instead", "own", "row", "unused"]
    number: int = 0


def choices(
    rows: Sequence[Row], certificate: ClientCertificate, *, renews: bool
) -> list[RowChoice]:
    """Return the choices for a certificate that is not in a row yet."""
    options = [RowChoice("instead", n) for n, r in enumerate(rows) if is_namesake(r, certificate)]
    replaced = [n for n, row in enumerate(rows) if not is_waiting(row) and may_renew(row)]
    own = [n for n, row in enumerate(rows) if is_waiting(row)]
    options += [RowChoice("replaced", n) for n in replaced] if renews else []
    options += [RowChoice("own", n) for n in own]
    options += [RowChoice("row")] if len(rows) < MAX_ROWS else []
    return [*options, RowChoice("unused")]


def put_where_chosen(
    rows: Sequence[Row], certificate: ClientCertificate, choice: RowChoice
) -> list[Row]:
    """Return the rows with a certificate put into the chosen one."""
    table = [dict(row) for row in rows]
    if choice.what == "row":
        table.append({})
        put_own(table[-1], certificate)
    elif choice.what == "own":
        put_own(table[choice.number], certificate)
    elif choice.what == "instead":
        put_instead(table[choice.number], certificate)
    elif choice.what == "replaced":
        put_replaced(table[choice.number], certificate)
    return table


def choice_label(shown: Sequence[Row], choice: RowChoice) -> str:
    """Return the Japanese label of a choice."""
    if choice.what == "unused":
        return "この証明書は使用しない"
    if choice.what == "row":
        return "新しい行に入力"
    row = shown[choice.number]
    name = typed(row, "common_name") or typed(row, "serial")
    place = f"{choice.number + 1}件目" + (f"（{name}）" if name else "")
    ends = {
        "replaced": "の更新前の証明書とする",
        "instead": "の証明書と差し替える",
        "own": "に入力",
    }
    return place + ends[choice.what]
