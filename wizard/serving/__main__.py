"""The server's process: ``python -P -m wizard.serving SCRIPT ADDRESS PORT``."""

import logging
import signal
import sys
from pathlib import Path
from typing import Final, NoReturn

_log = logging.getLogger("moushikomi")

_BACKLOG: Final = 128
"""So many connections wait to be accepted. Without a file for one, asyncio tries as many times."""


def serve(script: Path, address: str, port: int) -> None:
    """Serve a script's pages until the process is told to end.

    Raises:
        OSError: the address and port cannot be listened on.

    """
    import uvicorn  # noqa: PLC0415 - what this process loads, its workers do not

    from wizard.core.hosts import served_names  # noqa: PLC0415
    from wizard.core.settings import settings  # noqa: PLC0415
    from wizard.core.workers.pool import MAX_SECONDS  # noqa: PLC0415
    from wizard.core.workers.process import missing_limits  # noqa: PLC0415
    from wizard.serving.framework import get_max_message_size_bytes  # noqa: PLC0415
    from wizard.serving.guard import Guard  # noqa: PLC0415
    from wizard.serving.light_loop import make_new_loops_light  # noqa: PLC0415
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
    make_new_loops_light()  # those of the sessions: uvicorn makes its own
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
            http="h11",  # refuses a request with two hosts
            ws="websockets-sansio",
            ws_max_size=get_max_message_size_bytes(),
            ws_per_message_deflate=False,
            ws_ping_interval=30,
            ws_ping_timeout=30,
            backlog=_BACKLOG,
            lifespan="on",
            log_config=None,
            log_level="warning",
            access_log=False,  # the address of a draft is its key
            proxy_headers=False,  # the guard believes those that it is told to
            server_header=False,
        )
    )
    logging.getLogger("uvicorn.error").addFilter(_is_trouble)
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, _end)
    server.run(bind(address, port))


def _is_trouble(record: logging.LogRecord) -> bool:
    """Return whether uvicorn has something to say; a refused websocket is no error of ours."""
    return "without completing handshake" not in record.getMessage()


def _end(*_: object) -> NoReturn:
    """End well: the server calls this once it is done, with the signal that it was told by."""
    sys.exit(0)


if __name__ == "__main__":
    serve(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
