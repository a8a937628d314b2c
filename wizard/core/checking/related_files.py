"""Files that are related to a form: what this tool makes with it, and its 周知文."""

from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Final

from wizard.core.checking.returns import REPLY
from wizard.core.draft import get_at
from wizard.core.submission.file_names import DATES, RECEIPT
from wizard.core.submission.letter_name import is_named
from wizard.core.verdicts import LETTER, Verdict

_RECEIPT: Final = "本ツールで作成した控え"
_DATES: Final = "本ツールで作成した予定表のファイル"
_REPLY: Final = "本ツールで作成した返信の下書き"
_LETTER: Final = "申込書に記入されている周知文"


def split_related_files(
    passed_over: Sequence[str], verdicts: Iterable[Verdict]
) -> tuple[list[str], list[str]]:
    """Return a line about each file that belongs to a form, and the names of the others.

    ``verdicts`` are those of the files beside which they were passed over.
    """
    letters = [
        str(named)
        for verdict in verdicts
        for form in verdict.forms
        if (named := get_at(form.answers or {}, LETTER))
    ]
    words = {name: _words_of(PurePath(name).name, letters) for name in passed_over}
    lines = (f"{PurePath(name).name}：{what}" for name, what in words.items() if what)
    return [*dict.fromkeys(lines)], [name for name in passed_over if not words[name]]


def _words_of(name: str, letters: Iterable[str]) -> str:
    if name in {RECEIPT, DATES}:
        return _RECEIPT if name == RECEIPT else _DATES
    if name.endswith(REPLY):
        return _REPLY
    return _LETTER if any(is_named(written, name) for written in letters) else ""
