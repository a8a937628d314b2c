"""What all tests share: the Hypothesis profile, the calendars, and a data folder of their own."""

import io
import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from rules.dates.workdays import OfficeCalendar
from tests.nightly import NIGHTLY, examples

settings.register_profile(
    "moushikomi",
    deadline=None,
    derandomize=True,
    max_examples=examples(100),
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("moushikomi")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave what takes long to the nightly run."""
    if not NIGHTLY:
        config.hook.pytest_deselected(items=[one for one in items if "nightly" in one.keywords])
        items[:] = [one for one in items if "nightly" not in one.keywords]


@pytest.fixture(scope="session", autouse=True)
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keep what the pages keep away from the user's own folder."""
    folder = tmp_path_factory.mktemp("data")
    os.environ["MOUSHIKOMI_DATA_FOLDER"] = str(folder)
    return folder


@pytest.fixture(scope="session")
def calendar() -> OfficeCalendar:
    """Give the calendar with the shipped closures (12-29 to 01-03 of every year)."""
    return OfficeCalendar.shipped()


@pytest.fixture(scope="session")
def holidays_only() -> OfficeCalendar:
    """Give the calendar of weekends and national holidays alone."""
    return OfficeCalendar()


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Collect what is logged while a test runs; pytest's own plugin is slow, and switched off."""
    written = io.StringIO()
    handler, root = logging.StreamHandler(written), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.setLevel(level)
    root.removeHandler(handler)
