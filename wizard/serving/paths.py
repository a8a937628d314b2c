"""The paths that are served; all others are not found."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal

from wizard.serving.framework import file_util

Kind = Literal["page", "asset", "icon", "health", "config", "stream", "media", "upload"]

PAGES: Final = frozenset({"/", "/register", "/check", "/calendar", "/guide", "/intake"})
UPLOADS: Final = "/_stcore/upload_file"
ASSETS: Final = "/static/"
_FIXED: Final[Mapping[str, Kind]] = {
    **dict.fromkeys(PAGES, "page"),
    "/favicon.png": "icon",
    "/_stcore/health": "health",
    "/_stcore/host-config": "config",
    "/_stcore/stream": "stream",
}
_MEDIA: Final = re.compile(r"/media/([0-9a-f]+)(?:\.[a-z0-9]+)?")
_UPLOAD: Final = re.compile(rf"{UPLOADS}/([0-9a-f-]{{36}})/[0-9a-f-]{{36}}")
_READ_METHODS: Final = frozenset({"GET", "HEAD"})
_METHODS: Final[Mapping[Kind, frozenset[str]]] = {"upload": frozenset({"PUT", "DELETE"})}


@dataclass(frozen=True, slots=True)
class Target:
    """The target of a path; ``id`` is that of a media file, or of the session of an upload."""

    kind: Kind
    id: str = ""

    @property
    def methods(self) -> frozenset[str]:
        """The allowed HTTP methods."""
        return _METHODS.get(self.kind, _READ_METHODS)


def find_target(path: str) -> Target | None:
    """Return the target of a path; it is not normalised, so dots or double slashes do not match."""
    if kind := _FIXED.get(path):
        return Target(kind)
    if path in _assets():
        return Target("asset")
    if match := _MEDIA.fullmatch(path):
        return Target("media", match[1])
    if match := _UPLOAD.fullmatch(path):
        return Target("upload", match[1])
    return None


def index_file() -> Path:
    """Return the path of the HTML document of every page."""
    return Path(file_util.get_static_dir(), "index.html")


@cache
def _assets() -> frozenset[str]:
    """Return the paths of the framework's scripts, styles and fonts; their names have hashes."""
    root = index_file().parent
    files = (root / ASSETS.strip("/")).rglob("*")
    return frozenset(f"/{path.relative_to(root).as_posix()}" for path in files if path.is_file())
