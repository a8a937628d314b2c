"""The settings of an installation, from the environment: ``MOUSHIKOMI_*``."""

from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from platformdirs import user_data_path
from pydantic import Field, FilePath, ValidationError, field_validator
from pydantic.networks import validate_email
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX: Final = "MOUSHIKOMI_"
_DATABASES: Final = {"sqlite", "postgresql"}


class SettingsError(Exception):
    """A setting is wrong; the text is one line in Japanese."""


class Settings(BaseSettings):
    """What an installation sets; every setting has a default.

    ``data_folder`` is where the pages keep what shall outlive them; ``database_url`` another place
    for drafts than the SQLite file there; ``draft_days`` how many days an untouched draft is kept;
    ``template`` a bound blank that all forms are filled into, whatever was taken in on the pages;
    ``closures`` a file of closed days (TOML); ``recipient`` the address that mail drafts go to;
    ``letter_megabytes`` how large a letter that travels in the package may be.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, env_ignore_empty=True)

    data_folder: Path = Field(default_factory=lambda: user_data_path("moushikomi", appauthor=False))
    database_url: str = ""
    draft_days: int = Field(default=90, ge=1, le=3650)
    template: FilePath | None = None
    closures: FilePath | None = None
    recipient: str = ""
    letter_megabytes: int = Field(default=10, ge=1, le=50)

    @field_validator("database_url")
    @classmethod
    def _is_known_database(cls, url: str) -> str:
        if url and urlsplit(url).scheme.partition("+")[0] not in _DATABASES:
            raise ValueError
        return url

    @field_validator("recipient")
    @classmethod
    def _is_address(cls, address: str) -> str:
        return validate_email(address)[1] if address else ""


_REASONS: Final = {
    "data_folder": "フォルダの場所を書いてください",
    "database_url": "postgresql+psycopg:// か sqlite:/// で始まる場所を書いてください",
    "draft_days": "1から3650までの日数を書いてください",
    "template": "欄を取り込んだ様式（.xlsx）の場所を書いてください",
    "closures": "休業日のファイル（.toml）の場所を書いてください",
    "recipient": "メールアドレスを1つ書いてください",
    "letter_megabytes": "1から50までの数（MB）を書いてください",
}


@cache
def settings() -> Settings:
    """Give the settings, read once.

    Raises:
        SettingsError: a setting is wrong.

    """
    try:
        return Settings()
    except ValidationError as error:
        name = str(error.errors()[0]["loc"][0])
        message = f"設定 {PREFIX}{name.upper()} が正しくありません。{_REASONS[name]}。"
        raise SettingsError(message) from error
