"""What the command line prints as JSON; others rely on its names."""

from dataclasses import asdict
from typing import Any

from rules.dates.closures import ClosedDay
from rules.dates.cutoff import Cutoff, Registration, Round
from rules.dates.planning import Plan
from rules.finding import Finding


def cutoff_json(cutoff: Cutoff) -> dict[str, Any]:
    """Return a cut-off; ``closes_at`` is Japan time."""
    return {
        "closes_at": cutoff.closes_at.isoformat(),
        "friday": cutoff.friday.isoformat(),
        "moved": [day_json(day) for day in cutoff.moved],
    }


def registration_json(registration: Registration) -> dict[str, Any]:
    """Return a registration's dates."""
    return {
        "target": registration.target.isoformat(),
        "expected": registration.expected.isoformat(),
        "may_slip": registration.may_slip,
        "because": [day_json(day) for day in registration.because],
    }


def round_json(found: Round) -> dict[str, Any]:
    """Return a round in one line of a year's calendar."""
    return {
        "friday": found.cutoff.friday.isoformat(),
        "closes_at": found.cutoff.closes_at.isoformat(),
        "moved": [day_json(day) for day in found.cutoff.moved],
        "target": found.registration.target.isoformat(),
        "expected": found.registration.expected.isoformat(),
        "may_slip": found.registration.may_slip,
    }


def plan_json(plan: Plan) -> dict[str, Any]:
    """Return the way back from a day; nothing is left where it is too late."""
    return {
        "need_by": plan.need_by.isoformat(),
        "possible": plan.last is not None,
        "last_cutoff": cutoff_json(plan.last.cutoff) if plan.last else None,
        "registration": registration_json(plan.last.registration) if plan.last else None,
        "cutoffs_left": plan.cutoffs_left,
        "earliest": plan.earliest.isoformat(),
    }


def finding_json(finding: Finding) -> dict[str, Any]:
    """Return a finding."""
    content = asdict(finding)
    content["remedy"] += content["command"]
    names = ("code", "severity", "path", "cell", "message", "remedy", "source")
    given = ("suggestion",) if content["suggestion"] else ()
    return {name: content[name] for name in (*names, *given)}


def day_json(day: ClosedDay) -> dict[str, str]:
    """Return a closed day with its reason."""
    return {"date": day.date.isoformat(), "why": day.why}
