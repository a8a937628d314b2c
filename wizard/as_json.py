"""The JSON that the command line prints; others rely on its names."""

import json
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from rules.closures import ClosedDay
from rules.cutoff import Cutoff, Registration
from rules.finding import Finding


def dumps(content: object) -> str:
    """Write JSON for people and programs: indented, Japanese as it is, dates as ISO 8601."""
    return json.dumps(content, ensure_ascii=False, indent=2, default=_iso)


def _iso(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    message = f"{type(value).__name__} has no JSON form"
    raise TypeError(message)


def cutoff_json(cutoff: Cutoff) -> dict[str, Any]:
    """Give a cut-off; ``closes_at`` is Japan time."""
    return {
        "closes_at": cutoff.closes_at.isoformat(),
        "friday": cutoff.friday.isoformat(),
        "moved": [_day(day) for day in cutoff.moved],
    }


def registration_json(registration: Registration) -> dict[str, Any]:
    """Give a registration's dates."""
    return {
        "target": registration.target.isoformat(),
        "expected": registration.expected.isoformat(),
        "may_slip": registration.may_slip,
        "because": [_day(day) for day in registration.because],
    }


def finding_json(finding: Finding) -> dict[str, Any]:
    """Give a finding."""
    return {
        name: asdict(finding)[name]
        for name in ("code", "severity", "path", "cell", "message", "remedy", "source")
    }


def _day(day: ClosedDay) -> dict[str, str]:
    return {"date": day.date.isoformat(), "why": day.why}
