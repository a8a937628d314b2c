"""The framework, under this project's settings and no others, as an ASGI application."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from starlette.types import ASGIApp

from wizard.serving import browsers, proxies
from wizard.serving.framework import (
    Runtime,
    RuntimeConfig,
    bootstrap,
    config,
    create_default_cache_storage_manager,
    create_starlette_app,
)
from wizard.serving.launch import CONFIG
from wizard.serving.media import BrowserFiles
from wizard.serving.sessions import LeftSessions
from wizard.serving.uploads import SessionUploads


def set_options(address: str, port: int) -> None:
    """Set the framework's options: those of the project, and nothing that lies about elsewhere."""
    config.get_config_files = _no_files
    bootstrap.load_config_options(
        dict(_options(tomllib.loads(CONFIG.read_text(encoding="utf-8"))))
        | {
            "server.address": address,
            "server.port": port,
            "secrets.files": [],
            # A session is resumed for the same browser and the same person alone.
            "server.trustedUserHeaders": json.dumps(
                {
                    browsers.HEADER: browsers.USER_KEY,
                    proxies.IDENTITY: proxies.IDENTITY_KEY,
                    proxies.FORWARDED: proxies.FORWARDED_KEY,
                }
            ),
        }
    )


def _options(settings: Mapping[str, Any], section: str = "") -> Iterator[tuple[str, object]]:
    """Yield the options of a configuration file by their whole names."""
    for name, value in settings.items():
        if isinstance(value, dict):
            yield from _options(value, f"{section}{name}.")
        else:
            yield section + name, value


def _no_files(file_name: str) -> list[str]:  # noqa: ARG001 - as the framework calls it
    """Return the files of options that the framework is to read: none, be it the user's own."""
    return []


def framework(script: Path, files: BrowserFiles, uploads: SessionUploads) -> ASGIApp:
    """Return the framework's application for a script.

    ``files`` takes what the pages offer, ``uploads`` what they are given.
    ``streamlit.starlette.App`` would do but for that: it keeps downloads in a storage of its own,
    which gives them to whoever knows their address.
    """
    bootstrap.prepare_streamlit_environment(str(script))
    runtime = Runtime(
        RuntimeConfig(
            script_path=str(script),
            media_file_storage=files,
            uploaded_file_manager=uploads,
            cache_storage_manager=create_default_cache_storage_manager(),
            session_storage=LeftSessions(config.get_option("server.disconnectedSessionTTL")),
        )
    )
    return create_starlette_app(runtime)
