"""The fixtures of these tests."""

from tests.framework import packages_scanned_once
from tests.wizard.calling import call

__all__ = ["call", "packages_scanned_once"]
