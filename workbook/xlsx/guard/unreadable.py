"""The error that says, in Japanese, why a file cannot be read as a form."""

from functools import partial


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

    def __reduce__(self) -> tuple[object, ...]:
        """Return what the error is made of again when it comes from another process."""
        return partial(type(self), code=self.code), (self.why, self.mend)
