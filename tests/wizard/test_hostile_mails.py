"""Mails made to cost time and memory: something is told of each, and little is spent on it.

The tests have a twentieth of what may be spent on an upload. They unpack in their own process: what
is tested are the counts, which hold where no system limits time and memory.
"""

import base64
import tracemalloc
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.mails import HEAD, attached, forwarded, mail
from tests.wizard.test_mails import DAMAGED, FORM, NO_FORM, found_in, zipped
from tests.wizard.test_uploads import member
from tests.workbook.packages import archive
from wizard.core.checking import contents
from wizard.core.checking import unpacking_budget as budgets
from wizard.core.checking.attachments import MailError
from wizard.core.checking.eml import read_eml_attachments
from wizard.core.checking.unpacking_budget import MAX_STEPS, Budget
from wizard.core.checking.uploads import Upload

TOO_DEEP: Final = "メールの構造（入れ子）が深すぎるため、読み取れません。"
TOO_MUCH: Final = "構造が複雑すぎるため、残りはチェックしていません。"
TOO_MANY: Final = "ファイルが多すぎます（10,000個まで）。残りはチェックしていません。"


@pytest.fixture(autouse=True)
def little_to_spend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budgets, "MAX_STEPS", MAX_STEPS // 20)
    monkeypatch.setattr(contents, "within_limits", lambda function, *given: function(*given))


def numbered(count: int, part: str) -> Iterable[bytes]:
    return (part.replace("{}", str(number)).encode() for number in range(count))


def parts_in_parts(depth: int, body: bytes = b"x") -> bytes:
    started = numbered(depth, 'Content-Type: multipart/mixed; boundary="b{}"\r\n\r\n--b{}\r\n')
    return HEAD + b"".join(started) + b"\r\n" + body


def mails_in_mails(depth: int) -> bytes:
    return HEAD + b"Content-Type: message/rfc822\r\n\r\n" * depth


def headed(*header: str) -> bytes:
    """Write parts with a header, of which no two are the same."""
    return mail(*numbered(200, "".join(header) + ";n={}\r\n\r\nx"))


