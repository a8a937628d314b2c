"""Files made to cost time and memory; each stays within what the guard counts."""

from collections.abc import Callable
from typing import Final

from tests.hostile import cells, drawings, looks, texts

HOSTILE: Final[tuple[Callable[[], bytes], ...]] = (
    *cells.HOSTILE,
    *looks.HOSTILE,
    *drawings.HOSTILE,
    *texts.HOSTILE,
)
