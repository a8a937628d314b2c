"""Where the project's own form lies: beside the packages, in a checkout and when installed."""

from pathlib import Path
from typing import Final

OWN_FORM: Final = Path(__file__).parents[2] / "templates" / "application.xlsx"
