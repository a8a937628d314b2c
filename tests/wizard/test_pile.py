"""A pile of checked forms in lines: what they say, and what they are to each other."""

import io
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from rules.dates.cutoff import round_at
from rules.dates.workdays import OfficeCalendar
from rules.finding import Finding, Severity
from tests.samples import AT
from tests.strategies import drafts
from wizard.core.answer_text import one_line
from wizard.core.checking.batch_summary import CheckedFile, SummaryLine, head, lines, summary
from wizard.core.verdicts import Verdict, unreadable_verdict

KINDS = {"c": "change", "s": "stop", "n": "new", "r": "rename", "-": None}


def finding(severity: Severity, message: str, path: str = "business.code") -> Finding:
    return Finding("code", severity, path, message, f"{message}を直す。", "参考", "様式!B2")


ERROR = finding(Severity.ERROR, "不備です。")
WARNING = finding(Severity.WARNING, "気がかりです。")
NOTE = finding(Severity.NOTE, "参考です。")


def checked(
    file: str,
    kind: str | None = "change",
    answers: dict[str, Any] | None = None,
    found: tuple[Finding, ...] = (),
) -> CheckedFile:
    bad = any(one.severity is Severity.ERROR for one in found)
    return CheckedFile(
        file, Verdict("deficient" if bad else "acceptable", kind, answers or {}, found)
    )


def form(reported: str) -> CheckedFile:
    """Make a form of a row: file, code, name (- where there is none), kind, November's day, rest.

    The kind is c(hange), s(top), n(ew), r(ename) or -; the rest is what makes answers differ.
    """
    file, code, name, kind, day, *rest = reported.split()
    business = {"code": code, "name": name.replace("_", " ")}
    answers: dict[str, Any] = {
        "kind": KINDS[kind],
        "applied_on": None if day == "-" else date(2026, 11, int(day)),
        "business": {key: value for key, value in business.items() if value != "-"},
        "remarks": " ".join(rest),
    }
    return checked(file, KINDS[kind], {key: value for key, value in answers.items() if value})


def test_a_line_says_what_stands_on_the_form_and_what_was_found() -> None:
    answers = {
        "kind": "change",
        "applied_on": date(2026, 11, 4),
        "business": {"code": "01233", "name": "サンプル電力株式会社"},
    }
    found = (NOTE, WARNING, ERROR, WARNING)
    assert lines([checked("a.xlsx", "change", answers, found)]) == [
        SummaryLine(
            file="a.xlsx",
            company="サンプル電力株式会社",
            business_code="01233",
            kind="登録内容の変更",
            applied_on="2026年11月4日",
            verdict="不備あり",
            errors=1,
            warnings=2,
            first_gap="不備です。",
            remark="",
        )
    ]


def test_what_is_not_known_is_empty() -> None:
    nothing, broken = lines(
        [checked("a.xlsx", None), CheckedFile("b.xlsx", unreadable_verdict("壊れ。", "…"))]
    )
    assert nothing == SummaryLine(
        "a.xlsx", "", "", "", "",
        "不備は見つかりませんでした（受理の判断は広域機関が行います）", 0, 0, "", "",
    )  # fmt: skip
    assert broken == SummaryLine("b.xlsx", "", "", "", "", "読み取れません", 1, 0, "壊れ。", "")


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("new", "新規利用"),
        ("change", "登録内容の変更"),
        ("rename", "社名変更"),
        ("stop", "利用停止"),
        ("other", ""),
    ],
)
def test_a_case_is_named_in_japanese(kind: str, shown: str) -> None:
    assert lines([checked("a.xlsx", kind)])[0].kind == shown


@pytest.mark.parametrize(
    ("given_day", "shown"),
    [("来週の金曜", "来週の金曜"), (date(1905, 7, 20), "1905-07-20"), (46_350, "46350")],
)
def test_a_date_that_is_none_stands_as_it_was_read(given_day: object, shown: str) -> None:
    assert lines([checked("a.xlsx", "change", {"applied_on": given_day})])[0].applied_on == shown


