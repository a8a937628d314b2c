"""What a worker process does: it checks files, and answers one call after the other."""

import io
import pickle
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Final

import pytest

from rules.dates.closures import Closure
from rules.dates.workdays import OfficeCalendar
from tests.samples import AT, TOKYO, besides_form, case, edited
from wizard.core.checking import judging
from wizard.core.checking.judging import Task, check_upload
from wizard.core.checking.uploads import Upload
from wizard.core.verdicts import Verdict
from wizard.core.workers import process
from wizard.core.workers.process import MAX_MEMORY_BYTES, Call, Outcome
from workbook.forms.fill import fill
from workbook.xlsx.guard.unreadable import UnreadableError

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
        assert codes(check_upload(task(form, calendar.closures, at))) == (
            "deficient",
            ["applied-after-cutoff"],
        )
        assert codes(check_upload(task(form, (), at))) == ("acceptable", ["applied-in-future"])


def test_a_file_on_disk_is_read_when_it_is_judged(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    given = task(path)
    path.write_bytes(FORM)
    assert codes(check_upload(given)) == ("acceptable", [])
    path.unlink()
    verdict = check_upload(given)
    assert codes(verdict) == ("unreadable", ["unreadable"])
    assert "a.xlsx" in verdict.findings[0].message
    assert "見つかりません" in verdict.findings[0].message
    assert "保存場所とファイル名を確認してください。" in verdict.findings[0].remedy


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert codes(check_upload(task(tmp_path))) == ("unreadable", ["unreadable"])


def test_a_file_that_was_refused_before_says_why() -> None:
    refused = Upload("a.zip", b"", "壊れています。", "送り直してもらってください。")
    verdict = check_upload(Task(refused, AT, ()))
    assert codes(verdict) == ("unreadable", ["unreadable"])
    assert verdict.findings[0].message.endswith("壊れています。")
    assert verdict.findings[0].remedy == "送り直してもらってください。"


UNFORESEEN: Final = [RecursionError(), KeyError("x"), AssertionError(), ValueError()]


@pytest.mark.parametrize("error", UNFORESEEN, ids=repr)
def test_what_nobody_foresaw_is_a_verdict_and_stands_in_the_log(
    error: Exception, monkeypatch: pytest.MonkeyPatch, log: io.StringIO
) -> None:
    def failing(*_: object) -> None:
        raise error

    monkeypatch.setattr(judging, "check_form", failing)
    verdict = check_upload(task(b"secret answers"))
    assert codes(verdict) == ("unreadable", ["unforeseen"])
    assert "予期しないエラー" in verdict.findings[0].message
    assert "本ツールの管理者に連絡してください" in verdict.findings[0].remedy
    assert "申込書.xlsx" in log.getvalue()
    assert type(error).__name__ in log.getvalue()
    assert "secret answers" not in log.getvalue()


def test_an_interruption_is_no_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(judging, "check_form", interrupted)
    with pytest.raises(KeyboardInterrupt):
        check_upload(task(b"x"))


class Pipe:
    """Standard input or output: bytes below a text."""

    def __init__(self, content: bytes = b"") -> None:
        self.buffer = io.BytesIO(content)


def outcomes_of(calls: list[Call], monkeypatch: pytest.MonkeyPatch) -> list[Outcome]:
    """Run a worker's loop in this process, and give the outcomes."""
    out, given = Pipe(), b"".join(pickle.dumps(pickle.dumps(call)) for call in calls)
    monkeypatch.setattr(process, "_limit_memory", lambda: None)
    monkeypatch.setattr("sys.stdin", Pipe(given))
    monkeypatch.setattr("sys.stdout", out)
    process.main()
    written, outcomes = io.BytesIO(out.buffer.getvalue()), []
    while written.tell() < len(written.getvalue()):
        outcomes.append(pickle.load(written))  # noqa: S301 - what the worker wrote
    assert outcomes.pop(0) is None  # it says that it is there
    return outcomes


def test_a_worker_answers_until_nothing_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = [Call(pow, (2, 10)), Call(check_upload, (task(FORM),)), Call(len, ("abc",))]
    power, checked, length = outcomes_of(calls, monkeypatch)
    assert (power.value, length.value) == (1024, 3)
    assert codes(checked.value) == ("acceptable", [])
    assert outcomes_of([], monkeypatch) == []


def sour() -> None:
    why, mend = "読めません。", "開き直してください。"
    raise UnreadableError(why, mend, code="damaged")


def end_of_file() -> None:
    raise EOFError("cut off")


class UnpicklableError(Exception):
    def __init__(self, one: str, other: str) -> None:
        super().__init__(one + other)


def unpicklable() -> None:
    raise UnpicklableError(*"ab")


def too_large() -> None:
    raise MemoryError


def test_an_error_goes_back_whole_and_the_next_call_is_answered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    functions = [sour, end_of_file, unpicklable, too_large]
    calls = [Call(function, ()) for function in functions]
    *failed, last = outcomes_of([*calls, Call(len, ("ab",))], monkeypatch)
    known, ended, unknown, large = failed
    assert isinstance(known.error, UnreadableError)
    assert (known.error.why, known.error.mend) == ("読めません。", "開き直してください。")
    assert known.error.code == "damaged"
    assert repr(ended.error) == "EOFError('cut off')"
    assert "in end_of_file" in "".join(getattr(ended.error, "__notes__", ()))  # where it was raised
    assert "UnpicklableError('ab')" in str(unknown.error)
    assert large == Outcome(is_too_large=True)
    assert last.value == 2


def talking() -> str:
    print("a library has something to say")  # noqa: T201 - what is tested
    return "answer"


def test_nothing_that_is_printed_comes_between_the_outcomes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (outcome,) = outcomes_of([Call(talking, ())], monkeypatch)
    assert outcome.value == "answer"
    assert capsys.readouterr().err == "a library has something to say\n"


@pytest.mark.skipif(sys.platform != "linux", reason="the system does not bound address space")
def test_a_worker_limits_its_own_memory_and_nobody_elses() -> None:
    script = (
        "import resource; from wizard.core.workers.process import main; main();"
        "print(resource.getrlimit(resource.RLIMIT_AS)[0])"  # LibreOffice may raise it for itself
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", script], input=b"", capture_output=True, check=True
    )
    assert done.stderr.decode().strip() == str(MAX_MEMORY_BYTES)
    assert done.stdout == pickle.dumps(None)
