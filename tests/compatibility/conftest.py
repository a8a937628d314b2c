"""The fixtures of these tests."""

from tests.wizard.calling import call

__all__ = ["call"]
