"""Renewals in a batch: new certificates matched to registered ones, a package for each business."""

import io
import zipfile
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final

from rules.dates.cutoff import in_japan
from rules.dates.renewals import FileFacts, findings_of_new
from rules.dates.workdays import OfficeCalendar
from rules.finding import Finding, Severity
from rules.register.board import BoardRow, board
from rules.register.fold import HoldingState, Register, RegisterStatus, fold_all
from rules.register.holdings import RegisteredCertificate, certificate_label
from rules.register.identity import person_key, serial_text
from rules.register.pending import applications_about
from rules.register.records import record
from schemas.serials import readable_serial
from wizard.core.certificates.certificate_file import ClientCertificate
from wizard.core.certificates.file_facts import file_findings
from wizard.core.filing import Filing, file_answers
from wizard.core.register.lookup import RegisterLookup
from wizard.core.register.next_application import applicant_of
from wizard.core.submission.build import SubmissionPackage, make_package, submission_of
from wizard.core.submission.file_names import safe_stem
from wizard.core.versions import ApplicationVersion, version_text
from workbook.forms.template import Template
from workbook.xlsx.dated_archive import packed

_RENEWABLE: Final = (HoldingState.REGISTERED, HoldingState.EXPIRED)
NO_PARTNER: Final = "証明書名（CN）が同じ登録済みの証明書が、台帳にありません。"
_SEVERAL: Final = "更新前の証明書を特定できません（候補：{}）。"
_TWICE: Final = "同じ証明書（シリアル番号 {}）を更新する証明書が2件以上あります。"
_EARLIER: Final = "有効期限が、登録済みの証明書（シリアル番号 {}）より後ではありません。"
_REGISTERED: Final = "台帳に登録済みの証明書です（{}）。"
_PENDING: Final = "登録待ちの証明書です（{}）。"
_UNDER_WAY: Final = "更新前の証明書（シリアル番号 {}）は、更新の申込み中です。"
_RETURNED: Final = "更新前の証明書（シリアル番号 {}）の申込みは差し戻されています。"
_NOT_CHOSEN: Final = "更新する証明書として選択されていません。"
_REMEDIES: Final = {
    NO_PARTNER: "登録した申込書がある場合は台帳に取り込み、"
    "新しく追加する証明書の場合は、追加の申込書を作成してください。",
    _SEVERAL: "更新前のシリアル番号を記入した申込書を、事業者ごとに作成してください。",
    _TWICE: "更新に使用する証明書のファイルを1件のみ選択してください。",
    _EARLIER: "新しい証明書のファイルかどうかを確認してください。",
    _REGISTERED: "新しい証明書のファイルかどうかを確認してください。",
    _PENDING: "登録を確認してください。重ねて提出する必要はありません。",
    _UNDER_WAY: "先の申込みの登録を確認してください。差し戻された場合は、再提出してください。",
    _RETURNED: "「再提出する」から再提出してください。",
    _NOT_CHOSEN: "更新する場合は、証明書にチェックを入れてください。",
}
"""What to do about a certificate that renews nothing, by why it does not."""

RenewalKey = tuple[str, str, str]  # a registered certificate: code, table and serial


def renewal_key(code: str, one: RegisteredCertificate) -> RenewalKey:
    """Return the key of a registered certificate."""
    return code, one.table, one.serial


@dataclass(frozen=True, slots=True)
class CertificatePair:
    """A new certificate and the registered one that it replaces."""

    new: ClientCertificate
    old: RegisteredCertificate

    @property
    def serials(self) -> str:
        """The serial before and the new one, both as the register writes them."""
        return f"{self.old.written} → {readable_serial(self.new.serial)}"

    def findings(self, at: datetime, office: OfficeCalendar) -> list[Finding]:
        """Return what is to be known of the new certificate by its file; errors say the rules."""
        found = findings_of_new(self.new, at, office, self.old.not_after)
        return [one for one in found if one.severity is not Severity.ERROR]


@dataclass(frozen=True, slots=True)
class UnmatchedCertificate:
    """A certificate that renews nothing; ``is_registered`` where the register has it already.

    ``reason`` is why, with a place for the ``details``.
    """

    certificate: ClientCertificate
    reason: str
    details: str = ""
    is_registered: bool = False

    @property
    def why(self) -> str:
        """Why it renews nothing."""
        return self.reason.format(self.details)

    @property
    def remedy(self) -> str:
        """What to do about it."""
        return _REMEDIES[self.reason]


