"""The framework: the internals of Streamlit that are used here, and nowhere else.

They may change in any version: ``tests/test_framework.py`` lists how each name is used, and fails
if a new version differs or another module imports one.
"""

from streamlit import config, file_util
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime import Runtime, RuntimeConfig
from streamlit.runtime.media_file_storage import (
    MediaFileKind,
    MediaFileStorage,
    MediaFileStorageError,
)
from streamlit.runtime.memory_media_file_storage import MemoryFile, get_extension_for_mimetype
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.runtime_util import get_max_message_size_bytes
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.session_manager import SessionInfo
from streamlit.web import bootstrap
from streamlit.web.cache_storage_manager_config import create_default_cache_storage_manager
from streamlit.web.server.starlette import create_starlette_app

__all__ = [
    "BackMsg",
    "MediaFileKind",
    "MediaFileStorage",
    "MediaFileStorageError",
    "MemoryFile",
    "MemorySessionStorage",
    "MemoryUploadedFileManager",
    "Runtime",
    "RuntimeConfig",
    "SessionInfo",
    "bootstrap",
    "config",
    "create_default_cache_storage_manager",
    "create_starlette_app",
    "file_util",
    "get_extension_for_mimetype",
    "get_max_message_size_bytes",
    "get_script_run_ctx",
]
