"""Whether a text that is shown says what an answer is: read by hand-written patterns."""

import re
import unicodedata
from datetime import date

_WHOLE_DATE = re.compile(
    r"(?P<era>令和|R|)(?P<year>\d{1,4})[年/.-](?P<month>\d{1,2})[月/.-](?P<day>\d{1,2})日?"
    r"( ?\((.|.曜日)\))?( 0?0:00(:00)?)?"
)
_MONTH_BY_NAME = re.compile(r"(?P<day>\d{1,2})-(?P<month>\d{1,2})月?-(?P<year>\d{4})")
_REIWA_BEGAN_AFTER = 2018
_ENGLISH = {"Nov": "11", "Dec": "12"}
_WORDS = {"change": "✔", "delete": "削除"}


def agrees(answer: object, shown: str) -> bool | None:
    """Return whether a shown text says an answer; None where people may see it either way."""
    text = unicodedata.normalize("NFKC", shown).strip()
    if isinstance(answer, date):
        return _is_date(answer, text)
    return text == unicodedata.normalize("NFKC", _WORDS.get(str(answer), str(answer)))


def _is_date(day: date, text: str) -> bool | None:
    for name, number in _ENGLISH.items():
        text = text.replace(name, number)
    found = _WHOLE_DATE.fullmatch(text) or _MONTH_BY_NAME.fullmatch(text)
    if not found:
        return None if _is_doubtful(day, text) else False
    year = int(found["year"])
    if found.groupdict().get("era"):
        year += _REIWA_BEGAN_AFTER
    elif len(found["year"]) <= len("26"):
        return None
    return (year, int(found["month"]), int(found["day"])) == (day.year, day.month, day.day)


def _is_doubtful(day: date, text: str) -> bool:
    """Return whether a text is the date's number, says less than a date, or in foreign order."""
    digits = sorted(re.findall(r"\d+", text))
    if digits == [str(day.toordinal() - date(1899, 12, 30).toordinal())]:
        return text.isdecimal()
    parts = {f"{day:%Y}", f"{day:%y}", f"{day:%m}", f"{day:%d}", str(day.month), str(day.day)}
    return set(digits) <= parts | {"0", "00"}
