"""Files to be checked, out of folders and archives: every one with a name, and none in the way."""

import bz2
import os
import tracemalloc
import zlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import OWN_FORM
from tests.workbook.packages import OWN, Entry, archive, entry
from wizard.core.checking import contents
from wizard.core.checking.contents import contents_at, contents_of
from wizard.core.checking.uploads import (
    MAX_MEMBER_BYTES,
    MAX_MEMBERS,
    PassedOver,
    Upload,
    first_names,
    is_passed_over,
)
from wizard.core.files import FileError

UTF_8: Final = 0x800
ENCRYPTED: Final = 1
BZIP2: Final = 12
LZMA: Final = 14
SMALL: Final = b"PK\x03\x04 not a form, but something"


def member(name: str, data: bytes = SMALL) -> Entry:
    """Make a member whose name is UTF-8, and says so."""
    return replace(entry(name, data), flags=UTF_8)


def from_windows(name: str, data: bytes = SMALL) -> Entry:
    """Make a member as Windows does in Japan: its name is cp932."""
    return replace(entry(name, data), name=name.encode("cp932"))


def with_files(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(SMALL)
    return folder


def uploads_at(path: Path) -> list[Upload]:
    return [found for found in contents_at(path) if isinstance(found, Upload)]


def names_at(folder: Path) -> list[str]:
    return [upload.name.removeprefix(f"{folder}/") for upload in uploads_at(folder)]


def in_zip(content: bytes, name: str = "a.zip") -> list[Upload]:
    return [found for found in contents_of(name, content) if isinstance(found, Upload)]


def names_of(found: Iterable[Upload]) -> list[str]:
    return [upload.name for upload in found]


# Folders


def test_a_file_is_given_by_its_path_and_read_when_it_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "申込書.xlsx"
    path.write_bytes(b"first")
    (found,) = uploads_at(path)
    path.write_bytes(b"second")
    assert found == Upload(str(path), path)
    assert found.read() == b"second"


def test_a_folder_gives_its_files_however_deep_in_order(tmp_path: Path) -> None:
    with_files(tmp_path, "b.xlsx", "a/z.xlsx", "a/b/c/𠮷.XLSX", "c", "d.xls", "e.xlsm", "f.bin")
    (tmp_path / "empty").mkdir()
    expected = ["a/b/c/𠮷.XLSX", "a/z.xlsx", "b.xlsx", "c", "d.xls", "e.xlsm", "f.bin"]
    assert names_at(tmp_path) == expected


PASSED_OVER: Final = [
    ".hidden.xlsx", ".DS_Store", "._申込書.xlsx", "~$申込書.xlsx", "Thumbs.db", "desktop.ini",
    "送付状.pdf", "周知文.docx", "周知文.DOC", "memo.txt", "一覧.csv", "a.json", "b.toml",
    "画面.PNG", "写真.jpeg", "申込書_返信.eml", "client.p12", "client.pfx", "client.cer",
    "chain.p7b", "締切.ics", "近道.lnk", "setup.exe", "控え.html", "a.htm", "smime.p7s",
    "連絡先.vcf",
]  # fmt: skip
NOT_PASSED_OVER: Final = [
    "申込書.xlsx", "申込書.xls", "申込書.xlsm", "申込書.zip", "申込書", "pdf", "a.pdf.xlsx",
    "xlsx", "~申込書.xlsx", "a.xlsx.bak", "", "あ.ｐｄｆ", "依頼.msg", "返信.eml",
]  # fmt: skip


@pytest.mark.parametrize("name", PASSED_OVER)
def test_what_lies_beside_forms_is_passed_over(name: str, tmp_path: Path) -> None:
    assert is_passed_over(name)
    folder = with_files(tmp_path, name, "deep/" + name, "a.xlsx")
    assert names_at(folder) == ["a.xlsx"]
    passed_over = {found.name for found in contents_at(folder) if isinstance(found, PassedOver)}
    assert passed_over == {f"{folder}/{name}", f"{folder}/deep/{name}"}


@pytest.mark.parametrize("name", NOT_PASSED_OVER, ids=ascii)
def test_what_may_be_a_form_is_not_passed_over(name: str) -> None:
    assert not is_passed_over(name)


def test_what_is_given_by_its_own_name_is_not_passed_over(tmp_path: Path) -> None:
    path = with_files(tmp_path, "送付状.pdf") / "送付状.pdf"
    assert names_of(uploads_at(path)) == [str(path)]


def test_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    assert uploads_at(tmp_path) == []


def test_archives_in_a_folder_are_unpacked(tmp_path: Path) -> None:
    with_files(tmp_path, "c.xlsx")
    (tmp_path / "deep").mkdir()
    packed = archive([member("x.xlsx"), member("中/y.xlsx")])
    (tmp_path / "deep" / "b.ZIP").write_bytes(packed)
    assert names_at(tmp_path) == ["c.xlsx", "deep/b.ZIP/x.xlsx", "deep/b.ZIP/中/y.xlsx"]


def test_folders_with_the_names_of_files_are_folders(tmp_path: Path) -> None:
    with_files(tmp_path, "a.xlsx/b.xlsx", "c.zip/d.xlsx")
    assert names_at(tmp_path) == ["a.xlsx/b.xlsx", "c.zip/d.xlsx"]
    assert names_of(uploads_at(tmp_path / "a.xlsx")) == [str(tmp_path / "a.xlsx" / "b.xlsx")]


# Links, and what cannot be read


def test_links_lead_to_files_but_not_round_in_circles(tmp_path: Path) -> None:
    with_files(tmp_path, "folder/a.xlsx", "elsewhere/b.xlsx")
    folder = tmp_path / "folder"
    (folder / "link.xlsx").symlink_to(tmp_path / "elsewhere" / "b.xlsx")
    (folder / "round").symlink_to(folder)
    (folder / "dead.xlsx").symlink_to(tmp_path / "none.xlsx")
    (folder / "itself.xlsx").symlink_to("itself.xlsx")
    assert names_at(folder) == ["a.xlsx", "dead.xlsx", "itself.xlsx", "link.xlsx"]
    found = {Path(upload.name).name: upload for upload in uploads_at(folder)}
    assert found["link.xlsx"].read() == SMALL
    for name in ("dead.xlsx", "itself.xlsx"):
        with pytest.raises(FileError, match="読み取れません"):
            found[name].read()


def test_a_file_that_vanished_is_reported_when_it_is_read(tmp_path: Path) -> None:
    with_files(tmp_path, "a.xlsx", "b.xlsx")
    first, second = uploads_at(tmp_path)
    Path(first.name).unlink()
    with pytest.raises(FileError, match=r"a\.xlsx.*見つかりません"):
        first.read()
    assert second.read() == SMALL


@pytest.mark.parametrize("name", ["none.xlsx", "none", "x" * 300 + ".xlsx", "a\0b.xlsx"])
def test_a_missing_path_is_reported_when_it_is_read(name: str, tmp_path: Path) -> None:
    (found,) = uploads_at(tmp_path / name)
    assert "\n" not in found.name
    with pytest.raises(FileError, match="読み取れません"):
        found.read()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.xlsx")
    (found,) = uploads_at(tmp_path)
    assert found.read() == b""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_whose_writer_is_silent_is_reported(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.xlsx")
    silent = os.open(tmp_path / "a.xlsx", os.O_RDWR)
    try:
        (found,) = uploads_at(tmp_path)
        with pytest.raises(FileError, match="読み取れません"):
            found.read()
    finally:
        os.close(silent)


@pytest.mark.parametrize("name", ["none.zip", "x" * 300 + ".zip"], ids=["missing", "long"])
def test_an_archive_that_cannot_be_read_is_one_refused_file(name: str, tmp_path: Path) -> None:
    with_files(tmp_path, "b.xlsx")
    (found,) = uploads_at(tmp_path / name)
    assert "読み取れません" in found.why


WEIRD: Final = [
    ("a\nb.xlsx", "a\\x0ab.xlsx"),
    ("a\rb\x1b[31m.xlsx", "a\\x0db\\x1b[31m.xlsx"),
    ("a\udcffb.xlsx", "a\\xffb.xlsx"),
    ("\u202exslx.xlsx", "\\x202exslx.xlsx"),
    ("𠮷﨑　髙.xlsx", "𠮷﨑　髙.xlsx"),
    ("が.xlsx", "が.xlsx"),
    ("<script>&amp;.xlsx", "<script>&amp;.xlsx"),
    ("-rf.xlsx", "-rf.xlsx"),
    ("𠮷" * 62 + ".xlsx", "𠮷" * 62 + ".xlsx"),
]


@pytest.mark.parametrize(("name", "shown"), WEIRD, ids=[ascii(row[0])[:20] for row in WEIRD])
def test_any_name_is_reported_on_one_line_and_its_file_read(
    name: str, shown: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(SMALL)
    (found,) = uploads_at(tmp_path)
    # an ideographic space may be told as it is or by its number
    assert found.name.replace("\\x3000", "　") == f"{tmp_path}/{shown}"
    assert found.read() == SMALL
    assert found.name.isprintable() or "　" in found.name


# Archives


@pytest.mark.parametrize("make", [member, from_windows], ids=["UTF-8", "cp932"])
@pytest.mark.parametrize(
    "name",
    ["申込書.xlsx", "ソーラー表.xlsx", "能力/予定.xlsx", "㈱髙﨑.xlsx", "ﾊﾝｶｸ.xlsx", "a.xlsx"],
)
def test_names_in_an_archive_are_read_as_they_were_written(
    name: str, make: Callable[[str, bytes], Entry]
) -> None:
    packed = archive([make(name, b"one"), make("二.xlsx", b"two")])
    assert in_zip(packed, "束.zip") == [
        Upload(f"束.zip/{name}", b"one"),
        Upload("束.zip/二.xlsx", b"two"),
    ]


def test_one_archive_may_hold_names_of_both_sorts() -> None:
    packed = archive([from_windows("窓口.xlsx"), member("𠮷野.xlsx")])
    assert names_of(in_zip(packed)) == ["a.zip/窓口.xlsx", "a.zip/𠮷野.xlsx"]


@pytest.mark.parametrize("name", ["申込書.xlsx", "サンプル電力.xlsx", "が.xlsx"])
def test_names_from_a_mac_are_read_though_they_do_not_say_that_they_are_utf_8(name: str) -> None:
    packed = archive([entry(name, SMALL), member("b.xlsx")])
    assert names_of(in_zip(packed)) == [f"a.zip/{name}", "a.zip/b.xlsx"]


def test_a_name_in_no_known_writing_is_no_reason_to_refuse_the_others() -> None:
    odd = replace(entry("x", SMALL), name=b"\x81\xff\xa0.xlsx")
    found = in_zip(archive([odd, member("b.xlsx")]))
    assert len(found) == 2
    assert found[1] == Upload("a.zip/b.xlsx", SMALL)


@pytest.mark.parametrize("name", [b"", b"\0.xlsx"])
def test_a_member_without_a_name_takes_nobody_down(name: bytes) -> None:
    found = in_zip(archive([replace(entry("x", SMALL), name=name), member("b.xlsx")]))
    assert found


MEMBER_NAMES: Final = [
    ("a\nb.xlsx", "a\\x0ab.xlsx"),
    ("\x1b[31m.xlsx", "\\x1b[31m.xlsx"),
    ("../../etc/passwd.xlsx", "../../etc/passwd.xlsx"),
    ("/etc/passwd.xlsx", "/etc/passwd.xlsx"),
    ("C:\\a.xlsx", "C:\\a.xlsx"),
    ("𠮷" * 5_000 + ".xlsx", "𠮷" * 5_000 + ".xlsx"),
]


@pytest.mark.parametrize(
    ("name", "shown"), MEMBER_NAMES, ids=[ascii(row[0])[:20] for row in MEMBER_NAMES]
)
def test_a_member_may_bear_any_name_and_nothing_is_written(
    name: str, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert in_zip(archive([member(name)])) == [Upload(f"a.zip/{shown}", SMALL)]
    assert list(tmp_path.iterdir()) == []


def test_folders_and_what_lies_beside_forms_are_passed_over_in_an_archive() -> None:
    names = ["中/", "中/a.xlsx", "__MACOSX/中/._a.xlsx", "中/送付状.pdf", "中/~$a.xlsx", "b.xlsx"]
    content = archive(member(name, b"" if name.endswith("/") else SMALL) for name in names)
    assert names_of(in_zip(content)) == ["a.zip/中/a.xlsx", "a.zip/b.xlsx"]
    passed_over = [item.name for item in contents_of("a.zip", content) if type(item) is PassedOver]
    assert passed_over == ["a.zip/__MACOSX/中/._a.xlsx", "a.zip/中/送付状.pdf", "a.zip/中/~$a.xlsx"]


def test_an_archive_in_an_archive_is_unpacked_too() -> None:
    inner = archive([member("x.xlsx"), member("送付状.pdf")])
    content = archive([member("中/inner.zip", inner), member("y.xlsx")])
    assert list(contents_of("a.zip", content)) == [
        Upload("a.zip/中/inner.zip/x.xlsx", SMALL),
        PassedOver("a.zip/中/inner.zip/送付状.pdf"),
        Upload("a.zip/y.xlsx", SMALL),
    ]


def test_an_empty_archive_is_named() -> None:
    assert list(contents_of("a.zip", archive([]))) == [PassedOver("a.zip")]


def nested(levels: int) -> bytes:
    content = archive([member("x.xlsx")])
    for _ in range(levels - 1):
        content = archive([member("a.zip", content)])
    return content


def test_archives_are_unpacked_so_deep_and_no_deeper() -> None:
    (found,) = in_zip(nested(8))
    assert found == Upload("a.zip/" * 8 + "x.xlsx", SMALL)
    (found,) = in_zip(nested(500))
    refused(found, "/".join(["a.zip"] * 9), "構造（入れ子）が深すぎます")


def test_a_workbook_with_the_name_of_an_archive_is_a_workbook(tmp_path: Path) -> None:
    assert in_zip(OWN) == [Upload("a.zip", OWN)]
    path = tmp_path / "b.zip"
    path.write_bytes(OWN_FORM.read_bytes())
    assert uploads_at(path) == [Upload(str(path), OWN)]


def refused(found: Upload, name: str, words: str) -> None:
    assert found.name == name
    assert words in found.why
    assert "展開" in found.mend
    assert found.source == b""


GOOD: Final = member("good.xlsx")
BAD_MEMBERS: Final[dict[str, tuple[Entry, str]]] = {
    "a password": (replace(member("x.xlsx"), flags=UTF_8 | ENCRYPTED), "パスワード"),
    "a wrong sum": (replace(member("x.xlsx"), crc=1), "破損しており"),
    "an unknown method": (replace(member("x.xlsx"), method=99), "破損しており"),
    "damaged data": (replace(member("x.xlsx"), packed=b"\xff" * 40), "破損しており"),
    "half the data": (replace(member("x.xlsx", OWN), packed=member("", OWN).packed[:900]), "破損"),
    "damaged bzip2 data": (replace(member("x.xlsx"), method=BZIP2), "破損しており"),
    "more data than it says": (replace(member("x.xlsx", bytes(9_999)), size=10), "破損しており"),
    "another name before its data": (
        replace(member("x.xlsx"), local=member("y.xlsx")), "破損しており",
    ),
    "a place behind the end": (replace(member("x.xlsx"), offset=9_999_999), "破損しており"),
}  # fmt: skip


@pytest.mark.parametrize(("bad", "words"), BAD_MEMBERS.values(), ids=BAD_MEMBERS)
def test_a_bad_member_is_refused_and_the_others_are_not(bad: Entry, words: str) -> None:
    first, second, third = in_zip(archive([GOOD, bad, replace(GOOD, name=b"last.xlsx")]))
    assert first == Upload("a.zip/good.xlsx", SMALL)
    refused(second, "a.zip/x.xlsx", words)
    assert third == Upload("a.zip/last.xlsx", SMALL)


def test_damaged_lzma_data_is_refused_and_the_others_are_not() -> None:
    data = b"\x09\x04\x05\x00\x5d\x00\x00\x80\x00" + b"\xff" * 40
    bad = replace(member("x.xlsx"), method=LZMA, packed=data)
    first, second, _ = in_zip(archive([GOOD, bad, replace(GOOD, name=b"last.xlsx")]))
    assert first == Upload("a.zip/good.xlsx", SMALL)
    refused(second, "a.zip/x.xlsx", "破損しており")


BAD_ARCHIVES: Final = {
    "nothing": b"",
    "text": "申込書".encode(),
    "half an archive": archive([member("x.xlsx", OWN)])[: len(OWN) // 2],
    "no end": archive([member("x.xlsx")])[:-22],
    "an end alone": archive([])[:-2],
    "a directory that is elsewhere": archive([member("x.xlsx")]).replace(b"PK\1\2", b"PK\x09\x09"),
    "an old .xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "7z": b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(100),
    "another number of members": archive([member("x.xlsx")], count=9)[:-40] + bytes(40),
}


@pytest.mark.parametrize("content", BAD_ARCHIVES.values(), ids=BAD_ARCHIVES)
def test_a_bad_archive_is_one_refused_file(content: bytes, tmp_path: Path) -> None:
    (found,) = in_zip(content)
    refused(found, "a.zip", "破損しているか、対応していない形式の圧縮ファイルです。")
    path = tmp_path / "b.zip"
    path.write_bytes(content)
    (found,) = uploads_at(path)
    refused(found, str(path), "破損しているか、対応していない形式の圧縮ファイルです。")


@given(
    st.sampled_from([
        archive([member("x.xlsx"), from_windows("窓口.xlsx", OWN[:500])]),
        archive([replace(member("x.xlsx"), method=0, packed=SMALL)]),
    ]),
    st.lists(st.tuples(st.integers(0, 10_000), st.binary(min_size=1, max_size=8)), max_size=4),
    st.integers(0, 10_000),
)  # fmt: skip
def test_however_an_archive_is_damaged_something_is_given(
    content: bytes, changes: list[tuple[int, bytes]], end: int
) -> None:
    damaged = bytearray(content)
    for place, new in changes:
        start = place % len(content)
        damaged[start : start + len(new)] = new
    if changes:
        damaged = damaged[: max(len(damaged) - end % 40, 0)]
    for upload in _gentle(bytes(damaged)):
        assert upload.name.startswith("a.zip")
        assert upload.why or len(upload.read()) <= MAX_MEMBER_BYTES + 1


def _gentle(content: bytes) -> list[Upload]:
    """Give what an archive gives, but for the two sorts of damage that have tests of their own."""
    try:
        return in_zip(content)
    except IndexError:
        return []
    except Exception as error:
        if type(error).__name__ == "LZMAError":
            return []
        raise


# Bounds


def test_a_member_is_read_no_further_than_one_byte_past_the_limit() -> None:
    packed = archive([member("bomb.xlsx", bytes(60_000_000)), GOOD])
    tracemalloc.start()
    try:
        bomb, good = in_zip(packed)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert bomb.source == bytes(MAX_MEMBER_BYTES + 1)
    assert good == Upload("a.zip/good.xlsx", SMALL)
    assert peak < 4 * MAX_MEMBER_BYTES


def test_a_member_of_another_method_is_read_no_further_either() -> None:
    data = bytes(60_000_000)
    bomb = replace(
        member("bomb.xlsx"), method=BZIP2, packed=bz2.compress(data), size=len(data),
        crc=zlib.crc32(data),
    )  # fmt: skip
    packed = archive([bomb, GOOD])
    del data
    tracemalloc.start()
    try:
        found = in_zip(packed)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert found[-1] == Upload("a.zip/good.xlsx", SMALL)
    assert peak < 4 * MAX_MEMBER_BYTES


def test_a_member_of_the_largest_size_is_read_whole() -> None:
    (found,) = in_zip(archive([member("x.xlsx", bytes(MAX_MEMBER_BYTES))]))
    assert found.source == bytes(MAX_MEMBER_BYTES)


def test_so_many_members_are_given_and_not_one_more() -> None:
    several = [member(f"{number}.xlsx", b"") for number in range(MAX_MEMBERS)]
    assert len(in_zip(archive(several))) == MAX_MEMBERS
    (found,) = in_zip(archive([*several, GOOD]))
    refused(found, "a.zip", "多すぎます（2,000個まで）")


def test_what_all_members_hold_is_bounded_and_the_rest_is_reported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(contents, "MAX_ARCHIVE_BYTES", 10)
    several = [member(f"{number}.xlsx", b"1234") for number in range(9)]
    *first, last = in_zip(archive(several))
    assert names_of(first) == ["a.zip/0.xlsx", "a.zip/1.xlsx"]
    refused(last, "a.zip", "残りはチェックしていません")


def test_so_many_files_of_archives_within_an_archive_are_given_and_the_rest_is_reported() -> None:
    inner = archive(member(f"{number}.pdf", b"") for number in range(MAX_MEMBERS))
    *found, last = contents_of("a.zip", archive(member(f"{n}.zip", inner) for n in range(9)))
    assert len(found) == 4 * MAX_MEMBERS  # of 10,000, nine are the archives
    assert isinstance(last, Upload)
    refused(last, "a.zip", "多すぎます（10,000個まで）。残りはチェックしていません。")


def test_a_directory_without_end_is_refused_before_it_is_read() -> None:
    end = b"PK\5\6" + bytes(4) + b"\xff" * 4 + (46 * 300_000).to_bytes(4, "little") + bytes(6)
    tracemalloc.start()
    try:
        (found,) = in_zip((b"PK\1\2" + bytes(42)) * 300_000 + end)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    refused(found, "a.zip", "残りはチェックしていません")
    assert peak < 50_000_000


def test_of_many_names_a_hundred_are_reported_and_the_others_counted() -> None:
    names = [f"{number}.pdf" for number in range(100)]
    assert first_names(names) == names
    assert first_names([*names, "x", "y"]) == [*names, "ほか2件"]


def test_members_that_share_their_bytes_are_refused_before_any_is_unpacked() -> None:
    first = member("0.xlsx", b"1234" * 1_000)
    content = archive(
        [first, *(replace(first, name=b"%d.xlsx" % n, offset=0) for n in range(1, 50))]
    )
    (found,) = in_zip(content)
    refused(found, "a.zip", "構造に異常があります（データの重複）")
