"""The API: a new or replaced connection must have passed its test. FAQ 4-1."""

from collections.abc import Iterator

from rules.finding import Severity, Violation
from rules.obligations.rule import Now, rule
from schemas.application import ChangeApplication, NewApplication


@rule("api-untested", Severity.WARNING, "4-1")
def api_connection_is_tested(
    application: NewApplication | ChangeApplication, _: Now
) -> Iterator[Violation]:
    """A new connection, or one whose environment changes, cannot be used before its test."""
    api = application.api
    if api is None or api.test_passed:
        return
    is_new = isinstance(application, NewApplication)
    if is_new or api.environment or any(row.action == "add" for row in api.certificates or ()):
        yield Violation("api.test_passed")
