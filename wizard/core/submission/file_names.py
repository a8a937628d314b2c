"""The names of files that leave: fit for archives, mail and Windows, and told apart."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from typing import Final

from schemas.application import CASES
from schemas.catalogue import title_of
from schemas.parse import Parsed

MAIL: Final = "送付メール.eml"
DATES: Final = "締切と登録の見込み.ics"
RECEIPT: Final = "控え.html"

_FORM: Final = "利用申込書"
_LETTER: Final = "周知文"
_ALL: Final = "利用申込書一式"
_CONTINUED: Final = "_別紙"
_LONGEST_BUSINESS: Final = 40
_LONGEST_STEM: Final = 60
"""Characters; with its ending and a number a name stays within the 255 bytes of file systems."""
_RESERVED: Final = frozenset('<>:"/\\|?*\ufffe\uffff')
_UNSEEN: Final = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
"""Categories: control characters, what turns or hides text, halves of characters, line ends."""
_DEVICES: Final = re.compile(
    r"CON|PRN|AUX|NUL|CLOCK\$|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³]", re.IGNORECASE
)
_ENDING: Final = re.compile(r"\.[A-Za-z0-9]{1,10}\Z")
_EDGES: Final = re.compile(r"\A[\s.]+|[\s.]+\Z")


@dataclass(frozen=True, slots=True)
class Names:
    """What the files of a package are called; ``letter`` is empty where there is none."""

    form: str
    continuation: str
    letter: str
    mail: str = MAIL
    dates: str = DATES
    receipt: str = RECEIPT


def names_of(parsed: Parsed, letter: str | None) -> Names:
    """Name the files of an application's package; ``letter`` is what its file is called now."""
    form = form_name(parsed)
    fixed = (form, continuation_name(form), MAIL, DATES, RECEIPT)
    given = () if letter is None else (safe_name(letter),)
    apart = with_unique_names([*fixed, *given])
    return Names(form, continuation_name(form), apart[-1] if given else "")


def form_name(parsed: Parsed) -> str:
    """Name the form after the business, the case and the date, whatever the system allows."""
    return f"{_named_after(_FORM, parsed)}.xlsx"


def continuation_name(form: str) -> str:
    """Name the 別紙 that goes beside a form."""
    return f"{form.removesuffix('.xlsx')}{_CONTINUED}.xlsx"


def package_name(parsed: Parsed) -> str:
    """Name the archive after the business, the case and the date."""
    return f"{_named_after(_ALL, parsed)}.zip"


def _named_after(what: str, parsed: Parsed) -> str:
    application = parsed.application
    if application is None or parsed.problems:
        return what
    business = re.sub(r"[\s._]+", "_", _fit(application.business.name))[:_LONGEST_BUSINESS]
    case = title_of(CASES[application.kind])
    return f"{what}_{business}_{case}_{application.applied_on:%Y-%m-%d}"


def safe_name(name: str) -> str:
    """Make a name that every archive, mail and system bears, as like the given one as can be."""
    last = re.split(r"[/\\]", name)[-1]
    stem, ending = _split(re.sub(r"[\s.]+\Z", "", _fit(last)))
    stem = _trimmed(_trimmed(stem)[:_LONGEST_STEM]) or _LETTER
    if _DEVICES.fullmatch(stem.split(".")[0].rstrip()):
        stem = f"_{stem}"
    return f"{stem}{ending}"


def with_unique_names(names: Iterable[str]) -> list[str]:
    """Return names of which no two are one file anywhere: those alike get a number."""
    taken: set[str] = set()
    apart = []
    for name in names:
        stem, ending = _split(name)
        numbered = (f"{stem} ({number}){ending}" if number > 1 else name for number in count(1))
        free = next(found for found in numbered if same_file(found) not in taken)
        taken.add(same_file(free))
        apart.append(free)
    return apart


def same_file(name: str) -> str:
    """Return what is equal for names that some system takes for one: however written, any case."""
    return unicodedata.normalize("NFC", name).casefold()


def _split(name: str) -> tuple[str, str]:
    ending = _ENDING.search(name)
    return (name[: ending.start()], ending.group()) if ending else (name, "")


def _trimmed(stem: str) -> str:
    return _EDGES.sub("", stem)


def _fit(text: str) -> str:
    """Put one _ for each run of characters that no file's name may hold."""
    marked = "".join("\0" if _is_unfit(character) else character for character in text)
    return re.sub("\0+", "_", marked)


def _is_unfit(character: str) -> bool:
    return character in _RESERVED or unicodedata.category(character) in _UNSEEN
