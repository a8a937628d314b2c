"""What a command loads: the libraries that it uses, and none that others use."""

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.certificate_files import made

PROGRAM: Final = Path(sys.executable).with_name("moushikomi")
HEAVY: Final = {
    "alembic", "asyncio", "cryptography", "dateutil", "email_validator", "icalendar", "jpholiday",
    "lxml", "numpy", "openpyxl", "pandas", "phonenumbers", "psycopg", "pyarrow", "pydantic",
    "pydantic_core", "pydantic_settings", "sqlalchemy", "streamlit", "workbook.opened",
}  # fmt: skip
"""Libraries that take long to load, and what reads Excel."""
DATES: Final = {"dateutil", "jpholiday"}

LOADED: Final[list[tuple[str, int, set[str]]]] = [
    ("--version", 0, set()),
    ("--help", 0, set()),
    ("fill --help", 0, set()),
    ("deadlines", 2, set()),  # there is no such command
    ("schema", 0, set()),
    ("schema change", 0, set()),
    ("guide", 0, set()),
    ("guide --item 3-4 --json", 0, set()),
    ("guide パスワードを忘れた", 0, set()),
    ("deadline --at 2026-11-24 --json", 0, DATES),
    ("deadline --need-by 2027-01-08 --at 2026-11-24", 0, DATES),
    ("calendar 2026", 0, DATES),
    ("calendar 2026 --ics dates.ics", 0, {*DATES, "icalendar"}),
    ("api-test 2027-01-18 --at 2026-11-24", 0, DATES),
    ("supply-start --voltage high --from 2026-11-24", 0, DATES),
    ("certificates PC01.cer --at 2026-11-24", 0, {*DATES, "cryptography"}),
]


@pytest.mark.one_in(2)
@pytest.mark.parametrize(("words", "status", "used"), LOADED, ids=[row[0] for row in LOADED])
def test_a_command_loads_the_libraries_that_it_uses(
    words: str, status: int, used: set[str], tmp_path: Path
) -> None:
    (tmp_path / "PC01.cer").write_bytes(made("PC01"))
    command = [sys.executable, "-X", "importtime", str(PROGRAM), *words.split()]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert ran.returncode == status
    lines = ran.stderr.decode("utf-8").splitlines()
    reported = [line for line in lines if line.startswith("import time:")]
    loaded = {line.rpartition("|")[2].strip() for line in reported}
    assert "wizard.cli" in loaded
    assert (loaded | {name.partition(".")[0] for name in loaded}) & HEAVY == used
