"""The installed program itself: exit statuses as a shell sees them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.samples import CASES

PROGRAM = Path(sys.executable).with_name("moushikomi")
CALLS = [
    (["deadline", "--at", "2026-11-27T17:00", "--json"], 0),
    (["schema", "newest"], 1),
    (["fill", str(CASES / "stop.json"), "-o", "/proc/none/x.xlsx", "--at", "2026-11-24"], 2),
]


@pytest.mark.parametrize(("words", "status"), CALLS, ids=[row[0][0] for row in CALLS])
def test_the_program_leaves_with_its_status_from_any_folder(
    words: list[str], status: int, tmp_path: Path
) -> None:
    # an environment that knows no UTF-8 must not stop it
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [PROGRAM, *words], cwd=tmp_path, env=environment, capture_output=True, check=False
    )
    assert done.returncode == status
    output = done.stderr.decode("utf-8")
    assert "Traceback" not in output
    assert len(output.splitlines()) == (0 if status == 0 else 1)
    if status == 0:
        (answer,) = json.loads(done.stdout.decode("utf-8"))
        assert answer["cutoff"]["closes_at"] == "2026-11-27T17:00:00+09:00"
    assert list(tmp_path.iterdir()) == []
