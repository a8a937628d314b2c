"""The documents of the help desk, and the mail that requests them. FAQ 2-1."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from rules.content import parse_content, read_data


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document; ``users_only`` ones are for present users of the system."""

    id: str
    title: str
    users_only: bool = False


class Role(StrEnum):
    """The role of the requester; only the first two may request documents."""

    RETAILER = "小売電気事業者"
    CONTRACTOR = "需要抑制契約者"
    OTHER = "いずれにも該当しない"


@dataclass(frozen=True, slots=True)
class Asker:
    """The requester; empty values become blanks in the mail."""

    role: Role = Role.RETAILER
    is_user: bool = False
    company: str = ""
    code: str = ""
    department: str = ""
    person: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Mail:
    """A draft without address, as the help desk's is not public; ``to`` says where to find it."""

    subject: str
    body: str
    to: str


@cache
def documents() -> dict[str, Document]:
    """Return the documents by id, in the order of the FAQ."""
    return {table["id"]: parse_content(Document, table) for table in _data()["document"]}


def request_cautions(wanted: Collection[str], asker: Asker) -> list[str]:
    """Return the reasons why the help desk may not give these documents to the requester."""
    return list(_cautions(wanted, asker))


def request_mail(wanted: Collection[str], asker: Asker) -> Mail:
    """Return the mail that requests some documents, listed in the order of the FAQ."""
    mail = _data()["mail"]
    blank: str = mail["blank"]
    values = {
        name: " ".join(getattr(asker, name).split()) or blank
        for name in ("company", "code", "department", "person", "address", "phone", "email")
    }
    titles = [document.title for id_, document in documents().items() if id_ in wanted]
    values["documents"] = "\n".join(f"・『{title}』" for title in titles)
    values["role"] = blank if asker.role is Role.OTHER else asker.role.value
    values["use"] = mail["using" if asker.is_user else "not_using"]
    return Mail(mail["subject"].format_map(values), mail["body"].format_map(values), mail["to"])


def _cautions(wanted: Collection[str], asker: Asker) -> Iterator[str]:
    caution = _data()["caution"]
    if not wanted:
        yield caution["none"]
    if asker.role is Role.OTHER:
        yield caution["role"]
    for id_, document in documents().items():
        if document.users_only and id_ in wanted and not asker.is_user:
            yield caution["users_only"].format(title=document.title)


@cache
def _data() -> dict[str, Any]:
    return read_data("guide/documents.toml")
