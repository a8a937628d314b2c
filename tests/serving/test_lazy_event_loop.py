import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from wizard.serving.lazy_event_loop import LazyEventLoop, make_event_loops_lazy

OPEN_FILES = Path("/proc/self/fd")

pytestmark = pytest.mark.skipif(not OPEN_FILES.exists(), reason="files are counted on Linux")


def open_files() -> int:
    return sum(1 for _ in OPEN_FILES.iterdir())


@pytest.fixture
def policy() -> Iterator[None]:
    before = asyncio.get_event_loop_policy()
    make_event_loops_lazy()
    yield
    asyncio.set_event_loop_policy(before)


@pytest.mark.usefixtures("policy")
def test_loops_that_do_not_run_take_no_files() -> None:
    before = open_files()
    loops = [asyncio.new_event_loop() for _ in range(20)]
    assert open_files() == before
    for loop in loops:
        loop.close()
    assert open_files() == before


def test_a_loop_that_runs_is_woken_by_other_threads_and_leaves_no_files() -> None:
    with ThreadPoolExecutor(1) as thread:  # where no loop runs, as one may here for a browser
        before = open_files()
        thread.submit(run_a_loop).result()
        assert open_files() == before


def run_a_loop() -> None:
    loop = LazyEventLoop()

    async def in_another_thread() -> str:
        return await loop.run_in_executor(None, lambda: threading.current_thread().name)

    assert "asyncio" in loop.run_until_complete(in_another_thread())
    threading.Timer(0.1, lambda: loop.call_soon_threadsafe(loop.stop)).start()
    loop.run_forever()
    loop.run_until_complete(loop.shutdown_default_executor())
    loop.close()
