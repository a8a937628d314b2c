"""What the files of the certificates of an application say, beside their rows."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from rules.dates.renewals import FileFacts, finding_of_last_day, findings_of_file
from rules.finding import Finding
from rules.obligations.certificates import same_serial
from rules.obligations.unplaced import CERTIFICATE_TABLES
from schemas.catalogue import label
from wizard.core.answer_text import input_text
from wizard.core.certificates.rows import ends, replaced_until
from wizard.core.draft import get_at


def file_findings(
    answers: dict[str, Any], files: Mapping[str, FileFacts], at: datetime
) -> Iterator[Finding]:
    """Yield what is said of the files of the certificates that are applied for, or replaced.

    ``files`` are those that were read, by the serial of their certificate.
    """
    for table in CERTIFICATE_TABLES:
        for number, row in enumerate(get_at(answers, table) or ()):
            until = replaced_until(row)
            for facts in _facts_of(row.get("serial"), files):
                path = f"{table}.{number}"
                yield from _at(f"{path}.serial", "の証明書は", findings_of_file(facts, at, until))
                yield from _at(f"{path}.not_after", "が", finding_of_last_day(facts, ends(row)))
            for facts in _facts_of(row.get("replaces"), files):
                path = f"{table}.{number}.replaces_not_after"
                yield from _at(path, "が", finding_of_last_day(facts, until))


def _facts_of(serial: object, files: Mapping[str, FileFacts]) -> list[FileFacts]:
    return [facts for read, facts in files.items() if same_serial(input_text(serial), read)]


def _at(path: str, what: str, found: Iterator[Finding]) -> Iterator[Finding]:
    for one in found:
        yield replace(one, path=path, message=f"「{label(path)}」{what}、{one.message}")
