"""A worker: one verdict for every task, whatever the file does."""

import io
import logging
import pickle
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import pytest

from rules.closures import Closure
from rules.workdays import OfficeCalendar
from tests.samples import AT, TOKYO, besides_form, case, edited
from wizard.batch import worker
from wizard.batch.uploads import Upload
from wizard.batch.worker import MAX_MEMORY, Task, judge
from wizard.filing import Verdict
from workbook.fill import fill

FORM: Final = fill(case("stop")).content


def task(source: Path | bytes, closures: tuple[Closure, ...] = (), at: datetime = AT) -> Task:
    return Task(Upload("申込書.xlsx", source), at, closures)


def codes(verdict: Verdict) -> tuple[str, list[str]]:
    return verdict.verdict, [finding.code for finding in besides_form(verdict.findings)]


def test_a_form_is_judged_by_the_moment_and_the_closures_of_its_task(
    calendar: OfficeCalendar,
) -> None:
    at = datetime(2026, 12, 28, 10, 0, tzinfo=TOKYO)  # Monday
    form = fill(edited(case("stop"), {"applied_on": "2026-12-31"})).content  # Thursday
    # with the shipped closures the cut-off is that same Monday, without any it is Thursday
    for _ in range(2):
        assert codes(judge(task(form, calendar.closures, at))) == (
            "deficient",
            ["applied-after-cutoff"],
        )
        assert codes(judge(task(form, (), at))) == ("acceptable", ["applied-in-future"])


def test_a_file_on_disk_is_read_when_it_is_judged(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    given = task(path)
    path.write_bytes(FORM)
    assert codes(judge(given)) == ("acceptable", [])
    path.unlink()
    verdict = judge(given)
    assert codes(verdict) == ("unreadable", ["unreadable"])
    assert "a.xlsx" in verdict.findings[0].message
    assert "見つかりません" in verdict.findings[0].message
    assert "場所と名前を確かめてください。" in verdict.findings[0].remedy


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert codes(judge(task(tmp_path))) == ("unreadable", ["unreadable"])


def test_a_file_that_was_refused_before_says_why() -> None:
    refused = Upload("a.zip", b"", "壊れています。", "送り直してもらってください。")
    verdict = judge(Task(refused, AT, ()))
    assert codes(verdict) == ("unreadable", ["unreadable"])
    assert verdict.findings[0].message.endswith("壊れています。")
    assert verdict.findings[0].remedy == "送り直してもらってください。"


UNFORESEEN: Final = [MemoryError(), RecursionError(), KeyError("x"), AssertionError(), ValueError()]


@pytest.mark.parametrize("error", UNFORESEEN, ids=repr)
def test_what_nobody_foresaw_is_a_verdict_and_stands_in_the_log(
    error: Exception, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def failing(*_: object) -> None:
        raise error

    monkeypatch.setattr(worker, "check_form", failing)
    with caplog.at_level(logging.ERROR):
        verdict = judge(task(b"secret answers"))
    assert codes(verdict) == ("unreadable", ["unforeseen"])
    assert "思わぬ誤り" in verdict.findings[0].message
    assert "開発者に知らせてください" in verdict.findings[0].remedy
    assert "申込書.xlsx" in caplog.text
    assert type(error).__name__ in caplog.text
    assert "secret answers" not in caplog.text


def test_an_interruption_is_no_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(worker, "check_form", interrupted)
    with pytest.raises(KeyboardInterrupt):
        judge(task(b"x"))


class Pipe:
    """Standard input or output: bytes below a text."""

    def __init__(self, content: bytes = b"") -> None:
        self.buffer = io.BytesIO(content)


def work(given: bytes, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Run a worker in this process, and give its answers."""
    out = Pipe()
    monkeypatch.setattr(worker, "_bound_memory", lambda: None)
    monkeypatch.setattr("sys.stdin", Pipe(given))
    monkeypatch.setattr("sys.stdout", out)
    worker.main()
    written, answers = io.BytesIO(out.buffer.getvalue()), []
    while written.tell() < len(written.getvalue()):
        answers.append(pickle.load(written))  # noqa: S301 - what the worker wrote
    return answers


def test_a_worker_says_that_it_is_there_and_answers_until_nothing_comes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = [task(FORM), task(b"no form"), task(FORM)]
    first, *verdicts = work(b"".join(map(pickle.dumps, given)), monkeypatch)
    assert first is None
    assert [codes(verdict) for verdict in verdicts] == [
        ("acceptable", []),
        ("unreadable", ["text"]),
        ("acceptable", []),
    ]
    assert verdicts[0].answers["stop"] == {
        "completed": True,
        "reason": case("stop")["stop"]["reason"],
    }


def test_without_a_task_a_worker_only_says_that_it_is_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert work(b"", monkeypatch) == [None]


def test_nothing_that_is_printed_comes_between_the_answers(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def talking(*_: object) -> Verdict:
        print("a library has something to say")  # noqa: T201 - what is tested
        return Verdict("acceptable", None, None, ())

    monkeypatch.setattr(worker, "check_form", talking)
    answers = work(pickle.dumps(task(FORM)), monkeypatch)
    assert answers == [None, Verdict("acceptable", None, None, ())]
    assert capsys.readouterr().err == "a library has something to say\n"


@pytest.mark.skipif(sys.platform != "linux", reason="the system does not bound address space")
def test_a_worker_bounds_its_own_memory_and_nobody_elses() -> None:
    script = (
        "import resource, wizard.batch.worker; wizard.batch.worker.main();"
        "print(resource.getrlimit(resource.RLIMIT_AS))"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", script], input=b"", capture_output=True, check=True
    )
    assert done.stderr.decode().strip() == f"({MAX_MEMORY}, {MAX_MEMORY})"
    assert done.stdout == pickle.dumps(None)
