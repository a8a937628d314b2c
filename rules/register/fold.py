"""The fold: applications of a business, oldest first, become its register. FAQ 3-4, 3-5."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final, TypeVar

from rules.dates.cutoff import JST, in_japan
from rules.dates.workdays import OfficeCalendar
from rules.register.holdings import (
    CertificateKey,
    Holdings,
    OpenQuestion,
    PreviousName,
    RegisteredCertificate,
    RegisteredContact,
    RegisteredEntry,
)
from rules.register.identity import company_key, person_key
from rules.register.mail_domains import domains_of
from rules.register.parts import NAME, Touch, answer_at, touches
from rules.register.progress import Progress, mark_superseded, progress_at, version_of
from rules.register.records import ApplicationState, RecordedApplication, without_doubles
from schemas.catalogue import label

_CONFIRMED_WITHIN: Final = timedelta(days=14)  # two rounds: who was returned knows by then
_KEPT: Final = 2_000
"""So many registers are folded once: those of a thousand businesses on two days."""


class RegisterStatus(StrEnum):
    """How a business stands with OCCTO, as far as its applications tell."""

    ACTIVE = "active"
    PENDING = "pending"
    ENDED = "ended"
    UNKNOWN = "unknown"


class HoldingState(StrEnum):
    """How a contact or a certificate stands."""

    REGISTERED = "registered"
    PENDING = "pending"
    REPLACED = "replaced"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Gone:
    """A certificate that a person says is no longer registered, from a day on."""

    code: str
    table: str
    serial: str
    on: date


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """An open question of a business that a person has looked into, by its key, and the day."""

    code: str
    key: str
    on: date | None = None


_Said = TypeVar("_Said", Gone, AnsweredQuestion)


@dataclass(frozen=True, slots=True)
class FoldedApplication:
    """An application, how far it is at the moment of the register, and which version it is.

    ``superseded_by`` is the version that was sent after this one was returned, 0 where there is
    none; ``is_stranger`` says that it is another business's by its name: it is not folded.
    """

    record: RecordedApplication
    progress: Progress
    version: int = 1
    superseded_by: int = 0
    is_stranger: bool = False

    @property
    def is_in_effect(self) -> bool:
        """Whether it is registered, or will be as things stand."""
        return self.progress.is_in_effect and not self.is_stranger

    @property
    def registration(self) -> date | None:
        """The day from which it counts as registered; None where it will not be."""
        return self.progress.registration if self.is_in_effect else None

    @property
    def awaits_next_version(self) -> bool:
        """Whether it was returned and has not been sent again."""
        return self.progress.state is ApplicationState.RETURNED and not self.superseded_by


@dataclass(frozen=True, slots=True)
class Register:
    """What is registered of one 事業者コード at a moment.

    ``contacts`` and ``certificates`` stand with their states. ``open_questions`` are those that
    nobody has answered, ``answered_questions`` the others. ``removed`` are the certificates that a
    person has taken out, as ``gone`` says, with the days. ``mail_domains`` are those of what is
    registered or applied for, and of who sent the applications by mail. ``keys`` are those of the
    names and serials that are registered or applied for, to look for them in many registers.
    ``ahead`` is what will be registered when everything under way is; it is for judging, and no
    part of what is compared.
    """

    code: str
    at: datetime
    status: RegisterStatus
    name: str
    previous_names: tuple[PreviousName, ...]
    entries: Mapping[str, RegisteredEntry]
    contacts: tuple[tuple[RegisteredContact, HoldingState], ...]
    certificates: tuple[tuple[RegisteredCertificate, HoldingState], ...]
    applications: tuple[FoldedApplication, ...]
    open_questions: tuple[OpenQuestion, ...]
    gone: tuple[Gone, ...] = ()
    answered_questions: tuple[OpenQuestion, ...] = ()
    removed: tuple[tuple[RegisteredCertificate, date], ...] = ()
    mail_domains: frozenset[str] = frozenset()
    keys: frozenset[str] = field(default=frozenset(), compare=False, repr=False)
    ahead: Holdings = field(default_factory=Holdings, compare=False, repr=False)

    @property
    def name_keys(self) -> frozenset[str]:
        """What is equal for every name that the business has, had, or applied for."""
        past = {one.name for one in (*self.previous_names, *self.ahead.previous_names)}
        return frozenset(company_key(one) for one in {self.name, self.ahead.name, *past} if one)

    @property
    def under_way(self) -> tuple[FoldedApplication, ...]:
        """The applications that are sent and not yet registered."""
        sent = ApplicationState.SENT
        return tuple(o for o in self.applications if o.progress.state is sent and not o.is_stranger)

    @property
    def to_confirm(self) -> tuple[FoldedApplication, ...]:
        """The applications that were to be registered of late, and nobody has said that they are.

        One may have been returned, and there may yet be a cut-off to send it again.
        """
        since = self.at.date() - _CONFIRMED_WITHIN
        assumed = (o for o in self.applications if o.progress.is_assumed and not o.is_stranger)
        return tuple(one for one in assumed if one.progress.registration > since)

    @property
    def returned(self) -> tuple[FoldedApplication, ...]:
        """The applications that were returned and are to be sent again."""
        return tuple(one for one in self.applications if one.awaits_next_version)

    def later(self, one: RegisteredCertificate) -> RegisteredCertificate | None:
        """Return a certificate once all under way is registered; None where that deletes it."""
        key = (one.table, one.serial)
        return None if key in self.ahead.deleted else self.ahead.certificates.get(key, one)

    @property
    def certificate_count(self) -> int:
        """How many certificates are registered and neither replaced nor expired."""
        return sum(state is HoldingState.REGISTERED for _, state in self.certificates)

    @property
    def certificates_by_date(self) -> list[tuple[RegisteredCertificate, HoldingState]]:
        """The certificates for who reads them: what runs out first, then what is renewed."""

        def place(item: tuple[RegisteredCertificate, HoldingState]) -> tuple[bool, date]:
            return item[0].replaced_by is not None, item[0].not_after or date.max

        return sorted(self.certificates, key=place)

    @property
    def latest(self) -> FoldedApplication:
        """The last application that is in effect, else the last of all."""
        in_effect = (one for one in reversed(self.applications) if one.is_in_effect)
        return next(in_effect, self.applications[-1])


def fold_all(
    records: Iterable[RecordedApplication],
    at: datetime,
    calendar: OfficeCalendar,
    gone: Iterable[Gone] = (),
    answered: Iterable[AnsweredQuestion] = (),
) -> list[Register]:
    """Return the register of every 事業者コード, in the order of the codes.

    What is folded from the same applications on the same day is the same: it is folded once.
    """
    at = in_japan(at)
    by_code: dict[str, list[RecordedApplication]] = defaultdict(list)
    for one in records:
        by_code[one.code].append(one)
    own_gone, own_answered = _by_code(gone), _by_code(answered)
    return [
        replace(
            _fold_on(
                tuple(by_code[code]),
                at.date(),
                calendar,
                own_gone.get(code, ()),
                own_answered.get(code, ()),
            ),
            at=at,
        )
        for code in sorted(by_code)
    ]


def _by_code(items: Iterable[_Said]) -> dict[str, tuple[_Said, ...]]:
    """Gather what a person has said by the code of the business."""
    found: dict[str, list[_Said]] = defaultdict(list)
    for item in items:
        found[item.code].append(item)
    return {code: tuple(said) for code, said in found.items()}


@lru_cache(maxsize=_KEPT)
def _fold_on(
    records: tuple[RecordedApplication, ...],
    day: date,
    calendar: OfficeCalendar,
    gone: tuple[Gone, ...],
    answered: tuple[AnsweredQuestion, ...],
) -> Register:
    """Return the register of one 事業者コード on a day, which begins and ends at midnight."""
    return fold(records, datetime.combine(day, time(), JST), calendar, gone, answered)


def fold(
    records: Iterable[RecordedApplication],
    at: datetime,
    calendar: OfficeCalendar,
    gone: Iterable[Gone] = (),
    answered: Iterable[AnsweredQuestion] = (),
) -> Register:
    """Return the register of one 事業者コード at a moment.

    Raises ValueError if there is no application, or they are of several codes.
    """
    at = in_japan(at)
    single = without_doubles(records)
    known = mark_superseded(single, single)
    now = Holdings()
    applications = _mark_strangers(_versions(known, at, calendar), now)
    codes = {one.record.code for one in applications}
    if len(codes) != 1:
        raise ValueError(f"a register is of one code, not of {sorted(codes)}")
    (code,) = codes
    own_gone = tuple(one for one in gone if one.code == code)
    effective = [one for one in applications if one.is_in_effect]
    skipped = _contradictions(effective, now)
    for one in effective:
        if one.progress.state is ApplicationState.REGISTERED:
            now.apply(one.record, one.progress.registration, skipped.get(one.record.content, ()))
    removed = []
    for item in own_gone:
        if item.on <= at.date():
            one_gone = now.certificates.pop((item.table, item.serial), None)
            removed += [(one_gone, item.on)] if one_gone else []
    ahead = now.copy()
    for one in effective:
        if one.progress.state is ApplicationState.SENT:
            ahead.apply(one.record, one.progress.registration, skipped.get(one.record.content, ()))
    questions = dict.fromkeys(ahead.questions)
    closed = {one.key: one.on for one in answered if one.code == code}
    done = {one: closed[one.key] for one in questions if closed and one.key in closed}
    contacts, certificates = _contacts(now, ahead), _certificates(now, ahead, at.date())
    return Register(
        code=code,
        at=at,
        status=_status(now, ahead),
        name=_name(now) or _name_before(ahead) or applications[-1].record.parts.name,
        previous_names=tuple(now.previous_names),
        entries=dict(now.entries),
        contacts=contacts,
        certificates=certificates,
        keys=frozenset(
            [
                *(person_key(one.name) for one, _ in contacts),
                *(person_key(one.common_name or "") for one, _ in certificates),
                *(one.serial for one, _ in certificates),
            ]
        ),
        applications=tuple(applications),
        open_questions=tuple(one for one in questions if one not in done),
        answered_questions=tuple(replace(one, answered_on=on) for one, on in done.items()),
        gone=own_gone,
        removed=tuple(removed),
        mail_domains=domains_of((now, ahead), (one.record for one in effective)),
        ahead=ahead,
    )


def _versions(
    records: Sequence[RecordedApplication], at: datetime, calendar: OfficeCalendar
) -> Iterator[FoldedApplication]:
    """Yield applications with how far they are, and which version of what was returned."""
    later: dict[str, int] = defaultdict(int)
    for one in records:
        if one.supersedes and one.supersedes != one.digest:
            later[one.supersedes] = max(later[one.supersedes], version_of(one, records))
    for one in records:
        superseded_by = later.get(one.digest, 0) if later else 0  # digests take their time
        progress = progress_at(one, at, calendar)
        yield FoldedApplication(one, progress, version_of(one, records), superseded_by)


def _name(holdings: Holdings) -> str:
    """Return the registered name, else the one of before; empty where nothing was applied."""
    return holdings.name or holdings.last_name


def _name_before(ahead: Holdings) -> str:
    """Return the name until what is under way is registered: a rename's is the old one."""
    return ahead.previous_names[0].name if ahead.previous_names else _name(ahead)


