"""The error for a file that cannot be read as what it should be."""

from functools import partial


class UnreadableError(ValueError):
    """Raised for a file that is not what it should be, with a Japanese reason and remedy.

    ``code`` is the reason for programs; it stays the same when the text changes.
    """

    def __init__(self, why: str, mend: str, *, code: str = "damaged") -> None:
        super().__init__(why)
        self.code = code
        self.why = why
        self.mend = mend

    def __reduce__(self) -> tuple[object, ...]:
        return partial(type(self), code=self.code), (self.why, self.mend)
