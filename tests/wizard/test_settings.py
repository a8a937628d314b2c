"""The settings of an installation, as the environment gives them."""

from pathlib import Path

import pytest

from wizard.settings import Settings, SettingsError, settings

NAMES = [
    "data_folder",
    "database_url",
    "draft_days",
    "template",
    "closures",
    "recipient",
    "letter_megabytes",
    "visitors_set_form",
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
    )
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
    ("database_url", "mysql://database/drafts", "postgresql+psycopg:// か sqlite:///"),
    ("database_url", "drafts.sqlite3", "postgresql+psycopg:// か sqlite:///"),
    ("draft_days", "0", "1から3650までの日数"),
    ("draft_days", "3651", "1から3650までの日数"),
    ("draft_days", "三日", "1から3650までの日数"),
    ("template", "nowhere.xlsx", "様式（.xlsx）の場所"),
    ("template", ".", "様式（.xlsx）の場所"),
    ("closures", "nowhere.toml", "休業日のファイル（.toml）の場所"),
    ("recipient", "helpdesk", "メールアドレスを1つ"),
    ("recipient", "a@example.com, b@example.com", "メールアドレスを1つ"),
    ("letter_megabytes", "0", "1から50までの数"),
    ("letter_megabytes", "51", "1から50までの数"),
    ("visitors_set_form", "true", "yes か no"),
]


@pytest.mark.parametrize(("name", "text", "remedy"), WRONG)
def test_a_wrong_setting_is_named_with_what_to_write(
    name: str, text: str, remedy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SettingsError) as raised:
        read(monkeypatch, **{name: text})
    said = str(raised.value)
    assert said.startswith(f"設定 MOUSHIKOMI_{name.upper()} が正しくありません。")
    assert remedy in said
    assert "\n" not in said


def test_the_first_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError, match="MOUSHIKOMI_DRAFT_DAYS"):
        read(monkeypatch, letter_megabytes="0", draft_days="0")
