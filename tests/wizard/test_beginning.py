"""What is told to who starts the pages."""

from collections.abc import Iterator

import pytest

from wizard.core.settings import settings
from wizard.serving.startup_problems import startup_problems

NO_NAME = "MOUSHIKOMI_HOSTS が設定されていないため、ほかの端末からは開けません。"
HALF = "MOUSHIKOMI_IDENTITY_HEADER と MOUSHIKOMI_TRUSTED_PROXIES は、両方を設定した場合のみ"
HOSTS = {"HOSTS": "moushikomi.example.co.jp"}
HEADER = {"IDENTITY_HEADER": "X-Forwarded-User"}
PROXIES = {"TRUSTED_PROXIES": "192.0.2.9"}


@pytest.fixture(autouse=True)
def _settings_read_anew() -> Iterator[None]:
    yield
    settings.cache_clear()


@pytest.mark.parametrize(
    ("address", "given", "reported"),
    [
        ("localhost", {}, []),
        ("192.0.2.1", {}, []),
        ("0.0.0.0", {}, [NO_NAME]),  # noqa: S104 - nothing listens there
        ("::", {}, [NO_NAME]),
        ("0.0.0.0", HOSTS, []),  # noqa: S104
        ("localhost", HEADER, [HALF]),
        ("localhost", PROXIES, [HALF]),
        ("::", HOSTS | HEADER | PROXIES, []),
    ],
)
def test_what_will_not_work_on_an_address_is_reported(
    address: str, given: dict[str, str], reported: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in given.items():
        monkeypatch.setenv(f"MOUSHIKOMI_{name}", text)
    settings.cache_clear()
    found = list(startup_problems(address))
    assert [line.startswith(start) for line, start in zip(found, reported, strict=True)] == [
        True for _ in reported
    ]
