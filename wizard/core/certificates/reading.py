"""Reading of several certificate files, with a finding for each refused one."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rules.finding import Finding, Severity
from wizard.core.certificates.certificate_file import ClientCertificate, certificate_of, leaves_in
from wizard.core.certificates.containers import refuse_by_name
from wizard.core.files import FileError, printable
from workbook.xlsx.guard.unreadable import UnreadableError

_SOURCE = "3-6"


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A refused file, with the finding that explains it."""

    file: str
    finding: Finding


@dataclass(slots=True)
class Readings:
    """The certificates and refused files, in input order. File contents are not kept."""

    certificates: list[ClientCertificate] = field(default_factory=list)
    refused: list[RefusedFile] = field(default_factory=list)


def read_all(
    files: Iterable[tuple[str, Callable[[], bytes]]], within: Callable[..., Readings]
) -> Readings:
    """Read files, given as names and functions that return their bytes.

    ``within`` calls a function on the untrusted bytes within limits of time and memory. A private
    key is refused by its name without opening it; a refused file does not affect the others.
    """
    readings = Readings()
    for name, read in files:
        with _refusals_of(name, readings):
            refuse_by_name(name)
            readings_of_file = within(_certificates_in, name, read())
            readings.certificates += readings_of_file.certificates
            readings.refused += readings_of_file.refused
    return readings


def _certificates_in(name: str, content: bytes) -> Readings:
    """Return the certificates of a file."""
    readings = Readings()
    leaves, left_out = leaves_in(content)
    for number, leaf in enumerate(leaves, start=1):
        label = f"{name}（{number}件目の証明書）" if len(leaves) > 1 else name
        with _refusals_of(label, readings):
            readings.certificates.append(certificate_of(name, leaf, left_out))
    return readings


@contextmanager
def _refusals_of(name: str, readings: Readings) -> Iterator[None]:
    """Record an error raised in the context as a refused file."""
    try:
        yield
    except UnreadableError as error:
        readings.refused.append(_refused(name, error.code, error.why, error.mend))
    except FileError as error:
        mend = "ファイルの保存場所とファイル名を確認してください。"
        readings.refused.append(_refused(name, "unreadable", str(error), mend))


def _refused(name: str, code: str, why: str, mend: str) -> RefusedFile:
    return RefusedFile(printable(name), Finding(code, Severity.ERROR, "", why, mend, _SOURCE))
