"""One name, one concept: a public type has a name that no other one has."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.samples import PROJECT

LAYERS = ("wizard", "workbook", "rules", "schemas")
NO_NAMES = {
    "told",
    "said",
    "met",
    "found",
    "taking",
    "standing",
    "looks",
    "begun",
    "theirs",
    "there",
}

PARTICIPLES = {"told", "said", "met", "begun", "theirs"}
"""What the plain verbs are: reported, stated, reached, started, other."""


def modules() -> Iterator[Path]:
    for layer in LAYERS:
        yield from (
            path for path in (PROJECT / layer).rglob("*.py") if "versions" not in path.parts
        )


class Module(NamedTuple):
    """What a module says of itself, and the names of its types and functions."""

    path: Path
    docstring: str
    types: tuple[str, ...]
    functions: tuple[str, ...]


@cache
def module_at(path: Path) -> Module:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    types, functions = [], []
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            types.append(node.name)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            functions.append(node.name)
    return Module(path, ast.get_docstring(tree) or "", tuple(types), tuple(functions))


def test_a_public_type_has_a_name_of_its_own() -> None:
    homes = defaultdict(list)
    for module in map(module_at, modules()):
        for name in module.types:
            if not name.startswith("_"):
                homes[name].append(module.path.relative_to(PROJECT).as_posix())
    assert {name: places for name, places in homes.items() if len(places) > 1} == {}
    assert len(homes) > 250


def test_a_public_type_is_named_by_a_noun() -> None:
    """A participle alone says what was done, and not to what."""
    types = [name for module in map(module_at, modules()) for name in module.types]
    assert [name for name in types if re.fullmatch("[A-Z][a-z]+[^e]ed", name)] == []


def test_no_function_is_named_by_a_vague_participle() -> None:
    everywhere = map(module_at, (*modules(), *(PROJECT / "tests").rglob("*.py")))
    named = [
        (module.path.name, name)
        for module in everywhere
        for name in module.functions
        if PARTICIPLES & {*name.split("_")}
    ]
    assert named == []


def words_of(text: str) -> list[str]:
    return re.findall("[a-z]+", text.lower().replace("-", ""))


def test_what_a_module_is_named_for_stands_in_its_first_line_or_in_the_glossary() -> None:
    """A name that its own description does not use is a figure of speech."""
    rows = (PROJECT / "GLOSSARY.md").read_text(encoding="utf-8").splitlines()
    terms = words_of(" ".join(row.split("|")[1] for row in rows if row.startswith("| ")))
    unexplained = []
    for path in modules():
        name = path.parent.name if path.stem == "__init__" else path.stem
        first_line = module_at(path).docstring.split("\n")[0]
        said = [*words_of(first_line), *terms]
        if not any(part[:4] in word for part in name.split("_") for word in said):
            unexplained.append(path.relative_to(PROJECT).as_posix())
    assert unexplained == []


@pytest.mark.parametrize("name", sorted(NO_NAMES))
def test_no_module_has_a_meaningless_name(name: str) -> None:
    assert [path for path in modules() if name in path.stem.split("_")] == []
