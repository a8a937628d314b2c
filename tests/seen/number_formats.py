"""Forms whose cells bear other number formats than the product gives them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Final

from tests.seen.doctored import CELLS, Form

CODES: Final = (
    "00000", "0####", "00000;;", "00000_ ", "00000;[Red]-00000", "General", "@", "[Red]00000",
    "00000;00000;00000;@", "00000;@", '00000"番"', '"No."00000', '"54321"', '"5"0000', '0"2"000',
    "00000%", "0%", "0.0", "00,000", "#,##0", "#,##0_ ", "00000.0", "0.00E+00", "00000E+0",
    "# ?/?", "0/1", "00000,", "0000", "000000", "??????", "#####", ";;;", ";;", ";", '"";"";"";""',
    "[>1000]00000;General", '[>1000]"54321";General', '[=1233]"01234";00000', "[Black]00000",
    '[<1000]00000;"54321"', "[DBNum1]00000", "[DBNum3]00000", "[$-411]00000", "yyyy/m/d", "h:mm",
    "@@", '"a"@', "00-000", "000 00", "0\\200 0", "00000*-", "*-", "\\5\\4\\3\\2\\1", "[h]:mm",
    "[$¥-411]#,##0", '"〒"000-0000', "[$54321]", "[$5-411]0000", '0000"3"', "0.E+0", '#"3"',
)  # fmt: skip
DATES: Final = (
    "yyyy/m/d", "yyyy-mm-dd", "yyyy/mm/dd", "yyyy.m.d", "d-mmm-yyyy", "[$-411]ge.m.d",
    '[$-411]ggge"年"m"月"d"日"', "[$-411]ge/m/d", 'yyyy"年"m"月"d"日"(aaa)', "yyyy/m/d h:mm",
    'yyyy"年"m"月"d"日";@', "yyyy\\-mm\\-dd;@", "[$-409]d\\-mmm\\-yyyy;@", "[Red]yyyy/m/d",
    '[<43586][$-411]ggge"年"m"月"d"日";[<43831]"令和元年"m"月"d"日";[$-411]ggge"年"m"月"d"日"',
    '[DBNum3]yyyy"年"m"月"d"日"', '"12月1日"', '"2026年12月1日"', 'yyyy"年12月1日"', ";;;", "#,##0",
    'yyyy"年"m"月1日"', 'yyyy"年"m"月1"d"日"', "[$-107041E]d mmmm yyyy", "[$-D070000]d/m/yyyy",
    '[$-1030411]ggge"年"m"月"d"日"', "[$-1000411]yyyy/m/d", "[$-404]e/m/d", "yyyy/m/m", "[h]:mm",
    '"令和9年"m"月"d"日"', 'yyyy/m/d"0"', 'yyyy/m/"1"d', '[>40000]"2026年12月1日";yyyy/m/d',
    '[<1]yyyy;"2026/12/1"', "0.00E+00", "mm:ss", "aaa", '[$-411]"平成"e"年"m"月"d"日"', "0.00",
    "General", '[$-411][<43586]"平成"e"年"m"月"d"日";[$-411]"令和"e"年"m"月"d"日"',
)  # fmt: skip
TEXTS: Final = (
    "@", "General", "0", "00000", "0%", "#,##0", "yyyy/m/d", "@_ ", "0_);[Red]\\(0\\)", "0_ ",
    "[Red]@", '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ', '"〒"000-0000', "000-0000", "0;-0;;@",
    "0;0;0", "General;;;@", "[$-411]General", ";;;@", "0.00;[Red]-0.00;;[Blue]@", "@*-", "* @",
    "[<=999]000;[<=9999]000-00;000-0000", "@;@", "@;@;@;@", ';;;"別名電力株式会社"', ";;;", "@@",
    '0;0;0;"x"', '"別"@', '@"支店"', "@ @", ';;;@"2"', "0;0;0;", '"x";"x";"x"', '"x";"x";"x";@',
    '[$-411]"x";;;"y"', ";;;\\別\\名", '[Black]"x"@', "0;0;0;_@", "0;0;0;*@", ';;;" "', ';;;""',
)  # fmt: skip
_BUILT_IN: Final = (*range(41), *range(44, 59))
_REDEFINED: Final = (0, 1, 2, 9, 14, 22, 31, 37, 44, 49, 57)


@dataclass(frozen=True)
class Formatted:
    """A cell with a number format: where, what was typed there, the format and its number."""

    path: str
    code: str
    typed: float | None = None
    number: int | None = None

    @property
    def name(self) -> str:
        """Return what the form is called."""
        return f"{self.path} {self.typed} {self.number} {self.code}"

    def content(self) -> bytes:
        """Return the form."""
        form, cell = Form("change", {}), CELLS[self.path]
        if self.typed is not None:
            form.number(cell, self.typed)
        if self.number is None:
            form.number_format(cell, self.code)
        else:
            if self.code:
                form.define_format(self.number, self.code)
            form.built_in_format(cell, self.number)
        return form.content()


DAILY: Final = (
    *(
        Formatted("business.code", code, 1233)
        for code in ("00000", "0####", '"54321"', '0"2"000', "0%", "#,##0", ";;;", "0.00E+00")
    ),
    *(
        Formatted("applied_on", code)
        for code in (
            "yyyy/m/d", '[$-411]ggge"年"m"月"d"日"', 'yyyy"年"m"月"d"日"(aaa)', 'yyyy"年12月1日"',
            "[$-107041E]d mmmm yyyy", 'yyyy/m/"1"d',
        )
    ),
    *(
        Formatted("business.name", code)
        for code in ("General", "yyyy/m/d", '"〒"000-0000', '@"支店"', ';;;"別名"', "@@", ";;;")
    ),
    Formatted("kind", ";;;"),
    Formatted("contacts.0.action", ';;;"追加"'),
    Formatted("applied_on", "", None, 31),
    Formatted("applied_on", "", None, 9),
    Formatted("applied_on", '"2026/12/1"', None, 14),
)  # fmt: skip


def every() -> Iterator[Formatted]:
    """Yield every cell with every format that is tried there."""
    yield from (Formatted("business.code", code, 1233) for code in (*CODES, *_code_formats()))
    for path in ("applied_on", "web_certificates.0.not_after"):
        yield from (Formatted(path, code) for code in DATES)
    yield from (Formatted("applied_on", code) for code in _date_formats())
    for path in (
        "business.name", "business.phone", "kind", "contacts.0.action", "business.code",
        "web_certificates.0.serial",
    ):  # fmt: skip
        yield from (Formatted(path, code) for code in TEXTS)
    yield from (
        Formatted("web_certificates.0.serial", code, 12345678)
        for code in ("0", "00000000", "0000-0000", '"0"00000000', '"00AA0009"', *CODES[20:40])
    )
    yield from (Formatted("business.code", "", 1233, number) for number in _BUILT_IN)
    yield from (Formatted("applied_on", "", None, number) for number in _BUILT_IN)
    for number in _REDEFINED:
        for code in ('"2026/12/1"', "yyyy/m/d", ";;;"):
            yield Formatted("applied_on", code, None, number)
        for code in (';;;"別名電力"', "@", ";;;", '"a"@'):
            yield Formatted("business.name", code, None, number)
        for code in ('"54321"', "00000", ";;;", '"5"0000'):
            yield Formatted("business.code", code, 1233, number)


def _date_formats() -> list[str]:
    years = ("yyyy", "[$-411]ggge", "yy", "[$-409]yyyy", '"2026"yyyy')
    separators = ("/", '"年"', "-", ".", "\\ ")
    months = ("m", "mm", "mmm", "d", '"1"m')
    days = ("d", "dd", '"1"d', "m")
    ends = ("", ";@", " h:mm", '"日"', "0", "_ ")
    composed = product(years, separators, months, separators[:2], days, ends)
    return ["".join(parts) for parts in composed][::37]


def _code_formats() -> list[str]:
    fronts = ("", '"0"', '"No."', "[Red]", "[>1000]", "_ ", "[$-411]")
    digits = ("00000", "0####", "#", "0000", "#,##0", "00000.0", "?????", "0_00_00")
    ends = ("", "%", ",", '"3"', "_ ", ";0", ";;;", "*x", ";;;@")
    return ["".join(parts) for parts in product(fronts, digits, ends)][::5]
