"""Reading many certificate files: what each holds, or why it was refused."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from rules.finding import Finding, Severity
from wizard.certificates.certificate_file import Certificate, read_certificate
from wizard.certificates.containers import refuse_by_name
from wizard.certificates.refusals import CertificateError
from wizard.files import FileError, shown
from wizard.workers.limits import within_limits
from wizard.workers.pool import TooCostlyError

_SOURCE = "3-6"


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was refused, and the finding that says why."""

    file: str
    finding: Finding


@dataclass(slots=True)
class Readings:
    """What was read, in the order given. No bytes are kept."""

    certificates: list[Certificate] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def read_all(files: Iterable[tuple[str, Callable[[], bytes]]]) -> Readings:
    """Read files, each a name and the way to its bytes; a key by its name is not even opened."""
    found = Readings()
    for name, read in files:
        try:
            refuse_by_name(name)
            found.certificates.append(within_limits(read_certificate, name, read()))
        except (CertificateError, TooCostlyError) as error:
            found.refused.append(_refused(name, error.code, error.why, error.mend))
        except FileError as error:
            mend = "ファイルの場所と名前を確かめてください。"
            found.refused.append(_refused(name, "unreadable", str(error), mend))
    return found


def _refused(name: str, code: str, why: str, mend: str) -> Refused:
    return Refused(shown(name), Finding(code, Severity.ERROR, "", why, mend, _SOURCE))
