"""The settings of an installation, from the environment: ``MOUSHIKOMI_*``."""

from functools import cache
from pathlib import Path

from platformdirs import user_data_path
from pydantic import Field, FilePath
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What an installation sets; every setting has a default.

    ``data_folder`` is where the pages keep what shall outlive them; ``template`` a bound blank that
    all forms are filled into, whatever was taken in on the pages.
    """

    model_config = SettingsConfigDict(env_prefix="MOUSHIKOMI_", frozen=True)

    data_folder: Path = Field(default_factory=lambda: user_data_path("moushikomi", appauthor=False))
    template: FilePath | None = None


@cache
def settings() -> Settings:
    """Give the settings, read once.

    Raises:
        pydantic.ValidationError: a setting is wrong.

    """
    return Settings()
