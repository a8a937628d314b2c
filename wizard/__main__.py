"""``python -m wizard``, in the project's folder: the commands without installing the project."""

import os
from pathlib import Path
from typing import Final

from wizard.cli import main

PROJECT: Final = Path(__file__).resolve().parents[1]

if __name__ == "__main__":
    # The server and the workers are processes of their own, and look for the project there.
    known = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join([str(PROJECT), known] if known else [str(PROJECT)])
    main()
