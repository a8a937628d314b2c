"""The business and who applies for it. 参考, ERR_20250."""

import re
from collections.abc import Iterator
from typing import Final

import phonenumbers

from rules.finding import Hit, Severity
from rules.rule import Now, if_known, rule
from schemas.application import (
    AnyApplication,
    ChangeApplication,
    NewApplication,
    RenameApplication,
)

_UNCONFIRMED_AREA: Final = "0"


@rule("code-has-letters", Severity.WARNING, "ERR_20250")
def code_is_of_digits(application: AnyApplication, _: Now) -> Iterator[Hit]:
    """A 事業者コード usually has digits alone."""
    if re.search("[A-Za-z]", application.business.code):
        yield Hit("business.code")


@rule("area-digit-unconfirmed", Severity.NOTE, "ERR_20250")
def area_digit_is_known(application: AnyApplication, _: Now) -> Iterator[Hit]:
    """The last digit names the area; what 0 stands for is not confirmed."""
    if application.business.code.endswith(_UNCONFIRMED_AREA):
        yield Hit("business.code")


@rule("names-differ", Severity.WARNING, "参考")
def applicant_is_the_business(application: AnyApplication, _: Now) -> Iterator[Hit]:
    """The applicant and the business are usually one company."""
    if _keeps_its_name(application):
        return  # one cause: the business bears the old name
    if application.applicant.company != application.business.name:
        details = {
            "applicant": application.applicant.company,
            "business": application.business.name,
        }
        yield Hit("business.name", details)


def _keeps_its_name(application: AnyApplication) -> bool:
    if not isinstance(application, RenameApplication):
        return False
    rename = if_known(application, "rename")
    return rename is not None and if_known(rename, "previous_name") == application.business.name


@rule("phone-doubtful", Severity.WARNING, "参考")
def phones_can_be_rung(
    application: NewApplication | ChangeApplication | RenameApplication, _: Now
) -> Iterator[Hit]:
    """A Japanese number has the digits that its area code asks for."""
    numbers = {"business.phone": application.business.phone}
    for place, row in enumerate(application.contacts or ()):
        numbers[f"contacts.{place}.phone"] = row.phone
    for path, number in numbers.items():
        if number and not _is_valid(number):
            yield Hit(path)


def _is_valid(number: str) -> bool:
    main = re.split(r"\s*\(?(?:内線|ext)", number, flags=re.IGNORECASE)[0]
    return phonenumbers.is_valid_number(phonenumbers.parse(main, "JP"))
