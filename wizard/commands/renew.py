"""`moushikomi renew`: new certificates become a checked package for each business."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from rules.dates.cutoff import round_at
from rules.dates.round_text import reasons_now
from rules.dates.workdays import OfficeCalendar
from rules.register.register_json import board_json
from wizard.commands.as_json import cutoff_json, finding_json, registration_json
from wizard.commands.exits import FOUND_ERRORS, WRONG_CALL, CallError, complain
from wizard.commands.fill import template_from
from wizard.commands.json_text import dumps
from wizard.commands.option_values import calendar_of, lookup_of, moment_of
from wizard.commands.outputs import refuse_overwriting
from wizard.commands.printing import in_brackets, output_text, print_findings, print_round
from wizard.core.certificates.reading import Readings, read_all
from wizard.core.files import free_stem, is_folder, make_folder, printable, read_bytes, write_whole
from wizard.core.register.board_text import day_text
from wizard.core.register.renewal_batch import RenewalBatch, renew_all
from wizard.core.submission.submission import edition_of
from wizard.core.versions import resubmission_text
from wizard.core.workers.own_limits import within_own_limits
from workbook.forms.template import own_template


def renew(  # noqa: PLR0913 - one parameter for each option
    certificates: tuple[Path, ...],
    *,
    register: tuple[Path, ...],
    output: Path,
    template: Path | None,
    at: str | None,
    closures: str | None,
    as_json: bool,
) -> int:
    """Match new certificates to registered ones, and write a package for each business."""
    office, now = calendar_of(closures), moment_of(at)
    if output.exists() and not is_folder(output):
        raise CallError(f"出力先「{printable(output)}」にはフォルダを指定してください。")
    lookup = lookup_of(register, now, office)
    if lookup is None:
        raise CallError("--register を指定してください。")
    read = read_all(((str(p), partial(read_bytes, p)) for p in certificates), within_own_limits)
    if len(read.refused) == 1 and not read.certificates:
        (refused,) = read.refused
        complain(f"「{refused.file}」：{refused.finding.message}{refused.finding.remedy}")
        return WRONG_CALL
    form = template_from(template) or own_template()
    edition = edition_of(form, read_bytes(template) if template else None)
    batch = renew_all(read.certificates, lookup, now, office, template=form, edition=edition)
    written = _write(batch, output, [*certificates, *register])
    if as_json:
        print(dumps(_json(batch, read, written, now, office)))
    else:
        _print(batch, read, written, now, office)
    is_whole = not read.refused and all(one.is_registered for one in batch.unmatched)
    return 0 if is_whole and all(path for _, path in written) else FOUND_ERRORS


class _Output(NamedTuple):
    """Where a package was meant to go, and where it is; None for one that has errors."""

    target: Path
    path: Path | None


def _write(batch: RenewalBatch, output: Path, given: list[Path]) -> list[_Output]:
    """Write the packages, and return where each is."""
    targets = [output / f"{one.stem}.zip" for one in batch.renewals]
    refuse_overwriting(targets, given)
    written: list[_Output] = []
    for one, target in zip(batch.renewals, targets, strict=True):
        if one.package.content is None:
            written.append(_Output(target, None))
            continue
        make_folder(output)
        content = one.package.content
        free = target.with_stem(free_stem(output, one.stem, {target.suffix: content}))
        write_whole(free, content)
        written.append(_Output(target, free))
    return written


def _json(
    batch: RenewalBatch,
    read: Readings,
    written: list[_Output],
    now: datetime,
    office: OfficeCalendar,
) -> dict[str, Any]:
    return {
        "packages": [
            {
                "code": one.register.code,
                "name": one.register.name,
                "path_of_output": printable(path) if path else None,
                "contents": list(one.package.contents),
                "renewals": [
                    {
                        "file": pair.new.file,
                        "table": pair.old.table,
                        "common_name": pair.new.common_name,
                        "serial": pair.new.serial,
                        "not_after": pair.new.last_day.isoformat(),
                        "replaces": pair.old.serial,
                        "findings": [finding_json(one) for one in pair.findings(now, office)],
                    }
                    for pair in one.pairs
                ],
                "findings": [finding_json(finding) for finding in one.package.findings],
                "cutoff": cutoff_json(one.filing.round.cutoff),
                "registration": registration_json(one.filing.round.registration),
            }
            for one, (_, path) in zip(batch.renewals, written, strict=True)
        ],
        "unmatched": [
            {
                "file": one.certificate.file,
                "serial": one.certificate.serial,
                "common_name": one.certificate.common_name or None,
                "registered": one.is_registered,
                "why": one.why,
            }
            for one in batch.unmatched
        ],
        "refused": [
            {"file": one.file, "findings": [finding_json(one.finding)]} for one in read.refused
        ],
        "board_before": board_json(batch.before),
        "board_after": board_json(batch.after),
    }


def _print(
    batch: RenewalBatch,
    read: Readings,
    written: list[_Output],
    now: datetime,
    office: OfficeCalendar,
) -> None:
    for one, (target, path) in zip(batch.renewals, written, strict=True):
        result = output_text(path, target)
        version = in_brackets(resubmission_text(one.version.number))
        print(f"{one.register.code} {one.register.name}{version} → {result}")
        for pair in one.pairs:
            name = pair.new.common_name
            print(f"  {name}　{pair.serials}（{pair.new.file}）")
            print_findings(pair.findings(now, office))
        said = {f.code for pair in one.pairs for f in pair.findings(now, office)}
        print_findings([f for f in one.package.findings if f.code not in said])
    for item in batch.unmatched:
        print(f"{item.certificate.file}　{item.certificate.common_name}　{item.why}")
        print(f"      → {item.remedy}")
    for refused in read.refused:
        print(f"{refused.file}　読み取れません")
        print_findings([refused.finding])
    made = sum(path is not None for _, path in written)
    print(
        f"{len(written)}件中{made}件の提出書類を作成しました。"
        if written
        else "更新する証明書がないため、提出書類を作成していません。"
    )
    print(f"期限の近い証明書　作成前 {len(batch.before)}件、作成後 {len(batch.after)}件")
    for row in batch.after:
        print(f"  {day_text(row.date)}　{row.code} {row.name}　{row.what}")
    if not made:
        return
    ahead = round_at(now, office)
    print_round(ahead, reasons_now(ahead, now, office))
