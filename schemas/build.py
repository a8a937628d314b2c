"""Draw the JSON Schemas anew from the models (``python -m schemas.build``).

They are kept as a file, so that they are at hand without pydantic, and that a change of what
others rely on shows in a review.
"""

import json
from typing import Any

from pydantic import TypeAdapter

from schemas.application import CASES, Application
from schemas.json_schema import FILE


def build() -> str:
    """Return the text of the file: the schema of any application, and that of each case."""
    every: TypeAdapter[Any] = TypeAdapter(Application)
    cases = {kind: model.model_json_schema() for kind, model in CASES.items()}
    drawn = {"application": every.json_schema(), "cases": cases}
    return json.dumps(drawn, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    FILE.write_text(build(), encoding="utf-8")
