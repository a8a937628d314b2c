"""Dates in workbooks: date formats, and conversion of serial numbers."""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final

from workbook.xlsx.guard.strict_xml import refuse

GENERAL: Final = "General"
LONGEST_FORMAT: Final = 255  # characters, the limit of Excel
BUILT_IN: Final = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"¥"#,##0;"¥"-#,##0',
    6: '"¥"#,##0;[Red]"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00',
    8: '"¥"#,##0.00;[Red]"¥"-#,##0.00',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    23: '"$"#,##0_);("$"#,##0)',
    24: '"$"#,##0_);[Red]("$"#,##0)',
    25: '"$"#,##0.00_);("$"#,##0.00)',
    26: '"$"#,##0.00_);[Red]("$"#,##0.00)',
    27: "[$-411]ge.m.d",
    28: '[$-411]ggge"年"m"月"d"日"',
    29: '[$-411]ggge"年"m"月"d"日"',
    30: "m/d/yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"時"mm"分"',
    33: 'h"時"mm"分"ss"秒"',
    34: 'yyyy"年"m"月"',
    35: 'm"月"d"日"',
    36: "[$-411]ge.m.d",
    37: "#,##0;-#,##0",
    38: "#,##0;[Red]-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;[Red]-#,##0.00",
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    42: '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    50: "[$-411]ge.m.d",
    51: '[$-411]ggge"年"m"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: '[$-411]ggge"年"m"月"d"日"',
    55: 'yyyy"年"m"月"',
    56: 'm"月"d"日"',
    57: "[$-411]ge.m.d",
    58: '[$-411]ggge"年"m"月"d"日"',
}
"""Built-in formats, which a file refers to by number only, as in Japanese Excel."""

# Not part of a date: literal text ("...", \x, _x, *x), General, exponents, and brackets (colours,
# conditions, locales) except elapsed time: [h].
_NO_DATE: Final = re.compile(
    r'"[^"]*"?|[\\_*].|\[(?!(?:h+|m+|s+)\])[^\[\]]*\]|General|G/標準|E[+-]',
    re.IGNORECASE | re.DOTALL,
)
_DATE: Final = re.compile(r"[ymdhseg]|aaa", re.IGNORECASE)  # letters of a number format for dates

_MILLISECONDS: Final = 86_400_000  # of a day
_FALSE_LEAP_DAY: Final = 60  # 1900-02-29, which Excel counts
_MAX_DAYS: Final = 2_958_465  # 9999-12-31
_ANY_DAY: Final = "1900-01-01"
_MIDNIGHT: Final = "00:00"
_ISO: Final = re.compile(
    r"(?:([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T(?=.)|$))?"
    r"(?:([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?)Z?)?"
)


@lru_cache(maxsize=256)
def is_date_format(code: str) -> bool:
    """Return whether a number format displays a date or a time."""
    return _DATE.search(_NO_DATE.sub("", code[:LONGEST_FORMAT])) is not None


def from_serial(serial: float, *, is_1904: bool) -> date | time | None:
    """Return the date, datetime or (below 1) time of a serial number.

    Return None before day 0, after 9999, and for the nonexistent 1900-02-29.
    """
    if not 0 <= serial < _MAX_DAYS + 1:
        return None
    days, milliseconds = divmod(round(serial * _MILLISECONDS), _MILLISECONDS)
    of_day = timedelta(milliseconds=milliseconds)
    start = date(1904, 1, 1) if is_1904 else date(1899, 12, 30)
    if not is_1904 and days < _FALSE_LEAP_DAY:
        start = date(1899, 12, 31)
    if days > (date.max - start).days or (days == _FALSE_LEAP_DAY and not is_1904):
        return None
    moment = datetime.combine(start + timedelta(days=days), time()) + of_day
    if days == 0:
        return moment.time()
    return moment if milliseconds else moment.date()


def from_iso(text: str) -> date | time:
    """Parse an ISO 8601 date, datetime or time."""
    match = _ISO.fullmatch(text)
    if match is None or not text:
        refuse(f"no date: {text}")
    day, of_day = match.groups()
    try:
        moment = datetime.fromisoformat(f"{day or _ANY_DAY}T{of_day or _MIDNIGHT}")
    except ValueError:
        refuse(f"no date: {text}")
    if day is None:
        return moment.time()
    return moment if moment.time() != time() else moment.date()
