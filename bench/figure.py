"""A measured figure with its target, and comparison of two implementations."""

import gc
import resource
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import process_time


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured figure and its target: a minimum (``at_least``) or maximum; unit-less ratios."""

    name: str
    value: float
    target: float
    at_least: bool
    unit: str = "x"

    @property
    def is_met(self) -> bool:
        """Whether the target is met."""
        return self.value >= self.target if self.at_least else self.value <= self.target

    def __str__(self) -> str:
        sign = ">=" if self.at_least else "<="
        verdict = "met" if self.is_met else "MISSED"
        target = f"target {sign} {self.target:g} {self.unit}"
        return f"{self.name:<58} {self.value:8.2f} {self.unit:<4} {target:<17} {verdict}"


def times_as_fast(
    ours: Callable[[], object], other: Callable[[], object], *, pairs: int, one_in: int = 1
) -> float:
    """Return the speed-up of ours: medians of pairs measured in alternating order.

    What counts is the processor's time, however busy the machine is. Both run once before, so that
    what is loaded once is loaded already. Where the other way takes too long, it does one in so
    many of the tasks of ours, and the time of each task is compared.
    """
    ours()
    other()
    seconds: dict[Callable[[], object], list[float]] = {ours: [], other: []}
    for number in range(pairs):
        for way in (ours, other) if number % 2 else (other, ours):
            seconds[way].append(_seconds(way))
    return one_in * median(seconds[other]) / median(seconds[ours])


def _seconds(way: Callable[[], object]) -> float:
    gc.collect()  # so that neither collects garbage of the other
    begun = _processor_seconds()
    way()
    return _processor_seconds() - begun


def _processor_seconds() -> float:
    """Return the processor time of this process and its finished children."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime
