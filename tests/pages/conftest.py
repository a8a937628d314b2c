"""Pages without a browser."""

import pytest

from tests.framework import packages_scanned_once
from wizard.drafts.registers import SavedRegisters
from wizard.drafts.saved_rows import DraftsError

__all__ = ["packages_scanned_once"]


@pytest.fixture
def out_of_reach(monkeypatch: pytest.MonkeyPatch) -> str:
    """Let the registers not be read; give the reason."""
    reason = "データベースに接続できません。"

    def refuse(*_: object) -> None:
        raise DraftsError(reason)

    monkeypatch.setattr(SavedRegisters, "stamp", refuse)
    return reason
