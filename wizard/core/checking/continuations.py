"""The 別紙 (continuation workbooks) among uploads: each is read together with its form."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Final

from wizard.core.checking.archive_members import part_contains
from wizard.core.checking.judging import Task, judge_uploads
from wizard.core.checking.uploads import Upload
from wizard.core.files import FileError
from wizard.core.workers.limits import within_limits
from wizard.core.workers.too_costly import TooCostlyError
from workbook.forms.continuation import MARK
from workbook.forms.continued import Head, belongs, head_of, head_of_continuation
from workbook.xlsx.guard.unreadable import UnreadableError

_WORKBOOK: Final = "xl/workbook.xml"  # the part that has the defined names
_ANY_MOMENT: Final = datetime.min.replace(tzinfo=UTC)  # reading alone does not depend on it
_SEVERAL_FORMS: Final = (
    "利用申込書の『別紙』のみのファイルです。対応する利用申込書が複数あり（{}）、特定できません。",
    "この別紙と、一緒に提出する利用申込書1件を選択してください。",
)
_SEVERAL_CONTINUATIONS: Final = (
    "同じ利用申込書（{}）の『別紙』で、内容の異なるものが複数あります。",
    "利用申込書と一緒に提出する別紙を1件のみ選択してください。",
)


def with_continuations(uploads: Iterable[Upload]) -> list[Upload]:
    """Return uploads with every 別紙 in its form, which lies beside it.

    A 別紙 without its form stays by itself; one that may be of several forms is refused, and so are
    several of one form.
    """
    given = list(uploads)
    besides = [one for one in given if len(given) > 1 and _is_continuation(one)]
    if not besides:
        return given
    forms = _forms_beside(besides, given)
    replaced: dict[int, Upload | None] = {}
    found = defaultdict[int, list[Upload]](list)
    for beside in besides:
        fits = _fitting(beside, forms)
        if len(_contents(fits)) > 1:
            names = "、".join(PurePath(form.name).name for form in fits)
            replaced[id(beside)] = _refused(beside, _SEVERAL_FORMS, names)
        else:
            for form in fits:
                found[id(form)].append(beside)
    for form in (one for one in given if id(one) in found):
        own = found[id(form)]
        if len(_contents(own)) > 1:
            name = PurePath(form.name).name
            replaced |= {id(one): _refused(one, _SEVERAL_CONTINUATIONS, name) for one in own}
        else:
            replaced |= dict.fromkeys(map(id, own))
            replaced[id(form)] = replace(form, continuation=own[0])
    kept = (replaced.get(id(one), one) for one in given)
    return [one for one in kept if one is not None]


def _is_continuation(upload: Upload) -> bool:
    """Return whether a file has the mark of a 別紙; whether it is sound shows when it is read."""
    try:
        return not upload.why and part_contains(upload.read(), _WORKBOOK, MARK.encode())
    except FileError:
        return False


def _forms_beside(
    besides: Sequence[Upload], given: Iterable[Upload]
) -> list[tuple[Upload, list[Head]]]:
    """Return the files beside some 別紙, each with the heads of its forms."""
    places = {place for beside in besides for place in _places(beside)}
    others = {id(one) for one in besides}
    tasks = [
        Task(one, _ANY_MOMENT, (), reads_only=True)
        for one in given
        if id(one) not in others and _places(one) & places
    ]
    return [
        (task.upload, [head_of(form.answers or {}) for form in verdict.forms])
        for task, verdict in judge_uploads(tasks)
    ]


def _fitting(
    beside: Upload, forms: Iterable[tuple[Upload, Iterable[Mapping[str, str]]]]
) -> list[Upload]:
    try:
        head = within_limits(head_of_continuation, beside.read())
    except (FileError, TooCostlyError, UnreadableError):
        return []  # it stays by itself, and its own check says why
    places = _places(beside)
    return [
        form
        for form, heads in forms
        if _places(form) & places and any(belongs(head, one) for one in heads)
    ]


def _places(upload: Upload) -> set[PurePath]:
    """Return the folders, archives and mails that a file lies in."""
    return {PurePath(name).parent for name in (upload.name, *upload.copies)}


def _contents(uploads: Iterable[Upload]) -> set[bytes]:
    return {upload.read() for upload in uploads}


def _refused(beside: Upload, words: tuple[str, str], names: str) -> Upload:
    why, mend = words
    return replace(beside, why=why.format(names), mend=mend)
