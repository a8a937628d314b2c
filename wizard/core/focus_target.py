"""The element to focus in the browser after an action."""

from dataclasses import dataclass


@dataclass(kw_only=True)
class FocusTarget:
    """The focus target: ``focus`` is a widget key or a place; ``moves`` counts the requests.

    The places are ``heading``, ``errors``, ``answer``, ``panel`` and, of a business in the
    register, ``applications`` and ``questions``.
    """

    focus: str = ""
    moves: int = 0

    def point_at(self, focus: str) -> None:
        """Request focus for a widget key or a place."""
        self.focus = focus
        self.moves += 1
