"""Commands, workers and pages on a system that lacks what POSIX has, as Windows does.

A `sitecustomize` module hides it from this project's own code, in every process that is started.
Libraries go on as they are: which modules they import on Windows is their own affair.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.browser.conftest import free_port, wait_until_served
from tests.samples import CASES, PROJECT
from wizard.serving import launch as serve

HIDING: Final = """
import builtins, os, selectors, signal

HIDDEN = {"resource", "fcntl", "pwd", "grp", "termios", "posix", "pty", "tty"}
OWN = {"wizard", "workbook", "rules", "schemas"}
import_any = builtins.__import__

def import_known(name, globals=None, *others, **named):
    importer = (globals or {}).get("__name__", "")
    if name in HIDDEN and importer.partition(".")[0] in OWN:
        raise ModuleNotFoundError(f"{importer} imports {name}", name=name)
    return import_any(name, globals, *others, **named)

builtins.__import__ = import_known
for module, names in {
    signal: ("SIGPROF", "SIGALRM", "SIGHUP", "ITIMER_PROF", "setitimer", "alarm"),
    os: ("O_NONBLOCK", "fork", "killpg", "setsid"),
    selectors: ("PollSelector", "EpollSelector"),
}.items():
    for name in names:
        delattr(module, name)
selectors.DefaultSelector = selectors.SelectSelector
"""
EVERY_MODULE: Final = """
import importlib, pkgutil
import wizard, workbook, rules, schemas
run_on_import = ("wizard.app", "wizard.drafts.migrations.env")
found = [
    module.name
    for package in (wizard, workbook, rules, schemas)
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + ".")
    if module.name not in run_on_import
]
for name in found:
    importlib.import_module(name)
print(len(found))
"""
FIRST_PAGE: Final = """
import logging
logging.disable(logging.WARNING)  # the framework says that there is no server
from streamlit.testing.v1 import AppTest
from wizard.serving.launch import ENTRY
page = AppTest.from_file(str(ENTRY), default_timeout=60).run()
print([b.key for b in page.button if b.key.endswith("use")], list(page.exception))
"""
COSTLY: Final = """
from wizard.core.workers.limits import within_limits
from wizard.core.workers.pool import MAX_SECONDS
from wizard.core.workers.process import missing_limits
print(MAX_SECONDS, missing_limits(), within_limits(len, "four"))
"""
ANSWERS: Final = str(CASES / "stop.json")
WHEN: Final = ("--at", "2026-11-24T10:00")


@pytest.fixture
def around(tmp_path: Path) -> dict[str, str]:
    """Return an environment in which this project is not installed and POSIX is hidden."""
    (tmp_path / "sitecustomize.py").write_text(HIDING, encoding="utf-8")
    return os.environ | {
        "PYTHONPATH": str(tmp_path),
        "MOUSHIKOMI_DATA_FOLDER": str(tmp_path / "data"),
    }


def run(around: dict[str, str], *words: str) -> str:
    """Run Python in the project's folder, and return what it prints."""
    ran = subprocess.run(
        [sys.executable, *words], cwd=PROJECT, env=around, capture_output=True, check=False
    )
    assert (ran.stderr.decode("utf-8"), ran.returncode) == ("", 0)
    return ran.stdout.decode("utf-8")


def test_what_is_hidden_cannot_be_imported_by_the_project(around: dict[str, str]) -> None:
    code = "exec('import fcntl', {'__name__': 'wizard.example'})"
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, env=around, capture_output=True, check=False
    )
    assert b"ModuleNotFoundError: wizard.example imports fcntl" in ran.stderr


def test_every_module_can_be_imported(around: dict[str, str]) -> None:
    assert int(run(around, "-c", EVERY_MODULE)) > 200


def test_a_form_is_filled_checked_and_dated(around: dict[str, str], tmp_path: Path) -> None:
    form = str(tmp_path / "申込書.xlsx")
    run(around, "-m", "wizard", "fill", ANSWERS, "-o", form, *WHEN)
    (checked,) = json.loads(run(around, "-m", "wizard", "check", form, "--json", *WHEN))["files"]
    assert (checked["verdict"], checked["kind"]) == ("acceptable", "stop")
    (dated,) = json.loads(run(around, "-m", "wizard", "deadline", "--json", *WHEN))
    assert dated["cutoff"]["closes_at"] == "2026-11-27T17:00:00+09:00"


def test_a_worker_answers_within_the_one_limit_that_there_is(around: dict[str, str]) -> None:
    assert run(around, "-c", COSTLY) == "20.0 ['processor time', 'memory'] 4\n"


def test_the_first_page_is_shown(around: dict[str, str]) -> None:
    assert run(around, "-c", FIRST_PAGE) == "['situation:first-use'] []\n"


@pytest.fixture
def log(around: dict[str, str], tmp_path: Path) -> Iterator[Path]:
    """Serve the pages, and give what the server has written by the time they are there."""
    port = free_port()
    path = tmp_path / "server.log"
    with path.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "wizard", "run", "--port", str(port)],
            cwd=PROJECT, env=around, stdout=subprocess.DEVNULL, stderr=file,
        )  # fmt: skip
    try:
        wait_until_served(f"http://localhost:{port}", process)
        yield path
    finally:
        process.kill()
        process.wait(timeout=20)


def test_the_server_starts_and_says_which_limits_are_missing(log: Path) -> None:
    assert log.read_text(encoding="utf-8") == (
        "no limit of processor time and memory: "
        "a file from outside is given up after 20 seconds instead\n"
    )


def test_where_no_program_can_become_another_the_server_is_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    called: list[list[str]] = []

    def call(command: list[str], env: dict[str, str]) -> int:
        called.append(command)
        return 3 + ("MOUSHIKOMI_AT" in env)

    monkeypatch.setattr(serve, "_CAN_REPLACE", False)
    monkeypatch.setattr(os, "chdir", lambda _: None)
    monkeypatch.setattr(subprocess, "call", call)
    before = os.umask(0o022)
    try:
        with pytest.raises(SystemExit) as left:
            serve.run(8600, "localhost", None)
    finally:
        os.umask(before)
    assert left.value.code == 3
    assert called == [
        [sys.executable, "-P", "-m", "wizard.serving", str(serve.ENTRY), "localhost", "8600"]
    ]
