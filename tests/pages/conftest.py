"""Pages without a browser."""

from tests.framework import packages_scanned_once

__all__ = ["packages_scanned_once"]
