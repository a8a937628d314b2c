"""Processes of their own that measure: ``python -m MODULE WORDS`` prints figures as JSON."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Final

_PROJECT: Final = Path(__file__).parents[1]


def figures_of(module: str, *words: object) -> dict[str, float]:
    """Return what a module of the bench prints in a new process.

    Raises CalledProcessError if it fails, or is aborted.
    """
    command = (sys.executable, "-m", module, *map(str, words))
    done = subprocess.run(command, cwd=_PROJECT, check=True, stdout=subprocess.PIPE)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures
