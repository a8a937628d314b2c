"""What the files of the certificates of an application say that the form has no box for."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from rules.dates.renewals import FileFacts, findings_of_file
from rules.finding import Finding
from rules.obligations.certificates import same_serial
from rules.obligations.unplaced import CERTIFICATE_TABLES
from schemas.catalogue import label
from wizard.core.answer_text import input_text
from wizard.core.certificates.rows import replaced_until
from wizard.core.draft import get_at


def file_findings(
    answers: dict[str, Any], files: Mapping[str, FileFacts], at: datetime
) -> Iterator[Finding]:
    """Yield what is said of the files of the certificates that are applied for.

    ``files`` are those that were read, by the serial of their certificate.
    """
    for table in CERTIFICATE_TABLES:
        for number, row in enumerate(get_at(answers, table) or ()):
            path, serial = f"{table}.{number}.serial", input_text(row.get("serial"))
            for read, facts in files.items():
                if same_serial(serial, read):
                    for one in findings_of_file(facts, at, replaced_until(row)):
                        message = f"「{label(path)}」の証明書は、{one.message}"
                        yield replace(one, path=path, message=message)
