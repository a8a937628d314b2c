"""Whether a name on a form means a file: what people and mail programs write differently."""

import pytest

from wizard.core.submission.letter_name import names_file, names_without_file

SAME = [
    ("周知文.pdf", "周知文.pdf"),
    ("周知文.PDF", "周知文.pdf"),
    ("周知文．ｐｄｆ", "周知文.pdf"),
    ("ｼｭｳﾁ１.pdf", "シュウチ1.pdf"),
    ("が.pdf", "か\u3099.pdf"),  # a Mac parts the mark from its letter
    ("社名変更の お知らせ.pdf", "社名変更の\u3000お知らせ.pdf"),
    ("お知らせ（２０２６）.docx", "お知らせ(2026).docx"),
    ("1〜3月.pdf", "1～3月.pdf"),
    ("東京−大阪.pdf", "東京－大阪.pdf"),
    ("㈱見本.pdf", "(株)見本.pdf"),
    ("\u200b周知文.pdf\ufeff", "周知文.pdf"),
    ("「周知文.pdf」", "周知文.pdf"),
    ("C:\\書類\\周知文.pdf", "周知文.pdf"),
    ("書類/周知文.pdf", "周知文.pdf"),
    (" 周知文.pdf\n", "周知文.pdf"),
    ("周知文", "周知文.pdf"),
    ("周知文 2026.11", "周知文2026.11.docx"),
]
OTHERS = [
    ("周知文.pdf", "周知文.docx"),
    ("周知文.pdf", "周知文"),
    ("周知文.pdf", "周知文2.pdf"),
    ("周知文.pdf", "送付状.pdf"),
    ("周知文", "周知文2.pdf"),
    ("a.pdf", "a.pdf.exe"),
    ("", "周知文.pdf"),
]


@pytest.mark.parametrize(("written", "file"), SAME, ids=[ascii(row[0]) for row in SAME])
def test_a_name_is_known_however_it_is_written(written: str, file: str) -> None:
    assert names_file(written, file)


@pytest.mark.parametrize(("written", "file"), OTHERS, ids=[ascii(row) for row in OTHERS])
def test_another_name_or_another_ending_is_another_file(written: str, file: str) -> None:
    assert not names_file(written, file)


LACKING = [
    ("周知文.pdf", ["申込書.xlsx", "周知文.pdf"], []),
    ("周知文.pdf", ["申込書.xlsx"], ["周知文.pdf"]),
    ("1.pdf、2.pdf", ["1.pdf", "2.pdf"], []),
    ("1.pdf、2.pdf", ["1.pdf"], ["2.pdf"]),
    ("1.pdf\n2.pdf\n", ["2.pdf", "1.pdf"], []),
    ("お客さま、皆さまへ.pdf", ["お客さま、皆さまへ.pdf"], []),
]


@pytest.mark.parametrize(("written", "files", "lacking"), LACKING)
def test_names_that_no_file_has_are_found(
    written: str, files: list[str], lacking: list[str]
) -> None:
    assert names_without_file(written, files) == lacking
