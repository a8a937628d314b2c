"""The 周知文 that travels with a rename, and what may be wrong with it. FAQ 3-7."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rules.finding import Finding, Severity, shortened
from schemas.application import CASES, RenameApplication, UnansweredError
from schemas.catalogue import title_of
from schemas.parse import Parsed
from wizard.filing import LETTER
from wizard.package.letter_name import names_file
from wizard.package.names import Names

PATH: Final = LETTER
MISSING: Final = "letter-missing"
MEGABYTE: Final = 1024 * 1024
_SOURCE: Final = "3-7"


@dataclass(frozen=True, slots=True)
class Letter:
    """The file of a letter: its name as given, its bytes, and how many they are.

    ``content`` may be left empty where ``size`` alone says that it is too large.
    """

    name: str
    content: bytes
    size: int


def letter_named(parsed: Parsed) -> str | None:
    """Give the letter's name as the form says it; None where the form names none."""
    application = parsed.application
    if not isinstance(application, RenameApplication):
        return None
    try:
        return application.rename.notice_attachment
    except UnansweredError:
        return None


def letter_findings(
    parsed: Parsed, letter: Letter | None, names: Names, most_megabytes: int
) -> Iterator[Finding]:
    """Say what keeps a letter from travelling, and what a person should look at."""
    named = letter_named(parsed)
    if letter is None:
        if named is not None:
            yield _missing(named)
    elif named is None:
        yield _unasked(parsed)
    else:
        yield from _of_file(letter, most_megabytes)
        yield from _of_name(letter, names, named)


def _missing(named: str) -> Finding:
    return _told(
        MISSING,
        Severity.ERROR,
        f"周知文「{shortened(named)}」のファイルが選ばれていません。",
        "需要（発電）者に送った周知文のファイルを選んでください（コマンドでは --letter）。",
    )


def _unasked(parsed: Parsed) -> Finding:
    if not isinstance(parsed.application, RenameApplication):
        case = title_of(CASES.get(str(parsed.answers.get("kind"))))
        return _told(
            "letter-not-asked",
            Severity.ERROR,
            f"この申込み{f'（{case}）' if case else ''}には、周知文を添付しません。",
            "周知文のファイルを外してください。社名変更であれば、申請区分を確かめてください。",
        )
    return _told(
        "letter-not-named",
        Severity.ERROR,
        "周知文のファイルがありますが、申込書に「周知文の添付（ファイル名）」がありません。",
        "添付するのであれば、申込書にファイルの名前を記入してください。"
        "添付しないのであれば、周知文のファイルを外してください。",
    )


def _of_file(letter: Letter, most_megabytes: int) -> Iterator[Finding]:
    if letter.size == 0:
        yield _told(
            "letter-empty",
            Severity.ERROR,
            "周知文のファイルが空です（0バイト）。",
            "周知文を保存し直し、開いて中身を確かめてから、もう一度選んでください。",
        )
    elif letter.size > most_megabytes * MEGABYTE:
        yield _told(
            "letter-too-large",
            Severity.ERROR,
            f"周知文のファイルが大きすぎます（{most_megabytes}MBまで）。",
            "画像を小さくするか、PDFに書き出すかして、小さくしたファイルを選んでください。",
        )


def _of_name(letter: Letter, names: Names, named: str) -> Iterator[Finding]:
    sent = names.letter
    if not names_file(named, sent):
        yield _told(
            "letter-named-otherwise",
            Severity.WARNING,
            f"申込書に書いた周知文の名前「{shortened(named)}」と、"
            f"添付するファイルの名前「{shortened(sent)}」が違います。",
            "選んだファイルが正しいかを確かめてください。"
            "正しければ、申込書の記入かファイルの名前を直して、そろえてください。",
        )
    if sent != letter.name:
        yield _told(
            "letter-renamed",
            Severity.NOTE,
            f"周知文を「{shortened(sent)}」という名前で入れます。"
            "元の名前は、長すぎるか、受け取る側で使えない文字や名前を含むためです。",
            "中身は変わりません。申込書にも、この名前を記入してください。",
        )


def _told(code: str, severity: Severity, message: str, remedy: str) -> Finding:
    return Finding(code, severity, PATH, message, remedy, _SOURCE)
