"""Findings for an answer that a form has no cell for."""

import pytest

from rules.finding import Severity
from rules.obligations.unplaced import CERTIFICATE_TABLES, IDENTIFYING, unidentified, unplaced

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE

# path, case, whether its absence was confirmed, whether 備考 says it, whether it is to be written
CASES = [
    ("business.address", "new", False, False, True, ("place-unknown", E, "参考")),
    ("business.address", "new", False, True, True, ("place-unknown", E, "参考")),
    ("business.address", "change", False, False, False, ("place-unknown", E, "参考")),
    ("business.address", "new", True, True, True, ("stated", N, "参考")),
    ("business.address", "new", True, True, False, ("stated", N, "参考")),
    ("business.address", "new", True, False, True, ("no-place", E, "参考")),
    ("business.address", "new", True, False, False, ("entry-not-on-form", N, "参考")),
    ("contacts.1.department", "new", False, False, True, ("place-unknown", E, "参考")),
    ("contacts.1.department", "change", False, False, True, ("no-place", W, "参考")),
    ("contacts.1.department", "change", False, True, True, ("stated", N, "参考")),
    ("stop.reason", "stop", False, False, True, ("no-place", W, "3-8")),
    ("stop.reason", "stop", True, False, True, ("no-place", W, "3-8")),
    ("stop.reason", "stop", False, False, False, ("not-on-form", N, "3-8")),
    ("stop.completed", "stop", False, False, False, ("declaration-not-on-form", N, "3-8, 参考(4)")),
]


@pytest.mark.parametrize(("path", "kind", "absent", "stated", "given", "expected"), CASES)
def test_the_severity_of_a_gap_follows_from_the_purpose_of_the_answer(  # noqa: PLR0913 - the table's columns
    path: str,
    kind: str,
    *,
    absent: bool,
    stated: bool,
    given: bool,
    expected: tuple[str, Severity, str],
) -> None:
    finding = unplaced(path, kind, "x", is_absent=absent, is_stated=stated, is_given=given)
    assert (finding.code, finding.severity, finding.source) == expected
    assert finding.path == path


def test_an_unknown_place_says_how_to_name_it_on_the_command_line() -> None:
    finding = unplaced("kind", "new", "kind.new", is_absent=False, is_stated=False, is_given=True)
    assert "moushikomi bind" in finding.command
    assert "--absent kind.new " in finding.command


def test_certificates_that_nothing_distinguishes_are_an_error() -> None:
    finding = unidentified("api.certificates")
    assert (finding.code, finding.severity, finding.source) == ("unidentified", E, "3-6")
    assert finding.path == "api.certificates"
    assert set(CERTIFICATE_TABLES) == {"web_certificates", "api.certificates"}
    assert IDENTIFYING == ("serial", "common_name")
