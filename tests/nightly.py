"""How much a run of the tests tries: `make test` a part of it, `make nightly` all of it."""

import os
from math import ceil
from typing import Final

NIGHTLY: Final = os.environ.get("MOUSHIKOMI_NIGHTLY") == "1"
"""Whether this run tries every example, every blank and every repetition."""


def examples(nightly: int) -> int:
    """Return how many examples Hypothesis draws: a quarter of the nightly ones in a daily run."""
    return nightly if NIGHTLY else ceil(nightly / 4)
