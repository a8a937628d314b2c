"""The four cases of the form. The class body lists what a case asks, in the order of the form.

A field without a default is required; ``Changed[...]`` changes a registered value (absent:
unchanged); ``... | None`` is optional; a case does not ask for fields that it does not list.
"""

from collections.abc import Iterator
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    ClassVar,
    Final,
    Literal,
    NoReturn,
    TypeVar,
    get_args,
    get_origin,
)

from pydantic import BaseModel, ConfigDict, Field

from schemas import answers as a
from schemas.answer import Change, Shape

MAX_ROWS: Final = 200  # maximum rows of one table (an estimate: far above any real application)

T = TypeVar("T")
Changed = Annotated[T | None, Change()]
Rows = Annotated[tuple[T, ...], Field(min_length=1, max_length=MAX_ROWS)]


class UnansweredError(LookupError):
    """Raised when reading an answer that is missing or invalid."""


class Block(BaseModel):
    """A part of an application: frozen, and without fields that the case does not ask for.

    An application built from incomplete answers lacks some fields. Reading one of those raises
    ``UnansweredError``, so that the declared types hold without ``None`` everywhere.
    """

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra=lambda schema: schema.pop("description", None),
    )
    row_noun: ClassVar[str] = ""  # the Japanese noun for one row of this block
    row_counter: ClassVar[str] = "件"  # the Japanese counter word for rows of this block

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> NoReturn:
            """Raise ``UnansweredError`` for a missing answer, else ``AttributeError``."""
            if name in type(self).model_fields:
                raise UnansweredError(name)
            raise AttributeError(name)


class Applicant(Block):
    """The applicant."""

    model_config = ConfigDict(title="申込者")
    company: a.ApplicantCompany
    department: a.ApplicantDepartment
    responsible: a.ApplicantResponsible


class StoppingBusiness(Block):
    """The business that stops using the system."""

    model_config = ConfigDict(title="事業者情報")
    code: a.BusinessCode
    name: a.BusinessName


class ChangedBusiness(StoppingBusiness):
    """The business, with the values to change."""

    address: Changed[a.BusinessAddress] = None
    phone: Changed[a.BusinessPhone] = None
    result_email: Changed[a.BusinessResultEmail] = None


class NewBusiness(StoppingBusiness):
    """The business, with every value required."""

    address: a.BusinessAddress
    phone: a.BusinessPhone
    result_email: a.BusinessResultEmail


class Contact(Block):
    """One row of the table of contacts."""

    model_config = ConfigDict(title="システム窓口情報（窓口責任者）")
    row_noun = "窓口責任者"
    row_counter = "人"
    action: a.ContactAction
    name: a.ContactName
    department: a.ContactDepartment | None = None
    phone: a.ContactPhone | None = None
    email: a.ContactEmail | None = None


class AddedContact(Contact):
    """A contact of a new application: complete, and only 追加 is allowed."""

    action: a.ContactAdded
    department: a.AddedContactDepartment
    phone: a.AddedContactPhone
    email: a.AddedContactEmail


class Certificate(Block):
    """One row of the client certificates."""

    row_noun = "証明書"
    action: a.CertificateAction
    serial: a.CertificateSerial
    common_name: a.CertificateCommonName | None = None
    not_after: a.CertificateNotAfter | None = None


class WebCertificate(Certificate):
    """A client certificate for the web pages."""

    model_config = ConfigDict(title="WEB利用情報 クライアント証明書")
    replaces: a.CertificateReplaces | None = None
    replaces_not_after: a.CertificateReplacesNotAfter | None = None


class ApiCertificate(WebCertificate):
    """A client certificate for the API."""

    model_config = ConfigDict(title="API利用情報 クライアント証明書")


class AddedWebCertificate(Certificate):
    """A web certificate of a new application."""

    model_config = ConfigDict(title="WEB利用情報 クライアント証明書")
    action: a.CertificateAdded


class AddedApiCertificate(AddedWebCertificate):
    """An API certificate of a new application."""

    model_config = ConfigDict(title="API利用情報 クライアント証明書")


class NewApi(Block):
    """The API block of a new application: complete, or absent as a whole."""

    model_config = ConfigDict(title="API利用情報")
    certificates: Rows[AddedApiCertificate]
    environment: a.ApiEnvironment
    file_return_method: a.ApiFileReturnMethod
    test_passed: a.ApiTestPassed = False


