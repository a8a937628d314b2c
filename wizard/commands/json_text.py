"""The text of the JSON that the command line prints."""

import json
from datetime import date, datetime


def dumps(content: object) -> str:
    """Write JSON for people and programs: indented, Japanese as it is, dates as ISO 8601.

    Half a character (a lone surrogate), which no file can hold, is escaped.
    """
    text = json.dumps(content, ensure_ascii=False, indent=2, default=_iso)
    return text.encode(errors="backslashreplace").decode()


def _iso(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")
