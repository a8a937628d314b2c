"""Errors with a message for the user."""


class UserError(Exception):
    """Raised for unusable input; the message is one line in Japanese."""
