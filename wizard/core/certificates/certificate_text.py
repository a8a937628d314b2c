"""What is told on a page of certificates and of files that were refused."""

from collections.abc import Iterable, Sequence

import htpy as h

from rules.dates.date_text import long_date, long_moment
from rules.finding import SEVERITY_WORDS, Finding, Severity
from rules.obligations.messages import sort_by_severity
from wizard.core.certificates.certificate_file import ClientCertificate
from wizard.core.certificates.reading import Refused


def name_of(certificate: ClientCertificate) -> str:
    """Name a certificate: by its common name, or by its serial where it has none."""
    return certificate.common_name or f"シリアル番号 {certificate.serial}"


def facts(certificate: ClientCertificate, *, with_end: bool = True) -> str:
    """Return what a certificate says of itself, in a line."""
    parts = [
        f"シリアル番号 {certificate.serial}",
        f"有効期限 {long_date(certificate.last_day)}" if with_end else "",
        f"発行者 {certificate.issuer or '名称なし'}",
        f"ファイル {certificate.file}",
    ]
    return "　".join(filter(None, parts))


def findings_list(found: Iterable[tuple[str, Finding]]) -> h.Element | None:
    """Draw findings worst first, each once with the names of all that it is about."""
    about: dict[Finding, list[str]] = {}
    for name, finding in found:
        about.setdefault(finding, []).append(name)
    listed = [
        h.li(class_=finding.severity)[
            h.b[SEVERITY_WORDS[finding.severity]],
            f"{_names(about[finding])}：{finding.message}{finding.remedy}",
            h.span(".mk-source")[f"（FAQ {finding.source}）"],
        ]
        for finding in sort_by_severity(list(about))
    ]
    return h.ul(".mk-findings")[listed] if listed else None


def refused_list(refused: Sequence[Refused]) -> h.Element | None:
    """Draw the files that were refused, with why and what to do."""
    return findings_list((item.file, item.finding) for item in refused)


def _names(names: Iterable[str]) -> str:
    return "、".join(f"「{name}」" for name in dict.fromkeys(names))


def style_of(found: Iterable[Finding]) -> str:
    """Return the style of a box by the worst finding in it."""
    severities = {finding.severity for finding in found}
    if Severity.ERROR in severities:
        return "bad"
    return "warn" if Severity.WARNING in severities else "note"


def until(certificate: ClientCertificate) -> str:
    """Describe until when a certificate is valid."""
    return f"{long_moment(certificate.not_after)}まで"
