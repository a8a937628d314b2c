"""Taking certificate files on a page: they are read at once, and their bytes are not kept."""

from collections.abc import Callable, Sequence

import streamlit as st
from streamlit.typing import UploadedFile

from wizard.core.certificates.reading import Readings, read_all
from wizard.core.workers.limits import within_limits
from wizard.serving.framework import MemoryUploadedFileManager, get_script_run_ctx
from wizard.ui.layout import field_head


def ask_for_certificates(
    name: str, turn: int, hint: str, take: Callable[[Readings], None], mark: str = "※任意"
) -> None:
    """Ask for any number of certificate files, and hand over what was read.

    ``turn`` numbers the askings: with the next one the field is empty again.
    """
    key = f"certificate-files:{name}:{turn}"
    label = "証明書のファイル"
    field_head(key, label=label, mark=mark, hint=hint)
    st.file_uploader(
        label,
        accept_multiple_files=True,
        key=key,
        label_visibility="collapsed",
        on_change=_read,
        args=(key, take),
    )


def _read(key: str, take: Callable[[Readings], None]) -> None:
    files: Sequence[UploadedFile] = st.session_state.get(key) or ()
    if files:
        read = read_all(((file.name, file.getvalue) for file in files), within_limits)
        _forget(files)
        take(read)


def _forget(files: Sequence[UploadedFile]) -> None:
    """Have the server keep the bytes no longer; it would until the session ends."""
    context = get_script_run_ctx()
    if context is not None and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        for file in files:
            context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)
