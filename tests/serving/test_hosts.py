"""Under which names the pages are served, by requests as they arrive."""

import pytest
from starlette.requests import HTTPConnection
from websockets.exceptions import InvalidStatus

from tests.serving.client import ask, opened, send
from tests.serving.conftest import NAME, ipv6
from wizard.serving.paths import Target
from wizard.serving.refusals import find_refusal

ROUTES = [
    ("GET", "/"),
    ("GET", "/check?draft=x"),
    ("GET", "/favicon.png"),
    ("GET", "/_stcore/health"),
    ("GET", "/_stcore/host-config"),
    ("GET", "/media/0123456789abcdef.txt"),
    ("PUT", "/_stcore/upload_file/" + "0" * 36 + "/" + "1" * 36),
    ("GET", "/nowhere"),
]
SERVED = ["localhost", "LOCALHOST", "localhost.", "127.0.0.1", "[::1]", NAME, NAME.upper()]
OTHERS = [
    "evil.example",
    f"evil.{NAME}",
    f"{NAME}.evil.example",
    "localhost.evil.example",
    "192.0.2.1",
    "0.0.0.0",  # noqa: S104 - a name that is asked for
    "[::]",
    "[::ffff:127.0.0.1]",
    "2130706433",
    "127.1",
]
MALFORMED = [
    "",
    "localhost:port",
    "localhost:65536",
    "localhost:80:80",
    "localhost:",
    "localhost@evil.example",
    "user@localhost",
    "localhost/evil.example",
    "localhost#.evil.example",
    "localhost?.evil.example",
    "local host",
    "localhost, evil.example",
    "[::1",
    "[evil]",
    "localhost..",
    "http://localhost",
    "ｌｏｃａｌｈｏｓｔ",
    "x" * 400,
]


@pytest.mark.parametrize("name", SERVED)
def test_a_name_that_is_served_is_served_with_any_port(name: str, local: int) -> None:
    for port in ("", ":1", f":{local}", ":65535"):
        assert ask(local, Host=name + port).status == 200


@pytest.mark.parametrize("name", OTHERS)
def test_another_name_is_refused_on_every_route(name: str, local: int) -> None:
    for port in ("", f":{local}"):
        for method, path in ROUTES:
            answer = ask(local, path, method, Host=name + port)
            assert answer.status == 421, path
            assert "MOUSHIKOMI_HOSTS に追加してください" in answer.body.decode()


@pytest.mark.parametrize("host", MALFORMED)
def test_what_is_no_name_is_refused(host: str, local: int) -> None:
    assert ask(local, Host=host).status == 400


def test_one_host_is_named_and_no_more(local: int) -> None:
    assert send(local, ["GET / HTTP/1.1"]).status == 400
    assert send(local, ["GET / HTTP/1.0"]).status == 400
    for second in ("localhost", "evil.example"):
        lines = ["GET / HTTP/1.1", "Host: localhost", f"Host: {second}"]
        assert send(local, lines).status == 400


def test_two_hosts_are_refused_whatever_reads_the_request() -> None:
    headers = [(b"host", b"localhost"), (b"host", b"localhost")]
    scope = {"type": "http", "scheme": "http", "method": "GET", "headers": headers}
    refusal = find_refusal(HTTPConnection(scope), Target("page"), frozenset({"localhost"}))
    assert refusal is not None
    assert refusal.status == 400


@pytest.mark.parametrize("header", ["X-Forwarded-Host", "X-Host", "Forwarded", "X-Original-Host"])
def test_no_other_header_names_the_host(header: str, local: int) -> None:
    lines = ["GET / HTTP/1.1", "Host: evil.example", f"{header}: localhost"]
    assert send(local, lines).status == 421
    lines = ["GET / HTTP/1.1", "Host: localhost", f"{header}: evil.example"]
    answer = send(local, lines)
    assert answer.status == 200
    assert b"evil" not in answer.body


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("http://evil.example/", 404),
        ("http://localhost/_stcore/metrics", 404),
        ("//evil.example/", 404),
        ("evil.example:80", 404),
    ],
)
def test_a_whole_address_in_place_of_a_path_leads_nowhere(
    target: str, status: int, local: int
) -> None:
    assert ask(local, target).status == status


@pytest.mark.parametrize("name", ["evil.example", f"evil.{NAME}", "192.0.2.1"])
def test_no_websocket_is_opened_under_another_name(name: str, local: int) -> None:
    for origin in ("", f"http://{name}:{local}", f"http://localhost:{local}"):
        with (
            pytest.raises(InvalidStatus) as raised,
            opened(local, host=f"{name}:{local}", origin=origin),
        ):
            pass
        assert raised.value.response.status_code == 421


def test_the_address_that_is_listened_on_is_a_name_of_the_pages_but_not_all_of_them(
    shared: int,
) -> None:
    assert ask(shared, Host=f"0.0.0.0:{shared}").status == 421
    assert ask(shared, Host="localhost").status == 200


@ipv6
def test_localhost_answers_at_either_address(local: int) -> None:
    assert ask(local, Host=f"[::1]:{local}", address="::1").status == 200
