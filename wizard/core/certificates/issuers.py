"""Issuers of the certificates of an application, as their files name them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from rules.dates.renewals import findings_of_issuer
from rules.finding import Finding
from rules.obligations.certificates import same_serial
from rules.obligations.unplaced import CERTIFICATE_TABLES
from schemas.catalogue import label
from wizard.core.answer_text import input_text
from wizard.core.draft import get_at


def issuer_findings(answers: dict[str, Any], issuers: Mapping[str, str]) -> Iterator[Finding]:
    """Yield what is said of the issuers of the certificates that are applied for.

    ``issuers`` are those that were read, by the serial of their certificate.
    """
    for table in CERTIFICATE_TABLES:
        for number, row in enumerate(get_at(answers, table) or ()):
            path, serial = f"{table}.{number}.serial", input_text(row.get("serial"))
            for read, issuer in issuers.items():
                if same_serial(serial, read):
                    for one in findings_of_issuer(issuer):
                        message = f"「{label(path)}」の証明書の{one.message}"
                        yield replace(one, path=path, message=message)
