"""What the tests and the bench take of Streamlit below its public interface.

It is what ``wizard/serving/framework.py``, ``wizard/ui/framework.css`` and the list at the top of
``wizard/ui/page.js`` are for the product, and read from there where both need the same.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.proto.Common_pb2 import FileURLs, UploadedFileInfo
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.session_manager import SessionClient
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

__all__ = [
    "AppSession",
    "FileURLs",
    "ForwardMsg",
    "MemoryMediaFileStorage",
    "SessionClient",
    "UploadedFileInfo",
    "UploadedFileRec",
]

_UI: Final = Path(__file__).parents[1] / "wizard" / "ui"
PAGE_JS: Final = _UI / "page.js"
FRAMEWORK_CSS: Final = _UI / "framework.css"
_IN_CSS: Final = re.compile(r"\[data-testid=[^]]+\]|\.st[A-Z]\w*")


@pytest.fixture(scope="session", autouse=True)
def packages_scanned_once() -> Iterator[None]:
    """Look for components in the installed packages once, not for each AppTest.

    That takes half of the time of a page without a browser.
    """
    with pytest.MonkeyPatch.context() as patch:
        scan = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", scan)
        yield


def listed_in_script() -> dict[str, Any]:
    """Return what the script of the pages lists: parts by name, and words."""
    found = re.search(
        r"const FRAMEWORK = (\{.*?\n  \});", PAGE_JS.read_text(encoding="utf-8"), re.DOTALL
    )
    assert found
    listed: dict[str, Any] = json.loads(found[1])
    return listed


def named_in_style_sheet() -> set[str]:
    """Return the parts that the style sheet names."""
    return {*_IN_CSS.findall(FRAMEWORK_CSS.read_text(encoding="utf-8"))}


def run_page(app: AppTest, url_path: str) -> AppTest:
    """Run the pages at an address, and stay where that leads."""
    app._page_hash = calc_hash(url_path)  # noqa: SLF001 - pages that are functions have no other way
    app.run()
    app._page_hash = ""  # noqa: SLF001 - the same
    return app


_PARTS: Final[dict[str, str]] = listed_in_script()["parts"]
MAIN: Final = _PARTS["main"]
RUNNING: Final = _PARTS["running"]
UPLOADER: Final = _PARTS["uploader"]
UPLOADING: Final = _PARTS["uploading"]
APP: Final = "[data-testid=stApp]"
IDLE: Final = "[data-testid=stApp][data-test-script-state=notRunning]"
FILE: Final = "[data-testid=stFileChip]"
PROGRESS: Final = "[data-testid=stProgress]"
CHECKBOX: Final = "[data-testid=stCheckbox]"
ICON: Final = "[data-testid=stIconMaterial]"
NAMED_ICON: Final = f"button[aria-label] span:has(+ span > {ICON})"
"""What stands beside the icon of a button that has a name of its own."""
LOADING: Final = "[data-testid=stSkeleton]"
OF_TESTS: Final = {APP, IDLE, FILE, PROGRESS, CHECKBOX, ICON, NAMED_ICON, LOADING}
"""Parts that only the tests look for."""
