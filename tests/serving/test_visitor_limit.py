"""How many visitors a server takes, by the files that it may have open (counted on Linux)."""

import resource
from contextlib import ExitStack
from pathlib import Path
from subprocess import Popen

import pytest
from websockets.exceptions import InvalidStatus

from tests.serving.client import FIRST, ask, opened
from tests.serving.conftest import serving
from tests.serving.test_ownership import upload
from wizard.serving.visitor_limit import KEPT

FULL = "ただいまご利用の方が多く、画面を表示できません。"

pytestmark = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counted on Linux")


def files_of(process: Popen[bytes]) -> int:
    return sum(1 for _ in Path("/proc", str(process.pid), "fd").iterdir())


def test_a_visit_takes_one_file() -> None:
    with serving("127.0.0.1") as (port, process), ExitStack() as visits:
        visits.enter_context(opened(port))
        before = files_of(process)
        for _ in range(10):
            visits.enter_context(opened(port))
        assert files_of(process) == before + 10


def test_a_full_server_reports_itself_and_serves_those_inside() -> None:
    with serving("127.0.0.1") as (port, process), opened(port, browser=FIRST) as page:
        _, most = resource.prlimit(process.pid, resource.RLIMIT_NOFILE)
        room = files_of(process) + KEPT - 3
        resource.prlimit(process.pid, resource.RLIMIT_NOFILE, (room, most))
        answer = ask(port, "/check")
        assert answer.status == 503
        assert FULL in answer.body.decode()
        assert answer["retry-after"] == "30"
        assert answer["connection"] == "close"
        with pytest.raises(InvalidStatus, match="503"), opened(port):
            pass
        page.run()
        assert upload(port, page.session, FIRST).status == 204
        assert ask(port, "/_stcore/health").status == 200
        resource.prlimit(process.pid, resource.RLIMIT_NOFILE, (room + 10, most))
        assert ask(port, "/check").status == 200
        with opened(port) as another:
            assert another.texts
