"""The business and who applies for it. 参考, ERR_20250."""

import re
from collections.abc import Iterator
from typing import Final

from rules.finding import Severity, Violation
from rules.obligations.rule import Now, if_known, rule
from rules.obligations.texts import meant
from schemas.application import AnyApplication, RenameApplication

_UNCONFIRMED_AREA: Final = "0"


@rule("code-has-letters", Severity.WARNING, "ERR_20250")
def code_is_of_digits(application: AnyApplication, _: Now) -> Iterator[Violation]:
    """A 事業者コード usually has digits alone."""
    code = application.business.code
    if re.search("[A-Za-z]", code):
        yield Violation("business.code", suggestion=meant("business.code", code))


@rule("area-digit-unconfirmed", Severity.NOTE, "ERR_20250")
def area_digit_is_known(application: AnyApplication, _: Now) -> Iterator[Violation]:
    """The last digit names the area; what 0 stands for is not confirmed."""
    if application.business.code.endswith(_UNCONFIRMED_AREA):
        yield Violation("business.code")


@rule("names-differ", Severity.WARNING, "参考")
def applicant_is_the_business(application: AnyApplication, _: Now) -> Iterator[Violation]:
    """The applicant and the business are usually one company."""
    if _keeps_its_name(application):
        return  # one cause: the business bears the old name
    company, name = (
        meant(path, text) or text  # how a name is written is a finding of its own
        for path, text in (
            ("applicant.company", application.applicant.company),
            ("business.name", application.business.name),
        )
    )
    if company != name:
        details = {
            "applicant": application.applicant.company,
            "business": application.business.name,
        }
        yield Violation("business.name", details)


def _keeps_its_name(application: AnyApplication) -> bool:
    if not isinstance(application, RenameApplication):
        return False
    rename = if_known(application, "rename")
    return rename is not None and if_known(rename, "previous_name") == application.business.name