class ChangedApi(Block):
    """The values to change of the API use."""

    model_config = ConfigDict(title="API利用情報")
    certificates: Changed[Rows[ApiCertificate]] = None
    environment: Changed[a.ApiEnvironment] = None
    file_return_method: Changed[a.ApiFileReturnMethod] = None
    test_passed: a.ApiTestPassed = False


class Preparation(Block):
    """Procedures to complete before a new application."""

    model_config = ConfigDict(title="新規利用の事前手続き")
    prepared: a.NewPrepared


class Rename(Block):
    """What a rename asks beside the business."""

    model_config = ConfigDict(title="社名変更")
    previous_name: a.RenamePreviousName | None = None
    effective_on: a.RenameEffectiveOn | None = None
    done: a.RenameDone
    no_contracts: a.RenameNoContracts = False
    notice_method: a.RenameNoticeMethod | None = None
    notice_attachment: a.RenameNoticeAttachment | None = None


class Stop(Block):
    """What a stop asks beside the business."""

    model_config = ConfigDict(title="利用停止")
    completed: a.StopCompleted
    reason: a.StopReason | None = None


class NewApplication(Block):
    """参考(1): 新規本番システム利用申込."""

    model_config = ConfigDict(title=a.CASE_NAMES.word("new"))
    applied_on: a.AppliedOn
    applicant: Applicant
    kind: Annotated[Literal["new"], Shape.CHOICE, a.KINDS, a.KIND]
    new: Preparation
    business: NewBusiness
    privacy_notice_url: a.PrivacyNoticeUrl
    contacts: Rows[AddedContact]
    web_certificates: Rows[AddedWebCertificate]
    api: NewApi | None = None
    remarks: a.Remarks | None = None


class ChangeApplication(Block):
    """参考(2): 申請内容の変更."""

    model_config = ConfigDict(title=a.CASE_NAMES.word("change"))
    applied_on: a.AppliedOn
    applicant: Applicant
    kind: Annotated[Literal["change"], Shape.CHOICE, a.KINDS, a.KIND]
    business: ChangedBusiness
    privacy_notice_url: Changed[a.PrivacyNoticeUrl] = None
    contacts: Changed[Rows[Contact]] = None
    web_certificates: Changed[Rows[WebCertificate]] = None
    api: ChangedApi | None = None
    remarks: a.Remarks | None = None


class RenameApplication(Block):
    """参考(3) and 3-7: 社名変更."""

    model_config = ConfigDict(title=a.CASE_NAMES.word("rename"))
    applied_on: a.AppliedOn
    applicant: Applicant
    kind: Annotated[Literal["rename"], Shape.CHOICE, a.KINDS, a.KIND]
    business: ChangedBusiness
    privacy_notice_url: a.PrivacyNoticeUrl | None = None
    contacts: Changed[Rows[Contact]] = None
    rename: Rename
    remarks: a.Remarks | None = None


class StopApplication(Block):
    """参考(4) and 3-8: システム利用停止."""

    model_config = ConfigDict(title=a.CASE_NAMES.word("stop"))
    applied_on: a.AppliedOn
    applicant: Applicant
    kind: Annotated[Literal["stop"], Shape.CHOICE, a.KINDS, a.KIND]
    business: StoppingBusiness
    stop: Stop
    remarks: a.Remarks | None = None


AnyApplication = NewApplication | ChangeApplication | RenameApplication | StopApplication
Application = Annotated[AnyApplication, Field(discriminator="kind")]

CASES: Final[dict[str, type[AnyApplication]]] = {
    "new": NewApplication,
    "change": ChangeApplication,
    "rename": RenameApplication,
    "stop": StopApplication,
}


def parts(annotation: Any) -> Iterator[Any]:  # noqa: ANN401 - an annotation is any object
    """Iterate over an annotation and all nested ones: union members, items, metadata."""
    yield annotation
    for inner in get_args(annotation):
        yield from parts(inner)


def block_of(annotation: Any) -> type[Block] | None:  # noqa: ANN401 - an annotation is any object
    """Return the block model inside an annotation, or None if it annotates an answer."""
    blocks = (p for p in parts(annotation) if isinstance(p, type) and issubclass(p, Block))
    return next(blocks, None)


def holds_rows(annotation: Any) -> bool:  # noqa: ANN401 - an annotation is any object
    """Return whether an annotation is a list, of rows or of choices."""
    return any(get_origin(part) is tuple for part in parts(annotation))
