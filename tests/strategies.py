"""Hypothesis strategies for answers, typed by hand from the field catalogue.

All values are clean already (no surrounding spaces, codes narrow), so that what comes back from a
workbook must equal what went in, without asking the code under test.
"""

from datetime import date
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

LITERALS: Final = (
    "=1+1", "+81312345678", "-5", "@x", "#N/A", "TRUE", "FALSE", "0012", "_x000D_", "_x005F_",
    "_x005F_x000D_", "1e5", "2026-11-24", "2026年11月24日", "'apostrophe", "''", "1/2", "17:00",
    "100%", "￥1,000", "None", "✔", "追加", "𠮷﨑髙㈱ﾊﾝｶｸ", "葛\U000e0100城", '<&>"]]>', "a  b",
)  # fmt: skip
"""Texts that a spreadsheet, or a careless reader, would take for something else."""

_UNSEEN_EDGES: Final = "\ufeff"


def _is_clean(text: str) -> bool:
    """Tell whether cleaning leaves a text alone: it has a letter, and no spaces around it.

    What has none may say that there is no answer: －, ／; 無 says so as well.
    """
    is_answer = any(character.isalnum() for character in text) and "無" not in text
    return is_answer and text == text.strip() == text.strip(_UNSEEN_EDGES)


def _characters() -> SearchStrategy[str]:
    return st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")


def lines() -> SearchStrategy[str]:
    """Give one-line texts, any script."""
    anything = st.text(_characters(), min_size=1, max_size=20).filter(_is_clean)
    return st.sampled_from(LITERALS) | anything


def texts() -> SearchStrategy[str]:
    """Give texts of one to three lines."""
    return st.lists(lines(), min_size=1, max_size=3).map("\n".join)


def serials() -> SearchStrategy[str]:
    """Give serials: hexadecimal, in pairs or not, and names with a number in them."""
    hexadecimal = st.from_regex(r"\A(?:0x)?[0-9A-Fa-f]{1,40}\Z")
    in_pairs = st.from_regex(r"\A[0-9a-f]{2}(?:[: -][0-9a-f]{2}){0,19}\Z")
    literals = st.sampled_from(["-5", "0012", "1e5", "2026-11-24", "17:00"])
    return hexadecimal | in_pairs | literals | st.from_regex(r"\A[A-Z]{1,4}-[0-9]{1,4}\Z")


def days() -> SearchStrategy[date]:
    """Give days of the years that the form takes."""
    return st.dates(date(1986, 1, 1), date(2099, 12, 31))


def codes() -> SearchStrategy[str]:
    """Give 事業者コード."""
    return st.from_regex(r"\A[0-9A-Z]{5}\Z")


def phones() -> SearchStrategy[str]:
    """Give telephone numbers."""
    numbered = st.integers(0, 9999).map("03-3501-{:04}".format)
    other = ["+81-3-3501-1511", "0312345678", "090-1234-5678", "0120-123-456", "03(3501)1511"]
    return numbered | st.sampled_from([*other, "03-3501-1511 内線123"])


def emails() -> SearchStrategy[str]:
    """Give e-mail addresses."""
    return st.from_regex(r"\A[a-z][a-z0-9_+-]{0,9}@example\.co\.jp\Z")


def urls() -> SearchStrategy[str]:
    """Give web addresses."""
    return st.from_regex(r"\Ahttps?://www\.example\.co\.jp/[a-zA-Z0-9_/?=&-]{0,15}\Z")


def _ticked() -> SearchStrategy[bool]:
    return st.just(value=True)


_PROCEDURES: Final = ("meti", "occto_member", "occto_system", "customers")


def procedures() -> SearchStrategy[list[str]]:
    """Give ticked procedures of a rename, in the order of the form."""
    ticks = st.lists(st.sampled_from(_PROCEDURES), min_size=1, unique=True)
    return ticks.map(lambda done: sorted(done, key=_PROCEDURES.index))


CONTACT: Final[dict[str, SearchStrategy[Any]]] = {
    "action": st.sampled_from(["add", "change", "delete"]),
    "name": lines(),
    "department": lines(),
    "phone": phones(),
    "email": emails(),
}
CERTIFICATE: Final[dict[str, SearchStrategy[Any]]] = {
    "action": st.sampled_from(["add", "renew", "delete"]),
    "serial": serials(),
    "common_name": lines(),
    "not_after": days(),
    "replaces": serials(),
    "replaces_not_after": days(),
}
APPLICANT: Final[dict[str, SearchStrategy[Any]]] = {
    "company": lines(),
    "department": lines(),
    "responsible": lines(),
}
BUSINESS: Final[dict[str, SearchStrategy[Any]]] = {
    "code": codes(),
    "name": lines(),
    "address": texts(),
    "phone": phones(),
    "result_email": emails(),
}
API: Final[dict[str, SearchStrategy[Any]]] = {
    "environment": texts(),
    "file_return_method": lines(),
    "test_passed": _ticked(),
}
RENAME: Final[dict[str, SearchStrategy[Any]]] = {
    "previous_name": lines(),
    "effective_on": days(),
    "notice_method": texts(),
    "notice_attachment": lines(),
    "no_contracts": _ticked(),
    "done": procedures(),
}
STOP: Final[dict[str, SearchStrategy[Any]]] = {"completed": _ticked(), "reason": texts()}

