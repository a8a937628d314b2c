"""What can be asked for; every other path is closed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal

from wizard.serving.framework import file_util

Kind = Literal["page", "asset", "icon", "health", "config", "stream", "media", "upload"]

PAGES: Final = frozenset({"/", "/check", "/calendar", "/guide", "/intake"})
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
_READING: Final = frozenset({"GET", "HEAD"})
_METHODS: Final[Mapping[Kind, frozenset[str]]] = {"upload": frozenset({"PUT", "DELETE"})}


@dataclass(frozen=True, slots=True)
class Target:
    """What a path leads to; ``id`` is a media file's own, or the session's that uploads go to."""

    kind: Kind
    id: str = ""

    @property
    def methods(self) -> frozenset[str]:
        """The methods of HTTP that it can be asked with."""
        return _METHODS.get(self.kind, _READING)


def find_target(path: str) -> Target | None:
    """Return what a path leads to, compared as it stands: dots and doubled slashes lead nowhere."""
    if kind := _FIXED.get(path):
        return Target(kind)
    if path in _assets():
        return Target("asset")
    if found := _MEDIA.fullmatch(path):
        return Target("media", found[1])
    if found := _UPLOAD.fullmatch(path):
        return Target("upload", found[1])
    return None


def index_file() -> Path:
    """Return where the document of every page is."""
    return Path(file_util.get_static_dir(), "index.html")


@cache
def _assets() -> frozenset[str]:
    """Return the paths of the framework's scripts, styles and fonts; each bears a hash."""
    root = index_file().parent
    files = (root / ASSETS.strip("/")).rglob("*")
    return frozenset(f"/{path.relative_to(root).as_posix()}" for path in files if path.is_file())
