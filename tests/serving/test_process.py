"""The server process: listening, signals and exit."""

import signal
import socket

import pytest

from tests.serving.client import FIRST, ask, opened
from tests.serving.conftest import ipv6, serving
from wizard.serving.launch import ServeError, check_port_is_free
from wizard.serving.sockets import bind, close


@pytest.mark.parametrize("signal_number", [signal.SIGTERM, signal.SIGINT])
def test_it_exits_with_success_on_a_signal_while_a_page_is_open(
    signal_number: signal.Signals,
) -> None:
    with serving("127.0.0.1") as (port, process), opened(port, browser=FIRST):
        process.send_signal(signal_number)
        assert process.wait(timeout=30) == 0


@ipv6
def test_localhost_is_both_of_its_addresses_and_an_address_itself_alone() -> None:
    def addresses(address: str) -> list[str]:
        bound = bind(address, 0)
        try:
            return [each.getsockname()[0] for each in bound]
        finally:
            close(bound)

    assert addresses("localhost") == ["127.0.0.1", "::1"]
    assert addresses("127.0.0.1") == ["127.0.0.1"]
    assert addresses("::1") == ["::1"]


def test_a_system_without_ipv6_listens_on_the_other_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = socket.socket.bind

    def bind_but_ipv6(self: socket.socket, where: tuple[str, int]) -> None:
        if self.family == socket.AF_INET6:
            raise OSError(99, "Cannot assign requested address")
        real(self, where)

    monkeypatch.setattr("socket.socket.bind", bind_but_ipv6)
    bound = bind("localhost", 0)
    assert [each.getsockname()[0] for each in bound] == ["127.0.0.1"]
    close(bound)
    with pytest.raises(ServeError, match="待ち受けられません"):
        check_port_is_free(0, "::1")


@pytest.mark.parametrize("address", ["127.0.0.1", pytest.param("::1", marks=ipv6)])
def test_a_port_that_is_in_use_at_either_address_is_reported(address: str) -> None:
    """A browser would show whoever answers at the other one."""
    with socket.create_server((address, 0), family=_family(address)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServeError, match=f"localhost のポート{port}で待ち受けられません"):
            check_port_is_free(port, "localhost")


def _family(address: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in address else socket.AF_INET


def test_the_options_of_the_framework_are_this_projects_alone(local: int) -> None:
    """The fixture's home has options of its own: another path, and origins that may all ask."""
    assert ask(local, "/_stcore/health").status == 200
    assert ask(local, "/elsewhere/_stcore/health").status == 404