@dataclass(frozen=True, slots=True)
class BusinessRenewal:
    """The renewals of one business: what they pair, the form that they make, and its package.

    ``version`` is which one of the application it is, after one was returned.
    """

    register: Register
    pairs: Sequence[CertificatePair]
    filing: Filing
    package: SubmissionPackage
    version: ApplicationVersion

    @property
    def stem(self) -> str:
        """The name of its file or folder, without an ending."""
        parts = (
            self.register.code,
            self.register.name,
            "証明書更新",
            version_text(self.version.number),
        )
        return safe_stem("_".join(filter(None, parts)))


@dataclass(frozen=True, slots=True)
class RenewalBatch:
    """The renewals of all businesses, what renews nothing, and the board before and after."""

    renewals: Sequence[BusinessRenewal]
    unmatched: Sequence[UnmatchedCertificate]
    before: Sequence[BoardRow]
    after: Sequence[BoardRow]

    def without(self, code: str) -> "RenewalBatch | None":
        """Return the renewals of the other businesses; None where there are none."""
        renewals = [one for one in self.renewals if one.register.code != code]
        before, after = (
            [row for row in rows if row.code != code] for rows in (self.before, self.after)
        )
        return RenewalBatch(renewals, self.unmatched, before, after) if renewals else None


def match_certificates(
    given: Iterable[ClientCertificate],
    registers: Sequence[Register],
    left_out: Container[RenewalKey] = (),
) -> tuple[dict[str, list[CertificatePair]], list[UnmatchedCertificate]]:
    """Match new certificates to registered ones of the same common name, by code.

    ``left_out`` are those that are not to be renewed.
    """
    known = [
        (register, one, state)
        for register in registers
        if register.status is not RegisterStatus.ENDED
        for one, state in register.certificates
    ]
    pairs: list[tuple[str, CertificatePair]] = []
    unmatched: list[UnmatchedCertificate] = []
    for new in {c.identity: c for c in given}.values():
        name = person_key(new.common_name)
        if holders := [(register, state) for register, one, state in known if _is_same(new, one)]:
            is_pending = all(state is HoldingState.PENDING for _, state in holders)
            why = _PENDING if is_pending else _REGISTERED
            named = "、".join(dict.fromkeys(f"{one.code} {one.name}" for one, _ in holders))
            unmatched.append(UnmatchedCertificate(new, why, named, is_registered=True))
            continue
        olds = [
            (register, one, state)
            for register, one, state in known
            if name
            and person_key(one.common_name or "") == name
            and state in _RENEWABLE
            and not one.replaced_by
        ]
        valid = [item for item in olds if item[2] is HoldingState.REGISTERED] or olds
        valid = [item for item in valid if not _is_left_out(*item[:2], left_out)] or valid
        if len(valid) != 1:
            named = "、".join(
                f"{register.code} {certificate_label(one)}" for register, one, _ in valid
            )
            unmatched.append(UnmatchedCertificate(new, _SEVERAL if valid else NO_PARTNER, named))
            continue
        ((register, old, _),) = valid
        if reason := _reason_against(new, register, old, left_out):
            unmatched.append(UnmatchedCertificate(new, reason, old.written))
        else:
            pairs.append((register.code, CertificatePair(new, old)))
    return _without_rivals(pairs, unmatched), unmatched


def _is_left_out(
    register: Register, old: RegisteredCertificate, left_out: Container[RenewalKey]
) -> bool:
    return renewal_key(register.code, old) in left_out


def _reason_against(
    new: ClientCertificate,
    register: Register,
    old: RegisteredCertificate,
    left_out: Container[RenewalKey],
) -> str:
    """Return why a certificate of the same name is not renewed by a new one; empty if it is."""
    later = register.later(old)
    if later is not None and later.replaced_by:
        return _UNDER_WAY
    if old.not_after and new.last_day <= old.not_after:
        return _EARLIER
    if not _is_left_out(register, old, left_out):
        return ""
    about = applications_about(register).get((old.table, old.serial))
    is_returned = about is not None and about.awaits_next_version
    return _RETURNED if is_returned else _NOT_CHOSEN


