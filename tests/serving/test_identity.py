"""Identity of a visitor: from the server, and from a trusted proxy."""

from tests.serving.client import FIRST, OTHER, opened
from tests.serving.conftest import NAME, PROXY

OWNER = "Visitor(name='')"
NAMED = {"X-Forwarded-User": "sato@example.co.jp"}


def test_on_loopback_it_is_the_owner(local: int) -> None:
    for host in ("localhost", "127.0.0.1", "[::1]"):
        with opened(local, host=f"{host}:{local}") as page:
            assert page.texts[0] == OWNER


def test_on_loopback_nobody_is_who_comes_by_a_proxy(local: int) -> None:
    with opened(local, host=NAME) as page:
        assert page.texts[0] == "None"
    for header in ("X-Forwarded-For", "X-Forwarded-Proto", "X-Real-IP", "Via", "Forwarded"):
        with opened(local, headers={header: "192.0.2.7"}) as page:
            assert page.texts[0] == "None"


def test_on_loopback_nobody_names_themselves(local: int) -> None:
    with opened(local, host=NAME, headers=NAMED) as page:
        assert page.texts[0] == "None"


def test_a_trusted_proxy_names_the_visitor(shared: int) -> None:
    with opened(shared, host=NAME, source=PROXY, headers=NAMED) as page:
        assert page.texts[0] == "Visitor(name='sato@example.co.jp')"


def test_a_name_in_japanese_arrives_as_it_was_sent(shared: int) -> None:
    sent = "佐藤".encode().decode("latin-1")
    with opened(shared, host=NAME, source=PROXY, headers={"X-Forwarded-User": sent}) as page:
        assert page.texts[0] == "Visitor(name='佐藤')"


def test_a_proxy_that_names_nobody_leaves_it_open(shared: int) -> None:
    for headers in ({}, {"X-Forwarded-User": ""}, {"Remote-User": "sato"}):
        with opened(shared, host=NAME, source=PROXY, headers=headers) as page:
            assert page.texts[0] == "None"


def test_from_anyone_else_the_name_is_not_believed(shared: int) -> None:
    for headers in (
        NAMED,
        {"x-forwarded-USER": "sato"},
        {"X-Forwarded-For": PROXY, **NAMED},
        {"X-Moushikomi-Identity": "sato"},
    ):
        with opened(shared, host=NAME, headers=headers) as page:
            assert page.texts[:2] == ["None", "None"]  # and no page sees the header


def test_a_name_given_twice_is_nobodys(shared: int) -> None:
    """A proxy that adds its header to the visitor's own would pass on what the visitor claims."""
    twice = [("X-Forwarded-User", "sato"), ("X-Forwarded-User", "suzuki")]
    with opened(shared, host=NAME, source=PROXY, headers=twice) as page:
        assert page.texts[0] == "None"


def test_elsewhere_nobody_is_the_owner(shared: int) -> None:
    with opened(shared, browser=FIRST) as page:
        assert page.texts[0] == "None"
    with opened(shared, browser=OTHER, headers={"X-Moushikomi-Forwarded": ""}) as page:
        assert page.texts[0] == "None"
