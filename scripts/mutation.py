"""Print the results of `mutmut run` by module; fail if too few mutants were killed.

A mutant is killed if a test fails or times out. tests/mutation/equivalent.toml lists survivors
that are equivalent to the original, with reasons; an entry that matches no survivor also fails.
"""

import json
import subprocess
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple, TypedDict

ROOT: Final = Path(__file__).parents[1]
RESULTS: Final = ROOT / "mutants"
MUTMUT: Final = Path(sys.executable).with_name("mutmut")
LEAST: Final = 90  # per cent of all mutants, including equivalent ones

# How the tests of a mutant ended: exit codes of pytest, signals, and mutmut's own.
STATUS: Final = {1: "killed", 3: "killed", -24: "timed out", 36: "timed out", 0: "survived",
                 5: "untested", 33: "untested"}  # fmt: skip
DETECTED: Final = ("killed", "timed out")
UNDETECTED: Final = ("survived", "untested", "broken")


class Equivalent(TypedDict):
    """An equivalent mutant: function, removed and added lines, and reason."""

    function: str
    change: list[str]
    why: str


class Mutant(NamedTuple):
    """A mutant and its result; `change` is only filled for undetected ones."""

    module: str
    name: str
    status: str
    change: list[str]


def mutants() -> Iterator[Mutant]:
    """Yield every mutant that mutmut has tested."""
    for file in sorted(RESULTS.rglob("*.py.meta")):
        module = file.relative_to(RESULTS).with_suffix("").as_posix()
        for name, code in json.loads(file.read_bytes())["exit_code_by_key"].items():
            status = STATUS.get(code, "broken")
            yield Mutant(module, name, status, [] if status in DETECTED else difference(name))


def difference(name: str) -> list[str]:
    """Return the lines that a mutant removes and adds, without context."""
    completed = subprocess.run(  # noqa: S603 - mutmut, with a name that it gave itself
        [MUTMUT, "show", name], cwd=ROOT, check=True, capture_output=True, text=True
    )
    lines = (line for line in completed.stdout.splitlines() if not line.startswith(("---", "+++")))
    return [f"{line[0]} {line[1:].strip()}" for line in lines if line.startswith(("-", "+"))]


def report(results: Iterable[Mutant], known: list[Equivalent]) -> tuple[list[str], bool]:
    """Return the report as lines, and whether the results are good enough."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    lines, equivalent, stale = [], 0, [*known]
    for module, name, status, change in results:
        counts[module][status] += 1
        if status in UNDETECTED:
            function = name.partition("__mutmut_")[0]
            same = [one for one in known if (one["function"], one["change"]) == (function, change)]
            stale = [one for one in stale if one not in same]
            equivalent += bool(same)
            lines += [f"{name}: {'equivalent' if same else status}", *change]
    for one in stale:
        lines += [f"{one['function']}: listed as equivalent, but no survivor", *one["change"]]
    total = sum(counts.values(), Counter())
    for module, count in [*counts.items(), ("all", total)]:
        each = (f"{status} {count[status]:4}" for status in (*DETECTED, *UNDETECTED))
        lines.append("  ".join([f"{module:28}", *each]))
    killed, every = sum(total[status] for status in DETECTED), total.total()
    lines.append(
        f"killed {killed} of {every} mutants: {killed / every:.1%}, or "
        f"{killed / (every - equivalent):.1%} without the {equivalent} equivalent ones"
    )
    return lines, killed * 100 >= every * LEAST and not stale


def main() -> None:
    """Print the report; exit with 1 if the results are not good enough."""
    listed = (ROOT / "tests" / "mutation" / "equivalent.toml").read_text(encoding="utf-8")
    lines, is_enough = report(mutants(), tomllib.loads(listed)["equivalent"])
    print("\n".join(lines))  # noqa: T201 - that is its purpose
    sys.exit(not is_enough)


if __name__ == "__main__":
    main()