def _mark_strangers(
    applications: Iterable[FoldedApplication], holdings: Holdings
) -> list[FoldedApplication]:
    """Return the applications with those of strangers marked; and ask about them.

    A form that bears a name that the business never had is another business's.
    """
    marked: list[FoldedApplication] = []
    known: dict[str, str] = {}
    has_ended = False
    for one in applications:
        marked.append(one)
        if not one.progress.is_in_effect:
            continue
        record, name = one.record, one.record.parts.name
        may_be_new = record.kind == "rename" or has_ended or not known or not name
        if not may_be_new and company_key(name) not in known:
            last = list(known.values())[-1]
            holdings.ask("stranger", NAME, record, name=name, known=last)
            marked[-1] = replace(one, is_stranger=True)
            continue
        if has_ended and record.kind == "new":
            known.clear()  # whoever begins anew after a stop may have another name (FAQ 3-5)
        has_ended = record.kind == "stop" or (has_ended and record.kind != "new")
        if old := answer_at(record.application, "rename.previous_name"):
            known.setdefault(company_key(old), old)
        if name:
            known[company_key(name)] = name
    return marked


def _contradictions(
    effective: Iterable[FoldedApplication], holdings: Holdings
) -> dict[str, set[Touch]]:
    """Return, by content, what applications of one day say in different ways; and ask."""
    days: dict[object, list[RecordedApplication]] = defaultdict(list)
    for one in effective:
        # a change on the day of the new application follows it, and contradicts nothing
        days[one.record.applied_on, one.record.kind == "new"].append(one.record)
    skipped: dict[str, set[Touch]] = defaultdict(set)
    for records in (day for day in days.values() if len(day) > 1):
        statements: dict[Touch, list[tuple[RecordedApplication, str, object]]] = defaultdict(list)
        for record in records:
            for touch, (path, value) in touches(record.application).items():
                statements[touch].append((record, path, value))
        for touch, several in statements.items():
            _, path, value = several[0]
            if any(other != value for _, _, other in several):
                stating = (record for record, _, _ in several)
                holdings.ask("contradiction", path, *stating, label=label(path))
                for record, _, _ in several:
                    skipped[record.content].add(touch)
    return skipped


