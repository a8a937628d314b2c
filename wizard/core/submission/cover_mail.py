"""Draft of the covering mail, from the applicant to the help desk."""

from collections.abc import Iterator, Mapping
from typing import Final

from schemas.application import (
    CASES,
    AnyApplication,
    Applicant,
    ChangedBusiness,
    NewBusiness,
    RenameApplication,
)
from schemas.catalogue import title_of
from schemas.days import date_text
from wizard.core.answer_text import one_line
from wizard.core.mail_draft import mail_draft
from wizard.core.submission.submission import (
    NO_CONTRACTS,
    Submission,
    attachments_of,
    statement_location,
)
from wizard.core.versions import resubmission_text, version_text
from workbook.forms.own_form import TITLE

_FORM: Final = f"『{TITLE}』"
_ADDRESSEE: Final = "電力広域的運営推進機関　スイッチング支援システム　ヘルプデスク　ご担当者様"
_CLOSING: Final = "ご査収のうえ、お手続きのほどよろしくお願い申し上げます。\n"
_REACHED_BELOW: Final = "不備等がございましたら、下記までご連絡ください。"
_REACHED_BY_REPLY: Final = "不備等がございましたら、本メールへのご返信にてお知らせください。"
_RULE: Final = "―" * 20
_MAX_LENGTH: Final = 200
"""Characters of an answer in a line of the mail (an estimate, three times an address)."""
_NO_LETTER: Final = "契約中の需要（発電）者がいないため、周知文は添付していません"


def covering_mail(submission: Submission, application: AnyApplication, to: str) -> bytes:
    """Return the draft of the mail with all attachments."""
    company = one_line(application.business.name)
    version, deed = version_text(submission.version), "再提出" if submission.version > 1 else "提出"
    about = "・".join(filter(None, (company, _case(application), version)))
    subject = f"{_FORM}の{deed}について（{about}）"
    enclosed = [attachment for _, attachment in attachments_of(submission)]
    return mail_draft(subject, _paragraphs(submission, application), enclosed, to)


def _case(application: AnyApplication) -> str:
    return title_of(CASES[application.kind])


def _paragraphs(submission: Submission, application: AnyApplication) -> Iterator[str]:
    applicant = application.applicant
    sender = f"{_line(applicant.company)} {_line(applicant.department)}"
    yield _ADDRESSEE
    yield (
        f"いつもお世話になっております。{sender}の{_line(applicant.responsible)}です。\n"
        f"{_FORM}（{_case(application)}）を{_deed(submission)}。"
    )
    yield "\n".join(_application_lines(application, submission.version))
    yield "\n".join(_attachment_lines(submission, application))
    contact_details = _contact_details(application)
    yield _CLOSING + (
        _REACHED_BELOW if {"電話", "メール"} & contact_details.keys() else _REACHED_BY_REPLY
    )
    yield "\n".join(_signature(application.applicant, contact_details))


def _deed(submission: Submission) -> str:
    """Return what is done with the form; after a return it is sent again, mended."""
    if not (version := version_text(submission.version)):
        return "添付のとおり提出いたします"
    return f"修正し、添付のとおり再提出いたします（{version}）"


def _application_lines(application: AnyApplication, version: int) -> Iterator[str]:
    yield "■ 申込みの内容"
    yield f"事業者名：{_line(application.business.name)}"
    if isinstance(application, RenameApplication) and application.rename.previous_name:
        yield f"旧事業者名：{_line(application.rename.previous_name)}"
    yield f"事業者コード：{_line(application.business.code)}"
    yield f"申込みの種類：{_case(application)}"
    yield f"申込年月日：{date_text(application.applied_on)}"
    if text := resubmission_text(version):
        yield f"提出区分：{text}"


def _attachment_lines(submission: Submission, application: AnyApplication) -> Iterator[str]:
    enclosed = attachments_of(submission)
    yield f"■ 添付書類（{len(enclosed)}点）"
    for number, (what, attachment) in enumerate(enclosed, start=1):
        yield f"{number}. {what}：{attachment.name}"
    if isinstance(application, RenameApplication) and submission.letter is None:
        yield f"{_NO_LETTER}{statement_location(submission.filing, NO_CONTRACTS)}。"


def _signature(applicant: Applicant, contact_details: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of the signature, with all contact details in the application."""
    yield _RULE
    yield from map(_line, (applicant.company, applicant.department, applicant.responsible))
    yield from (f"{by}：{_line(where)}" for by, where in contact_details.items())


def _contact_details(application: AnyApplication) -> dict[str, str]:
    """Return the contact details of the sender in the application."""
    business = application.business
    if not isinstance(business, ChangedBusiness | NewBusiness):
        return {}
    details = {"住所": business.address, "電話": business.phone, "メール": business.result_email}
    return {by: where for by, where in details.items() if where}


def _line(text: str) -> str:
    return one_line(text, _MAX_LENGTH)
