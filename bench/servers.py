"""Servers for benchmarks: the pages, and the bare page with the same settings."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from wizard.serving.launch import ENTRY, arguments

_HOST: Final = "localhost"
_BARE_PAGE: Final = Path(__file__).with_name("bare_page.py")
_PATIENCE: Final = 60.0


def pages_command(port: int) -> list[str]:
    """Return the command that serves the pages."""
    return [str(Path(sys.executable).with_name("moushikomi")), "run", "--port", str(port)]


def bare_command(port: int) -> list[str]:
    """Return the command that serves the bare page with the same settings."""
    words = arguments(port, _HOST)
    return [str(_BARE_PAGE) if word == str(ENTRY) else word for word in words]


def free_port() -> int:
    """Return an unused port."""
    with socket.create_server((_HOST, 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def serving(command: list[str], port: int) -> Iterator[str]:
    """Run a server in a context; yield the URL of its websocket.

    Raises RuntimeError if the server ended, or did not answer in a minute.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")}
    with subprocess.Popen(
        command, env=kept, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            _await(server, port)
            yield f"ws://{_HOST}:{port}/_stcore/stream"
        finally:
            server.terminate()


def _await(server: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + _PATIENCE
    while not _answers(port):
        if server.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"no server came up: {server.args!r}")
        time.sleep(0.1)


def _answers(port: int) -> bool:
    connection = HTTPConnection(_HOST, port, timeout=1)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == 200  # noqa: PLR2004 - HTTP's word for fine
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


@contextmanager
def both_served() -> Iterator[tuple[str, str]]:
    """Serve the pages, with a database of their own, and the bare page; yield both addresses."""
    with TemporaryDirectory() as folder, ExitStack() as stack:
        pages_port, bare_port = free_port(), free_port()
        own = ["env", f"MOUSHIKOMI_DATA_FOLDER={folder}", "MOUSHIKOMI_DATABASE_URL="]
        pages = stack.enter_context(serving([*own, *pages_command(pages_port)], pages_port))
        yield pages, stack.enter_context(serving(bare_command(bare_port), bare_port))
