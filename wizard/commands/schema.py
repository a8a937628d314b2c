"""``moushikomi schema``: the JSON Schema of an application."""

from schemas.json_schema import read_json_schemas
from wizard.commands.exits import FOUND_ERRORS, complain
from wizard.commands.json_text import dumps
from wizard.core.files import printable


def schema(kind: str | None, *, as_json: bool) -> int:  # noqa: ARG001 - it is JSON anyway
    """Print the JSON Schema of an application, or of one case."""
    schemas = read_json_schemas()
    if kind is not None and kind not in schemas.cases:
        kinds = "、".join(schemas.cases)
        complain(f"申請区分「{printable(kind)}」はありません。{kinds} から選択してください。")
        return FOUND_ERRORS
    print(dumps(schemas.cases[kind] if kind else schemas.application))
    return 0
