"""A PostgreSQL server of the tests' own: Debian's programs, a private folder and socket."""

import getpass
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

import psycopg

_DEBIAN: Final = Path("/usr/lib/postgresql")
_SUPERUSER: Final = "moushikomi"
_PORT: Final = 5432  # names the socket in the private folder; nothing listens on the network


@dataclass
class Postgresql:
    """A server, while it runs; what it was told to keep survives a crash of it."""

    folder: Path
    process: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)

    def url(self, *, user: str = _SUPERUSER, options: str = "") -> str:
        """Give the address of its database as a setting has it."""
        query = {"host": str(self.folder)} | ({"options": options} if options else {})
        return f"postgresql://{user}@/postgres?{urlencode(query)}"

    def connect(self) -> psycopg.Connection:
        """Connect past the code under test; every statement takes effect by itself."""
        return psycopg.connect(self.url(), autocommit=True)

    def make(self) -> None:
        """Make the data folder."""
        options = ["--auth", "trust", "--username", _SUPERUSER, "--encoding", "UTF8"]
        command = [*_as_nobody_special(), _program("initdb"), "--pgdata", self._data, *options]
        options = ["--no-locale", "--no-sync", "--no-instructions"]
        subprocess.run([*command, *options], check=True, stdout=subprocess.DEVNULL)

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.folder),
            "fsync": "on",
            "shared_buffers": "8MB",
        }
        flags = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        self.process = subprocess.Popen(
            [*_as_nobody_special(), _program("postgres"), "-D", self._data, *flags],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(300):
            try:
                self.connect().close()
            except psycopg.OperationalError:
                if self.process.poll() is not None:
                    break
                threading.Event().wait(0.05)
            else:
                return
        message = f"no PostgreSQL came up in {self.folder}"
        raise TimeoutError(message)

    def crash(self) -> None:
        """End it at once, without a word to the disk."""
        if self.process is not None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(timeout=20)
            self.process = None

    @property
    def _data(self) -> str:
        return str(self.folder / "data")


@contextmanager
def running_postgresql() -> Iterator[Postgresql]:
    """Run a server until the block ends; nothing of it stays."""
    folder = Path(tempfile.mkdtemp(prefix="mk-pg-"))  # a socket's path must be short
    if os.geteuid() == 0:
        found = pwd.getpwnam(_user())
        os.chown(folder, found.pw_uid, found.pw_gid)
    server = Postgresql(folder)
    try:
        server.make()
        server.start()
        yield server
    finally:
        server.crash()
        shutil.rmtree(folder)


def _program(name: str) -> str:
    """Find a program of the newest edition that Debian has put there."""
    editions = sorted(_DEBIAN.glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]))
    return str(editions[-1]) if editions else name


def _as_nobody_special() -> list[str]:
    """Begin a command that ends with the tests; PostgreSQL will not run as root."""
    started = ["setpriv", "--pdeathsig", "QUIT"]
    if os.geteuid() != 0:
        return started
    user = pwd.getpwnam(_user())
    return [*started, f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]


def _user() -> str:
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody", getpass.getuser()) if name in names)
