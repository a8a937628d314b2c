"""The JSON Schemas are those of the models."""

from schemas.build import build
from schemas.json_schema import FILE


def test_the_committed_schemas_are_what_the_models_give() -> None:
    committed = FILE.read_text(encoding="utf-8")
    assert committed == build(), "draw the schemas anew (make form) and commit them"
