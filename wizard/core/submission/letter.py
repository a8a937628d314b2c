"""The 周知文 enclosed with a rename, and its findings. FAQ 3-7."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rules.finding import Finding, Severity, shortened
from schemas.application import CASES, RenameApplication, UnansweredError
from schemas.catalogue import title_of
from schemas.parse import ParsedAnswers
from wizard.core.submission.file_names import Names
from wizard.core.submission.letter_name import names_file
from wizard.core.verdicts import LETTER

PATH: Final = LETTER
MISSING: Final = "letter-missing"
MEGABYTE: Final = 1024 * 1024
_SOURCE: Final = "3-7"


@dataclass(frozen=True, slots=True)
class Letter:
    """The file of a letter: its original name, bytes and size.

    ``content`` may be empty if ``size`` shows that it is too large.
    """

    name: str
    content: bytes
    size: int


def letter_named(parsed: ParsedAnswers) -> str | None:
    """Return the name of the letter on the form, or None."""
    application = parsed.application
    if not isinstance(application, RenameApplication):
        return None
    try:
        return application.rename.notice_attachment
    except UnansweredError:
        return None


def letter_findings(
    parsed: ParsedAnswers, letter: Letter | None, names: Names, max_megabytes: int
) -> Iterator[Finding]:
    """Yield errors that prevent enclosing a letter, and warnings about it."""
    named = letter_named(parsed)
    if letter is None:
        if named is not None:
            yield _missing(named)
    elif named is None:
        yield _unasked(parsed)
    else:
        yield from _file_findings(letter, max_megabytes)
        yield from _name_findings(letter, names, named)


def _missing(named: str) -> Finding:
    return _finding(
        MISSING,
        Severity.ERROR,
        f"周知文「{shortened(named)}」のファイルが選択されていません。",
        "需要（発電）者へ送付した周知文のファイルを選択してください（コマンドの場合は --letter）。",
    )


def _unasked(parsed: ParsedAnswers) -> Finding:
    if not isinstance(parsed.application, RenameApplication):
        case = title_of(CASES.get(str(parsed.answers.get("kind"))))
        return _finding(
            "letter-not-asked",
            Severity.ERROR,
            f"この申込み{f'（{case}）' if case else ''}には、周知文を添付しません。",
            "周知文のファイルを外してください。社名変更の場合は、申請区分を確認してください。",
        )
    return _finding(
        "letter-not-named",
        Severity.ERROR,
        "周知文のファイルがありますが、申込書の「周知文の添付（ファイル名）」が未記入です。",
        "添付する場合は、申込書にファイル名を記入してください。"
        "添付しない場合は、周知文のファイルを外してください。",
    )


def _file_findings(letter: Letter, max_megabytes: int) -> Iterator[Finding]:
    if letter.size == 0:
        yield _finding(
            "letter-empty",
            Severity.ERROR,
            "周知文のファイルが空です（0バイト）。",
            "周知文を保存し直し、内容を確認してから、再度選択してください。",
        )
    elif letter.size > max_megabytes * MEGABYTE:
        yield _finding(
            "letter-too-large",
            Severity.ERROR,
            f"周知文のファイルが大きすぎます（{max_megabytes}MBまで）。",
            "画像を縮小するかPDFに変換するなどして、容量の小さいファイルを選択してください。",
        )


def _name_findings(letter: Letter, names: Names, named: str) -> Iterator[Finding]:
    sent = names.letter
    if not names_file(named, sent):
        yield _finding(
            "letter-named-otherwise",
            Severity.WARNING,
            f"申込書に記入した周知文のファイル名「{shortened(named)}」と、"
            f"添付するファイルの名前「{shortened(sent)}」が異なります。",
            "選択したファイルが正しいかを確認してください。"
            "正しい場合は、申込書の記入内容またはファイル名を修正し、一致させてください。",
        )
    if sent != letter.name:
        yield _finding(
            "letter-renamed",
            Severity.NOTE,
            f"周知文を「{shortened(sent)}」という名前で添付します。"
            "元のファイル名が長すぎるか、受信側で使用できない文字や名前を含むためです。",
            "ファイルの内容は変わりません。申込書にも、このファイル名を記入してください。",
        )


def _finding(code: str, severity: Severity, message: str, remedy: str) -> Finding:
    return Finding(code, severity, PATH, message, remedy, _SOURCE)
