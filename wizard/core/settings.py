"""Settings of an installation, from environment variables ``MOUSHIKOMI_*``."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from platformdirs import user_data_path

from rules.errors import UserError
from wizard.core.hosts import parse_name

Network = IPv4Network | IPv6Network  # a single address is a network of size one

PREFIX: Final = "MOUSHIKOMI_"
_DATABASES: Final = {"sqlite", "postgresql"}


class SettingsError(UserError):
    """Raised for an invalid setting; the message is one line in Japanese."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of an installation; every setting has a default.

    ``data_folder``: persistent data. ``database_url``: database of drafts instead of the SQLite
    file in that folder. ``draft_days``: days after which an unused draft is deleted. ``template``:
    bound blank to fill, overriding one set on the pages. ``closures``: file of closed days (TOML).
    ``recipient``: address of mail drafts. ``letter_megabytes``: size limit of an enclosed letter.
    ``visitors_set_form``: whether remote visitors may set the form in use. ``hosts``: further host
    names. ``identity_header``: header in which the ``trusted_proxies`` identify a visitor.
    """

    data_folder: Path = field(default_factory=lambda: user_data_path("moushikomi", appauthor=False))
    database_url: str = ""
    draft_days: int = 90
    template: Path | None = None
    closures: Path | None = None
    recipient: str = ""
    letter_megabytes: int = 10
    visitors_set_form: bool = False
    hosts: frozenset[str] = frozenset()
    identity_header: str = ""
    trusted_proxies: tuple[Network, ...] = ()


@cache
def settings() -> Settings:
    """Return the settings. Cached. Raises SettingsError if a setting is wrong."""
    given = {name: os.environ.get(_variable(name), "") for name in _PARSERS}
    return Settings(**{name: _parsed(name, text) for name, text in given.items() if text})


def _parsed(name: str, text: str) -> Any:  # noqa: ANN401 - each setting has a type of its own
    parse, remedy = _PARSERS[name]
    try:
        return parse(text)
    except (OSError, ValueError, KeyError) as error:
        raise SettingsError(f"設定 {_variable(name)} が正しくありません。{remedy}。") from error


def _variable(name: str) -> str:
    return PREFIX + name.upper()


def _database(url: str) -> str:
    if urlsplit(url).scheme.partition("+")[0] not in _DATABASES:
        raise ValueError(url)
    return url


def _number(text: str, maximum: int) -> int:
    number = int(text)
    if not 1 <= number <= maximum:
        raise ValueError(text)
    return number


def _hosts(text: str) -> frozenset[str]:
    return frozenset(parse_name(each) for each in text.split(","))


def _header(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", text):
        raise ValueError(text)
    return text.lower()


def _networks(text: str) -> tuple[Network, ...]:
    return tuple(ip_network(each.strip()) for each in text.split(","))


def _file(path: str) -> Path:
    if not Path(path).is_file():
        raise FileNotFoundError(path)
    return Path(path)


def _address(text: str) -> str:
    from pydantic.networks import validate_email  # noqa: PLC0415 - slow, and only needed here

    return validate_email(text)[1]


_YES_OR_NO: Final = {"yes": True, "no": False}
_PARSERS: Final[Mapping[str, tuple[Callable[[str], Any], str]]] = {
    "data_folder": (Path, "フォルダの場所を指定してください"),
    "database_url": (
        _database,
        "postgresql:// か sqlite:/// で始まるURLを指定してください",
    ),
    "draft_days": (partial(_number, maximum=3650), "1から3650までの日数を指定してください"),
    "template": (_file, "取り込んだ様式（.xlsx）の場所を指定してください"),
    "closures": (_file, "休業日ファイル（.toml）の場所を指定してください"),
    "recipient": (_address, "メールアドレスを1つ指定してください"),
    "visitors_set_form": (_YES_OR_NO.__getitem__, "yes または no を指定してください"),
    "hosts": (
        _hosts,
        "公開するホスト名を、https:// やポート番号を付けずにコンマ区切りで指定してください",
    ),
    "identity_header": (_header, "HTTPヘッダーの名前を1つ指定してください"),
    "trusted_proxies": (
        _networks,
        "プロキシのIPアドレス（またはネットワーク）をコンマ区切りで指定してください",
    ),
    "letter_megabytes": (partial(_number, maximum=50), "1から50までの数値（MB）を指定してください"),
}
"""The parser of each setting, and the remedy if it fails."""
