"""Names of generated files: valid in archives, mail and Windows, and unique."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from typing import Final

from schemas.application import CASES
from schemas.catalogue import title_of
from schemas.parse import ParsedAnswers
from wizard.core.versions import version_text

MAIL: Final = "送付メール.eml"
DATES: Final = "締切と登録の見込み.ics"
RECEIPT: Final = "控え.html"

_FORM: Final = "利用申込書"
_LETTER: Final = "周知文"
_ALL: Final = "利用申込書一式"
_CONTINUED: Final = "_別紙"
_LONGEST_BUSINESS: Final = 40  # characters (an estimate)
_LONGEST_STEM: Final = 60
"""Characters; with its ending and a number a name stays within the 255 bytes of file systems."""
_RESERVED: Final = frozenset('<>:"/\\|?*\ufffe\uffff')
_INVISIBLE: Final = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
"""Unicode categories: controls, format characters, surrogates, line and paragraph separators."""
_DEVICES: Final = re.compile(
    r"CON|PRN|AUX|NUL|CLOCK\$|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³]", re.IGNORECASE
)
_ENDING: Final = re.compile(r"\.[A-Za-z0-9]{1,10}\Z")  # .xlsx
_OUTER_DOTS_AND_SPACES: Final = re.compile(r"\A[\s.]+|[\s.]+\Z")


@dataclass(frozen=True, slots=True)
class Names:
    """The file names of a package; ``letter`` is empty if there is none."""

    package: str
    form: str
    continuation: str
    letter: str
    mail: str = MAIL
    dates: str = DATES
    receipt: str = RECEIPT


def names_of(parsed: ParsedAnswers, letter: str | None, version: int = 1) -> Names:
    """Return the file names of a package; ``letter`` is the original name of its file.

    ``version`` is which one of the application it is; after a first one the names say so.
    """
    form = f"{_named_after(_FORM, parsed, version)}.xlsx"
    continuation = f"{form.removesuffix('.xlsx')}{_CONTINUED}.xlsx"
    fixed = (form, continuation, MAIL, DATES, RECEIPT)
    given = () if letter is None else (safe_name(letter),)
    unique = with_unique_names([*fixed, *given])
    package = f"{_named_after(_ALL, parsed, version)}.zip"
    return Names(package, form, continuation, unique[-1] if given else "")


def _named_after(what: str, parsed: ParsedAnswers, version: int) -> str:
    """Return a file name from business, case, date and version."""
    application = parsed.application
    if application is None or parsed.problems:
        return what
    business = re.sub(r"[\s._]+", "_", _with_underscores(application.business.name))[
        :_LONGEST_BUSINESS
    ]
    case = title_of(CASES[application.kind])
    parts = (what, business, case, f"{application.applied_on:%Y-%m-%d}", version_text(version))
    return "_".join(filter(None, parts))


def safe_name(name: str) -> str:
    """Return a name that is valid in every archive, mail and system, similar to the given one."""
    last = re.split(r"[/\\]", name)[-1]
    stem, ending = _split(re.sub(r"[\s.]+\Z", "", _with_underscores(last)))
    stem = _trimmed(_trimmed(stem)[:_LONGEST_STEM]) or _LETTER
    if _DEVICES.fullmatch(stem.split(".")[0].rstrip()):
        stem = f"_{stem}"
    return f"{stem}{ending}"


def safe_stem(text: str) -> str:
    """Return a name for a file that is called after a text, all of it, without an ending."""
    return safe_name(re.sub(r"[/\\]", "_", text))


def with_unique_names(names: Iterable[str]) -> list[str]:
    """Return the names made unique on every system by appending numbers."""
    keys_in_use: set[str] = set()
    unique = []
    for name in names:
        stem, ending = _split(name)
        numbered = (f"{stem} ({number}){ending}" if number > 1 else name for number in count(1))
        free = next(one for one in numbered if file_key(one) not in keys_in_use)
        keys_in_use.add(file_key(free))
        unique.append(free)
    return unique


def file_key(name: str) -> str:
    """Return a key that is equal for names of the same file on some system."""
    return unicodedata.normalize("NFC", name).casefold()


def _split(name: str) -> tuple[str, str]:
    ending = _ENDING.search(name)
    return (name[: ending.start()], ending.group()) if ending else (name, "")


def _trimmed(stem: str) -> str:
    return _OUTER_DOTS_AND_SPACES.sub("", stem)


def _with_underscores(text: str) -> str:
    """Return a text with each run of invalid characters replaced by one underscore."""
    marked = "".join("\0" if _is_invalid(character) else character for character in text)
    return re.sub("\0+", "_", marked)


def _is_invalid(character: str) -> bool:
    return character in _RESERVED or unicodedata.category(character) in _INVISIBLE
