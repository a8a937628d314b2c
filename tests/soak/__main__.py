"""Have sixty sessions use a server for minutes, and tell how it bore it; exit status 1 if not well.

Started by hand (`make soak`), and for a short while by `make nightly`.
"""

import argparse
import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

from bench.figure import Figure
from tests.browser.conftest import LOG, serving
from tests.soak.files import Shelf
from tests.soak.measuring import Gauge
from tests.soak.visitors import Applicant, Checker, Tally, come_again

_CHECKERS_IN: Final = 6
"""One session in so many has forms checked; the others fill in."""
_MOST_GROWTH: Final = 1.1
_MOST_FILES_LEFT: Final = 30
_LEAVING_SECONDS: Final = 180
"""Sessions are kept for two minutes; then they are freed within another."""
_MOST_LINES: Final = 40
_MOST_LETTERS: Final = 400
_SEED: Final = 20261124


def main() -> int:
    """Read the options, soak, report."""
    options = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    options.add_argument("--minutes", type=float, default=15)
    options.add_argument("--sessions", type=int, default=60)
    given = options.parse_args()
    shelf, tally = Shelf(), Tally()
    with TemporaryDirectory() as folder, serving(Path(folder)) as (url, process):
        gauge = Gauge(process.pid)
        asyncio.run(_soak(given.minutes * 60, given.sessions, url, gauge, (shelf, tally)))
        log = Path(folder, LOG).read_text(encoding="utf-8")
    return _report(tally, gauge, log)


async def _soak(
    seconds: float, sessions: int, url: str, gauge: Gauge, what: tuple[Shelf, Tally]
) -> None:
    """Have visitors come, and wait until the server may have forgotten them."""
    shelf, tally = what
    until = asyncio.get_running_loop().time() + seconds
    watching = asyncio.create_task(gauge.watch())
    visits = []
    for number in range(sessions):
        chance = Random(_SEED + number)  # noqa: S311 - nothing secret
        if number % _CHECKERS_IN:
            person = Applicant(f"訪問者{number}", url=url, chance=chance, tally=tally)
            visits.append(come_again(person.apply, tally, until))
        else:
            visits.append(come_again(Checker(url, shelf, chance, tally).check, tally, until))
    await asyncio.gather(*visits)
    watching.cancel()
    await asyncio.sleep(_LEAVING_SECONDS)
    gauge.end = gauge.sample()


def _report(tally: Tally, gauge: Gauge, log: str) -> int:
    """Print what was measured; give the exit status."""
    for row in gauge.rows():
        print(row)
    print(f"{gauge.end} after all have left")
    print(
        f"{tally.applications} applications filled in, {tally.checked} files checked, "
        f"{tally.left} visitors left after uploading"
    )
    for line in [*tally.refused, *tally.lost, *tally.failed][:_MOST_LINES]:
        print(line[:_MOST_LETTERS])
    print(log[-_MOST_LETTERS:])
    figures = list(_figures(tally, gauge, log))
    for figure in figures:
        print(figure)
    return 0 if all(figure.is_met for figure in figures) else 1


def _figures(tally: Tally, gauge: Gauge, log: str) -> Iterator[Figure]:
    for name, count in (
        ("answers lost", len(tally.lost)),
        ("saves refused", len(tally.refused)),
        ("visits failed", len(tally.failed)),
        ("errors in the server's log", log.count("Traceback")),
    ):
        yield Figure(name, count, 0, at_least=False, unit="")
    name = "memory, last quarter against second"
    yield Figure(name, gauge.growth(), _MOST_GROWTH, at_least=False)
    name = "files open after all have left"
    yield Figure(name, gauge.end.files, _MOST_FILES_LEFT, at_least=False, unit="")


if __name__ == "__main__":
    sys.exit(main())
