"""Every finding has Japanese words, and no words are left over."""

import re
import string

import pytest

from rules.dates.workdays import OfficeCalendar
from rules.finding import Severity, Violation, shortened
from rules.obligations.check import check_answers
from rules.obligations.messages import how_to_fill, make_finding, words
from rules.obligations.rule import RULES
from rules.register.findings import REGISTER_RULES
from schemas.catalogue import ENTRIES, TABLES
from tests.rules.examples import RAISING
from tests.samples import AT, PROJECT, case, edited

JAPANESE = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]")

# The codes that come from elsewhere than a rule: from the shape of answers, from filling and
# reading a workbook, and from the pages.
SHAPE_CODES = {
    "missing", "half-filled", "not-asked", "unknown-answer", "wrong-choice", "unknown-kind",
    "not-answers", "wrong-type", "too-many-rows", "not-a-date", "date-out-of-range", "code-shape",
    "phone-shape", "email-shape", "url-shape", "unwritable", "too-long", "line-break",
    "wrong-weekday", "phone-several", "phone-without-zero", "email-several", "url-unreachable",
    "serial-shape",
}  # fmt: skip
FORM_CODES = {
    "tick-unread", "clipped", "clipped-part",
    "not-on-form", "several-kinds", "computed", "part-empty", "api-empty", "no-place",
    "no-room", "unreadable",
    "continued", "stated", "place-unknown", "entry-not-on-form", "declaration-not-on-form",
    "unidentified", "unofficial-form", "sample-left", "sample-printed", "read-back",
    "turned-into-date", "zero-lost", "digits-lost", "serial-as-number", "date-as-number",
    "field-gone", "two-answers", "filled-in-sample", "hidden-answer", "under-merge", "formula",
    "read-by-label", "other-version", "other-form",
    "shown-otherwise", "display-unknown", "condition-unknown", "not-seen", "struck-answer",
    "struck-part", "covered", "under-picture", "outside-print", "hashes", "narrow",
    "letter-not-enclosed", "register-not-folded", "register-not-read", "register-already-sent",
    "register-returned-unchanged", "register-form-missing",
}  # fmt: skip
RULE_CODES = {rule.code for rule in (*RULES, *REGISTER_RULES)}


def test_no_words_are_missing_and_none_are_unused() -> None:
    assert set(words()["finding"]) == SHAPE_CODES | FORM_CODES | RULE_CODES


@pytest.mark.parametrize("code", sorted(SHAPE_CODES | FORM_CODES))
def test_a_code_that_is_no_rule_is_named_somewhere_in_the_code(code: str) -> None:
    sources = [path for layer in ("schemas", "rules", "workbook", "wizard")
               for path in (PROJECT / layer).rglob("*.py")]  # fmt: skip
    quoted = f'"{code}"'
    assert any(quoted in path.read_text(encoding="utf-8") for path in sources)


@pytest.mark.parametrize("code", sorted(SHAPE_CODES | FORM_CODES | RULE_CODES))
def test_words_are_a_message_and_a_remedy_in_japanese(code: str) -> None:
    text = words()["finding"][code]
    assert set(text) - {"command"} == {"message", "remedy"}
    for sentence in text.values():
        assert JAPANESE.search(sentence) or sentence in {"{why}", "{mend}", "{how}。"}
        assert "\n" not in sentence


@pytest.mark.parametrize("code", sorted(SHAPE_CODES - {"not-answers"}))
@pytest.mark.parametrize("path", ["business.code", "contacts.0.name", "api.certificates", "api"])
def test_words_of_a_shape_name_the_answer(code: str, path: str) -> None:
    finding = make_finding(code, Severity.ERROR, "参考", Violation(path, {"weekday": "火"}))
    assert "{" not in finding.message.replace("{ }", "")
    labels = {"business.code": "事業者コード", "contacts.0.name": "氏名",
              "api.certificates": "クライアント証明書", "api": "API"}  # fmt: skip
    if code != "unknown-kind":
        assert labels[path] in finding.message


def test_no_words_ask_for_details_that_nothing_gives(calendar: OfficeCalendar) -> None:
    optional_details = {"label", "how"}
    for example in RAISING:
        found = check_answers(edited(case(example.base), example.edits), AT, calendar)
        finding = next(f for f in found if f.code == example.code)
        text = words()["finding"][example.code]
        wanted = {name for _, name, _, _ in string.Formatter().parse(text["message"]) if name}
        # a detail that was not given would have raised; one that was empty shows as 「」 or （）
        assert "「」" not in finding.message
        assert "（）" not in finding.message
        assert wanted <= optional_details or finding.message != text["message"]


@pytest.mark.parametrize("code", sorted(SHAPE_CODES | FORM_CODES | RULE_CODES))
def test_words_name_the_answer_once(code: str) -> None:
    text = words()["finding"][code]
    assert (text["message"] + text["remedy"]).count("{label}") <= 1
    named = re.findall("「([^「」{}]+)」", text["message"])
    assert [name for name in named if f"「{name}」を" in text["remedy"]] == []


@pytest.mark.parametrize("code", sorted(SHAPE_CODES | FORM_CODES | RULE_CODES))
def test_a_remedy_begins_with_what_to_do(code: str) -> None:
    # the summary of a page shows the first sentence alone
    text = words()["finding"][code]
    for remedy in (text["remedy"], text.get("command", text["remedy"])):
        first = re.sub("（[^（）]*）", "", remedy).partition("。")[0]
        assert first.endswith(("ください", "お勧めします")) or first in {"{how}", "{mend}"}


def test_how_to_fill_an_answer_begins_with_what_to_do() -> None:
    assert [how for how in words()["how"].values()
            if not how.removesuffix("{example}").endswith("ください")] == []  # fmt: skip


@pytest.mark.parametrize("path", [*ENTRIES, *TABLES, "api", "business"])
def test_every_answer_has_instructions(path: str) -> None:
    assert JAPANESE.search(how_to_fill(path))


# How a reader is told to mend the commonest gaps, word for word.
MISSING = [
    ("business.code", "「事業者コード」が記入されていません。", "（例：01233）"),
    ("applied_on", "「申込年月日」が記入されていません。", "年月日で"),
    (
        "contacts.0.name",
        "「システム窓口情報（窓口責任者） 1人目の氏名」が記入されていません。",
        "（例：",
    ),
    ("contacts", "「システム窓口情報（窓口責任者）」が記入されていません。", "1件以上"),
    (
        "contacts.1.action",
        "「システム窓口情報（窓口責任者） 2人目の区分」が記入されていません。",
        "「追加」",
    ),
]


@pytest.mark.parametrize(("path", "message", "remedy"), MISSING, ids=[row[0] for row in MISSING])
def test_a_missing_answer_is_named_with_its_label_and_row(
    path: str, message: str, remedy: str
) -> None:
    finding = make_finding("missing", Severity.ERROR, "参考", Violation(path))
    assert finding.message == message
    assert remedy in finding.remedy


@pytest.mark.parametrize(
    ("text", "shown"),
    [("株式会社　甲", "株式会社　甲"), ("a\n\x00b", "a��b"), ("あ" * 40, "あ" * 40),
     ("あ" * 41, "あ" * 40 + "…")],
    ids=["a full-width space", "control characters", "40", "41"],
)  # fmt: skip
def test_a_message_shows_forty_characters_that_can_be_printed(text: str, shown: str) -> None:
    assert shortened(text) == shown
