"""Start-up time of commands without Excel, compared with a process that imports pydantic."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bench.figure import Figure, times_as_fast
from tests.certificate_files import made

_MOST: Final = 2
_PAIRS: Final = 11
_PROGRAM: Final = str(Path(sys.executable).with_name("moushikomi"))
_IMPORT: Final = (sys.executable, "-c", "from pydantic import BaseModel")
_CERTIFICATE: Final = "PC01.cer"
_COMMANDS: Final = (
    "--version",
    "--help",
    "fill --help",
    "deadline --at 2026-11-24",
    "deadline --need-by 2027-01-08 --at 2026-11-24",
    "calendar 2026",
    "api-test 2027-01-18 --at 2026-11-24",
    "supply-start --voltage high --from 2026-11-24",
    "guide パスワードを忘れた",
    "guide --item 3-4",
    "schema",
    f"certificates {_CERTIFICATE} --at 2026-11-24",
)


def measure_starting() -> Iterator[Figure]:
    """Yield the ratio of each command."""
    with TemporaryDirectory() as folder:
        Path(folder, _CERTIFICATE).write_bytes(made("PC01"))
        for words in _COMMANDS:
            ours = _process((_PROGRAM, *words.split()), folder)
            value = times_as_fast(_process(_IMPORT, folder), ours, pairs=_PAIRS)
            name = f"start, {words.partition(' --at')[0]}"
            yield Figure(name, value, _MOST, at_least=False)


def _process(command: tuple[str, ...], folder: str) -> Callable[[], object]:
    return lambda: subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
