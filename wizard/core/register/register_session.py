"""State of the register's pages. Kept in the session."""

from dataclasses import dataclass

from wizard.core.focus import FocusTarget


@dataclass
class RegisterSession(FocusTarget):
    """What a visitor is about to do on the pages of the register.

    ``confirms_deletion_of`` is the code of a business whose deletion is to be confirmed;
    ``trouble`` says why something was not stored; ``done`` what was done last.
    """

    confirms_deletion_of: str = ""
    trouble: str = ""
    done: str = ""

    def clear(self) -> None:
        """Forget what was said of the last step."""
        self.confirms_deletion_of = self.trouble = self.done = ""
