"""Attachments that cannot be opened, with reason and remedy for the receiver."""

import re
from typing import Final

from wizard.core.certificates.der import first_element
from wizard.core.checking.attachments import MailAttachment, MailError
from wizard.core.checking.uploads import SAVE_FORM

_SIGNED: Final = bytes.fromhex("2a864886f70d010702")
_HEAD: Final = 2_000  # bytes to inspect (an estimate)
_MIME_HEADER: Final = re.compile(rb"^content-type:", re.IGNORECASE | re.MULTILINE)
_SMIME: Final = re.compile(r"application/(x-)?pkcs7-mime|.*\.p7m", re.IGNORECASE | re.DOTALL)
_AGAIN: Final = (
    "保存できない場合は、送信者に、申込書（.xlsx）を添付し直して再送するよう依頼してください。"
)
_TEXT_FORMAT: Final = (
    "Outlookで開いて申込書（.xlsx）を保存するか、送信者に、メールの形式を"
    "「HTML形式」または「テキスト形式」にして再送するよう依頼してください。"
)
_OTHERS: Final = (
    (
        re.compile(r"application/(vnd\.)?ms-tnef|winmail\.dat", re.IGNORECASE),
        "添付ファイルがOutlook独自の形式（winmail.dat）にまとめられているため、読み取れません。",
        _TEXT_FORMAT,
    ),
    (
        re.compile(r"application/x-microsoft-rpmsg-message|message\.rpmsg", re.IGNORECASE),
        "閲覧が制限されたメール（Microsoftの暗号化メッセージ）のため、内容を確認できません。",
        SAVE_FORM + _AGAIN,
    ),
    (
        re.compile(r"application/pgp-encrypted|.*\.(pgp|gpg)", re.IGNORECASE | re.DOTALL),
        "暗号化されたメール（PGP）のため、内容を確認できません。",
        SAVE_FORM + _AGAIN,
    ),
)


def seal_of(attachment: MailAttachment) -> MailError | None:
    """Return the error for an attachment that cannot be opened, or None."""
    for pattern, why, mend in _OTHERS:
        if _is(pattern, attachment):
            return MailError(why, mend)
    if not _is(_SMIME, attachment):
        return None
    _, inside, _ = first_element(attachment.read(_HEAD))
    _, kind, _ = first_element(inside)
    what = "電子署名付きの" if kind == _SIGNED else "暗号化された"
    return MailError(f"{what}メール（S/MIME）のため、内容を確認できません。", SAVE_FORM + _AGAIN)


def is_signed_mail(attachment: MailAttachment) -> bool:
    """Return whether an attachment is a complete signed mail, as saved by Outlook."""
    is_smime = _is(_SMIME, attachment) or attachment.mime == "multipart/signed"
    return is_smime and _MIME_HEADER.search(attachment.read(_HEAD)) is not None


def _is(pattern: re.Pattern[str], attachment: MailAttachment) -> bool:
    return any(pattern.fullmatch(text) for text in (attachment.mime, attachment.name))
