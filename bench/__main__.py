"""Measure everything, print a line for each ratio; exit status 1 where a target is missed."""

import asyncio
import sys
from collections.abc import AsyncIterator

from bench.cutoffs import measure_cutoffs
from bench.filling import measure_filling
from bench.ratio import Ratio
from bench.reruns import measure_reruns


async def measured() -> AsyncIterator[Ratio]:
    """Give the ratios, the quick ones first."""
    yield measure_cutoffs()
    yield measure_filling()
    async for ratio in measure_reruns():
        yield ratio


async def main() -> int:
    """Print every ratio, and give the exit status."""
    missed = 0
    async for ratio in measured():
        print(ratio, flush=True)
        missed += not ratio.is_met
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
