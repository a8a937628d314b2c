"""Widgets begin with a value by their key alone, so that the framework never warns of two."""

import ast

from tests.samples import PROJECT

WIDGETS = {
    "checkbox", "radio", "selectbox", "segmented_control", "text_area", "text_input", "multiselect",
    "number_input", "toggle", "pills", "date_input", "slider",
}  # fmt: skip


def test_no_widget_is_given_a_value_beside_that_of_its_key() -> None:
    calls = [
        (path.name, node)
        for path in (PROJECT / "wizard").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in WIDGETS
    ]
    assert len(calls) > 20
    given = [
        (name, node.lineno)
        for name, node in calls
        for word in node.keywords
        if word.arg in {"value", "default", "index"} and ast.unparse(word.value) != "None"
    ]
    assert given == []