def _is_same(new: ClientCertificate, one: RegisteredCertificate) -> bool:
    """Return whether a certificate is a registered one; two issuers may give the same serial."""
    if serial_text(new.serial) != one.serial:
        return False
    return not one.common_name or person_key(new.common_name) == person_key(one.common_name)


def _without_rivals(
    pairs: Sequence[tuple[str, CertificatePair]], unmatched: list[UnmatchedCertificate]
) -> dict[str, list[CertificatePair]]:
    """Gather pairs by code; of two for one old certificate neither is taken."""
    olds = [renewal_key(code, pair.old) for code, pair in pairs]
    by_code: dict[str, list[CertificatePair]] = defaultdict(list)
    for (code, pair), old in zip(pairs, olds, strict=True):
        if olds.count(old) > 1:
            unmatched.append(UnmatchedCertificate(pair.new, _TWICE, pair.old.written))
        else:
            by_code[code].append(pair)
    return by_code


def renewal_answers(
    register: Register, pairs: Sequence[CertificatePair], at: datetime
) -> dict[str, Any]:
    """Return the change that renews certificates."""
    rows: Mapping[str, list[dict[str, Any]]] = defaultdict(list)
    for pair in pairs:
        row = {
            "action": "renew",
            "serial": readable_serial(pair.new.serial),
            "common_name": pair.new.common_name,
            "not_after": pair.new.last_day,
            "replaces": pair.old.written,
            "replaces_not_after": pair.old.not_after,
        }
        rows[pair.old.table].append({name: value for name, value in row.items() if value})
    answers: dict[str, Any] = {
        "kind": "change",
        "applied_on": in_japan(at).date(),
        "applicant": applicant_of(register),
        "business": {"code": register.code, "name": register.name},
    }
    if web := rows.get("web_certificates"):
        answers["web_certificates"] = web
    if api := rows.get("api.certificates"):
        answers["api"] = {"certificates": api}
    return answers


def renew_all(  # noqa: PLR0913 - what packages depend on
    given: Iterable[ClientCertificate],
    lookup: RegisterLookup,
    at: datetime,
    office: OfficeCalendar,
    *,
    template: Template,
    edition: str,
    left_out: Container[RenewalKey] = (),
) -> RenewalBatch:
    """Match new certificates, and make a checked package for each business that has some.

    ``left_out`` are registered certificates that are not to be renewed.
    """
    by_code, unmatched = match_certificates(given, lookup.registers, left_out)
    renewals = []
    for register in lookup.registers:
        if pairs := by_code.get(register.code):
            answers = renewal_answers(register, pairs, at)
            files = {pair.new.serial: pair.new.facts for pair in pairs}
            against = partial(_findings_against, lookup, files, at)
            filing = file_answers(answers, at, office, template=template, against=against)
            version = lookup.version_of(filing.parsed)
            submission = submission_of(
                filing, None, at, office, template=template, edition=edition, version=version.number
            )
            package = make_package(submission)
            renewals.append(BusinessRenewal(register, pairs, filing, package, version))
    made = [
        one
        for renewal in renewals
        if renewal.package.content is not None
        and (one := record(renewal.filing.parsed.answers, [])) is not None
    ]
    sources = lookup.sources
    folded = fold_all([*sources.records, *made], at, office, sources.gone)
    before, after = board(lookup.registers, at, office), board(folded, at, office)
    return RenewalBatch(renewals, unmatched, before, after)


def _findings_against(
    lookup: RegisterLookup,
    files: Mapping[str, FileFacts],
    at: datetime,
    answers: Mapping[str, Any],
    found: Iterable[Finding],
) -> list[Finding]:
    """Add to findings what the register says, and what the files say beside it."""
    return [*lookup.judge(answers, found), *file_findings(dict(answers), files, at)]


def packed_batch(batch: RenewalBatch, at: datetime) -> bytes:
    """Return one archive with a folder for each business whose package was made."""
    members: list[tuple[str, bytes]] = []
    for renewal in batch.renewals:
        if renewal.package.content is not None:
            with zipfile.ZipFile(io.BytesIO(renewal.package.content)) as archive:
                members += [(f"{renewal.stem}/{n}", archive.read(n)) for n in archive.namelist()]
    return packed(members, in_japan(at))
