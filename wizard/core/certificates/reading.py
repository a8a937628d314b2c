"""Reading many certificate files: what each holds, or why it was refused."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rules.finding import Finding, Severity
from wizard.core.certificates.certificate_file import ClientCertificate, certificate_of, leaves_in
from wizard.core.certificates.containers import refuse_by_name
from wizard.core.certificates.refusals import CertificateError
from wizard.core.files import FileError, printable
from wizard.core.workers.too_costly import TooCostlyError

_SOURCE = "3-6"


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was refused, and the finding that says why."""

    file: str
    finding: Finding


@dataclass(slots=True)
class Readings:
    """What was read, in the order given. No bytes are kept."""

    certificates: list[ClientCertificate] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def read_all(
    files: Iterable[tuple[str, Callable[[], bytes]]], within: Callable[..., Readings]
) -> Readings:
    """Read files, each a name and the way to its bytes; a key by its name is not even opened.

    ``within`` calls a function on the untrusted bytes within limits of time and memory.

    A file may hold several certificates; one that is refused stops no other.
    """
    found = Readings()
    for name, read in files:
        with _refusals_of(name, found):
            refuse_by_name(name)
            read_here = within(_certificates_in, name, read())
            found.certificates += read_here.certificates
            found.refused += read_here.refused
    return found


def _certificates_in(name: str, content: bytes) -> Readings:
    """Read a file.

    Raises:
        CertificateError: it holds no client certificate.

    """
    found = Readings()
    leaves, left_out = leaves_in(content)
    for number, leaf in enumerate(leaves, start=1):
        which = f"{name}（{number}件目の証明書）" if len(leaves) > 1 else name
        with _refusals_of(which, found):
            found.certificates.append(certificate_of(name, leaf, left_out))
    return found


@contextmanager
def _refusals_of(name: str, found: Readings) -> Iterator[None]:
    """Note that what is read inside is refused, where it is."""
    try:
        yield
    except (CertificateError, TooCostlyError) as error:
        found.refused.append(_refused(name, error.code, error.why, error.mend))
    except FileError as error:
        mend = "ファイルの保存場所とファイル名を確認してください。"
        found.refused.append(_refused(name, "unreadable", str(error), mend))


def _refused(name: str, code: str, why: str, mend: str) -> Refused:
    return Refused(printable(name), Finding(code, Severity.ERROR, "", why, mend, _SOURCE))
