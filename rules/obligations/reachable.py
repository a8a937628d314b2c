"""Whether people can be reached: by phone, mail and web address, as far as these show. 参考."""

from collections.abc import Iterator
from typing import Final

from rules.finding import Severity, Violation
from rules.obligations.rule import Now, rule
from rules.obligations.texts import meant, texts_of
from schemas.answer import TextKind
from schemas.application import AnyApplication
from schemas.hosts import has_public_suffix, is_example, suggest_domain
from schemas.telephones import find_telephone, is_assigned, length_expected, suggest_telephone
from schemas.web_addresses import host_of, suggest_web_address

_PHONES: Final = texts_of(TextKind.PHONE)
_MAIL: Final = texts_of(TextKind.MAIL)
_PAGES: Final = texts_of(TextKind.WEB)
_HOSTED: Final = texts_of(TextKind.MAIL, TextKind.WEB)


@rule("phone-digits", Severity.ERROR, "参考", each=_PHONES)
def phones_have_all_their_digits(
    path: str, text: str, _application: AnyApplication, _now: Now
) -> Iterator[Violation]:
    """A Japanese number has as many digits as its beginning demands, or it cannot be rung."""
    found = find_telephone(text)
    if found is not None and (length := length_expected(found)):
        yield Violation(path, {"length": str(length)})


@rule("phone-doubtful", Severity.WARNING, "参考", each=_PHONES)
def phones_can_be_rung(
    path: str, text: str, _application: AnyApplication, _now: Now
) -> Iterator[Violation]:
    """A number is one that the numbering plan of its country has."""
    found = find_telephone(text)
    if found is not None and not is_assigned(found) and not length_expected(found):
        yield Violation(path)


@rule("phone-unhyphenated", Severity.NOTE, "参考", each=_PHONES)
def phones_are_hyphenated(
    path: str, text: str, _application: AnyApplication, _now: Now
) -> Iterator[Violation]:
    """A domestic number is easier to read with its hyphens."""
    if suggest_telephone(text) != text:
        yield Violation(path, suggestion=meant(path, text))


@rule("mail-misspelt", Severity.WARNING, "参考", each=_MAIL)
def mail_domain_is_spelt_right(
    path: str, text: str, _application: AnyApplication, _now: Now
) -> Iterator[Violation]:
    """A domain that is one slip away from that of a great provider is probably that one."""
    domain = text.rpartition("@")[2]
    if has_public_suffix(domain) and suggest_domain(domain) != domain:
        yield Violation(path, {"domain": domain}, meant(path, text))


@rule("ending-unknown", Severity.WARNING, "参考", each=_HOSTED)
def ending_of_a_host_exists(
    path: str, text: str, _application: AnyApplication, _now: Now
) -> Iterator[Violation]:
    """The name of a host ends in a domain that exists."""
    host = _host(text)
    if not has_public_suffix(host):
        ending = host.rpartition(".")[2]
        yield Violation(path, {"ending": f".{ending}"}, meant(path, text))


@rule("address-of-example", Severity.WARNING, "参考", each=_HOSTED)
def host_is_no_example(
    path: str, text: str, _application: AnyApplication, _now: Now
) -> Iterator[Violation]:
    """An address is not the example of somebody's instructions (RFC 2606)."""
    if is_example(_host(text)):
        yield Violation(path, {"host": _host(text)})


@rule("page-cut-out", Severity.WARNING, "参考", each=_PAGES)
def page_is_an_address_alone(
    path: str, text: str, _application: AnyApplication, _now: Now
) -> Iterator[Violation]:
    """An address has nothing in it of the sentence or the line that it was copied from."""
    found = suggest_web_address(text)
    if found and found != text:
        yield Violation(path, suggestion=meant(path, text))


def _host(text: str) -> str:
    return host_of(text) or text.rpartition("@")[2]
