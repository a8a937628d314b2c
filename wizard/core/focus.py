"""The element to focus in the browser after an action."""

from dataclasses import dataclass


@dataclass(kw_only=True)
class FocusTarget:
    """The focus target: ``focus`` is a widget key or a place; ``moves`` counts the requests.

    The places are ``heading``, ``errors`` and ``answer``. ``handed_over`` counts the requests that
    the browser has been given.
    """

    focus: str = ""
    moves: int = 0
    handed_over: int = 0

    def point_at(self, focus: str) -> None:
        """Request focus for a widget key or a place."""
        self.focus = focus
        self.moves += 1
