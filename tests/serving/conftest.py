"""Servers of a page that says who uses it: on this machine's own address, and on every one."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser.conftest import free_port, wait_until_served

SCRIPT = Path(__file__).with_name("probe_page.py")
PROXY = "127.0.0.2"
NAME = "moushikomi.example.co.jp"


def has_ipv6() -> bool:
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            return True
    except OSError:
        return False


ipv6 = pytest.mark.skipif(not has_ipv6(), reason="this system has no IPv6")


@contextmanager
def serving(address: str, **settings: str) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """Serve the page, and give the port; ``home`` is the user's folder."""
    port = free_port()
    environment = os.environ | {"HOME": settings.pop("home", os.environ.get("HOME", ""))}
    environment |= {f"MOUSHIKOMI_{name.upper()}": value for name, value in settings.items()}
    command = [sys.executable, "-P", "-m", "wizard.serving", str(SCRIPT), address, str(port)]
    with subprocess.Popen(command, env=environment) as process:
        try:
            wait_until_served(f"http://127.0.0.1:{port}", process)
            yield port, process
        finally:
            process.kill()


@pytest.fixture(scope="session")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Give the port of a server on this machine's own address; a name leads to it by a proxy."""
    home = tmp_path_factory.mktemp("home")
    (home / ".streamlit").mkdir()
    options = '[server]\nbaseUrlPath = "elsewhere"\nenableCORS = false\n'
    (home / ".streamlit" / "config.toml").write_text(options, encoding="utf-8")
    with serving("localhost", hosts=NAME, home=str(home)) as (port, _):
        yield port


@pytest.fixture(scope="session")
def shared() -> Iterator[int]:
    """Give the port of a server that others reach; one proxy is trusted to name them."""
    settings = {"hosts": NAME, "identity_header": "X-Forwarded-User", "trusted_proxies": PROXY}
    with serving("0.0.0.0", **settings) as (port, _):  # noqa: S104 - a proxy's address is another
        yield port
