"""The documents of the help desk, and the mail that asks for them. FAQ 2-1."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from rules.content import parse_content
from rules.guide.content import read


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document; ``users_only``: for those who use the system already."""

    id: str
    title: str
    users_only: bool = False


class Role(StrEnum):
    """What an asker is; the first two may ask."""

    RETAILER = "小売電気事業者"
    CONTRACTOR = "需要抑制契約者"
    OTHER = "いずれにも該当しない"


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks; what is not given stays a blank in the mail."""

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
    """A draft, without address: the help desk's is not public; ``to`` says how it is reached."""

    subject: str
    body: str
    to: str


@cache
def documents() -> dict[str, Document]:
    """Return the documents by id, in the order of the FAQ."""
    found = [parse_content(Document, document) for document in _data()["document"]]
    return {document.id: document for document in found}


def request_cautions(wanted: Collection[str], asker: Asker) -> list[str]:
    """Return the reason why the help desk may not hand these documents to this asker.

    Nothing where it may.
    """
    return list(_cautions(wanted, asker))


def request_mail(wanted: Collection[str], asker: Asker) -> Mail:
    """Write the mail that asks for some documents, listed in the order of the FAQ."""
    mail = _data()["mail"]
    blank: str = mail["blank"]
    told = {
        name: _one_line(getattr(asker, name)) or blank
        for name in ("company", "code", "department", "person", "address", "phone", "email")
    }
    titles = [document.title for id_, document in documents().items() if id_ in wanted]
    told["documents"] = "\n".join(f"・『{title}』" for title in titles)
    told["role"] = blank if asker.role is Role.OTHER else asker.role.value
    told["use"] = mail["using" if asker.is_user else "not_using"]
    return Mail(mail["subject"].format_map(told), mail["body"].format_map(told), mail["to"])


def _cautions(wanted: Collection[str], asker: Asker) -> Iterator[str]:
    caution = _data()["caution"]
    if not wanted:
        yield caution["none"]
    if asker.role is Role.OTHER:
        yield caution["role"]
    for id_, document in documents().items():
        if document.users_only and id_ in wanted and not asker.is_user:
            yield caution["users_only"].format(title=document.title)


def _one_line(text: str) -> str:
    return " ".join(text.split())


@cache
def _data() -> dict[str, Any]:
    return read("documents.toml")
