"""What a visitor who has left had on the server is freed, whether or not somebody else comes."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.framework import ForwardMsg, MemoryMediaFileStorage, SessionClient, UploadedFileRec
from wizard.serving import sessions
from wizard.serving.framework import Runtime, RuntimeConfig
from wizard.serving.sessions import LeftSessions
from wizard.serving.uploads import SessionUploads


class Browser(SessionClient):
    def write_forward_msg(self, msg: ForwardMsg) -> None:
        """Take what the page sends."""


@pytest.mark.parametrize(("seconds", "are_kept"), [(0, False), (120, True)])
def test_uploads_are_freed_when_the_time_for_coming_back_is_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seconds: int, *, are_kept: bool
) -> None:
    monkeypatch.setattr(Runtime, "_instance", None)
    monkeypatch.setattr(sessions, "_LATER_SECONDS", 0)
    uploads = SessionUploads("/upload")
    config = RuntimeConfig(
        script_path=str(tmp_path / "app.py"),
        media_file_storage=MemoryMediaFileStorage("/media"),
        uploaded_file_manager=uploads,
        session_storage=LeftSessions(seconds),
    )

    async def visit() -> None:
        runtime = Runtime(config)
        await runtime.start()
        session = runtime.connect_session(Browser(), user_info={})
        uploads.add_file(session, UploadedFileRec("1", "form.xlsx", "", b"uploaded"))
        runtime.disconnect_session(session)
        assert [*uploads.file_storage] == [session]
        await asyncio.sleep(0.01)
        assert [*uploads.file_storage] == [session] * are_kept
        runtime.stop()
        await runtime.stopped

    with ThreadPoolExecutor(1) as thread:  # a browser's driver may have a loop running in this one
        thread.submit(asyncio.run, visit()).result()