PATHS: Final = {
    "kind", "applied_on", "privacy_notice_url", "new.prepared", "remarks",
    *(f"applicant.{name}" for name in APPLICANT),
    *(f"business.{name}" for name in BUSINESS),
    *(f"contacts.{name}" for name in CONTACT),
    *(f"web_certificates.{name}" for name in CERTIFICATE),
    *(f"api.certificates.{name}" for name in CERTIFICATE),
    *(f"api.{name}" for name in API),
    *(f"rename.{name}" for name in RENAME),
    *(f"stop.{name}" for name in STOP),
}  # fmt: skip
"""Every path for which there is a strategy."""

Answers = dict[str, Any]


def _some(block: dict[str, SearchStrategy[Any]], *required: str) -> SearchStrategy[Answers]:
    """Give a block with the required answers and any of the others."""
    optional = {name: strategy for name, strategy in block.items() if name not in required}
    return st.fixed_dictionaries({name: block[name] for name in required}, optional=optional)


def _rows(row: SearchStrategy[Answers], most: int) -> SearchStrategy[list[Answers]]:
    return st.lists(row, min_size=1, max_size=most)


def _given(answers: Answers) -> Answers:
    return {name: value for name, value in answers.items() if value not in ({}, [])}


_ANY_CONTACTS: Final = _rows(_some(CONTACT, "action", "name"), 6)
_ANY_CERTIFICATES: Final = _rows(_some(CERTIFICATE, "action", "serial"), 6)
_FIRST_CERTIFICATE: Final = {
    **{name: CERTIFICATE[name] for name in ("serial", "common_name", "not_after")},
    "action": st.just("add"),
}
_FIRST_CERTIFICATES: Final = _rows(_some(_FIRST_CERTIFICATE, "action", "serial"), 6)
_COMMON: Final[dict[str, SearchStrategy[Any]]] = {
    "applied_on": days(),
    "applicant": _some(APPLICANT, *APPLICANT),
}


def _new() -> SearchStrategy[Answers]:
    contact = _some({**CONTACT, "action": st.just("add")}, *CONTACT)
    api = _some({**API, "certificates": _FIRST_CERTIFICATES}, "environment", "file_return_method",
                "certificates")  # fmt: skip
    return st.fixed_dictionaries(
        {
            **_COMMON,
            "kind": st.just("new"),
            "new": st.just({"prepared": True}),
            "business": _some(BUSINESS, *BUSINESS),
            "privacy_notice_url": urls(),
            "contacts": _rows(contact, 6),
            "web_certificates": _FIRST_CERTIFICATES,
        },
        optional={"api": api, "remarks": texts()},
    )


def _change() -> SearchStrategy[Answers]:
    return st.fixed_dictionaries(
        {**_COMMON, "kind": st.just("change"), "business": _some(BUSINESS, "code", "name")},
        optional={
            "privacy_notice_url": urls(),
            "contacts": _ANY_CONTACTS,
            "web_certificates": _ANY_CERTIFICATES,
            "api": _some({**API, "certificates": _ANY_CERTIFICATES}),
            "remarks": texts(),
        },
    )


def _rename() -> SearchStrategy[Answers]:
    return st.fixed_dictionaries(
        {
            **_COMMON,
            "kind": st.just("rename"),
            "business": _some(BUSINESS, "code", "name"),
            "rename": _some(RENAME, "done"),
        },
        optional={
            "privacy_notice_url": urls(),
            "contacts": _ANY_CONTACTS,
            "remarks": texts(),
        },
    )


def _stop() -> SearchStrategy[Answers]:
    return st.fixed_dictionaries(
        {
            **_COMMON,
            "kind": st.just("stop"),
            "business": _some({name: BUSINESS[name] for name in ("code", "name")}, "code", "name"),
            "stop": _some(STOP, "completed"),
        },
        optional={"remarks": texts()},
    )


def applications() -> SearchStrategy[Answers]:
    """Give whole applications of right shape; whether the rules object is another question."""
    return st.one_of(_new(), _change(), _rename(), _stop()).map(_given)


def drafts() -> SearchStrategy[Answers]:
    """Give any answers at all, of any case or none.

    申請内容の変更 with an answer of a rename is a rename, so a change has none of those.
    """
    columns = _some(CONTACT).filter(bool)
    rows = _rows(_some(CERTIFICATE).filter(bool), 6)
    drawn = st.fixed_dictionaries(
        {},
        optional={
            "kind": st.sampled_from(["new", "change", "rename", "stop"]),
            "applied_on": days(),
            "applicant": _some(APPLICANT),
            "business": _some(BUSINESS),
            "privacy_notice_url": urls(),
            "contacts": _rows(columns, 6),
            "web_certificates": rows,
            "api": _some({**API, "certificates": rows}),
            "new": st.just({"prepared": True}),
            "rename": _some(RENAME),
            "stop": _some(STOP),
            "remarks": texts(),
        },
    )
    return drawn.map(_given).map(_without_contradiction)


def _without_contradiction(answers: Answers) -> Answers:
    if answers.get("kind") == "change":
        answers.pop("rename", None)
    return answers
