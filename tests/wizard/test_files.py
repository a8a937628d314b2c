"""Files: read whole or refused in one line, written whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from wizard.core.files import FileError, printable, read_bytes, read_json, write_whole


def test_a_file_is_written_and_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "申込書.xlsx"
    write_whole(target, b"first")
    write_whole(target, b"second")
    assert target.read_bytes() == b"second"
    assert list(tmp_path.iterdir()) == [target]


def test_a_written_file_may_be_read_as_the_umask_says(tmp_path: Path) -> None:
    target = tmp_path / "x"
    before = os.umask(0o027)
    try:
        write_whole(target, b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@pytest.mark.parametrize("step", ["replace", "chmod"])
def test_a_step_that_fails_leaves_the_old_file_and_nothing_half(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    target = tmp_path / "x"
    target.write_bytes(b"before")
    monkeypatch.setattr(Path, step, fail)
    with pytest.raises(FileError, match="権限"):
        write_whole(target, b"after")
    monkeypatch.undo()
    assert target.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [target]


def test_a_write_that_runs_out_of_room_leaves_nothing_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(FileError, match="ディスクの空き"):
        write_whole(tmp_path / "x", b"after")
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_write_leaves_nothing_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "x", b"after")
    assert list(tmp_path.iterdir()) == []


def test_places_that_cannot_be_written_are_reported_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"x")
    (tmp_path / "folder").mkdir()
    for target in (file / "x", tmp_path / "none" / "x", tmp_path / "folder", Path("/proc/x"),
                   tmp_path / ("x" * 300), tmp_path / "a\0b"):  # fmt: skip
        with pytest.raises(FileError) as raised:
            write_whole(target, b"x")
        assert "書き込めません" in str(raised.value)
        assert "\n" not in str(raised.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


def test_places_that_cannot_be_read_are_reported_in_one_line(tmp_path: Path) -> None:
    for source in (tmp_path / "none", tmp_path, Path("a\0b")):
        with pytest.raises(FileError) as raised:
            read_bytes(source)
        assert "読み取れません" in str(raised.value)


def test_a_name_with_a_line_break_is_reported_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(FileError) as raised:
        read_bytes(tmp_path / "a\nb.json")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"{", "1行目"),
        (b'{"a": 1,\n "b"}', "2行目"),
        (b"\xff", "UTF-8"),
        (b"[" * 100_000, "入れ子"),
        (b"9" * 10_000, "読み取れません"),
        (b" " * 5_000_001, "大きすぎます"),
    ],
)
def test_what_is_no_json_is_reported_with_its_place(
    content: bytes, says: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(content)
    with pytest.raises(FileError, match=says) as raised:
        read_json(path)
    assert "a.json" in str(raised.value)


def test_json_is_read_with_and_without_a_byte_order_mark(tmp_path: Path) -> None:
    for text in ('{"a": "𠮷"}', '\ufeff{"a": "𠮷"}'):
        path = tmp_path / "a.json"
        path.write_text(text, encoding="utf-8")
        assert read_json(path) == {"a": "𠮷"}


def test_any_name_can_be_shown() -> None:
    assert printable(Path("申込書.json")) == "申込書.json"
    assert printable(Path("a\udcff.json")).encode("utf-8")
