"""HTML and text about certificates and refused files."""

from collections.abc import Iterable, Sequence

import htpy as h

from rules.dates.date_text import long_date, long_moment
from rules.finding import SEVERITY_WORDS, Finding, Severity
from rules.obligations.messages import sort_by_severity
from schemas.serials import readable_serial
from wizard.core.certificates.certificate_file import ClientCertificate
from wizard.core.certificates.reading import RefusedFile


def name_of(certificate: ClientCertificate) -> str:
    """Return the common name of a certificate, or its serial if it has none."""
    return certificate.common_name or f"シリアル番号 {readable_serial(certificate.serial)}"


def facts(certificate: ClientCertificate, *, with_end: bool = True) -> str:
    """Return the properties of a certificate in one line."""
    parts = [
        f"シリアル番号 {readable_serial(certificate.serial)}",
        f"有効期限 {long_date(certificate.last_day)}" if with_end else "",
        f"発行者 {certificate.issuer or '名称なし'}",
        f"ファイル {certificate.file}",
    ]
    return "　".join(filter(None, parts))


def findings_list(findings: Iterable[tuple[str, Finding]]) -> h.Element | None:
    """Render findings by severity, each once with the names of all certificates concerned."""
    names_by_finding: dict[Finding, list[str]] = {}
    for name, finding in findings:
        names_by_finding.setdefault(finding, []).append(name)
    listed = [
        h.li(class_=finding.severity)[
            h.b[SEVERITY_WORDS[finding.severity]],
            f"{_names(names_by_finding[finding])}：{finding.message}{finding.remedy}",
            h.span(".mk-source")[f"（FAQ {finding.source}）"],
        ]
        for finding in sort_by_severity(list(names_by_finding))
    ]
    return h.ul(".mk-findings")[listed] if listed else None


def refused_list(refused: Sequence[RefusedFile]) -> h.Element | None:
    """Render the refused files with reason and remedy."""
    return findings_list((item.file, item.finding) for item in refused)


def _names(names: Iterable[str]) -> str:
    return "、".join(f"「{name}」" for name in dict.fromkeys(names))


def style_of(findings: Iterable[Finding]) -> str:
    """Return the style of a box by its most severe finding."""
    severities = {finding.severity for finding in findings}
    if Severity.ERROR in severities:
        return "bad"
    return "warn" if Severity.WARNING in severities else "note"


def until(certificate: ClientCertificate) -> str:
    """Return until when a certificate is valid."""
    return f"{long_moment(certificate.not_after)}まで"
