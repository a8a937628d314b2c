"""What the documents promise: commands that run, names that exist, tables that are current."""

import re
import runpy
import shlex
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.wizard.calling import Call, call
from wizard.commands.app import app

__all__ = ["call"]

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ moushikomi (.+)$", README, re.MULTILINE)


def test_there_are_commands_to_run() -> None:
    assert len(COMMANDS) == 10


def test_the_commands_of_the_readme_run(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tests").symlink_to(ROOT / "tests")
    monkeypatch.chdir(tmp_path)
    for command in COMMANDS:
        called = call(*shlex.split(command))
        assert (called.status, called.err) == (0, ""), command


@pytest.mark.parametrize("command", sorted(app.commands))
def test_every_command_is_documented(command: str) -> None:
    assert f"| `moushikomi {command}` |" in README


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for requirement in project["project"]["dependencies"]:
        assert f"| {re.split('[<>=]', requirement)[0]} |" in README
    groups = project["dependency-groups"]
    for requirement in (*groups["build"], *groups["dev"][1:]):  # the first includes the other group
        assert re.split("[<>=]", requirement)[0] in README


def test_the_table_of_rules_is_current(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(ROOT / "scripts" / "rule_table.py"), run_name="__main__")
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == capsys.readouterr().out


@pytest.mark.parametrize(
    "name",
    [
        "requirements.lock",
        "requirements-build.lock",
        "requirements-runtime.lock",
        "requirements-uv.lock",
    ],
)
def test_a_lock_file_names_no_host_and_hashes_everything(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "index" not in text.replace("importlib-metadata", "")
    pinned = re.findall(r"^[a-z0-9][^\n]*==[^\n]*(?:\n {4}[^\n]*)*", text, re.MULTILINE)
    assert pinned
    assert all("--hash=sha256:" in entry for entry in pinned)


def test_no_module_of_the_pages_hides_another() -> None:
    """Streamlit puts wizard/ on the import path."""
    taken = set(sys.stdlib_module_names) | set(packages_distributions())
    taken -= {"wizard", "workbook", "rules", "schemas"}
    modules = {path.stem for path in (ROOT / "wizard").glob("*.py")} - {"__init__"}
    assert modules & taken == set()


def test_links_between_documents_lead_somewhere() -> None:
    for document in ("README.md", "CONTRIBUTING.md", "SECURITY.md"):
        text = (ROOT / document).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#:]+)\)", text):
            assert (ROOT / target).exists(), f"{document}: {target}"


def test_the_guide_quotes_what_the_product_shows() -> None:
    kinds = {".py", ".toml", ".js"}
    sources = (path for name in ("wizard", "rules", "schemas") for path in (ROOT / name).rglob("*"))
    shown = "".join(path.read_text(encoding="utf-8") for path in sources if path.suffix in kinds)
    quoted = {
        (page.name, text)
        for page in (ROOT / "docs" / "guide").glob("*.md")
        for text in re.findall(r"「([^」]+)」", page.read_text(encoding="utf-8"))
    }
    assert len(quoted) > 30
    assert {(page, text) for page, text in quoted if text not in shown} == set()


def test_every_picture_of_the_guide_is_small_and_used() -> None:
    guide = ROOT / "docs" / "guide"
    text = "".join(page.read_text(encoding="utf-8") for page in guide.glob("*.md"))
    pictures = sorted((guide / "images").iterdir())
    assert sorted(re.findall(r"\(images/(.+?)\)", text)) == [one.name for one in pictures]
    most = {".png": 100_000, ".webp": 600_000}  # bytes of a picture, and of a film
    assert [one.name for one in pictures if one.stat().st_size > most[one.suffix]] == []
