"""Generate the JSON Schemas from the models (``python -m schemas.build``).

The result is a committed file: it loads without pydantic, and a change of this public interface
is visible in review.
"""

import json
from typing import Any

from pydantic import TypeAdapter

from schemas.application import CASES, Application
from schemas.json_schema import FILE


def build() -> str:
    """Return the text of the file: the schema of any application, and one for each case."""
    application: TypeAdapter[Any] = TypeAdapter(Application)
    cases = {kind: model.model_json_schema() for kind, model in CASES.items()}
    schemas = {"application": application.json_schema(), "cases": cases}
    return json.dumps(schemas, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    FILE.write_text(build(), encoding="utf-8")