# What the forms of a pile are (see form), and what is remarked of each.
REMARKS: list[tuple[str, list[tuple[str, str]]]] = [
    ("one form alone", [("a 01233 甲 c 24", "")]),
    ("other companies", [("a 01233 甲 c 24", ""), ("b 01243 甲 c 24", "")]),
    (
        "the same twice",
        [
            ("a 01233 甲 c 24", "同じ内容の申込書があります（b）"),
            ("b 01233 甲 c 24", "同じ内容の申込書があります（a）"),
        ],
    ),
    (
        "a newer one",
        [
            ("a 01233 甲 c 20 x", "新しい版があります（b、2026年11月24日）"),
            ("b 01233 甲 c 24 x", "古い版があります（a、2026年11月20日）"),
        ],
    ),
    (
        "the same day",
        [
            ("a 01233 甲 c 24 x", "同じ日付で内容の異なる申込書があります（b）"),
            ("b 01233 甲 c 24 y", "同じ日付で内容の異なる申込書があります（a）"),
        ],
    ),
    (
        "another case",
        [
            ("a 01233 甲 c 24", "同じ事業者の別の申請があります（b、利用停止）"),
            ("b 01233 甲 s 20", "同じ事業者の別の申請があります（a、登録内容の変更）"),
        ],
    ),
    (
        "three versions, the middle one twice",
        [
            (
                "a 01233 甲 c 20",
                "新しい版があります（d、2026年11月24日；c、2026年11月22日；b、2026年11月22日）",
            ),
            (
                "b 01233 甲 c 22",
                (
                    "新しい版があります（d、2026年11月24日）。"
                    "古い版があります（a、2026年11月20日）。同じ内容の申込書があります（c）"
                ),
            ),
            (
                "c 01233 甲 c 22",
                (
                    "新しい版があります（d、2026年11月24日）。"
                    "古い版があります（a、2026年11月20日）。同じ内容の申込書があります（b）"
                ),
            ),
            (
                "d 01233 甲 c 24",
                "古い版があります（c、2026年11月22日；b、2026年11月22日；a、2026年11月20日）",
            ),
        ],
    ),
    (
        "five the same",
        [
            ("a 01233 甲 c 24", "同じ内容の申込書があります（b、c、d、ほか1件）"),
            ("b 01233 甲 c 24", "同じ内容の申込書があります（a、c、d、ほか1件）"),
            ("c 01233 甲 c 24", "同じ内容の申込書があります（a、b、d、ほか1件）"),
            ("d 01233 甲 c 24", "同じ内容の申込書があります（a、b、c、ほか1件）"),
            ("e 01233 甲 c 24", "同じ内容の申込書があります（a、b、c、ほか1件）"),
        ],
    ),
    (
        "without a date",
        [
            ("a 01233 甲 c -", "申込年月日が不明で、新旧を判定できない申込書があります（b）"),
            ("b 01233 甲 c 24", "申込年月日が不明で、新旧を判定できない申込書があります（a）"),
        ],
    ),
    (
        "the same without a date",
        [
            ("a 01233 甲 c -", "同じ内容の申込書があります（b）"),
            ("b 01233 甲 c -", "同じ内容の申込書があります（a）"),
        ],
    ),
    (
        "without a case nothing is a version",
        [
            ("a 01233 甲 - 20", "同じ事業者の別の申請があります（b、申請区分は不明）"),
            ("b 01233 甲 - 24", "同じ事業者の別の申請があります（a、申請区分は不明）"),
        ],
    ),
    (
        "the same without a case",
        [
            ("a 01233 甲 - 24", "同じ内容の申込書があります（b）"),
            ("b 01233 甲 - 24", "同じ内容の申込書があります（a）"),
        ],
    ),
    (
        "without codes the name tells, however it is spaced and however wide it is",
        [
            ("a - Ａ電力_株式会社 c 20", "新しい版があります（b、2026年11月24日）"),
            ("b - a電力株式会社 c 24", "古い版があります（a、2026年11月20日）"),
        ],
    ),
    (
        "a code that was forgotten, or lost its 0, is that of the name",
        [
            ("a - 甲 c 20", "新しい版があります（c、2026年11月24日；b、2026年11月22日）"),
            (
                "b 1233 甲 c 22",
                "新しい版があります（c、2026年11月24日）。古い版があります（a、2026年11月20日）",
            ),
            ("c 01233 甲 c 24", "古い版があります（b、2026年11月22日；a、2026年11月20日）"),
        ],
    ),
    (
        "a name with two codes tells no company",
        [("a - 甲 c 20", ""), ("b 01233 甲 c 22", ""), ("c 01243 甲 c 24", "")],
    ),
    (
        "one code under two names is one company",
        [
            ("a 01233 甲 c 20", "新しい版があります（b、2026年11月24日）"),
            ("b 01233 乙 c 24", "古い版があります（a、2026年11月20日）"),
        ],
    ),
    ("without a company", [("a - - c 24", ""), ("b - - c 24", "")]),
]


@pytest.mark.parametrize("rows", [rows for _, rows in REMARKS], ids=[name for name, _ in REMARKS])
def test_a_remark_names_the_other_forms_of_the_company(rows: list[tuple[str, str]]) -> None:
    reported = lines([form(row) for row, _ in rows])
    assert [line.remark for line in reported] == [remark for _, remark in rows]


def test_files_of_one_name_are_two_files() -> None:
    reported = lines([form("a 01233 甲 c 24"), form("a 01233 甲 c 24")])
    assert [line.remark for line in reported] == ["同じ内容の申込書があります（a）"] * 2


def test_a_remark_says_hostile_file_names_on_one_line() -> None:
    name = "=1+1\r\n\u202exslx" + "𠮷" * 300
    remark = lines([form("b 01233 甲 c 24"), CheckedFile(name, form("b 01233 甲 c 24").verdict)])
    assert remark[0].remark == f"同じ内容の申込書があります（=1+1 �xslx{'𠮷' * 239}…）"


ONE_LINE = [
    ("サンプル　電力", "サンプル　電力"),
    ("𠮷﨑 髙", "𠮷﨑 髙"),
    ("a\r\nBcc: b", "a Bcc: b"),
    ("a\u2028b\u0085c", "a b c"),
    ("a\u202eb\u2066c", "a�b�c"),
    ("a\ud800b\x00c\x7f", "a�b�c�"),
    ("あ" * 80, "あ" * 80),
    ("あ" * 81, "あ" * 79 + "…"),
]


