"""The JSON that others rely on."""

from datetime import date, datetime

import pytest

from rules.finding import Finding, Severity
from tests.samples import TOKYO
from wizard.commands.as_json import finding_json
from wizard.commands.json_text import dumps


def test_dates_are_iso_8601_and_japanese_stays_readable() -> None:
    moment = datetime(2026, 11, 27, 17, 0, tzinfo=TOKYO)
    text = dumps({"日": date(2026, 11, 27), "at": moment})
    assert text == '{\n  "日": "2026-11-27",\n  "at": "2026-11-27T17:00:00+09:00"\n}'


def test_what_has_no_json_form_is_a_programming_error() -> None:
    with pytest.raises(TypeError, match="set"):
        dumps({1, 2})


def test_a_finding_has_its_seven_parts() -> None:
    finding = Finding("missing", Severity.ERROR, "kind", "何が", "どうする", "参考")
    assert finding_json(finding) == {
        "code": "missing",
        "severity": "error",
        "path": "kind",
        "cell": None,
        "message": "何が",
        "remedy": "どうする",
        "source": "参考",
    }
