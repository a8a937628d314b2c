"""Histories of businesses, and what must be registered at several moments. All by hand.

June 2026 has no holiday: what is dated from a Saturday to a Friday is collected on that Friday and
registered on the Friday after. An expectation is written from the design of the register.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from rules.dates.cutoff import moment
from rules.dates.workdays import OfficeCalendar
from rules.register.fold import Gone, Register, fold
from rules.register.records import ApplicationState, RecordedApplication, record

Answers = dict[str, Any]
CODE: Final = "01233"
COMPANY: Final = "サンプル電力株式会社"
HANAKO: Final = {
    "name": "窓口 花子",
    "department": "需給管理部",
    "phone": "03-3501-1512",
    "email": "hanako@example.co.jp",
}
JIRO: Final = {
    "name": "後任 次郎",
    "department": "需給管理部",
    "phone": "03-3501-1513",
    "email": "jiro@example.co.jp",
}
APPLICANT: Final = {"company": COMPANY, "department": "需給管理部", "responsible": "申込 太郎"}


def cert(action: str, serial: str, **more: str) -> Answers:
    """Write a row of a certificate."""
    return {"action": action, "serial": serial, **more}


def new(day: str, name: str = COMPANY, code: str = CODE, **more: Any) -> Answers:  # noqa: ANN401 - answers are any JSON
    """Write a new application: one contact, one web certificate AA01 until 2027-06-30."""
    return {
        "kind": "new",
        "applied_on": day,
        "applicant": APPLICANT,
        "new": {"prepared": True},
        "business": {
            "code": code,
            "name": name,
            "address": "〒100-0000 東京都千代田区見本町1-2-3",
            "phone": "03-3501-1511",
            "result_email": "result@example.co.jp",
        },
        "privacy_notice_url": "https://www.example.co.jp/privacy/",
        "contacts": [{"action": "add", **HANAKO}],
        "web_certificates": [cert("add", "AA01", common_name="PC01", not_after="2027-06-30")],
        **more,
    }


def with_api(day: str) -> Answers:
    """Write a new application with an API certificate AC01 until 2026-08-31."""
    return new(
        day,
        api={
            "certificates": [cert("add", "AC01", common_name="SV01", not_after="2026-08-31")],
            "environment": "Linuxサーバ1台",
            "file_return_method": "見本の方式",
            "test_passed": True,
        },
    )


def change(day: str, name: str = COMPANY, code: str = CODE, **more: Any) -> Answers:  # noqa: ANN401 - answers are any JSON
    """Write a change; ``business`` adds to code and name."""
    business = {"code": code, "name": name, **more.pop("business", {})}
    return {
        "kind": "change",
        "applied_on": day,
        "applicant": APPLICANT,
        "business": business,
        **more,
    }


def rename(day: str, name: str, previous: str = COMPANY, **more: Any) -> Answers:  # noqa: ANN401 - answers are any JSON
    """Write a rename."""
    return {
        **change(day, name, **more),
        "kind": "rename",
        "rename": {
            "previous_name": previous,
            "done": ["meti", "occto_member", "occto_system", "customers"],
            "notice_method": "書面の郵送",
            "notice_attachment": "お知らせ.pdf",
        },
    }


def stop(day: str, name: str = COMPANY) -> Answers:
    """Write a stop."""
    return {**change(day, name), "kind": "stop", "stop": {"completed": True}}


@dataclass(frozen=True)
class Holds:
    """What must be registered at a moment; what is None is not looked at.

    ``contacts`` and ``certificates`` are written ``name state`` and ``W|A serial state``,
    ``entries`` are values by path, ``questions`` the paths of open questions.
    """

    at: str
    status: str
    name: str | None = None
    contacts: Sequence[str] | None = None
    certificates: Sequence[str] | None = None
    entries: Mapping[str, tuple[str, str, str]] | None = None
    states: Sequence[str] | None = None
    questions: Sequence[str] = ()
    previous_names: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class History:
    """Applications by the name of their file, what a person said, and what must come of it.

    ``versions`` are files of next versions with those of the returned ones.
    """

    says: str
    files: Mapping[str, Answers]
    holds: Sequence[Holds]
    said: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    gone: Sequence[tuple[str, str, str]] = ()
    versions: Mapping[str, str] = field(default_factory=dict)


def _day(said: Any, name: str) -> date | None:  # noqa: ANN401 - a mapping of texts
    return date.fromisoformat(said[name]) if name in said else None


def records(history: History) -> list[RecordedApplication]:
    """Read the applications of a history, with what a person said of them."""
    found = []
    for file, answers in history.files.items():
        said = history.said.get(file, {})
        state = ApplicationState(said["state"]) if "state" in said else None
        one = record(answers, [file], state, _day(said, "sent_on"), _day(said, "registered_on"))
        assert one is not None
        found.append(one)
    digests = {one.source: one.digest for one in found}
    return [
        replace(one, supersedes=digests.get(history.versions.get(one.source, ""))) for one in found
    ]


def gone(history: History) -> list[Gone]:
    """Give the certificates that a person said are no longer registered."""
    return [Gone(CODE, table, s, date.fromisoformat(on)) for table, s, on in history.gone]


def folded(files: dict[str, Answers], at: str, calendar: OfficeCalendar) -> Register:
    """Fold applications of which nothing else is known."""
    return fold(records(History("", files, [])), moment(at), calendar)


NEW_NAME: Final = "新サンプル電力株式会社"
H, J = "窓口 花子", "後任 次郎"

HISTORIES: Final = [
    History(
        "a first application is pending until the Friday after its cut-off",
        {"a.xlsx": new("2026-06-05")},
        [
            Holds("2026-06-04T23:59", "unknown", contacts=[], certificates=[], states=["made"]),
            Holds(
                "2026-06-05", "pending", COMPANY, [f"{H} pending"], ["W AA01 pending"], {},
                ["sent"],
            ),
            Holds("2026-06-11T23:59", "pending", COMPANY, states=["sent"]),
            Holds(
                "2026-06-12", "active", COMPANY, [f"{H} registered"], ["W AA01 registered"],
                {"business.phone": ("03-3501-1511", "2026-06-12", "a.xlsx")},
                ["registered assumed"],
            ),
        ],
    ),
    History(
        "a change replaces what it gives, and the same value keeps its first day",
        {
            "b.xlsx": change(
                "2026-06-09",
                business={"phone": "03-3501-9999", "result_email": "result@example.co.jp"},
            ),
            "a.xlsx": new("2026-06-05"),
        },
        [
            Holds(
                "2026-06-18", "active",
                entries={"business.phone": ("03-3501-1511", "2026-06-12", "a.xlsx")},
                states=["registered assumed", "sent"],
            ),
            Holds(
                "2026-06-19", "active",
                entries={
                    "business.phone": ("03-3501-9999", "2026-06-19", "b.xlsx"),
                    "business.result_email": ("result@example.co.jp", "2026-06-12", "a.xlsx"),
                },
            ),
        ],
    ),
    History(
        "a renewal registers the new certificate, and the old one stays until its last day",
        {
            "1.xlsx": new("2026-06-05"),
            "2.xlsx": change(
                "2027-06-04",
                web_certificates=[
                    cert("renew", "00:bb:01", common_name="PC01", not_after="2029-06-30",
                         replaces="0xAA01", replaces_not_after="2027-06-30")
                ],
            ),
        },
        [
            Holds("2027-06-10", "active", certificates=["W AA01 registered", "W BB01 pending"]),
            Holds("2027-06-11", "active", certificates=["W AA01 replaced", "W BB01 registered"]),
            Holds("2027-06-30T23:59", "active",
                  certificates=["W AA01 replaced", "W BB01 registered"]),
            Holds("2027-07-01", "active", certificates=["W AA01 expired", "W BB01 registered"]),
        ],
    ),
    History(
        "a renewal that names no predecessor replaces the one certificate of its name",
        {
            "1.xlsx": new("2026-06-05"),
            "2.xlsx": change(
                "2026-06-12",
                web_certificates=[cert("renew", "BB01", common_name="PC01")],
            ),
        },
        [Holds("2026-06-19", "active", certificates=["W AA01 replaced", "W BB01 registered"])],
    ),
    History(
        "a renewal by name replaces what has expired meanwhile",
        {
            "1.xlsx": new("2026-06-05"),
            "2.xlsx": change(
                "2027-07-02",
                web_certificates=[cert("renew", "BB01", common_name="PC01")],
            ),
        },
        [Holds("2027-07-09", "active", certificates=["W AA01 expired", "W BB01 registered"])],
    ),
    History(
        "a renewal of what is registered for the other system is asked about",
        {
            "1.xlsx": with_api("2026-06-05"),
            "2.xlsx": change(
                "2026-06-12",
                web_certificates=[cert("renew", "BB01", replaces="AC01"), cert("delete", "AC01")],
            ),
        },
        [
            Holds(
                "2026-06-19", "active",
                certificates=["W AA01 registered", "W BB01 registered", "A AC01 registered"],
                questions=["web_certificates.0.replaces", "web_certificates.1.serial"],
            )
        ],
    ),
    History(
        "a renewal without predecessor and name is registered, and asked about",
        {
            "1.xlsx": new("2026-06-05"),
            "2.xlsx": change("2026-06-12", web_certificates=[cert("renew", "BB01")]),
        },
        [
            Holds(
                "2026-06-19", "active", certificates=["W AA01 registered", "W BB01 registered"],
                questions=["web_certificates.0.replaces"],
            )
        ],
    ),
    History(
        "contacts come and go by name, whatever spaces it has",
        {
            "1.xlsx": new("2026-06-05"),
            "2.xlsx": change(
                "2026-06-09",
                contacts=[
                    {"action": "delete", "name": "窓口花子"},
                    {"action": "add", **JIRO},
                ],
            ),
        },
        [
            Holds("2026-06-18", "active", contacts=[f"{H} registered", f"{J} pending"]),
            Holds("2026-06-19", "active", contacts=[f"{J} registered"]),
        ],
    ),
    History(
        "a change of a contact that is not registered is an open question, variants of letters too",
        {
            "1.xlsx": new("2026-06-05", contacts=[{"action": "add", **HANAKO, "name": "髙木 花"}]),
            "2.xlsx": change(
                "2026-06-09", contacts=[{"action": "change", "name": "高木 花", "department": "部"}]
            ),
        },
        [
            Holds(
                "2026-06-19", "active", contacts=["髙木 花 registered"],
                questions=["contacts.0.name"],
            )
        ],
    ),
    History(
        "a folder that begins in the middle is unknown, and a deletion of the unseen a question",
        {
            "1.xlsx": change(
                "2026-06-09",
                business={"address": "〒530-0000 大阪府大阪市北区見本町4-5-6"},
                web_certificates=[cert("delete", "AA01"), cert("add", "AA02")],
            )
        },
        [
            Holds(
                "2026-06-19", "unknown", COMPANY, [], ["W AA02 registered"],
                {
                    "business.address": (
                        "〒530-0000 大阪府大阪市北区見本町4-5-6", "2026-06-19", "1.xlsx",
                    ),
                    "business.name": (COMPANY, "2026-06-19", "1.xlsx"),
                },
                questions=["web_certificates.0.serial"],
            )
        ],
    ),
    History(
        "a rename takes effect at its registration, and both names are known before it",
        {
            "1.xlsx": new("2026-06-05"),
            "2.xlsx": rename("2026-06-12", NEW_NAME, business={"phone": "03-3501-7777"}),
            "3.xlsx": change("2026-06-15", NEW_NAME, privacy_notice_url="https://new.example.co.jp/"),
        },
        [
            Holds(
                "2026-06-18", "active", COMPANY,
                entries={"business.phone": ("03-3501-1511", "2026-06-12", "1.xlsx")},
                states=["registered assumed", "sent", "sent"],
            ),
            Holds(
                "2026-06-26", "active", NEW_NAME,
                entries={
                    "business.phone": ("03-3501-7777", "2026-06-19", "2.xlsx"),
                    "privacy_notice_url": ("https://new.example.co.jp/", "2026-06-26", "3.xlsx"),
                },
                previous_names=[(COMPANY, "2026-06-19")],
            ),
        ],
    ),
    History(
        "a form with a stranger's name is not folded but asked about; ㈱ is no stranger",
        {
            "1.xlsx": new("2026-06-05"),
            "2.xlsx": change("2026-06-09", "別の電力株式会社", business={"phone": "03-3501-0000"}),
            "3.xlsx": change("2026-06-10", "サンプル電力㈱", business={"result_email": "k@a.jp"}),
        },
        [
            Holds(
                "2026-06-19", "active", COMPANY,
                entries={
                    "business.name": (COMPANY, "2026-06-12", "1.xlsx"),
                    "business.phone": ("03-3501-1511", "2026-06-12", "1.xlsx"),
                    "business.result_email": ("k@a.jp", "2026-06-19", "3.xlsx"),
                },
                questions=["business.name"],
            )
        ],
    ),
    History(
        "after a stop a new application may bear another name, and the old one is a stranger's",
        {
            "1.xlsx": new("2026-06-05"),
            "2.xlsx": stop("2026-06-12"),
            "3.xlsx": new("2026-06-19", NEW_NAME),
            "4.xlsx": change("2026-06-26", business={"phone": "03-3501-0000"}),
        },
        [
            Holds(
                "2026-07-03", "active", NEW_NAME,
                entries={
                    "business.name": (NEW_NAME, "2026-06-26", "3.xlsx"),
                    "business.phone": ("03-3501-1511", "2026-06-26", "3.xlsx"),
                },
                questions=["business.name"],
            )
        ],
    ),
    History(
        "a folder that begins with a rename knows the old name by it",
        {
            "1.xlsx": rename("2026-06-12", NEW_NAME),
            "2.xlsx": change("2026-06-15", business={"phone": "03-3501-7777"}),
        },
        [
            Holds(
                "2026-06-26", "unknown", NEW_NAME,
                entries={
                    "business.name": (NEW_NAME, "2026-06-19", "1.xlsx"),
                    "business.phone": ("03-3501-7777", "2026-06-26", "2.xlsx"),
                },
                previous_names=[(COMPANY, "2026-06-19")],
            )
        ],
    ),
    History(
        "a form of the day of the rename may bear the new name or the old one",
        {
            "1.xlsx": new("2026-06-05"),
            "2.xlsx": change("2026-06-12", NEW_NAME, web_certificates=[cert("add", "BB01")]),
            "3.xlsx": rename("2026-06-12", NEW_NAME),
            "4.xlsx": change("2026-06-12", business={"phone": "03-3501-7777"}),
        },
        [
            Holds("2026-06-18", "active", COMPANY,
                  certificates=["W AA01 registered", "W BB01 pending"]),
            Holds(
                "2026-06-19", "active", NEW_NAME,
                certificates=["W AA01 registered", "W BB01 registered"],
                entries={"business.phone": ("03-3501-7777", "2026-06-19", "4.xlsx")},
                previous_names=[(COMPANY, "2026-06-19")],
            ),
        ],
    ),
    History(
        "a name is the one that was registered, however later forms write it, after a stop as well",
        {
            "1.xlsx": new("2026-06-05"),
            "2.xlsx": change("2026-06-09", "サンプル電力㈱", business={"phone": "03-3501-7777"}),
            "3.xlsx": stop("2026-06-22", "サンプル電力㈱"),
        },
        [
            Holds("2026-06-11", "pending", COMPANY),
            Holds("2026-06-25", "active", COMPANY),
            Holds("2026-07-03", "ended", COMPANY, [], [], {}),
        ],
    ),
    History(
        "after a stop nothing is registered, and a new application begins with nothing from before",
        {
            "1.xlsx": with_api("2026-06-05"),
            "2.xlsx": stop("2026-06-12"),
            "3.xlsx": new(
                "2026-06-19", contacts=[{"action": "add", **JIRO}],
                web_certificates=[cert("add", "BB01")],
            ),
        },
        [
            Holds("2026-06-18", "active",
                  certificates=["W AA01 registered", "A AC01 registered"]),
            Holds("2026-06-19", "pending", COMPANY, [f"{J} pending"], ["W BB01 pending"], {}),
            Holds("2026-06-26", "active", COMPANY, [f"{J} registered"], ["W BB01 registered"]),
        ],
    ),
    History(
        "a stop alone ends what is registered",
        {"1.xlsx": new("2026-06-05"), "2.xlsx": stop("2026-06-12")},
        [Holds("2026-06-19", "ended", COMPANY, [], [], {})],
    ),
    History(
        "a second new application without a stop begins afresh, and is asked about",
        {
            "1.xlsx": with_api("2026-06-05"),
            "2.xlsx": new("2026-06-12", web_certificates=[cert("add", "BB01")]),
        },
        [
            Holds(
                "2026-06-19", "active", COMPANY, [f"{H} registered"], ["W BB01 registered"],
                questions=["kind"],
            )
        ],
    ),
    History(
        "what was returned or withdrawn has no effect, and a person's day counts",
        {
            "1.xlsx": new("2026-06-05"),
            "2.xlsx": change("2026-06-09", business={"phone": "03-3501-2222"}),
            "3.xlsx": change("2026-06-10", business={"phone": "03-3501-3333"}),
            "4.xlsx": change("2026-06-11", business={"result_email": "late@example.co.jp"}),
        },
        [
            Holds(
                "2026-06-22", "active",
                entries={
                    "business.phone": ("03-3501-1511", "2026-06-12", "1.xlsx"),
                    "business.result_email": ("result@example.co.jp", "2026-06-12", "1.xlsx"),
                },
                states=["registered assumed", "returned", "withdrawn", "sent"],
            ),
            Holds(
                "2026-06-23", "active",
                entries={"business.result_email": ("late@example.co.jp", "2026-06-23", "4.xlsx")},
                states=["registered assumed", "returned", "withdrawn", "registered"],
            ),
        ],
        said={
            "2.xlsx": {"state": "returned"},
            "3.xlsx": {"state": "withdrawn"},
            "4.xlsx": {"state": "registered", "registered_on": "2026-06-23"},
        },
    ),
    History(
        "a draft that was never sent has no effect, and one sent later counts from that day",
        {
            "1.xlsx": new("2026-06-05"),
            "2.xlsx": change("2026-06-05", business={"phone": "03-3501-2222"}),
            "3.xlsx": change("2026-06-08", business={"result_email": "late@example.co.jp"}),
        },
        [
            Holds(
                "2026-06-19", "active",
                entries={
                    "business.phone": ("03-3501-1511", "2026-06-12", "1.xlsx"),
                    "business.result_email": ("result@example.co.jp", "2026-06-12", "1.xlsx"),
                },
                states=["registered assumed", "made", "sent"],
            ),
            Holds("2026-06-26", "active", entries={
                "business.result_email": ("late@example.co.jp", "2026-06-26", "3.xlsx"),
            }),
        ],
        said={"2.xlsx": {"state": "made"}, "3.xlsx": {"state": "sent", "sent_on": "2026-06-19"}},
    ),
    History(
        "what a person knows to be registered is so before its day, and no later than it",
        {"1.xlsx": new("2026-06-05")},
        [
            Holds("2026-06-04T23:59", "unknown", states=["made"]),
            Holds(
                "2026-06-09", "active",
                entries={"business.phone": ("03-3501-1511", "2026-06-09", "1.xlsx")},
                states=["registered"],
            ),
            Holds(
                "2026-06-22", "active",
                entries={"business.phone": ("03-3501-1511", "2026-06-12", "1.xlsx")},
                states=["registered"],
            ),
        ],
        said={"1.xlsx": {"state": "registered"}},
    ),
    History(
        "a returned application is sent again as its next version, which alone has an effect",
        {
            "1.xlsx": new("2026-06-05"),
            "2.xlsx": change("2026-06-09", business={"phone": "03-3501-2222"}),
            "3.xlsx": change("2026-06-15", business={"phone": "03-3501-3333"}),
            "4.xlsx": change("2026-06-22", business={"phone": "03-3501-4444"}),
        },
        [
            Holds(
                "2026-07-02", "active",
                entries={"business.phone": ("03-3501-1511", "2026-06-12", "1.xlsx")},
                states=["registered assumed", "returned", "returned version 2", "sent version 3"],
            ),
            Holds(
                "2026-07-03", "active",
                entries={"business.phone": ("03-3501-4444", "2026-07-03", "4.xlsx")},
                states=[
                    "registered assumed", "returned", "returned version 2",
                    "registered assumed version 3",
                ],
            ),
        ],
        said={"2.xlsx": {"state": "returned"}},
        versions={"3.xlsx": "2.xlsx", "4.xlsx": "3.xlsx"},
    ),
    History(
        "what was withdrawn stays so, whatever is sent after it; a version may be of the same day",
        {
            "1.xlsx": new("2026-06-05"),
            "2.xlsx": change("2026-06-09", business={"phone": "03-3501-2222"}),
            "3.xlsx": change("2026-06-09", business={"phone": "03-3501-3333"}),
        },
        [
            Holds(
                "2026-06-19", "active",
                entries={"business.phone": ("03-3501-3333", "2026-06-19", "3.xlsx")},
                states=["registered assumed", "withdrawn", "registered assumed version 2"],
            ),
        ],
        said={"2.xlsx": {"state": "withdrawn"}},
        versions={"3.xlsx": "2.xlsx"},
    ),
    History(
        "versions that go round in a circle have no effect",
        {
            "1.xlsx": new("2026-06-05"),
            "2.xlsx": change("2026-06-09", business={"phone": "03-3501-2222"}),
            "3.xlsx": change("2026-06-10", business={"phone": "03-3501-3333"}),
        },
        [
            Holds(
                "2026-06-19", "active",
                entries={"business.phone": ("03-3501-1511", "2026-06-12", "1.xlsx")},
                states=["registered assumed", "returned version 2", "returned version 2"],
            ),
        ],
        versions={"3.xlsx": "2.xlsx", "2.xlsx": "3.xlsx", "1.xlsx": "1.xlsx"},
    ),
    History(
        "the same answers in two files are one application, with both files named",
        {
            "b/copy.xlsx": new("2026-06-05"),
            "a/new.xlsx": new("2026-06-05"),
        },
        [
            Holds(
                "2026-06-12", "active",
                entries={"business.phone": ("03-3501-1511", "2026-06-12", "a/new.xlsx")},
                states=["registered assumed"],
            )
        ],
    ),
    History(
        "a stop and a new application of one day are the end and another beginning",
        {
            "1.xlsx": new("2026-06-05"),
            "2.xlsx": new("2026-07-10", web_certificates=[cert("add", "CC01")]),
            "3.xlsx": stop("2026-07-10"),
        },
        [
            Holds(
                "2026-07-17", "active",
                certificates=["W CC01 registered"],
                states=["registered assumed", "registered assumed", "registered assumed"],
                questions=[],
            ),
        ],
    ),
    History(
        "forms of one day that contradict each other on an entry leave it as it was",
        {
            "1.xlsx": new("2026-06-05"),
            "2.xlsx": change("2026-06-09", business={"phone": "03-3501-2222"}),
            "3.xlsx": change(
                "2026-06-09",
                business={"phone": "03-3501-3333", "result_email": "k@example.co.jp"},
            ),
        },
        [
            Holds(
                "2026-06-19", "active",
                entries={
                    "business.phone": ("03-3501-1511", "2026-06-12", "1.xlsx"),
                    "business.result_email": ("k@example.co.jp", "2026-06-19", "3.xlsx"),
                },
                questions=["business.phone"],
            )
        ],
    ),
    History(
        "a renewal tells the last day of an undated certificate; another day is asked about",
        {
            "1.xlsx": new(
                "2026-06-05", web_certificates=[cert("add", "AA01"), cert("add", "AA02")]
            ),
            "2.xlsx": change(
                "2026-06-09",
                web_certificates=[
                    cert("renew", "BB01", replaces="AA01", replaces_not_after="2026-06-30")
                ],
            ),
            "3.xlsx": change(
                "2026-06-15",
                web_certificates=[
                    cert("renew", "CC01", replaces="AA01", replaces_not_after="2026-07-31")
                ],
            ),
        },
        [
            Holds(
                "2026-06-19", "active",
                certificates=[
                    "W AA01 replaced", "W AA02 registered", "W BB01 registered", "W CC01 pending",
                ],
                questions=["web_certificates.0.replaces_not_after"],
            ),
            Holds(
                "2026-07-01", "active",
                certificates=[
                    "W AA01 expired", "W AA02 registered", "W BB01 registered",
                    "W CC01 registered",
                ],
                questions=["web_certificates.0.replaces_not_after"],
            ),
        ],
    ),
    History(
        "a deletion takes a certificate off at its registration, and a person's word at once",
        {
            "1.xlsx": with_api("2026-06-05"),
            "2.xlsx": change("2026-06-12", api={"certificates": [cert("delete", "ac:01")]}),
        },
        [
            Holds("2026-06-18", "active", certificates=["A AC01 registered"]),
            Holds("2026-06-19", "active", certificates=[]),
        ],
        gone=[("web_certificates", "AA01", "2026-06-18")],
    ),
]  # fmt: skip
