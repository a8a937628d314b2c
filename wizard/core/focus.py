"""What the browser should point at after a move."""

from dataclasses import dataclass


@dataclass(kw_only=True)
class FocusTarget:
    """Where the focus goes: ``focus`` is a widget's key or a place, after the ``moves``-th move.

    The places are ``heading``, ``errors`` and ``answer``.
    """

    focus: str = ""
    moves: int = 0

    def point_at(self, focus: str) -> None:
        """Have the browser point at a widget's key or a place."""
        self.focus = focus
        self.moves += 1
