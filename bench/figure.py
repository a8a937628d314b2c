"""A measured figure with its target; two ways of doing the same, measured in turn."""

import gc
import resource
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import process_time


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured figure and its target: a least (``at_least``) or a most; a ratio without unit."""

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
        """Write the line that the bench prints."""
        sign = ">=" if self.at_least else "<="
        verdict = "met" if self.is_met else "MISSED"
        target = f"target {sign} {self.target:g} {self.unit}"
        return f"{self.name:<58} {self.value:8.2f} {self.unit:<4} {target:<17} {verdict}"


def times_as_fast(
    ours: Callable[[], object], other: Callable[[], object], *, pairs: int, one_in: int = 1
) -> float:
    """Return how many times as fast ours is: medians of alternating pairs, each way round in turn.

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
    gc.collect()  # neither way clears up after the other
    begun = _processor_seconds()
    way()
    return _processor_seconds() - begun


def _processor_seconds() -> float:
    """Return what this process and those that it has waited for have taken of the processor."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime
