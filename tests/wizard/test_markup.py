"""HTML is built of htpy's elements, which escape what is put into them, and of nothing else."""

import ast
import re
from collections.abc import Callable
from typing import Final

import htpy as h
import pytest

from tests.samples import PROJECT
from wizard.core.markup import bullets, column_heads, joined, paragraphs, raw_text

WIZARD: Final = PROJECT / "wizard"
TAG: Final = re.compile(r"(?<!\(\?P)</?[a-z]")  # (?P<name> is of a regular expression
HOSTILE: Final = "</li><script>alert(1)</script>&'\""
ESCAPED: Final = "&lt;/li&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;&#39;&#34;"


def holds_a_tag(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return bool(TAG.search(node.value))
    return False


def imports(package: str) -> Callable[[ast.AST], bool]:
    def is_import(node: ast.AST) -> bool:
        if isinstance(node, ast.ImportFrom):
            return node.module == package
        return isinstance(node, ast.Import) and any(one.name == package for one in node.names)

    return is_import


@pytest.mark.parametrize(
    ("does", "allowed"),
    [
        (holds_a_tag, {"serving/headers.py"}),  # it looks for scripts in the framework's page
        (imports("markupsafe"), {"core/markup.py"}),  # its style sheets and scripts are no HTML
        (imports("html"), set()),
    ],
    ids=["a tag in a text", "text that counts as HTML", "escaping by hand"],
)
def test_html_is_built_of_elements(does: Callable[[ast.AST], bool], allowed: set[str]) -> None:
    found = {
        path.relative_to(WIZARD).as_posix()
        for path in WIZARD.rglob("*.py")
        if any(does(node) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    }
    assert found == allowed


@pytest.mark.parametrize("code", ['x = f"<b>{y}"', 'x = "<br>"', 'x = f"{y}</b>"', 'x = "<h1 id"'])
def test_a_tag_in_a_text_is_noticed(code: str) -> None:
    assert any(holds_a_tag(node) for node in ast.walk(ast.parse(code)))


@pytest.mark.parametrize("code", ["import html", "from html import escape", "import ast, html"])
def test_escaping_by_hand_is_noticed(code: str) -> None:
    assert any(imports("html")(node) for node in ast.walk(ast.parse(code)))


def test_lines_are_escaped_and_elements_are_not() -> None:
    lines = [HOSTILE, h.b["一"], [HOSTILE, h.br]]
    inside = f"<li>{ESCAPED}</li><li><b>一</b></li><li>{ESCAPED}<br></li>"
    assert str(bullets(lines)) == f"<ul>{inside}</ul>"
    assert str(bullets(lines, "mk-list")) == f'<ul class="mk-list">{inside}</ul>'
    assert bullets([]) is None
    assert str(h.div[paragraphs([HOSTILE], "a")]) == f'<div><p class="a">{ESCAPED}</p></div>'
    heads = f'<thead><tr><th scope="col">{ESCAPED}</th><th scope="col"><i></i></th></tr></thead>'
    assert str(column_heads(HOSTILE, h.i)) == heads
    assert str(h.p[joined([HOSTILE, h.b[HOSTILE]])]) == f"<p>{ESCAPED}<b>{ESCAPED}</b></p>"


def test_a_style_sheet_stands_as_it_is() -> None:
    assert str(raw_text(h.style, 'a>b{content:"&"}')) == '<style>a>b{content:"&"}</style>'
