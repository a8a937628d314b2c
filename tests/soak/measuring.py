"""The memory and the open files of a server, sampled while it serves."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import monotonic
from typing import Final

_EVERY_SECONDS: Final = 5
_ROWS: Final = 16


@dataclass(frozen=True, slots=True)
class Sample:
    """What a server had at a moment: seconds since the beginning, memory in MB, open files."""

    seconds: float = 0.0
    memory: float = 0.0
    files: int = 0

    def __str__(self) -> str:
        """Write the line of a report."""
        return f"{self.seconds / 60:6.1f} min {self.memory:7.0f} MB {self.files:6} files"


@dataclass
class Gauge:
    """Samples of a process (Linux); ``end`` is the one after all have left."""

    pid: int
    samples: list[Sample] = field(default_factory=list)
    end: Sample = field(default_factory=Sample)
    started: float = field(default_factory=monotonic)

    async def watch(self) -> None:
        """Take samples until it is cancelled."""
        while True:
            self.samples.append(self.sample())
            await asyncio.sleep(_EVERY_SECONDS)

    def sample(self) -> Sample:
        """Take one."""
        process = Path("/proc", str(self.pid))
        status = (process / "status").read_text(encoding="ascii").splitlines()
        resident = next(line for line in status if line.startswith("VmRSS:"))
        files = sum(1 for _ in (process / "fd").iterdir())
        return Sample(monotonic() - self.started, int(resident.split()[1]) / 1024, files)

    def growth(self) -> float:
        """Give the median memory of the last quarter of the time by that of the second."""
        return self._median(lambda part: part >= 3 / 4) / self._median(
            lambda part: 1 / 4 <= part < 1 / 2
        )

    def rows(self) -> list[str]:
        """Give lines of some samples, evenly spread."""
        step = max(1, len(self.samples) // _ROWS)
        return [str(sample) for sample in self.samples[::step]]

    def _median(self, is_within: Callable[[float], bool]) -> float:
        whole = self.samples[-1].seconds
        return median(s.memory for s in self.samples if is_within(s.seconds / whole))
