"""The runtime of the framework as an ASGI application, with only this project's settings."""

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
    """Set the framework's options from the project's file only."""
    config.get_config_files = _no_files
    bootstrap.load_config_options(
        dict(_options(tomllib.loads(CONFIG.read_text(encoding="utf-8"))))
        | {
            "server.address": address,
            "server.port": port,
            "secrets.files": [],
            # Only the same browser and the same person can resume a session.
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
    """Yield the options of a configuration file with their full names."""
    for name, value in settings.items():
        if isinstance(value, dict):
            yield from _options(value, f"{section}{name}.")
        else:
            yield section + name, value


def _no_files(file_name: str) -> list[str]:  # noqa: ARG001 - as the framework calls it
    """Return no configuration files for the framework to read, not even the user's."""
    return []


def framework(script: Path, files: BrowserFiles, uploads: SessionUploads) -> ASGIApp:
    """Return the framework's application for a script.

    ``files`` stores downloads, ``uploads`` uploaded files. The public ``streamlit.starlette.App``
    is not used, as its own storage serves downloads to anyone who knows the URL.
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
