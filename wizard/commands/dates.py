"""`moushikomi deadline`, `calendar`, `api-test`, `supply-start`: dates, both ways."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from rules.dates.cutoff import Round, moment, round_at
from rules.dates.date_text import long_date, long_moment, named_days, prediction_notice
from rules.dates.planning import (
    ApiTestWeek,
    Plan,
    api_test_week,
    check_other_week,
    check_wishes,
    closed_days_of,
    official_through,
    plan_backwards,
    rounds_of,
)
from rules.dates.round_text import (
    cutoff_reasons,
    reasons,
    reasons_now,
    registration_text,
    target_text,
    week_remarks,
)
from rules.dates.supply_start import high_voltage, low_voltage
from wizard.commands.as_json import cutoff_json, day_json, plan_json, registration_json, round_json
from wizard.commands.exits import CallError
from wizard.commands.json_text import dumps
from wizard.commands.option_values import calendar_of, day_of, moment_of
from wizard.commands.outputs import write_output
from wizard.commands.printing import print_round
from wizard.core.ics import calendar_file


def deadline(
    at: tuple[str, ...], need_by: tuple[str, ...], closures: str | None, *, as_json: bool
) -> None:
    """Answer which cut-off a moment makes, or which one a day needs."""
    office = calendar_of(closures)
    if need_by and len(at) > 1:
        message = "--need-by と一緒に指定できる --at は1つのみです（現在の日時とみなします）。"
        raise CallError(message)
    moments = [moment(text) for text in at] or [moment_of(None)]
    if need_by:
        plans = [plan_backwards(day_of(text), moments[0], office) for text in need_by]
        if as_json:
            print(dumps([plan_json(plan) for plan in plans]))
        for plan in plans if not as_json else ():
            _print_plan(plan)
        return
    rounds = [(submitted, round_at(submitted, office)) for submitted in moments]
    if as_json:
        print(dumps([_deadline_json(submitted, found) for submitted, found in rounds]))
        return
    for submitted, found in rounds:
        print(f"提出日時　　　{long_moment(submitted)}")
        print_round(found, reasons_now(found, submitted, office))
        _print_prediction(found.registration.expected)


def _deadline_json(submitted: datetime, found: Round) -> dict[str, Any]:
    return {
        "submitted_at": submitted.isoformat(),
        "cutoff": cutoff_json(found.cutoff),
        "registration": registration_json(found.registration),
    }


def _print_plan(plan: Plan) -> None:
    print(f"利用希望日　　{long_date(plan.need_by)}")
    if plan.last is None:
        earliest = registration_text(plan.next.registration)
        print(f"　　　　　　　間に合いません。最も早い登録は{earliest}の見込みです。")
        for reason in cutoff_reasons(plan.next.cutoff):
            print(f"　　　　　　　{reason}")
    else:
        print_round(plan.last, reasons(plan.last))
        print(f"　　　　　　　間に合う締切は、これを含めてあと{plan.cutoffs_left}回です。")
    _print_prediction(max(plan.need_by, plan.earliest))


def _print_prediction(last: date) -> None:
    for line in prediction_notice(last):
        print(f"　　　　　　　{line}")


def calendar(year: int, ics: Path | None, closures: str | None, *, as_json: bool) -> None:
    """List the cut-offs, registrations and closed days of a year."""
    office = calendar_of(closures)
    rounds, closed = rounds_of(year, office), closed_days_of(year, office)
    if ics is not None:
        write_output(ics, calendar_file(rounds, office, moment_of(None)))
    if as_json:
        content = {
            "year": year,
            "cutoffs": [round_json(found) for found in rounds],
            "closed_days": [day_json(day) for day in closed],
            "official_through": official_through(),
        }
        print(dumps(content))
        return
    for found in rounds:
        expected = long_date(found.registration.expected)
        target = target_text(found.registration)
        beside = f"（{target}）" if target else ""
        print(f"{long_moment(found.cutoff.closes_at)} 締切 → {expected}頃に登録{beside}")
        for reason in reasons(found):
            print(f"　　{reason}")
    print(f"休業日：{named_days(closed)}")
    _print_prediction(rounds[-1].registration.expected)


def api_test(days: tuple[str, ...], at: str | None, closures: str | None, *, as_json: bool) -> None:
    """Answer by when the weeks of the API test must be requested."""
    check_wishes(days)
    office, now = calendar_of(closures), moment_of(at)
    weeks: list[ApiTestWeek] = []
    for text in days:
        week = api_test_week(day_of(text), now, office)
        check_other_week(week, dict(enumerate(weeks, start=1)))
        weeks.append(week)
    if as_json:
        content = [
            {
                "test_week_of": week.monday.isoformat(),
                "cutoff": cutoff_json(week.cutoff),
                "open": week.is_open,
            }
            for week in weeks
        ]
        print(dumps(content))
        return
    for number, week in enumerate(weeks, start=1):
        state = "受付中" if week.is_open else "締切済み"
        closes_at = long_moment(week.cutoff.closes_at)
        print(f"第{number}希望　{long_date(week.monday)}の週　締切 {closes_at}　{state}")
        for remark in (*cutoff_reasons(week.cutoff, now), *week_remarks(week)):
            print(f"　　　　　{remark}")
    _print_prediction(max(week.monday for week in weeks))


def supply_start(
    voltage: str, base: str, meter_reading: tuple[str, str] | None, *, as_json: bool
) -> None:
    """Answer up to which supply start can be registered."""
    if voltage == "low" and meter_reading is None:
        raise CallError("低圧では --meter-reading に次回と次々回の検針日を指定してください。")
    if voltage == "high" and meter_reading is not None:
        raise CallError("--meter-reading は低圧の場合のみ指定してください。")
    start = day_of(base)
    if voltage == "low" and meter_reading is not None:
        found = low_voltage(start, (day_of(meter_reading[0]), day_of(meter_reading[1])))
    else:
        found = high_voltage(start)
    if as_json:
        content = {
            "latest": found.latest,
            "latest_certain": found.latest_certain,
            "because": found.because,
        }
        print(dumps(content))
        return
    print(f"供給開始日は{long_date(found.latest)}まで登録できます。")
    print(found.because)
