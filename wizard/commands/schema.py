"""``moushikomi schema``: the JSON Schema of an application."""

from typing import Any

from pydantic import TypeAdapter

from schemas.application import CASES, Application
from wizard.commands.exits import FOUND_ERRORS, complain
from wizard.commands.json_text import dumps
from wizard.files import shown


def schema(kind: str | None, *, as_json: bool) -> int:  # noqa: ARG001 - it is JSON anyway
    """Print the JSON Schema of an application, or of one case."""
    if kind is not None and kind not in CASES:
        kinds = "、".join(CASES)
        complain(f"申請区分「{shown(kind)}」はありません。{kinds} から選んでください。")
        return FOUND_ERRORS
    adapter: TypeAdapter[Any] = TypeAdapter(CASES[kind] if kind else Application)
    print(dumps(adapter.json_schema()))
    return 0
