"""The form in use: the own one, one that was taken in, or the one that the installation sets."""

import os
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from tests.blanks import BLANKS
from tests.opening import bind
from tests.samples import OWN_FORM, TOKYO
from tests.wizard.test_intake import empty_book, packed
from tests.workbook.packages import OWN, ole
from wizard.core.files import FileError
from wizard.core.settings import SettingsError, settings
from wizard.core.template_in_use import bytes_in_use, remove_blank, store_blank, template_in_use
from workbook.forms.template import own_template
from workbook.places import Place

TAKEN_IN_AT: Final = datetime(2026, 11, 24, 9, 30, tzinfo=TOKYO)
KEPT: Final = "template.xlsx"


@cache
def bound(name: str = "banded") -> bytes:
    """Bind a blank as it was written down by hand."""
    (blank,) = (blank for blank in BLANKS if blank.name == name)
    return bind(blank.draw(), blank.expected)


def set_to(monkeypatch: pytest.MonkeyPatch, **values: Path | str) -> None:
    """Set the installation anew; whoever calls this has the settings forgotten in the end."""
    for name, value in values.items():
        monkeypatch.setenv(f"MOUSHIKOMI_{name.upper()}", str(value))
    settings.cache_clear()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give every test a data folder of its own, not made yet."""
    monkeypatch.delenv("MOUSHIKOMI_TEMPLATE", raising=False)
    set_to(monkeypatch, data_folder=tmp_path / "data")
    yield tmp_path / "data"
    settings.cache_clear()


def taken_in(folder: Path, content: bytes) -> Path:
    """Lay a file where a blank is kept."""
    folder.mkdir(exist_ok=True)
    (folder / KEPT).write_bytes(content)
    return folder / KEPT


def assert_own() -> None:
    used = template_in_use()
    assert used.template is own_template()
    assert (used.since, used.is_fixed, used.why) == (None, False, "")


def place_of_code() -> Place:
    (place,) = template_in_use().template.places["business.code"]
    return place


# Taking in, and putting away


def test_the_own_form_is_used_where_nothing_was_taken_in(folder: Path) -> None:
    assert_own()
    assert bytes_in_use() is None
    assert not folder.exists()


def test_what_is_kept_is_in_use_from_then_on(folder: Path) -> None:
    store_blank(bound())
    os.utime(folder / KEPT, (TAKEN_IN_AT.timestamp(),) * 2)
    used = template_in_use()
    assert not used.template.is_own
    assert used.template.places["business.code"] == (Place("利用申込書", 14, 4),)
    assert (used.since, used.is_fixed, used.why) == (TAKEN_IN_AT, False, "")
    assert used.since is not None
    assert used.since.utcoffset() == TAKEN_IN_AT.utcoffset()
    assert bytes_in_use() == bound()


def test_nothing_else_is_left_in_the_folder(folder: Path) -> None:
    store_blank(bound())
    store_blank(bound("letter"))
    assert [path.name for path in folder.iterdir()] == [KEPT]


def test_a_folder_is_made_with_those_above_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_to(monkeypatch, data_folder=tmp_path / "利用者" / "申込 データ")
    store_blank(bound())
    assert bytes_in_use() == bound()


def test_another_blank_takes_the_place_of_the_first() -> None:
    store_blank(bound())
    assert place_of_code() == Place("利用申込書", 14, 4)
    store_blank(bound("letter"))
    assert place_of_code() == Place("Sheet1", 23, 5)
    store_blank(bound())
    assert place_of_code() == Place("利用申込書", 14, 4)


def test_a_blank_is_read_once() -> None:
    store_blank(bound())
    assert template_in_use().template is template_in_use().template


def test_a_blank_that_was_taken_in_can_be_put_away(folder: Path) -> None:
    store_blank(bound())
    remove_blank()
    assert_own()
    assert bytes_in_use() is None
    assert list(folder.iterdir()) == []
    remove_blank()  # there is none any more


def test_the_own_form_can_be_taken_in_like_any_other() -> None:
    store_blank(OWN)
    used = template_in_use()
    assert not used.template.is_own
    assert used.template.places == own_template().places


# What cannot be used

DAMAGED: Final = {
    "nothing": (b"", "空です"),
    "text": ("利用申込書".encode(), "文字のみ"),
    "half a file": (OWN[:5000], "途中で切れています"),
    "an old .xls": (ole("Workbook"), "xls"),
    "an encrypted one": (ole("EncryptionInfo", "EncryptedPackage"), "パスワード"),
    "one without names": (packed(empty_book("様式")), "名前が、このファイルにありません"),
}


@pytest.mark.parametrize(("content", "says"), DAMAGED.values(), ids=DAMAGED)
def test_a_kept_file_that_cannot_be_used_gives_way_to_the_own_form(
    folder: Path, content: bytes, says: str
) -> None:
    taken_in(folder, content)
    used = template_in_use()
    assert used.template is own_template()
    assert (used.since, used.is_fixed) == (None, False)
    assert says in used.why
    assert used.why.endswith("。")
    assert bytes_in_use() == content


def test_a_file_that_is_damaged_later_is_noticed(folder: Path) -> None:
    store_blank(bound())
    assert template_in_use().why == ""
    taken_in(folder, bound()[:-100])
    assert template_in_use().why
    store_blank(bound())
    assert template_in_use().why == ""


def test_a_folder_in_the_place_of_the_file_is_reported(folder: Path) -> None:
    (folder / KEPT).mkdir(parents=True)
    used = template_in_use()
    assert used.template is own_template()
    assert "フォルダです" in used.why
    with pytest.raises(FileError, match="フォルダです"):
        bytes_in_use()
    with pytest.raises(FileError, match="書き込めません"):
        store_blank(bound())
    with pytest.raises(FileError, match="使用を解除できません"):
        remove_blank()


def test_a_pipe_in_the_place_of_the_file_keeps_nobody_waiting(folder: Path) -> None:
    folder.mkdir()
    os.mkfifo(folder / KEPT)
    used = template_in_use()
    assert used.template is own_template()
    assert used.why


def test_a_link_that_leads_nowhere_is_no_form(folder: Path, tmp_path: Path) -> None:
    folder.mkdir()
    (folder / KEPT).symlink_to(tmp_path / "nowhere.xlsx")
    assert_own()
    assert bytes_in_use() is None


def test_a_link_is_followed_and_stays(folder: Path, tmp_path: Path) -> None:
    folder.mkdir()
    (folder / KEPT).symlink_to(tmp_path / "shared.xlsx")
    store_blank(bound())
    assert (folder / KEPT).is_symlink()
    assert (tmp_path / "shared.xlsx").read_bytes() == bound()
    assert bytes_in_use() == bound()


def test_an_unreadable_file_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    store_blank(bound())
    monkeypatch.setattr(Path, "stat", refuse)
    used = template_in_use()
    assert used.template is own_template()
    assert used.why == "アクセス権限がないか、ほかのソフトウェアで開かれています。"


def refuse(*_: object, **__: object) -> None:
    raise PermissionError(13, "Permission denied")


# A folder that cannot be written


def test_where_nothing_can_be_written_the_form_in_use_stays(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_blank(bound())
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        with pytest.raises(FileError) as raised:
            store_blank(bound("letter"))
    assert "template.xlsx」に書き込めません（アクセス権限がない" in str(raised.value)
    assert [path.name for path in folder.iterdir()] == [KEPT]
    assert bytes_in_use() == bound()
    assert place_of_code() == Place("利用申込書", 14, 4)


def test_a_full_disk_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fill_up)
        with pytest.raises(FileError, match="ディスクの空き容量がありません"):
            store_blank(bound())
    assert_own()


def fill_up(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_file_where_the_folder_should_be_is_reported(folder: Path) -> None:
    folder.write_text("x", encoding="utf-8")
    with pytest.raises(FileError, match="を作成できません"):
        store_blank(bound())
    assert folder.read_text(encoding="utf-8") == "x"


def test_what_cannot_be_removed_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    store_blank(bound())
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refuse)
        with pytest.raises(FileError) as raised:
            remove_blank()
    message = (
        "取り込んだ様式の使用を解除できません"
        "（アクセス権限がないか、ほかのソフトウェアで開かれています）。"
    )
    assert str(raised.value) == message
    assert bytes_in_use() == bound()


# What the installation sets


def fixed(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "公式 様式.xlsx"
    path.write_bytes(content)
    return path


def test_the_installation_sets_the_form_whatever_was_taken_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_blank(bound())
    path = fixed(tmp_path, bound("letter"))
    os.utime(path, (TAKEN_IN_AT.timestamp(),) * 2)
    set_to(monkeypatch, template=path)
    used = template_in_use()
    assert (used.since, used.is_fixed, used.why) == (TAKEN_IN_AT, True, "")
    assert place_of_code() == Place("Sheet1", 23, 5)
    assert bytes_in_use() == bound("letter")


def test_the_form_that_was_taken_in_is_back_without_the_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_blank(bound())
    set_to(monkeypatch, template=fixed(tmp_path, bound("letter")))
    assert place_of_code() == Place("Sheet1", 23, 5)
    monkeypatch.delenv("MOUSHIKOMI_TEMPLATE")
    settings.cache_clear()
    assert place_of_code() == Place("利用申込書", 14, 4)
    assert not template_in_use().is_fixed


def test_putting_away_leaves_the_form_that_the_installation_sets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = fixed(tmp_path, bound("letter"))
    set_to(monkeypatch, template=path)
    remove_blank()
    assert path.read_bytes() == bound("letter")
    assert template_in_use().is_fixed


def test_a_form_of_the_installation_that_cannot_be_used_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_to(monkeypatch, template=fixed(tmp_path, b"x"))
    used = template_in_use()
    assert used.template is own_template()
    assert used.why


def test_settings_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    known = settings()
    monkeypatch.setenv("MOUSHIKOMI_DATA_FOLDER", "elsewhere")
    assert settings() is known


def test_without_settings_there_is_a_folder_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MOUSHIKOMI_DATA_FOLDER")
    settings.cache_clear()
    assert settings().data_folder.name == "moushikomi"
    assert settings().data_folder.is_absolute()
    assert settings().template is None


WRONG: Final = {
    "a form that is not there": "nowhere.xlsx",
    "a folder": ".",
    "a form below a file": f"{OWN_FORM}/x.xlsx",
}


@pytest.mark.parametrize("path", WRONG.values(), ids=WRONG)
def test_a_wrong_setting_is_an_error_at_once(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    set_to(monkeypatch, template=path)
    for read in (settings, template_in_use, bytes_in_use):
        with pytest.raises(SettingsError) as raised:
            read()
        assert str(raised.value).startswith("設定 MOUSHIKOMI_TEMPLATE が正しくありません。")


def test_an_empty_setting_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    set_to(monkeypatch, template="", data_folder="")
    assert settings().template is None
    assert settings().data_folder.name == "moushikomi"


def test_settings_of_others_do_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    set_to(monkeypatch, at="2026-11-24T09:00:00+09:00", shots="x")
    assert settings().template is None
