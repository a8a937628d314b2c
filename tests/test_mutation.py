"""When `make mutation` fails: too few mutants killed, or an equivalent that is no survivor."""

import json
from pathlib import Path

import pytest

from scripts import mutation
from scripts.mutation import Equivalent, Mutant

CHANGE = ["- return a < b", "+ return a <= b"]


def _mutants(killed: int, survived: int) -> list[Mutant]:
    statuses = ["killed"] * (killed - 1) + ["timed out"] + ["survived"] * survived
    names = (f"rules.dates.cutoff.x_at__mutmut_{n}" for n in range(len(statuses)))
    changes = ([] if status != "survived" else CHANGE for status in statuses)
    return [
        Mutant("rules/dates/cutoff.py", *one) for one in zip(names, statuses, changes, strict=True)
    ]


def _equivalent(function: str = "rules.dates.cutoff.x_at", *change: str) -> Equivalent:
    return {"function": function, "change": [*change] or CHANGE, "why": "They are never equal."}


@pytest.mark.parametrize(
    ("killed", "survived", "is_enough"), [(9, 1, True), (10, 0, True), (89, 11, False)]
)
def test_nine_of_ten_mutants_must_be_killed(killed: int, survived: int, *, is_enough: bool) -> None:
    assert mutation.report(_mutants(killed, survived), [])[1] is is_enough


def test_equivalent_mutants_count_among_those_to_be_killed() -> None:
    lines, is_enough = mutation.report(_mutants(89, 11), [_equivalent()])
    assert lines[-1] == "killed 89 of 100 mutants: 89.0%, or 100.0% without the 11 equivalent ones"
    assert not is_enough


@pytest.mark.parametrize(
    "stale",
    [
        _equivalent("rules.dates.cutoff.x_gone"),
        _equivalent("rules.dates.cutoff.x_at", "- a", "+ b"),
    ],
    ids=["another function", "another change"],
)
def test_an_equivalent_that_is_no_survivor_fails(stale: Equivalent) -> None:
    assert mutation.report(_mutants(9, 1), [_equivalent()])[1]
    lines, is_enough = mutation.report(_mutants(9, 1), [_equivalent(), stale])
    assert f"{stale['function']}: listed as equivalent, but no survivor" in lines
    assert not is_enough


def test_an_equivalent_that_a_test_kills_fails() -> None:
    assert not mutation.report(_mutants(10, 0), [_equivalent()])[1]


@pytest.mark.parametrize(
    ("codes", "status"), [({"a": 1, "b": -24}, 0), ({"a": 1, "b": 0}, 1), ({"a": 1, "b": None}, 1)]
)
def test_the_exit_status_is_that_of_the_report(
    codes: dict[str, int | None], status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cutoff.py.meta").write_text(json.dumps({"exit_code_by_key": codes}))
    listed = tmp_path / "tests" / "mutation"
    listed.mkdir(parents=True)
    (listed / "equivalent.toml").write_text("equivalent = []\n")
    for name in ("ROOT", "RESULTS"):
        monkeypatch.setattr(mutation, name, tmp_path)
    monkeypatch.setattr(mutation, "difference", lambda _: CHANGE)
    with pytest.raises(SystemExit) as ended:
        mutation.main()
    assert ended.value.code == status
