"""The mail that a form is sent with, as a draft: what is enclosed, and which dates it makes."""

from collections.abc import Iterator
from typing import Final

from rules.wording import long_date, long_moment
from schemas.application import CASES, AnyApplication, RenameApplication
from schemas.catalogue import title_of
from wizard.batch.pile import one_line
from wizard.batch.pile_remarks import written
from wizard.mail_draft import mail_draft
from wizard.package.parcel import NO_CONTRACTS, Parcel, attachments_of, said_where
from workbook.build import TITLE

_FORM: Final = f"『{TITLE}』"
_NO_LETTER: Final = "契約中の需要（発電）者がいないため、周知文は添付していません"


def covering_mail(parcel: Parcel, application: AnyApplication, to: str) -> bytes:
    """Write the draft of the mail, with everything enclosed."""
    company = one_line(application.business.name)
    subject = f"{_FORM}の送付（{company}・{_case(application)}）"
    enclosed = [attachment for _, attachment in attachments_of(parcel)]
    return mail_draft(subject, _paragraphs(parcel, application), enclosed, to)


def _case(application: AnyApplication) -> str:
    return title_of(CASES[application.kind])


def _paragraphs(parcel: Parcel, application: AnyApplication) -> Iterator[str]:
    yield f"{_FORM}をお送りします。\nご確認をお願いいたします。"
    yield "\n".join(_about(application))
    yield "\n".join(_enclosed(parcel, application))
    yield "\n".join(_dates(parcel))
    yield "\n".join(_signature(application))


def _about(application: AnyApplication) -> Iterator[str]:
    yield "■ 申込みの内容"
    yield f"事業者名：{one_line(application.business.name)}"
    if isinstance(application, RenameApplication) and application.rename.previous_name:
        yield f"旧事業者名：{one_line(application.rename.previous_name)}"
    yield f"事業者コード：{one_line(application.business.code)}"
    yield f"申込みの種類：{_case(application)}"
    yield f"申込年月日：{written(application.applied_on)}"


def _enclosed(parcel: Parcel, application: AnyApplication) -> Iterator[str]:
    enclosed = attachments_of(parcel)
    yield f"■ 添付したもの（{len(enclosed)}点）"
    for number, (what, attachment) in enumerate(enclosed, start=1):
        yield f"{number}. {what}：{attachment.name}"
    if isinstance(application, RenameApplication) and parcel.letter is None:
        yield f"{_NO_LETTER}{said_where(parcel.filing, NO_CONTRACTS)}。"


def _dates(parcel: Parcel) -> Iterator[str]:
    found = parcel.filing.round
    yield f"■ 締切と登録の見込み（{long_moment(parcel.at)}時点）"
    yield (
        f"{long_moment(found.cutoff.closes_at)}の締切に間に合う場合、"
        f"登録は{long_date(found.registration.expected)}頃になると見込んでいます。"
    )


def _signature(application: AnyApplication) -> Iterator[str]:
    applicant = application.applicant
    for line in (applicant.company, applicant.department, applicant.responsible):
        yield one_line(line)
