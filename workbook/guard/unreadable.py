"""The error that says, in Japanese, why a file cannot be read as a form."""


class UnreadableError(ValueError):
    """A file that cannot be read as a form: why, and how to mend it, in Japanese.

    ``code`` names the reason for programs; it stays when the words change.
    """

    def __init__(self, why: str, mend: str, *, code: str = "damaged") -> None:
        """Say why the file cannot be read, and what to do."""
        super().__init__(why)
        self.code = code
        self.why = why
        self.mend = mend
