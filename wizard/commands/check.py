"""`moushikomi check`: filled forms get their verdicts, one or a whole pile."""

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

from rules.dates.cutoff import round_at
from rules.dates.workdays import OfficeCalendar
from wizard.commands.as_json import finding_json
from wizard.commands.exits import FOUND_ERRORS, GIVE_FORMS, WRONG_CALL, CallError, complain
from wizard.commands.json_text import dumps
from wizard.commands.option_values import calendar_of, lookup_of, moment_of
from wizard.commands.outputs import write_output
from wizard.commands.printing import print_findings
from wizard.core.checking.batch_summary import CheckedFile, head, lines, summary
from wizard.core.checking.contents import contents_at
from wizard.core.checking.continuations import with_continuations
from wizard.core.checking.enclosed_letter import with_letter
from wizard.core.checking.judging import Task, judge_uploads
from wizard.core.checking.related_files import split_related_files
from wizard.core.checking.returns import ENDINGS, ReturnFile, return_files
from wizard.core.checking.uploads import Upload, copies_text, first_names, without_copies
from wizard.core.files import holds_other, make_folder, printable, write_whole
from wizard.core.register.lookup import RegisterLookup
from wizard.core.verdicts import ACCEPTABLE, UNREADABLE, VERDICTS, Verdict

_EVERY: Final = 10  # files between two reports of the progress on a terminal


@dataclass(frozen=True, slots=True)
class _Pile:
    """What was checked, in the order given, and where it comes from."""

    uploads: list[Upload]
    checked: list[CheckedFile]

    @property
    def forms(self) -> list[CheckedFile]:
        """What was checked, form by form: a workbook may hold several."""
        return [
            CheckedFile(f"{item.file}（{form.sheet}）" if form.sheet else item.file, form)
            for item in self.checked
            for form in item.verdict.forms
        ]


def check(  # noqa: PLR0913 - one parameter for each option
    files: tuple[Path, ...],
    annotate: Path | None,
    report: Path | None,
    at: str | None,
    closures: str | None,
    *,
    register: tuple[Path, ...],
    as_json: bool,
) -> int:
    """Check filled forms, those in archives and mails too, and write what goes back."""
    office, now = calendar_of(closures), moment_of(at)
    round_at(now, office)  # closures that leave hardly a day open are a wrong call
    found = [item for given in files for item in contents_at(given)]
    uploads = with_continuations(without_copies(item for item in found if isinstance(item, Upload)))
    passed_over = [item.name for item in found if not isinstance(item, Upload)]
    if not uploads:
        raise CallError(f"チェックする申込書（.xlsx）がありません。{GIVE_FORMS}")
    if report:
        _refuse_report(report, uploads)
    pile = _checked(uploads, now, office, lookup_of(register, now, office))
    written = _annotated(pile, annotate, now, office) if annotate else [[] for _ in pile.checked]
    if report:
        top = head(now, round_at(now, office))
        write_output(report, summary(pile.forms, top))
    if as_json:
        told = [
            _check_json(item.file, form, upload, w)
            for item, upload, w in zip(pile.checked, pile.uploads, written, strict=True)
            for form in item.verdict.forms
        ]
        print(dumps({"files": told, "passed_over": passed_over}))
    else:
        _print(pile, passed_over)
    return _status(pile)


def _checked(
    uploads: list[Upload], now: datetime, office: OfficeCalendar, lookup: RegisterLookup | None
) -> _Pile:
    """Check a pile in several processes, telling the progress where a person is looking on."""
    tasks = [Task(upload, now, office.closures, lookup is not None) for upload in uploads]
    verdicts = {}
    for task, verdict in judge_uploads(tasks):
        judged = lookup.judge_verdict(verdict, task.upload.sender) if lookup else verdict
        verdicts[id(task)] = with_letter(task.upload, judged)
        if sys.stderr.isatty() and len(verdicts) % _EVERY == 0:
            print(f"\r{len(verdicts)}/{len(tasks)}件", end="", file=sys.stderr, flush=True)
    if sys.stderr.isatty() and len(tasks) >= _EVERY:
        print(f"\r{len(tasks)}/{len(tasks)}件", file=sys.stderr)
    return _Pile(uploads, [CheckedFile(task.upload.name, verdicts[id(task)]) for task in tasks])


