"""A form as PDF: LibreOffice is asked within limits, and what fails is told."""

import shutil
import stat
from pathlib import Path

import pytest

from tests.samples import OWN_FORM
from wizard.core.pdf_export import PdfError, to_pdf
from wizard.core.workers.libreoffice import find_libreoffice


def program(folder: Path, script: str) -> str:
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_no_program_is_found_where_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert find_libreoffice() == ""


def test_a_form_is_given_and_what_was_printed_is_returned(tmp_path: Path) -> None:
    find = 'for last; do out=$before before=$last; done; mkdir "$out"'
    copying = program(tmp_path, f'{find}; cp "$last" "$out/document.pdf"')
    assert to_pdf(b"the form", copying) == b"the form"


@pytest.mark.parametrize("script", ["exit 1", "exit 0"], ids=["fails", "prints nothing"])
def test_a_failing_program_is_reported_in_words_for_a_person(script: str, tmp_path: Path) -> None:
    with pytest.raises(PdfError, match="「PDFに保存」を選択してください"):
        to_pdf(b"x", program(tmp_path, script))


@pytest.mark.browser  # `make test` alone sees to it that LibreOffice is there
def test_the_own_form_is_printed() -> None:
    office = shutil.which("soffice")
    assert office is not None
    assert to_pdf(OWN_FORM.read_bytes(), office).startswith(b"%PDF-")
