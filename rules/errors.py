"""Errors whose text is for the user."""


class UserError(Exception):
    """What the user gave cannot be used; the text is one line in Japanese."""
