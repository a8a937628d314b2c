"""`moushikomi certificates`: until when each client certificate has to be renewed."""

from functools import partial
from pathlib import Path
from typing import Any

from rules.dates.date_text import long_moment
from rules.dates.renewals import STATE_WORDS, Renewal, findings_of_renewal, prediction, renewals
from rules.dates.round_text import cutoff_text, registration_text
from rules.finding import Finding, is_acceptable
from wizard.commands.as_json import cutoff_json, finding_json, registration_json
from wizard.commands.exits import FOUND_ERRORS, WRONG_CALL, complain
from wizard.commands.json_text import dumps
from wizard.commands.option_values import calendar_of, moment_of
from wizard.commands.outputs import refuse_overwriting, write_output
from wizard.commands.printing import print_findings
from wizard.core.certificates.certificate_file import ClientCertificate
from wizard.core.certificates.reading import Readings, RefusedFile, read_all
from wizard.core.files import read_bytes
from wizard.core.ics import renewal_file
from wizard.core.workers.own_limits import within_own_limits


def certificates(
    files: tuple[Path, ...],
    ics: Path | None,
    at: str | None,
    closures: str | None,
    *,
    as_json: bool,
) -> int:
    """List certificates by expiry, with the last cut-off that renews each."""
    office, now = calendar_of(closures), moment_of(at)
    if ics is not None:
        refuse_overwriting([ics], files)
    read = read_all(((str(path), partial(read_bytes, path)) for path in files), within_own_limits)
    found = renewals(read.certificates, now, office)
    is_written = ics is not None and any(renewal.last for renewal in found)
    if ics is not None and is_written:
        write_output(ics, renewal_file(found, office, now))
    if as_json:
        refused = (_entry(one.file, [one.finding]) for one in read.refused)
        print(dumps({"certificates": [*map(_json, found), *refused]}))
    else:
        _print(found, read.refused)
        if ics is not None and not is_written:
            print("予定表に登録する締切がないため、予定表のファイルは出力していません。")
    return _status(read, found)


def _status(read: Readings, found: list[Renewal[ClientCertificate]]) -> int:
    if len(read.refused) == 1 and not found:
        (refused,) = read.refused
        complain(f"「{refused.file}」：{refused.finding.message}{refused.finding.remedy}")
        return WRONG_CALL
    judged = [finding for renewal in found for finding in findings_of_renewal(renewal)]
    return FOUND_ERRORS if read.refused or not is_acceptable(judged) else 0


def _print(found: list[Renewal[ClientCertificate]], refused: list[RefusedFile]) -> None:
    for renewal in found:
        certificate, last = renewal.certificate, renewal.last
        name = certificate.common_name or "（証明書名なし）"
        print(f"{long_moment(certificate.not_after)}まで　{name}　{STATE_WORDS[renewal.state]}")
        print(f"  シリアル番号 {certificate.serial}　ファイル {certificate.file}")
        if last is not None:
            registration = registration_text(last.registration)
            print(f"  更新の最終締切 {cutoff_text(last.cutoff)}　登録 {registration}")
        print_findings(findings_of_renewal(renewal))
    for line in prediction(found):
        print(line)
    for item in refused:
        print(f"{item.file}　読み取れません")
        print_findings([item.finding])


def _json(renewal: Renewal[ClientCertificate]) -> dict[str, Any]:
    certificate, last = renewal.certificate, renewal.last
    return _entry(certificate.file, findings_of_renewal(renewal)) | {
        "serial": certificate.serial,
        "common_name": certificate.common_name or None,
        "issuer": certificate.issuer or None,
        "not_before": certificate.not_before.isoformat(),
        "not_after": certificate.not_after.isoformat(),
        "last_cutoff": cutoff_json(last.cutoff) if last else None,
        "registration": registration_json(last.registration) if last else None,
        "state": renewal.state,
    }


def _entry(file: str, findings: list[Finding]) -> dict[str, Any]:
    """Return the names of an entry in their order, with what every file has."""
    empty = dict.fromkeys(
        ("serial", "common_name", "issuer", "not_before", "not_after", "last_cutoff",
         "registration", "state")
    )  # fmt: skip
    return {"file": file, **empty, "findings": [finding_json(finding) for finding in findings]}
