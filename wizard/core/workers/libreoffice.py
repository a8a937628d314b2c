"""Calling LibreOffice from a worker: one conversion, in limits, leaving nothing behind."""

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

_PROGRAMS: Final = ("soffice", "libreoffice")
_KIBIBYTES: Final = 4_000_000
"""Address space of LibreOffice: at 750 MB every second call crashed, at 4 GB none did."""
_WITH_LIMIT: Final = 'ulimit -S -v "$0" 2>/dev/null; exec "$@"'
_SECONDS: Final = 45.0  # for one conversion, less than a worker has; it takes 2 to 10 on a PC


def find_libreoffice() -> str:
    """Return the path of LibreOffice; empty where it is not installed."""
    return next(filter(None, map(shutil.which, _PROGRAMS)), "")


def convert(program: str, content: bytes, target: str, *options: str) -> bytes | None:
    """Return a document as LibreOffice converts it; None where it does not.

    ``target`` is what ``--convert-to`` takes: the suffix of the result, and a filter after a colon.
    Its profile and files are in a folder of their own, which is removed in the end.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "document"
        source.write_bytes(content)
        profile = (folder / "profile").as_uri()
        words = (
            *(program, f"-env:UserInstallation={profile}", "--headless", "--norestore", *options),
            *("--convert-to", target, "--outdir", str(folder / "out"), str(source)),
        )
        result = folder / "out" / f"document.{target.partition(':')[0]}"
        return result.read_bytes() if _succeeds(_limited(words)) and result.exists() else None


def _limited(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the command with a memory limit of its own; a worker's is too low for LibreOffice.

    Where there is no POSIX shell, no limit is set, and none holds for workers.
    """
    if os.name != "posix":
        return words
    return ("/bin/sh", "-c", _WITH_LIMIT, str(_KIBIBYTES), *words)


def _succeeds(command: tuple[str, ...]) -> bool:
    """Run a program and its children in a group of their own, which ends when time is up."""
    process = subprocess.Popen(  # noqa: S603 - a program that is found on the path, and our files
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return process.wait(_SECONDS) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        with suppress(ProcessLookupError):
            _kill_group(process.pid)
        process.wait()


def _kill_group(pid: int) -> None:
    """Kill what a program has started and left behind."""
    if hasattr(os, "killpg"):
        os.killpg(pid, signal.SIGKILL)
