"""Every rule has an example that raises it and a near miss, words and a source."""

import re
import subprocess
import sys

import pytest

from rules.dates.workdays import OfficeCalendar
from rules.finding import Severity
from rules.obligations.check import RULE_MODULES, check_answers
from rules.obligations.rule import RULES, Rule
from tests.rules.examples import NEAR_MISSES, RAISING, NearMiss, Raises
from tests.samples import AT, case, edited

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE

# What a gap weighs, and the FAQ item it comes from. From the field catalogue, section by section.
WEIGHTS = {
    "applied-after-cutoff": (E, "3-4"),
    "applied-in-future": (N, "3-4"),
    "applied-before-previous-cutoff": (N, "3-4"),
    "code-has-letters": (W, "ERR_20250"),
    "area-digit-unconfirmed": (N, "ERR_20250"),
    "names-differ": (W, "参考"),
    "phone-digits": (E, "参考"),
    "phone-doubtful": (W, "参考"),
    "who-may-use": (N, "3-1"),
    "preparations-undone": (E, "3-3, 参考(1)"),
    "nothing-to-change": (E, "3-5, 参考(2)"),
    "rename-tick-unconfirmed": (N, "参考(3)"),
    "previous-name-missing": (W, "3-7"),
    "previous-name-unchanged": (E, "3-7"),
    "procedures-undone": (E, "3-7"),
    "notice-method-missing": (E, "3-7"),
    "notice-letter-missing": (E, "3-7"),
    "letter-without-contracts": (W, "3-7"),
    "rename-ahead": (W, "3-7"),
    "stop-before-completion": (E, "3-8, 参考(4)"),
    "contact-incomplete": (W, "参考"),
    "contact-unchanged": (W, "参考"),
    "contact-deleted-with-details": (N, "参考"),
    "contact-named-twice": (W, "参考"),
    "contact-replaced-by-itself": (N, "参考"),
    "certificate-expired": (E, "3-6"),
    "certificate-ends-before-registration": (W, "3-6"),
    "lock-out": (W, "3-6"),
    "renewal-ends-earlier": (W, "3-6"),
    "renewal-without-predecessor": (N, "3-6"),
    "renewal-of-itself": (E, "3-6"),
    "predecessor-named-twice": (W, "3-6"),
    "predecessor-without-renewal": (W, "3-6"),
    "duplicate-serial": (E, "3-6"),
    "serial-of-two-certificates": (W, "3-6"),
    "wide-letters": (N, "3-6"),
    "api-certificate-count": (E, "3-6"),
    "api-untested": (W, "4-1"),
    "unseen-characters": (W, "参考"),
    "radicals": (W, "参考"),
    "letters-lost": (W, "参考"),
    "narrow-kana": (N, "参考"),
    "wide-digits": (N, "参考"),
    "address-incomplete": (N, "参考"),
    "address-missing": (E, "参考"),
    "address-without-number": (W, "参考"),
    "postal-code-elsewhere": (W, "参考"),
    "postal-code-unknown": (N, "参考"),
    "phone-unhyphenated": (N, "参考"),
    "mail-misspelt": (W, "参考"),
    "ending-unknown": (W, "参考"),
    "address-of-example": (W, "参考"),
    "page-cut-out": (W, "参考"),
    "serial-not-hexadecimal": (W, "3-6"),
}


@pytest.mark.parametrize("example", RAISING, ids=lambda example: example.says)
def test_an_example_raises_its_rule_at_its_path(example: Raises, calendar: OfficeCalendar) -> None:
    answers = edited(case(example.base), example.edits)
    found = [(f.code, f.path) for f in check_answers(answers, AT, calendar)]
    assert (example.code, example.path) in found


@pytest.mark.parametrize("example", RAISING, ids=lambda example: example.says)
def test_one_fault_has_one_finding(example: Raises, calendar: OfficeCalendar) -> None:
    answers = edited(case(example.base), example.edits)
    weighty = [
        (f.code, f.path)
        for f in check_answers(answers, AT, calendar)
        if f.severity is not Severity.NOTE or f.code == example.code
    ]
    assert weighty == [(example.code, example.path)]


@pytest.mark.parametrize(
    "example", [one for one in RAISING if one.base in {"new", "stop"}], ids=lambda one: one.says
)
def test_no_remedy_names_an_action_where_none_is_asked(
    example: Raises, calendar: OfficeCalendar
) -> None:
    answers = edited(case(example.base), example.edits)
    for finding in check_answers(answers, AT, calendar):
        assert not re.search("区分を?「(更新|変更|削除)」", finding.message + finding.remedy)


@pytest.mark.parametrize("example", NEAR_MISSES, ids=lambda example: example.says)
def test_a_near_miss_does_not_raise_the_rule(example: NearMiss, calendar: OfficeCalendar) -> None:
    answers = edited(case(example.base), example.edits)
    findings = check_answers(answers, AT, calendar)
    assert example.code not in {f.code for f in findings}
    # the near miss must be read as it stands: nothing in it may be misshapen or missing
    rule_codes = {rule.code for rule in RULES}
    assert {f.code for f in findings} <= rule_codes


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_an_example_and_a_near_miss(rule: Rule) -> None:
    assert rule.code in {example.code for example in RAISING}
    assert rule.code in {example.code for example in NEAR_MISSES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_weighs_what_the_catalogue_says(rule: Rule) -> None:
    assert (rule.severity, rule.source) == WEIGHTS[rule.code]


def test_every_weight_belongs_to_a_rule() -> None:
    assert set(WEIGHTS) == {rule.code for rule in RULES}


def test_rule_codes_are_unique_and_readable() -> None:
    codes = [rule.code for rule in RULES]
    assert len(codes) == len(set(codes))
    assert all(code == code.lower() and code.replace("-", "").isalpha() for code in codes)


def test_every_rule_says_what_it_obliges_to() -> None:
    assert [rule.code for rule in RULES if not rule.judge.__doc__] == []


def test_every_rule_stands_in_a_listed_module() -> None:
    listed = {module.__name__ for module in RULE_MODULES}
    assert {rule.judge.__module__ for rule in RULES} == listed


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("new", [("note", "who-may-use", "kind")]),
        ("change", []),
        ("rename", [("note", "rename-tick-unconfirmed", "kind")]),
        ("stop", []),
    ],
)
def test_a_complete_application_has_no_findings_but_these(
    base: str, expected: list[tuple[str, str, str]], calendar: OfficeCalendar
) -> None:
    findings = check_answers(case(base), AT, calendar)
    assert [(f.severity.value, f.code, f.path) for f in findings] == expected


def test_the_order_of_rules_is_that_of_their_modules_whichever_is_imported_first() -> None:
    code = (
        "import rules.obligations.postal, rules.obligations.check as check;"
        "from rules.obligations.rule import RULES;"
        "print(*dict.fromkeys(rule.judge.__module__ for rule in RULES))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == [module.__name__ for module in RULE_MODULES]
