"""The settings of an installation, as the environment gives them."""

from pathlib import Path

import pytest

from wizard.core.settings import Settings, SettingsError, settings

NAMES = [
    "data_folder",
    "database_url",
    "draft_days",
    "template",
    "closures",
    "recipient",
    "letter_megabytes",
    "visitors_set_form",
    "hosts",
    "identity_header",
    "trusted_proxies",
]


def read(monkeypatch: pytest.MonkeyPatch, **given: str) -> Settings:
    """Read the settings anew from an environment that has these and no others."""
    for name in NAMES:
        monkeypatch.delenv(f"MOUSHIKOMI_{name.upper()}", raising=False)
    for name, text in given.items():
        monkeypatch.setenv(f"MOUSHIKOMI_{name.upper()}", text)
    return settings.__wrapped__()


def test_every_setting_has_a_default(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read(monkeypatch)
    assert (found.database_url, found.draft_days, found.recipient) == ("", 90, "")
    assert (found.template, found.closures, found.letter_megabytes) == (None, None, 10)
    assert found.visitors_set_form is False
    assert (found.hosts, found.identity_header, found.trusted_proxies) == (frozenset(), "", ())
    assert found.data_folder.is_absolute()
    assert found.data_folder.name == "moushikomi"


def test_what_is_set_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "closures.toml"
    file.touch()
    found = read(
        monkeypatch,
        data_folder="/data",
        database_url="postgresql+psycopg://drafts@database:5432/drafts",
        draft_days="3650",
        template=str(file),
        closures=str(file),
        recipient="helpdesk@example.co.jp",
        letter_megabytes="50",
        visitors_set_form="yes",
        hosts="Moushikomi.example.co.jp, pages.example.co.jp.,192.0.2.1,2001:DB8::1",
        identity_header="X-Forwarded-User",
        trusted_proxies="192.0.2.9, 10.1.0.0/16,2001:db8::/64",
    )
    assert found.hosts == {
        "moushikomi.example.co.jp",
        "pages.example.co.jp",
        "192.0.2.1",
        "2001:db8::1",
    }
    assert found.identity_header == "x-forwarded-user"
    assert [str(each) for each in found.trusted_proxies] == [
        "192.0.2.9/32",
        "10.1.0.0/16",
        "2001:db8::/64",
    ]
    assert found.visitors_set_form is True
    assert read(monkeypatch, visitors_set_form="no").visitors_set_form is False
    assert found.data_folder == Path("/data")
    assert found.database_url == "postgresql+psycopg://drafts@database:5432/drafts"
    assert (found.template, found.closures) == (file, file)
    assert found.recipient == "helpdesk@example.co.jp"
    assert (found.draft_days, found.letter_megabytes) == (3650, 50)


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_setting_is_not_set(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, **{name: ""}) == read(monkeypatch)


WRONG = [
    ("database_url", "mysql://database/drafts", "postgresql:// か sqlite:///"),
    ("database_url", "drafts.sqlite3", "postgresql:// か sqlite:///"),
    ("draft_days", "0", "1から3650までの日数"),
    ("draft_days", "3651", "1から3650までの日数"),
    ("draft_days", "三日", "1から3650までの日数"),
    ("template", "nowhere.xlsx", "様式（.xlsx）の場所"),
    ("template", ".", "様式（.xlsx）の場所"),
    ("closures", "nowhere.toml", "休業日ファイル（.toml）の場所"),
    ("recipient", "helpdesk", "メールアドレスを1つ"),
    ("recipient", "a@example.com, b@example.com", "メールアドレスを1つ"),
    ("letter_megabytes", "0", "1から50までの数"),
    ("letter_megabytes", "51", "1から50までの数"),
    ("visitors_set_form", "true", "yes または no"),
    ("hosts", "https://moushikomi.example.co.jp", "https:// やポート番号を付けずに"),
    ("hosts", "moushikomi.example.co.jp:8501", "https:// やポート番号を付けずに"),
    ("hosts", "*.example.co.jp", "公開するホスト名を"),
    ("hosts", "moushikomi.example.co.jp,", "コンマ区切り"),
    ("hosts", "moushikomi.example.co.jp pages.example.co.jp", "コンマ区切り"),
    ("identity_header", "X-Forwarded-User, Remote-User", "名前を1つ"),
    ("trusted_proxies", "proxy", "IPアドレス"),
    ("trusted_proxies", "10.1.0.1/16", "IPアドレス"),
    ("trusted_proxies", "10.1.0.1 10.1.0.2", "IPアドレス"),
]


@pytest.mark.parametrize(("name", "text", "remedy"), WRONG)
def test_a_wrong_setting_is_named_with_what_to_write(
    name: str, text: str, remedy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SettingsError) as raised:
        read(monkeypatch, **{name: text})
    message = str(raised.value)
    assert message.startswith(f"設定 MOUSHIKOMI_{name.upper()} が正しくありません。")
    assert remedy in message
    assert "\n" not in message


def test_the_first_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError, match="MOUSHIKOMI_DRAFT_DAYS"):
        read(monkeypatch, letter_megabytes="0", draft_days="0")
