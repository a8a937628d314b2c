"""What is taken of Streamlit below its public interface: each name, as it is used.

What fails after an upgrade names what has changed, and who uses it. What the pages rely on in a
browser is in ``tests/browser/test_framework.py``.
"""

import inspect
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, get_type_hints

import pytest
import streamlit as st

import tests.framework as of_tests
import wizard.serving.framework as of_product
from tests.framework import FRAMEWORK_CSS, PAGE_JS, ForwardMsg, SessionClient, UploadedFileRec
from wizard.serving import messages
from wizard.serving.framework import (
    BackMsg,
    MediaFileKind,
    MediaFileStorage,
    MediaFileStorageError,
    MemoryFile,
    MemorySessionStorage,
    MemoryUploadedFileManager,
    Runtime,
    RuntimeConfig,
    SessionInfo,
    bootstrap,
    config,
    create_starlette_app,
    file_util,
    get_extension_for_mimetype,
    get_max_message_size_bytes,
    get_script_run_ctx,
)
from wizard.serving.headers import INLINE_SCRIPT
from wizard.serving.launch import CONFIG
from wizard.serving.media import BrowserFiles
from wizard.serving.paths import UPLOADS, index_file
from wizard.serving.runtime import framework
from wizard.serving.uploads import SessionUploads

ROOT: Final = Path(__file__).parents[1]
SELF: Final = object()

CALLS: Final[list[tuple[Callable[..., Any], tuple[Any, ...], set[str]]]] = [
    (Runtime, ("config",), set()),
    (Runtime.instance, (), set()),
    (Runtime.get_client, (SELF, "session"), set()),
    (Runtime.connect_session, (SELF, "client"), {"user_info"}),
    (Runtime.disconnect_session, (SELF, "session"), set()),
    (
        RuntimeConfig,
        (),
        {
            "script_path",
            "media_file_storage",
            "uploaded_file_manager",
            "cache_storage_manager",
            "session_storage",
        },
    ),
    (MemorySessionStorage, (), {"ttl_seconds"}),
    (MemorySessionStorage.save, (SELF, "session"), set()),
    (of_tests.AppSession.shutdown, (SELF,), set()),
    (MemoryUploadedFileManager, ("endpoint",), set()),
    (MemoryUploadedFileManager.add_file, (SELF, "session", "file"), set()),
    (MemoryUploadedFileManager.remove_file, (SELF, "session", "file"), set()),
    (MemoryFile, ("content", "type", "kind", "name"), set()),
    (UploadedFileRec, ("id", "name", "type", "content"), set()),
    (get_extension_for_mimetype, ("type",), set()),
    (get_max_message_size_bytes, (), set()),
    (get_script_run_ctx, (), {"suppress_warning"}),
    (file_util.get_static_dir, (), set()),
    (config.get_config_files, ("name",), set()),
    (config.get_option, ("name",), set()),
    (bootstrap.load_config_options, ("options",), set()),
    (bootstrap.prepare_streamlit_environment, ("script",), set()),
    (create_starlette_app, ("runtime",), set()),
    (of_product.create_default_cache_storage_manager, (), set()),
    (of_tests.MemoryMediaFileStorage, ("endpoint",), set()),
]
"""What is called, with so many arguments by position, and those by name."""

ROUTES: Final = {
    ("/_stcore/health", "GET"),
    ("/_stcore/host-config", "GET"),
    ("/_stcore/stream", ""),
    ("/_stcore/upload_file/{session_id}/{file_id}", "PUT"),
    ("/_stcore/upload_file/{session_id}/{file_id}", "DELETE"),
    ("/media/{file_id:path}", "GET"),
}
"""What the guard lets through to the framework, as the framework writes it."""

FIELDS: Final[dict[Any, set[str]]] = {
    BackMsg: {"rerun_script", "stop_script", "file_urls_request", "app_heartbeat"}
    | {"clear_cache", "backend_operation_request"},
    ForwardMsg: {"new_session", "navigation", "page_info_changed", "ref_hash", "delta", "metadata"}
    | {"hash", "script_finished", "backend_operation_response", "file_urls_response"},
    of_tests.FileURLs: {"file_id", "upload_url", "delete_url"},
    of_tests.UploadedFileInfo: {"file_id", "name", "size", "file_urls"},
}
"""The fields of messages that are read or written."""

NO_PART_OF_OURS: Final = re.compile(r"data-testid|\bst[A-Z][a-z]\w*|get_by_test_id")
"""How a part of Streamlit's is named: in a selector, as a class, in a test."""


def users(name: str) -> list[str]:
    """List the files that use a name."""
    word = re.compile(rf"\b{name}\b")
    return [
        path.relative_to(ROOT).as_posix()
        for path in sources("py")
        if word.search(path.read_text(encoding="utf-8")) and path != Path(__file__)
    ]


def sources(*endings: str) -> Iterator[Path]:
    for folder in ("wizard", "tests", "bench"):
        for path in sorted((ROOT / folder).rglob("*.*")):
            if path.suffix[1:] in endings:
                yield path


@pytest.mark.parametrize("call", CALLS, ids=[call[0].__qualname__ for call in CALLS])
def test_what_is_called_takes_what_it_is_given(
    call: tuple[Callable[..., Any], tuple[Any, ...], set[str]],
) -> None:
    function, values, names = call
    try:
        inspect.signature(function).bind(*values, **dict.fromkeys(names))
    except TypeError as error:
        pytest.fail(f"{error}; used in {users(function.__name__)}")


