"""A client of the server: requests as they are typed here, and a page over a websocket."""

import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.parser import BytesHeaderParser
from typing import Final

from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.framework import ForwardMsg
from wizard.serving.framework import BackMsg

BROWSER: Final = "moushikomi-browser"
FIRST: Final = "A" * 43
OTHER: Final = "B" * 43
"""What two browsers have for cookies."""
_PATIENCE: Final = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of the server; ``headers`` are in lower case, each value in order."""

    status: int
    headers: Mapping[str, list[str]]
    body: bytes

    def __getitem__(self, name: str) -> str:
        """Give the one value of a header."""
        [value] = self.headers[name]
        return value


def ask(
    port: int,
    path: str = "/",
    method: str = "GET",
    *,
    body: str = "",
    address: str = "127.0.0.1",
    **headers: str,
) -> Answer:
    """Send a request and give the answer; a header's name has ``_`` for ``-``."""
    sent_headers = {"Host": f"localhost:{port}"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    if body:
        sent_headers["Content-Length"] = str(len(body))
    lines = [
        f"{method} {path} HTTP/1.1",
        *(f"{name}: {value}" for name, value in sent_headers.items()),
    ]
    return send(port, lines, body.encode(), address=address)


def send(port: int, lines: list[str], body: bytes = b"", *, address: str = "127.0.0.1") -> Answer:
    """Send lines as they are, and give the answer."""
    data = "\r\n".join([*lines, "Connection: close", "", ""]).encode() + body
    with socket.create_connection((address, port), timeout=_PATIENCE) as connection:
        connection.sendall(data)
        received = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, rest = received.partition(b"\r\n\r\n")
    status, _, fields = head.partition(b"\r\n")
    headers: dict[str, list[str]] = {}
    for name, value in BytesHeaderParser().parsebytes(fields + b"\r\n\r\n").items():
        headers.setdefault(name.lower(), []).append(str(value))
    return Answer(int(status.split()[1]), headers, rest)


@dataclass(slots=True)
class Page:
    """A page that was opened, and what it has shown."""

    connection: ClientConnection
    session: str = ""
    texts: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    deferred: str = ""

    def run(self) -> None:
        """Have the page run, and wait until it has."""
        self.texts, self.urls = [], []
        message = BackMsg()
        message.rerun_script.query_string = ""
        self.tell(message)
        started = ""
        while True:
            found = self.receive()
            kind = found.WhichOneof("type")
            if kind == "new_session":
                started = found.metadata.run.script_run_id
                self.session = found.new_session.initialize.session_id
            elif kind == "delta":
                self._take(found)
            elif kind == "script_finished" and found.metadata.run.script_run_id == started:
                return

    def tell(self, message: BackMsg) -> None:
        """Send a message of a browser's."""
        self.connection.send(message.SerializeToString())

    def receive(self) -> ForwardMsg:
        """Give the next message of the server's."""
        data = self.connection.recv(timeout=_PATIENCE)
        message = ForwardMsg()
        message.ParseFromString(data if isinstance(data, bytes) else data.encode())
        return message

    def click_later(self) -> str:
        """Click the button whose file is made then, and give the file's address."""
        message = BackMsg()
        message.backend_operation_request.request_id = "1"
        message.backend_operation_request.session_id = self.session
        message.backend_operation_request.deferred_file.file_id = self.deferred
        self.tell(message)
        while True:
            found = self.receive()
            if found.WhichOneof("type") == "backend_operation_response":
                return str(found.backend_operation_response.deferred_file.url)

    def _take(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "text":
            self.texts.append(element.text.body)
        elif kind == "download_button":
            self.urls += [element.download_button.url] if element.download_button.url else []
            self.deferred = element.download_button.deferred_file_id or self.deferred


@contextmanager
def opened(  # noqa: PLR0913 - what a connection is known by
    port: int,
    *,
    browser: str = "",
    host: str = "",
    origin: str = "",
    session: str = "",
    source: str = "127.0.0.1",
    headers: Mapping[str, str] | Sequence[tuple[str, str]] = (),
) -> Iterator[Page]:
    """Open a page; ``session`` is one to go on with, ``source`` the address that is asked from."""
    protocols = ["streamlit", "xsrf", session] if session else ["streamlit"]
    sent_headers = list(headers.items()) if isinstance(headers, Mapping) else list(headers)
    sent_headers += [("Cookie", f"{BROWSER}={browser}")] if browser else []
    there = socket.create_connection(("127.0.0.1", port), source_address=(source, 0))
    with connect(
        f"ws://{host or f'localhost:{port}'}/_stcore/stream",
        sock=there,
        origin=origin or None,  # type: ignore[arg-type]
        subprotocols=[Subprotocol(each) for each in protocols],
        additional_headers=sent_headers,
        max_size=None,
        proxy=None,
    ) as connection:
        page = Page(connection)
        page.run()
        yield page