def _annotated(pile: _Pile, folder: Path, now: datetime, office: OfficeCalendar) -> list[list[str]]:
    """Write what goes back to the senders, and name it for each form."""
    make_folder(folder)
    taken = set(_stems_of(pile.uploads, folder))
    written: list[list[str]] = []
    for upload, item in zip(pile.uploads, pile.checked, strict=True):
        make = partial(return_files, upload, item.verdict.whole, now, office, taken)
        contents = _returned(make, folder)
        for path, content in contents.items():
            write_whole(path, content)
        written.append([str(path) for path in contents])
    return written


def _returned(make: Callable[[], Iterable[ReturnFile]], folder: Path) -> dict[Path, bytes]:
    """Return the files that go back for a form, under names of which none is in use."""
    while True:
        contents = {folder / answer.name: answer.make() for answer in make()}
        # somebody may have written into an older one
        if not any(holds_other(path, new) for path, new in contents.items()):
            return contents


def _stems_of(uploads: list[Upload], folder: Path) -> Iterator[str]:
    """Yield the names that answers must not take: forms lie there that look like answers."""
    for upload in uploads:
        if isinstance(upload.source, Path) and upload.source.resolve().parent == folder.resolve():
            for ending in ENDINGS:
                yield upload.source.name.removesuffix(ending).casefold()


def _refuse_report(report: Path, uploads: list[Upload]) -> None:
    """Refuse to write a summary over a form, or under the name of something else."""
    if report.suffix.lower() != ".xlsx":
        raise CallError(f"一覧「{printable(report)}」の名前は .xlsx で終わるようにしてください。")
    read = {
        one.source.resolve()
        for upload in uploads
        for one in (upload, upload.continuation)
        if one and isinstance(one.source, Path)
    }
    if report.resolve() in read:
        raise CallError(
            f"「{printable(report)}」はチェックの対象のファイルです。別の名前で出力してください。"
        )


def _print(pile: _Pile, passed_over: list[str]) -> None:
    for item, line in zip(pile.forms, lines(pile.forms), strict=True):
        print(f"{item.file}：{VERDICTS[item.verdict.verdict]}")
        print_findings(item.verdict.findings)
        if line.remark:
            print(f"  {line.remark}")
    if len(pile.checked) > 1:
        counts = {v: sum(i.verdict.verdict == v for i in pile.checked) for v in VERDICTS}
        told = "、".join(f"{VERDICTS[verdict]} {count}件" for verdict, count in counts.items())
        print(f"全{len(pile.checked)}件：{told}")
    for one in pile.uploads:
        if one.copies:
            print(copies_text([one.name, *one.copies]))
    if beside := [one.continuation.name for one in pile.uploads if one.continuation]:
        print(f"申込書とあわせて読み取った別紙：{'、'.join(first_names(beside))}")
    belonging, others = split_related_files(passed_over, (i.verdict for i in pile.checked))
    if belonging:
        print(f"申込書に付随する書類（チェックは不要です）：{'、'.join(first_names(belonging))}")
    if others:
        named = "、".join(first_names(others))
        print(f"申込書ではないと判断し、チェック対象外としたファイル：{named}")


def _status(pile: _Pile) -> int:
    verdicts = [item.verdict for item in pile.checked]
    if len(verdicts) == 1 and verdicts[0].verdict == UNREADABLE:
        complain(f"「{pile.checked[0].file}」：{verdicts[0].findings[0].message}")
        return WRONG_CALL
    return FOUND_ERRORS if any(v.verdict != ACCEPTABLE for v in verdicts) else 0


def _check_json(file: str, verdict: Verdict, upload: Upload, written: list[str]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "file": file,
        "verdict": verdict.verdict,
        "kind": verdict.kind,
        "application": verdict.answers,
        "findings": [finding_json(finding) for finding in verdict.findings],
    }
    if verdict.sheet:
        told["sheet"] = verdict.sheet
    if upload.continuation:
        told["continuation"] = upload.continuation.name
    return told | {"returned": written} if written else told