def test_every_name_that_is_taken_is_used_and_looked_at_here() -> None:
    here = Path(__file__).read_text(encoding="utf-8")
    for name in [*of_product.__all__, *of_tests.__all__]:
        assert re.search(rf"\b{name}\b", here), name
    for name in of_product.__all__:
        assert {*users(name)} - {"wizard/serving/framework.py"}, name


def test_a_page_that_runs_knows_its_session_and_its_browser() -> None:
    context = get_type_hints(get_script_run_ctx)["return"].__args__[0]
    assert {"session_id", "uploaded_file_mgr", "user_info"} <= {*inspect.get_annotations(context)}


def test_a_client_has_the_headers_that_it_came_with() -> None:
    client_context = get_type_hints(inspect.getattr_static(SessionClient, "client_context").fget)
    assert "headers" in dir(client_context["return"].__args__[0])


def test_sessions_that_are_over_can_be_taken_out_and_ended() -> None:
    storage = MemorySessionStorage(ttl_seconds=1)
    assert [*storage._cache.expire()] == []  # type: ignore[attr-defined]  # noqa: SLF001 - as used
    assert inspect.get_annotations(SessionInfo)["session"] == of_tests.AppSession.__name__


def test_uploads_are_in_memory_by_session() -> None:
    uploads = MemoryUploadedFileManager("/upload")
    uploads.add_file("session", UploadedFileRec("1", "form.xlsx", "", b"content"))
    assert uploads.file_storage["session"]["1"].data == b"content"
    uploads.remove_file("session", "1")
    assert uploads.file_storage["session"] == {}


def test_our_storage_of_downloads_is_what_streamlit_expects() -> None:
    asked = {"load_and_get_id", "get_url", "delete_file"}
    assert MediaFileStorage.__abstractmethods__ == asked
    for name in asked | {"get_file"}:  # the last is asked for by what answers requests
        theirs, ours = (
            inspect.signature(getattr(storage, name)).parameters
            for storage in (of_tests.MemoryMediaFileStorage, BrowserFiles)
        )
        assert [*theirs] == [*ours], name
    for storage in (of_tests.MemoryMediaFileStorage("/media"), BrowserFiles()):
        file = MemoryFile(b"content", "text/plain", MediaFileKind.DOWNLOADABLE, "name.txt")
        url = storage.get_url(storage.load_and_get_id(*file))
        assert url.startswith("/media/")
        assert storage.get_file(url.rpartition("/")[2]) == file
        with pytest.raises(MediaFileStorageError):
            storage.get_file("0.txt")


def test_messages_have_the_fields_that_are_read_and_written() -> None:
    for message, names in FIELDS.items():
        assert names <= {field.name for field in message.DESCRIPTOR.fields}, message.DESCRIPTOR.name
    kinds = {field.name for field in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields}
    assert {*messages.NEEDED, messages.OPERATION} <= kinds
    operation = BackMsg.DESCRIPTOR.fields_by_name[messages.OPERATION].message_type
    payloads = {field.name for field in operation.oneofs_by_name["payload"].fields}
    assert messages.DOWNLOAD in payloads


def test_the_framework_answers_where_the_guard_lets_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Runtime, "_instance", None)
    app = framework(ROOT / "wizard" / "app.py", BrowserFiles(), SessionUploads(UPLOADS))
    routes: list[Any] = getattr(app, "routes", [])
    found = {
        (getattr(route, "path", ""), method)
        for route in routes
        for method in getattr(route, "methods", None) or {""}
    }
    assert ROUTES - found == set()


def test_the_document_of_the_pages_has_one_script_inside() -> None:
    assert len(INLINE_SCRIPT.findall(index_file().read_text(encoding="utf-8"))) == 1


def _options_of(section: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    for name, value in section.items():
        if isinstance(value, Mapping):
            yield from _options_of(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}"


def test_every_option_that_is_set_exists() -> None:
    ours = list(_options_of(tomllib.loads(CONFIG.read_text(encoding="utf-8"))))
    by_code = ["server.port", "server.trustedUserHeaders", "secrets.files"]
    for name in [*ours, *by_code, "server.disconnectedSessionTTL", "server.maxMessageSize"]:
        st.get_option(name)  # raises for one that is not there


def test_the_insides_of_streamlit_are_imported_in_one_place_a_side() -> None:
    public = {"import streamlit as st", "from streamlit.testing.v1 import AppTest"}
    public |= {"from streamlit.typing import UploadedFile"}
    places = {"wizard/serving/framework.py", "tests/framework.py"}
    found = {
        (path.relative_to(ROOT).as_posix(), line.strip())
        for path in sources("py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.match(r"\s*(?:from|import) streamlit\b", line)
    }
    assert {(path, line) for path, line in found if path not in places and line not in public} == (
        set()
    )


def test_the_parts_of_streamlits_pages_are_named_in_one_place_a_side() -> None:
    script = PAGE_JS.read_text(encoding="utf-8")
    assert NO_PART_OF_OURS.findall(script.partition("\n  };\n")[2]) == []
    tests = ROOT / "tests"
    places = {PAGE_JS, FRAMEWORK_CSS, tests / "framework.py"}
    places |= {Path(__file__), tests / "browser" / "test_framework.py"}
    for path in sources("js", "css", "py"):
        if path not in places:
            found = NO_PART_OF_OURS.findall(path.read_text(encoding="utf-8"))
            assert found == [], path
