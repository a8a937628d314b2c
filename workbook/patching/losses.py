"""What openpyxl would lose of a workbook if it wrote it."""

import io
import warnings
from collections import Counter
from dataclasses import dataclass

from openpyxl import load_workbook

from workbook.guard.package import open_package
from workbook.patching.feature_words import WHOLE
from workbook.patching.features import features_of


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that would be lost, and the sheet or the part of the workbook where it is."""

    what: str
    where: str


def would_be_lost(content: bytes) -> tuple[Loss, ...]:
    """Say what a workbook has before openpyxl loads and saves it, and has no longer after that.

    Raises:
        UnreadableError: the bytes are no xlsx workbook, or a damaged one.

    """
    before = Counter(features_of(open_package(content)))
    saved = _saved(content)
    if saved is None:
        return (Loss(WHOLE, ""),)
    lost = before - Counter(features_of(open_package(saved)))
    return tuple(dict.fromkeys(Loss(what, where) for what, where, _ in lost))


def _saved(content: bytes) -> bytes | None:
    """Let openpyxl load and save a workbook; None where it cannot."""
    packed = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            load_workbook(io.BytesIO(content)).save(packed)
        except Exception:  # noqa: BLE001 - it raises whatever comes
            return None
    return packed.getvalue()