def _status(now: Holdings, ahead: Holdings) -> RegisterStatus:
    if now.has_begun:
        return RegisterStatus.ACTIVE
    if ahead.has_begun and not now.entries:  # else it began before what is seen
        return RegisterStatus.PENDING
    return RegisterStatus.ENDED if now.has_ended else RegisterStatus.UNKNOWN


def _contacts(now: Holdings, ahead: Holdings) -> tuple[tuple[RegisteredContact, HoldingState], ...]:
    registered = [(one, HoldingState.REGISTERED) for one in now.contacts.values()]
    pending = [
        (one, HoldingState.PENDING)
        for key, one in ahead.contacts.items()
        if key not in now.contacts
    ]
    return (*registered, *pending)


def _certificates(
    now: Holdings, ahead: Holdings, day: date
) -> tuple[tuple[RegisteredCertificate, HoldingState], ...]:
    def state(key: CertificateKey, one: RegisteredCertificate) -> HoldingState:
        if key not in now.certificates:
            return HoldingState.PENDING
        if not one.is_valid(day):
            return HoldingState.EXPIRED
        return HoldingState.REPLACED if one.replaced_by else HoldingState.REGISTERED

    both = {**ahead.certificates, **now.certificates}
    certificates = [(one, state(key, one)) for key, one in both.items()]
    return tuple(sorted(certificates, key=lambda item: _place(item[0])))


def _place(one: RegisteredCertificate) -> tuple[bool, date, str]:
    """Return the place in a list of certificates: the web's first, by their last day."""
    return one.table != "web_certificates", one.not_after or date.max, one.serial
