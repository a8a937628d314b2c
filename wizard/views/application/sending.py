"""Sending, on the finish page: the letter is asked for, then all that is sent is offered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

import htpy as h
import streamlit as st

from rules.finding import Finding, Severity
from rules.register.records import record_parsed
from wizard.core import moments
from wizard.core.draft import Draft
from wizard.core.filing import Filing
from wizard.core.markup import list_items
from wizard.core.settings import settings
from wizard.core.submission.build import findings_with_letter, make_package, submission_of
from wizard.core.submission.file_names import Names, names_of
from wizard.core.submission.letter import MISSING, PATH, Letter, letter_named
from wizard.core.submission.receipt import receipt
from wizard.core.submission.submission import Submission, edition_of
from wizard.core.template_in_use import TemplateInUse, bytes_in_use
from wizard.core.versions import ApplicationVersion, version_of_draft
from wizard.ui.downloads import offer_file
from wizard.ui.layout import note
from wizard.views.application.held_letter import held_letter
from wizard.views.application.letter_file import show_chosen, upload_letter
from workbook.forms.template import Template

_FILE: Final = "letter"
_LABEL: Final = "提出書類一式（zip）をダウンロード"


@dataclass(frozen=True)
class Sending:
    """A finished form that is to be sent, and the letter with it.

    ``version`` is which one of the application it is, after one was returned; ``template`` is the
    form that it was filled into, ``edition`` says which one; ``wanted`` is the
    letter's name as the form has it, None where none goes with it; ``findings`` are those about the
    letter.
    """

    draft: Draft
    filing: Filing
    at: datetime
    version: ApplicationVersion
    template: Template
    edition: str
    wanted: str | None
    letter: Letter | None
    findings: tuple[Finding, ...]

    @property
    def is_ready(self) -> bool:
        """Whether the package can be made: the letter is there, where one is needed."""
        return not any(one.severity is Severity.ERROR for one in self.findings)

    @property
    def errors(self) -> list[str]:
        """Return what is wrong with the letter that was given."""
        return [
            f"{one.message}{one.remedy}"
            for one in self.findings
            if one.severity is Severity.ERROR and one.code != MISSING
        ]

    @property
    def names(self) -> Names:
        """Return the names of what is sent."""
        letter = self.letter.name if self.letter else None
        return names_of(self.filing.parsed, letter, self.version.number)

    @property
    def enclosed(self) -> str:
        """Name what the mail encloses."""
        beside = "と別紙" if self.filing.continuation is not None else ""
        return f"申込書{beside}{'と周知文' if self.wanted is not None else ''}"


def sending_of(draft: Draft, filing: Filing, at: datetime, used: TemplateInUse) -> Sending:
    """Take up what is to be sent of a draft, as of the moment at which it was finished."""
    template = used.template
    wanted = letter_named(filing.parsed)
    letter = held_letter(draft).letter if wanted is not None else None
    found = findings_with_letter(filing, letter, template)
    about = tuple(one for one in found if one.path == PATH and one not in filing.findings)
    edition = edition_of(template, bytes_in_use() if used.since else None)
    version = version_of_draft(draft, record_parsed(filing.parsed, []))
    return Sending(draft, filing, at, version, template, edition, wanted, letter, about)


def hand_over(sending: Sending) -> None:
    """Say in three lines what to do, ask for the letter where one is needed, give the package."""
    st.html(h.ol(".mk-todo")[list_items(_steps(sending))])
    if sending.wanted is not None:
        _ask_for_letter(sending, sending.wanted)
    if sending.is_ready:
        offer_file(
            _LABEL,
            lambda: make_package(_submission(sending)).content or b"",
            sending.names.package,
            "download-package",
            is_primary=True,
        )


def _steps(sending: Sending) -> tuple[str, str, str]:
    is_open = sending.wanted is not None and not held_letter(sending.draft).is_named
    first = "周知文のファイルを選択し、" if is_open else ""
    to = (
        ""
        if settings().recipient
        else "様式の送付元であるヘルプデスクのメールアドレスを宛先に入力し、"
    )
    return (
        f"{first}「提出書類一式（zip）」をダウンロードして展開（解凍）します。",
        f"「送付メール」（{sending.enclosed}を添付した下書き）を開き、{to}内容を確認して送信します。",
        "「控え」は提出せずに保管してください。「締切と登録の見込み」は予定表に取り込めます。",
    )


def _ask_for_letter(sending: Sending, wanted: str) -> None:
    """Ask for the letter; one that was chosen where the form asks its name is not asked again."""
    if held_letter(sending.draft).is_named:
        with st.expander("別の周知文を選択する", expanded=bool(sending.errors)):
            _upload(sending, wanted)
    else:
        _upload(sending, wanted)
    if sending.letter is not None and sending.is_ready:
        show_chosen(sending.names.letter, sending.letter)
    for finding in sending.findings:
        if finding.severity is not Severity.ERROR:
            style = "warn" if finding.severity is Severity.WARNING else "note"
            note(finding.message, [finding.remedy], style)


def _upload(sending: Sending, wanted: str) -> None:
    upload_letter(
        _FILE,
        sending.draft,
        "需要（発電）者へ送付した周知文を選択すると、提出書類一式をダウンロードできます"
        f"（申込書に記入したファイル名：{wanted}）。",
        mark="※必須",
        errors=sending.errors,
        needed=True,
    )


def receipt_of(sending: Sending) -> bytes:
    """Make the 控え alone."""
    return receipt(_submission(sending))


def _submission(sending: Sending) -> Submission:
    return submission_of(
        sending.filing,
        sending.letter,
        sending.at,
        moments.calendar(),
        template=sending.template,
        edition=sending.edition,
        version=sending.version.number,
    )
