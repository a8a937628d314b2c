"""What all tests share: the Hypothesis profile, the calendars, and a data folder of their own."""

import io
import logging
import os
from collections import defaultdict
from collections.abc import Iterator
from math import ceil
from pathlib import Path
from zlib import crc32

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
    """Leave to the nightly run what takes long, and all but a sample of what is marked so.

    The sample is drawn by the names of the parameters: taken in order, every second of them might
    have the same one of two further parameters.
    """
    if NIGHTLY:
        return
    sampled: defaultdict[tuple[str, int], list[pytest.Item]] = defaultdict(list)
    for one in items:
        if mark := one.get_closest_marker("one_in"):
            sampled[one.nodeid.partition("[")[0], mark.args[0]].append(one)
    left = {one for one in items if "nightly" in one.keywords}
    for (_, number), alike in sampled.items():
        alike.sort(key=lambda one: crc32(one.nodeid.encode()))
        left.update(alike[ceil(len(alike) / number) :])
    config.hook.pytest_deselected(items=left)
    items[:] = [one for one in items if one not in left]


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