@pytest.mark.parametrize(("name", "shown"), ONE_LINE)
def test_a_name_is_shown_on_one_line(name: str, shown: str) -> None:
    assert one_line(name) == shown


VERDICTS = st.builds(
    lambda answers: Verdict("acceptable", answers.get("kind"), answers, ()), drafts()
) | st.just(unreadable_verdict("壊れています。", "送り直してもらってください。"))


@given(st.lists(st.builds(CheckedFile, st.sampled_from(["a", "b"]), VERDICTS), max_size=12))
def test_each_form_has_its_line_in_the_order_of_the_pile(pile: list[CheckedFile]) -> None:
    reported = lines(pile)
    assert [line.file for line in reported] == [item.file for item in pile]
    assert reported == lines(iter(pile))


@given(
    st.lists(
        st.builds(
            "{} {} {} {} {} {}".format,
            st.sampled_from("ab"), st.sampled_from(["01233", "01243", "-"]),
            st.sampled_from("甲乙-"), st.sampled_from("cs-"), st.sampled_from(["20", "24", "-"]),
            st.sampled_from("xy"),
        ),
        max_size=12,
    )
)  # fmt: skip
def test_remarks_do_not_depend_on_the_order_of_the_pile(rows: list[str]) -> None:
    pile = [form(row) for row in rows]
    there = [line.remark.count("（") for line in lines(pile)]
    back = [line.remark.count("（") for line in lines(pile[::-1])][::-1]
    assert there == back


@pytest.mark.parametrize("alike", ["01233 甲 c 24 x", "01233 甲 c 24 {}", "01233 甲 - 24 {}"])
def test_ten_thousand_forms_of_one_company_are_counted(alike: str) -> None:
    pile = [form(f"{number} {alike.format(number)}") for number in range(10_000)]
    assert lines(pile)[0].remark.endswith("ほか9996件）")


def test_the_summary_counts_the_verdicts_the_gravest_first() -> None:
    good, bad = checked("a.xlsx", "stop", {}), checked("b.xlsx", "stop", {}, (ERROR,))
    odd = CheckedFile("c.xlsx", unreadable_verdict("壊れています。", "送り直してください。"))
    fine = "不備は見つかりませんでした（受理の判断は広域機関が行います）"
    counted = f"全4件　／　不備あり 1件　／　読み取れません 1件　／　{fine} 2件"
    for pile, counts in (([good, odd, bad, good], counted), ([], "全0件")):
        book = CalamineWorkbook.from_filelike(io.BytesIO(summary(pile, [])))
        assert book.get_sheet_by_name("一覧").to_python()[0][0] == counts
    assert book.get_sheet_by_name("指摘").to_python()[1][0] == "指摘はありません。"


def test_the_summary_has_the_lines_and_the_findings(calendar: OfficeCalendar) -> None:
    answers = {
        "kind": "stop",
        "applied_on": date(2026, 11, 24),
        "business": {"code": "01233", "name": "=1+1"},
    }
    whole = finding(Severity.NOTE, "全体の参考です。", "")
    pile = [
        checked("a.xlsx", "stop", answers, (ERROR, whole)),
        CheckedFile("b.xlsx", unreadable_verdict("壊れています。", "送り直してください。")),
    ]
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(summary(pile, head(AT, round_at(AT, calendar))))
    )
    assert book.sheet_names == ["一覧", "指摘"]
    forms = book.get_sheet_by_name("一覧").to_python()
    assert [row[0] for row in forms[:3]] == [
        "『スイッチング支援システム利用申込書』の確認結果（2026年11月24日(火)10:00現在）",
        "次の締切は2026年11月27日(金)17:00、登録は2026年12月4日(金)頃の見込みです（FAQ 3-4）。",
        "「重複・新旧」は、事業者コード（ない場合は事業者名）が同じ申込書を比較した結果です。",
    ]
    assert forms[3][0] == "全2件　／　不備あり 1件　／　読み取れません 1件"
    assert forms[5] == [
        "a.xlsx", "=1+1", "01233", "利用停止", date(2026, 11, 24), "不備あり", 1.0, 0.0,
        "不備です。", "",
    ]  # fmt: skip
    assert forms[6] == [
        "b.xlsx", "", "", "", "", "読み取れません", 1.0, 0.0, "壊れています。", "",
    ]  # fmt: skip
    reported = book.get_sheet_by_name("指摘").to_python()
    assert reported[1:] == [
        ["a.xlsx", "不備あり", "不備", "様式!B2", "事業者コード", "不備です。",
         "不備です。を直す。", "参考"],
        ["a.xlsx", "不備あり", "補足", "様式!B2", "申込書全体", "全体の参考です。",
         "全体の参考です。を直す。", "参考"],
        ["b.xlsx", "読み取れません", "不備", "", "申込書全体", "壊れています。",
         "送り直してください。", "3-4"],
    ]  # fmt: skip
