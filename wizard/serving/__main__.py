"""The server process: ``python -P -m wizard.serving SCRIPT ADDRESS PORT``."""

import logging
import signal
import sys
from pathlib import Path
from typing import Final, NoReturn

_log = logging.getLogger("moushikomi")

_BACKLOG: Final = 128
"""Connections waiting to be accepted; asyncio retries as often when out of file descriptors."""


def serve(script: Path, address: str, port: int) -> None:
    """Serve the pages of a script until the process is terminated.

    Raises OSError if the address and port are not available.
    """
    import uvicorn  # noqa: PLC0415 - worker processes import this module, too, but do not need it

    from wizard.core.hosts import served_names  # noqa: PLC0415
    from wizard.core.settings import settings  # noqa: PLC0415
    from wizard.core.workers.pool import MAX_SECONDS  # noqa: PLC0415
    from wizard.core.workers.process import missing_limits  # noqa: PLC0415
    from wizard.serving.framework import get_max_message_size_bytes  # noqa: PLC0415
    from wizard.serving.guard import Guard  # noqa: PLC0415
    from wizard.serving.lazy_event_loop import make_event_loops_lazy  # noqa: PLC0415
    from wizard.serving.media import BrowserFiles  # noqa: PLC0415
    from wizard.serving.paths import UPLOADS  # noqa: PLC0415
    from wizard.serving.proxies import Proxies  # noqa: PLC0415
    from wizard.serving.runtime import framework, set_options  # noqa: PLC0415
    from wizard.serving.sockets import bind  # noqa: PLC0415
    from wizard.serving.uploads import SessionUploads  # noqa: PLC0415

    if missing := missing_limits():
        _log.warning(
            "no limit of %s: a file from outside is given up after %.0f seconds instead",
            " and ".join(missing),
            MAX_SECONDS,
        )
    known = settings()
    set_options(address, port)
    make_event_loops_lazy()  # for sessions; uvicorn creates its own loop
    files, uploads = BrowserFiles(), SessionUploads(UPLOADS)
    guard = Guard(
        framework(script, files, uploads),
        served_names(address, known.hosts),
        files,
        uploads,
        Proxies(known.identity_header, known.trusted_proxies),
    )
    server = uvicorn.Server(
        uvicorn.Config(
            guard,
            http="h11",  # rejects a request with two Host headers
            ws="websockets-sansio",
            ws_max_size=get_max_message_size_bytes(),
            ws_per_message_deflate=False,
            ws_ping_interval=30,
            ws_ping_timeout=30,
            backlog=_BACKLOG,
            lifespan="on",
            log_config=None,
            log_level="warning",
            access_log=False,  # the URL of a draft is its secret
            proxy_headers=False,  # the guard decides which proxies to trust
            server_header=False,
        )
    )
    logging.getLogger("uvicorn.error").addFilter(_is_worth_logging)
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, _end)
    server.run(bind(address, port))


def _is_worth_logging(record: logging.LogRecord) -> bool:
    """Return whether a record is an error; a refused websocket is not."""
    return "without completing handshake" not in record.getMessage()


def _end(*_: object) -> NoReturn:
    """Exit with success; the server calls this with the signal after its shutdown."""
    sys.exit(0)


if __name__ == "__main__":
    serve(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