REPORT: Final = HEAD + b"Content-Type: message/delivery-status\r\n\r\n"
FILE: Final = "Content-Disposition: attachment; "
# The mail, and what is told of it.
HOSTILE: Final[dict[str, tuple[Callable[[], bytes], str]]] = {
    "10,000 parts in each other": (lambda: parts_in_parts(10_000), TOO_MUCH),
    "10,000 mails in each other": (lambda: mails_in_mails(10_000), TOO_MUCH),
    "many lines in many parts": (lambda: parts_in_parts(300, b"a\n" * 10_000), TOO_MUCH),
    "many parts": (lambda: mail(*numbered(3_000, "\r\nx")), TOO_MUCH),
    "a digest of many mails": (
        lambda: mail(*numbered(3_000, "\r\nFrom: x\r\n\r\nx"), kind="digest"), TOO_MUCH,
    ),
    "a report of many blocks": (lambda: REPORT + b"a: b\r\n\r\n" * 3_000, TOO_MUCH),
    "many lines": (lambda: HEAD + b"\r\n" + b"\n" * 200_000, TOO_MUCH),
    "many old line ends": (lambda: HEAD + b"\r\n" + b"\r" * 200_000, TOO_MUCH),
    "many headers": (lambda: HEAD + b"A: b\r\n" * 60_000 + b"\r\nx", TOO_MUCH),
    "a header of many lines": (
        lambda: HEAD + b"A: b\r\n" + b" c\r\n" * 60_000 + b"\r\nx", NO_FORM,
    ),
    "a long header": (lambda: HEAD + b"A: " + b"b" * 5_000_000 + b"\r\n\r\nx", NO_FORM),
    "a long type": (
        lambda: HEAD + b"Content-Type: a/b; " + b"c=d; " * 1_000_000 + b"\r\n\r\nx", DAMAGED,
    ),
    "a long boundary": (
        lambda: HEAD + b"Content-Type: multipart/mixed; boundary=" + b"b" * 5_000_000, DAMAGED,
    ),
    "headers of parameters": (
        lambda: headed("Content-Type: a/b", *(f"; p{n}={n}" for n in range(70))), TOO_MUCH,
    ),
    "headers of encoded words": (
        lambda: headed(FILE, 'filename="', "=?utf-8?q?a?= " * 280, '"'), TOO_MUCH,
    ),
    "headers of quotation marks": (lambda: headed(FILE, 'filename="', r"\"" * 1_900), TOO_MUCH),
    "names in segments": (
        lambda: headed(FILE, *(f"filename*{n}*=%41; " for n in range(70))), TOO_MUCH,
    ),
    "headers of names": (lambda: headed(FILE, 'name="a ' * 450), TOO_MUCH),
    "brackets in brackets": (lambda: headed("Content-Type: a/b", "(" * 3_900), TOO_DEEP),
    "many files in the text": (
        lambda: HEAD + b"\r\n" + b"begin 644 a.xlsx\r\nend\r\n" * 11_000, TOO_MANY,
    ),
    "an archive with a long directory": (
        lambda: mail(attached("a.zip", (b"PK\1\2" + bytes(42)) * 11_000)), TOO_MUCH,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("write", "words"), HOSTILE.values(), ids=HOSTILE)
def test_a_mail_that_costs_too_much_is_reported(write: Callable[[], bytes], words: str) -> None:
    last = found_in(write())[-1]
    assert isinstance(last, Upload)
    assert (last.name, last.why, last.source) == ("a.eml", words, b"")
    assert last.mend


@pytest.mark.parametrize("write", [parts_in_parts, mails_in_mails])
def test_a_mail_deeper_than_the_library_goes_is_reported(
    write: Callable[[int], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budgets, "MAX_STEPS", MAX_STEPS)
    (upload,) = found_in(write(1_000))
    assert isinstance(upload, Upload)
    assert (upload.name, upload.why) == ("a.eml", TOO_DEEP)


def test_what_is_found_before_the_limit_is_given() -> None:
    whole, costly = mail(attached("x.xlsx", FORM)), parts_in_parts(10_000)
    first, last = found_in(zipped(a__eml=whole, b__eml=costly, c__eml=whole), "z.zip")
    assert isinstance(last, Upload)
    assert (first.name, last.name, last.why) == ("z.zip/a.eml/x.xlsx", "z.zip", TOO_MUCH)
    first, last = found_in(mail(attached("x.xlsx", FORM), attached("b.eml", costly)))
    assert isinstance(last, Upload)
    assert (first.name, last.name, last.why) == ("a.eml/x.xlsx", "a.eml", TOO_MUCH)


def test_the_mails_of_an_archive_share_one_budget() -> None:
    costly = parts_in_parts(50, b"a\n" * 3_000)
    found = found_in(zipped(**{f"{number}__eml": costly for number in range(20)}), "a.zip")
    whys = [item.why for item in found if isinstance(item, Upload)]
    assert whys[0] == NO_FORM
    assert whys[-1] == TOO_MUCH
    assert 3 < len(whys) < 12


def test_what_archives_in_mails_unpack_to_is_bounded() -> None:
    bomb = archive(member(f"{number}.xlsx", bytes(5_000_000)) for number in range(25))
    *found, last = found_in(mail(attached("a.zip", bomb)))
    assert len(found) == 19  # the archive itself is held, too
    assert isinstance(last, Upload)
    assert last.why == "容量が大きすぎるため、残りはチェックしていません。"


def test_mails_are_unpacked_so_deep_and_no_deeper() -> None:
    content = mail(attached("x.xlsx", FORM))
    for level in range(2, 9):
        content = mail(forwarded(content) if level % 2 else attached("m.eml", content))
        (upload,) = found_in(content)
        assert isinstance(upload, Upload)
        assert upload.source == FORM
    (upload,) = found_in(mail(forwarded(content)))
    assert isinstance(upload, Upload)
    assert upload.why == "圧縮ファイルやメールの構造（入れ子）が深すぎます。"


LONG: Final = {"one line": b"A" * 8_000_000, "lines": base64.encodebytes(bytes(5_500_000))}


@pytest.mark.parametrize("body", LONG.values(), ids=LONG)
def test_a_large_file_is_not_held_many_times_over(body: bytes) -> None:
    head = b"Content-Disposition: attachment; filename=a.xlsx\r\nContent-Transfer-Encoding: base64"
    content = mail(head + b"\r\n\r\n" + body)
    tracemalloc.start()
    try:
        (upload,) = found_in(content)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert isinstance(upload, Upload)
    assert len(upload.read()) == 5_000_001
    assert peak < 8 * len(content)


def test_an_ordinary_mail_costs_a_thousandth_of_what_may_be_spent() -> None:
    letter = f"Content-Type: text/plain; charset=utf-8\r\n\r\n{'送ります。' * 200}".encode()
    content = mail(letter, attached("申込書.xlsx", bytes(20_000)), attached("周知文.pdf", FORM))
    budget = Budget(100_000_000, steps=MAX_STEPS)
    read_eml_attachments(content, budget)
    assert MAX_STEPS - budget.steps < MAX_STEPS / 1_000


@given(st.binary(max_size=400), st.binary(max_size=400))
def test_whatever_the_bytes_something_is_reported(head: bytes, body: bytes) -> None:
    for content in (head, HEAD + head + b"\r\n\r\n" + body, mail(head + b"\r\n\r\n" + body)):
        assert found_in(content)


fields = st.sampled_from(["Content-Type", "Content-Disposition", "Content-Transfer-Encoding"])
signs = st.text(st.sampled_from("ab=;*0'\"\\%?()<>/ \t\r\nあ\x00é"), max_size=60)


@given(st.lists(st.tuples(fields, signs), max_size=4))
def test_whatever_the_headers_something_is_reported(headers: list[tuple[str, str]]) -> None:
    part = "".join(f"{name}: {value}\r\n" for name, value in headers).encode()
    assert found_in(mail(part + b"\r\nx"))
    with suppress(MailError):
        read_eml_attachments(HEAD + part + b"\r\nx", Budget(1_000_000))
