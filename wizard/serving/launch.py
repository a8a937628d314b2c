"""Launch of the server, independent of the current folder and Streamlit's environment."""

import os
import subprocess
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from rules.errors import UserError
from wizard.core.moments import AT_VARIABLE
from wizard.serving.sockets import bind, close

CONFIG: Final = Path(__file__).parents[2] / ".streamlit" / "config.toml"
ENTRY: Final = Path(__file__).parents[1] / "app.py"
_CAN_REPLACE: Final = os.name != "nt"
"""Whether exec replaces the process. On Windows it starts a second one, for which the console does
not wait, and splits arguments at spaces."""


class ServeError(UserError):
    """Raised if the pages cannot be served; the message is one line in Japanese."""


def run(port: int, address: str, at: datetime | None) -> None:
    """Replace this process by the server, or wait for the server where exec is not possible.

    ``at`` is a simulated present moment, to look at another week.
    """
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")
    }
    environment.pop(AT_VARIABLE, None)
    if at is not None:
        environment[AT_VARIABLE] = at.isoformat()
    os.chdir(CONFIG.parents[1])  # so that no other configuration is found
    os.umask(0o077)  # drafts and blanks are private to this user
    _allow_many_files()
    command = arguments(port, address)
    if _CAN_REPLACE:
        os.execve(sys.executable, command, environment)  # noqa: S606 - our own program
    else:
        sys.exit(subprocess.call(command, env=environment))  # noqa: S603 - our own program


def _allow_many_files() -> None:
    """Raise the limit of open files to its maximum, as every visit needs some."""
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not every system has it

        _, hard_limit = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard_limit, hard_limit))


def check_port_is_free(port: int, address: str) -> None:
    """Check that the pages can be served at an address and port.

    Raises ServeError if they are not available.
    """
    try:
        close(bind(address, port))
    except OSError as error:
        raise ServeError(
            f"{address} のポート{port}で待ち受けられません。使用中でないかを確認するか、"
            "--port で別の番号を指定してください。"
        ) from error


def arguments(port: int, address: str) -> list[str]:
    """Return the command line of the server."""
    return [sys.executable, "-P", "-m", "wizard.serving", str(ENTRY), address, str(port)]
