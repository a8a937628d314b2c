"""The error for a file that cannot be read as what it should be."""

from enum import Enum
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


class FileRefusal(Enum):
    """Why files of a kind are refused; the members are pairs of reason and remedy."""

    @property
    def code(self) -> str:
        """The name of the refusal for programs."""
        return self.name.lower().replace("_", "-")

    def error(self) -> UnreadableError:
        """Return the error for this refusal."""
        why, mend = self.value
        return UnreadableError(why, mend, code=self.code)
