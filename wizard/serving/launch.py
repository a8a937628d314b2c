"""Starting the pages, alike from any folder and whatever the environment says."""

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
"""Whether one program can become another. Windows starts a second one and ends the first, so that
the console no longer waits, and splits arguments at their spaces."""


class ServeError(UserError):
    """The pages cannot be served; the text is one line in Japanese."""


def run(port: int, address: str, at: datetime | None) -> None:
    """Replace this process by the server of the pages, or wait for it where that cannot be done.

    ``at`` lets the pages believe that it is another moment, to look at another week.
    """
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")
    }
    environment.pop(AT_VARIABLE, None)
    if at is not None:
        environment[AT_VARIABLE] = at.isoformat()
    os.chdir(CONFIG.parents[1])  # where no other configuration lies in wait
    os.umask(0o077)  # drafts and blanks are for this user alone
    _allow_many_files()
    command = arguments(port, address)
    if _CAN_REPLACE:
        os.execve(sys.executable, command, environment)  # noqa: S606 - our own program
    else:
        sys.exit(subprocess.call(command, env=environment))  # noqa: S603 - our own program


def _allow_many_files() -> None:
    """Raise the number of open files as far as the system lets; every visit has some."""
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not every system has it

        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def make_sure_it_is_free(port: int, address: str) -> None:
    """Look whether the pages can be served there.

    Raises:
        ServeError: the address and port cannot be listened on.

    """
    try:
        close(bind(address, port))
    except OSError as error:
        message = (
            f"{address} のポート{port}で待ち受けられません。使用中でないかを確認するか、"
            "--port で別の番号を指定してください。"
        )
        raise ServeError(message) from error


def arguments(port: int, address: str) -> list[str]:
    """Return the server's command line."""
    return [sys.executable, "-P", "-m", "wizard.serving", str(ENTRY), address, str(port)]
