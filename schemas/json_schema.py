"""The JSON Schemas of an application, as ``schemas.build`` has drawn them from the models."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

FILE: Final = Path(__file__).with_suffix(".json")


@dataclass(frozen=True, slots=True)
class JsonSchemas:
    """The JSON Schema of an application of any case, and that of each case."""

    application: dict[str, Any]
    cases: dict[str, dict[str, Any]]


def read_json_schemas() -> JsonSchemas:
    """Read the JSON Schemas."""
    return JsonSchemas(**json.loads(FILE.read_text(encoding="utf-8")))
