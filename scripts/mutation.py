"""Print what `mutmut run` found, module by module; fail where too few mutants were killed.

A mutant is killed where a test fails or runs into its time limit. tests/mutation/equivalent.toml
names the survivors that do exactly what the original does, each with its reason.
"""

import json
import subprocess
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final, TypedDict

ROOT: Final = Path(__file__).parents[1]
RESULTS: Final = ROOT / "mutants"
MUTMUT: Final = Path(sys.executable).with_name("mutmut")
LEAST: Final = 90  # per cent of all mutants, equivalent ones included

# How the tests of a mutant ended: exit codes of pytest, signals, and mutmut's own.
STATUS: Final = {1: "killed", 3: "killed", -24: "timed out", 36: "timed out", 0: "survived",
                 5: "untested", 33: "untested"}  # fmt: skip
DETECTED: Final = ("killed", "timed out")
UNDETECTED: Final = ("survived", "untested", "broken")


class Equivalent(TypedDict):
    """A change that nobody can see: the function, the lines taken away and put in, and why."""

    function: str
    change: list[str]
    why: str


def mutants() -> Iterator[tuple[str, str, str]]:
    """Give the module, the name and the status of every mutant."""
    for file in sorted(RESULTS.rglob("*.py.meta")):
        module = file.relative_to(RESULTS).with_suffix("").as_posix()
        for name, code in json.loads(file.read_bytes())["exit_code_by_key"].items():
            yield module, name, STATUS.get(code, "broken")


def difference(name: str) -> list[str]:
    """Give the lines that a mutant takes away and puts in, without those around them."""
    shown = subprocess.run(  # noqa: S603 - mutmut, with a name that it gave itself
        [MUTMUT, "show", name], cwd=ROOT, check=True, capture_output=True, text=True
    )
    lines = (line for line in shown.stdout.splitlines() if not line.startswith(("---", "+++")))
    return [f"{line[0]} {line[1:].strip()}" for line in lines if line.startswith(("-", "+"))]


def main() -> None:
    """Print every mutant that was not killed and the counts of each module."""
    listed = (ROOT / "tests" / "mutation" / "equivalent.toml").read_text(encoding="utf-8")
    known: list[Equivalent] = tomllib.loads(listed)["equivalent"]
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    lines, equivalent = [], 0
    for module, name, status in mutants():
        counts[module][status] += 1
        if status in UNDETECTED:
            function, change = name.partition("__mutmut_")[0], difference(name)
            is_known = any((one["function"], one["change"]) == (function, change) for one in known)
            equivalent += is_known
            lines += [f"{name}: {'equivalent' if is_known else status}", *change]
    total = sum(counts.values(), Counter())
    for module, count in [*counts.items(), ("all", total)]:
        each = (f"{status} {count[status]:4}" for status in (*DETECTED, *UNDETECTED))
        lines.append("  ".join([f"{module:28}", *each]))
    killed, every = sum(total[status] for status in DETECTED), total.total()
    lines.append(
        f"killed {killed} of {every} mutants: {killed / every:.1%}, or "
        f"{killed / (every - equivalent):.1%} without the {equivalent} equivalent ones"
    )
    print("\n".join(lines))  # noqa: T201 - that is its purpose
    sys.exit(killed * 100 < every * LEAST)


if __name__ == "__main__":
    main()
