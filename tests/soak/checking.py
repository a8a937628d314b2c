"""A visitor of the page that checks forms, who uploads files as a browser does."""

import re
from asyncio import to_thread
from contextlib import AbstractAsyncContextManager, closing
from http import HTTPStatus
from http.client import HTTPConnection
from typing import Any, Final, Self
from urllib.parse import urlsplit
from uuid import uuid4

from bench.session import Session
from tests.browser.visitor import stream_of
from tests.framework import FileURLs, ForwardMsg, UploadedFileInfo
from tests.serving.client import BROWSER, FIRST
from tests.soak.files import File
from wizard.serving.framework import BackMsg

_PATIENCE: Final = 120
_XSRF: Final = "2|00000000|00112233445566778899aabbccddeeff|1"
_COOKIES: Final = f"{BROWSER}={FIRST}; _streamlit_xsrf={_XSRF}"
_CHECKED: Final = re.compile("チェック結果（([0-9]+)件）")


class CheckPage(Session):
    """The page that checks forms, and what it says of those that were given."""

    checked: int = 0
    """How many files it has shown the results of."""

    @classmethod
    def visited(cls, url: str) -> AbstractAsyncContextManager[Self]:
        """Open the page."""
        return cls.opened(stream_of(url), path="check", cookie=_COOKIES)

    async def check(self, url: str, files: list[File]) -> None:
        """Upload files and have them checked; return when the results are there."""
        uploader = next(w for w in self.widgets.values() if w.kind == "file_uploader")
        uploader.value = await self.uploaded(url, files)
        await self.rerun()
        self.checked = 0
        await self.rerun(clicked="begin")

    async def uploaded(self, url: str, files: list[File]) -> list[UploadedFileInfo]:
        """Upload files; give what the widget holds of them."""
        places = await self._places(files)
        for file, place in zip(files, places, strict=True):
            await to_thread(_put, url, place.upload_url, file)
        return [
            UploadedFileInfo(
                name=file.name, size=len(file.content), file_id=place.file_id, file_urls=place
            )
            for file, place in zip(files, places, strict=True)
        ]

    async def _places(self, files: list[File]) -> list[FileURLs]:
        """Ask the server where to upload to."""
        request = BackMsg()
        request.file_urls_request.request_id = str(uuid4())
        request.file_urls_request.file_names.extend(file.name for file in files)
        await self._connection.send(request.SerializeToString())
        while True:
            message = ForwardMsg.FromString(await self._connection.recv(decode=False))
            if message.WhichOneof("type") == "file_urls_response":
                return list(message.file_urls_response.file_urls)

    def _take(self, received: list[ForwardMsg]) -> None:
        super()._take(received)
        for message in received:
            if message.WhichOneof("type") == "delta":
                element: Any = message.delta.new_element
                if found := _CHECKED.search(element.html.body):
                    self.checked = int(found[1])


def _put(url: str, path: str, file: File) -> None:
    """Put a file to its place."""
    boundary = uuid4().hex
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{file.name}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    headers = {
        "Content-Type": f"multipart/form-data; boundary={boundary}",
        "Cookie": _COOKIES,
        "X-Xsrftoken": _XSRF,
    }
    body = head.encode() + file.content + f"\r\n--{boundary}--\r\n".encode()
    with closing(HTTPConnection(urlsplit(url).netloc, timeout=_PATIENCE)) as connection:
        connection.request("PUT", path, body, headers)
        answer = connection.getresponse()
        if answer.status != HTTPStatus.NO_CONTENT:
            message = f"{file.name} was not taken: {answer.status} {answer.read().decode()}"
            raise RuntimeError(message)
