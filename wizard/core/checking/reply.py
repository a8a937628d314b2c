"""The reply to a checked form: a mail draft with its findings and the next dates. FAQ 3-4.

The sender is left blank: a reviewer may send it to a colleague, or a help desk to a retailer.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from rules.dates.cutoff import Round
from rules.dates.date_text import prediction_notice, short_date
from rules.dates.round_text import cutoff_text, reasons, registration_text
from rules.edition import CITED
from rules.finding import Finding, Severity
from wizard.core.answer_text import one_line
from wizard.core.checking.batch_summary import answer_text, case_of, place_of_gap
from wizard.core.mail_draft import Attachment, mail_draft
from wizard.core.verdicts import ACCEPTABLE, DEFICIENT, UNREADABLE, Verdict

_FORM: Final = "『スイッチング支援システム利用申込書』"
_MAX_FINDINGS: Final = 100  # in one mail (an estimate)
_LONGEST_TEXT: Final = 500  # characters of a message (an estimate)
_LONGEST_STEM: Final = 60  # characters of a file's name in the mail
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\ufffd]')  # in the names of Windows

_GREETING: Final = "いつもお世話になっております。\n"
_CLOSING: Final = "よろしくお願い申し上げます。"
_BLANK_NAME: Final = "〔事業者名〕"
_SIGNATURE: Final = "〔送信者の会社名・部署名・氏名・連絡先〕"
_OPENINGS: Final = {
    ACCEPTABLE: f"{_GREETING}{_FORM}を確認しました。記入内容に不備は見つかりませんでした。",
    DEFICIENT: f"{_GREETING}{_FORM}を確認したところ、次の不備がありました。\n"
    "お手数をおかけいたしますが、修正のうえ、再度ご提出くださいますようお願いいたします。",
    UNREADABLE: f"{_GREETING}{_FORM}のファイルを読み取れなかったため、内容を確認できていません。\n"
    "お手数をおかけいたしますが、下記をご確認のうえ、再度お送りくださいますようお願いいたします。",
}
_SUBJECTS: Final = {
    ACCEPTABLE: "の確認結果について",
    DEFICIENT: "の不備について",
    UNREADABLE: "の再送のお願い",
}
_ATTACHED: Final = "該当する記入欄にコメントを記載した写しを添付いたします。"


def reply_mail(
    file: str, verdict: Verdict, now_round: Round, annotated: tuple[str, bytes] | None = None
) -> bytes:
    """Return the draft of a reply as an .eml file; the same call gives the same bytes.

    ``annotated`` is the annotated copy of the form to attach: name and bytes.
    """
    paragraphs = [*_paragraphs(file, verdict, now_round, is_attached=annotated is not None)]
    attachments = []
    if annotated:
        name, content = annotated
        attachments.append(Attachment(_attachment_name(name), content))
    return mail_draft(_subject(file, verdict), paragraphs, attachments)


def _subject(file: str, verdict: Verdict) -> str:
    name = _company(verdict) or _base_name(file)
    return f"{_FORM}{_SUBJECTS[verdict.verdict]}（{name}）"


def _company(verdict: Verdict) -> str:
    return one_line(answer_text(verdict, "business.name")).strip()


def _base_name(file: str) -> str:
    """Return a file name without its folders, which are private."""
    return one_line(re.split(r"[/\\]", file)[-1])


def _attachment_name(name: str) -> str:
    stem = _FORBIDDEN.sub("_", _base_name(name).removesuffix(".xlsx"))
    return f"{stem[:_LONGEST_STEM].strip(' .') or '控え'}.xlsx"


def _paragraphs(
    file: str, verdict: Verdict, now_round: Round, *, is_attached: bool
) -> Iterator[str]:
    yield f"{_company(verdict) or _BLANK_NAME}　ご担当者様"
    yield _OPENINGS[verdict.verdict]
    if is_attached:
        yield _ATTACHED
    yield "\n".join((*_about(file, verdict), f"※ {CITED}"))
    yield from _gaps(verdict)
    yield "\n".join(_dates(verdict, now_round))
    yield _CLOSING
    yield _SIGNATURE


def _about(file: str, verdict: Verdict) -> Iterator[str]:
    """Yield the known properties of the form."""
    yield f"ファイル：{_base_name(file)}"
    details = {
        "事業者名": _company(verdict),
        "事業者コード": one_line(answer_text(verdict, "business.code")),
        "申込みの種類": case_of(verdict),
        "申込年月日": one_line(answer_text(verdict, "applied_on")),
    }
    for name, value in details.items():
        if value:
            yield f"{name}：{value}"


def _gaps(verdict: Verdict) -> Iterator[str]:
    """Yield the errors and then the warnings, up to a total limit."""
    errors = [f for f in verdict.findings if f.severity is Severity.ERROR]
    warnings = [f for f in verdict.findings if f.severity is Severity.WARNING]
    title = "読み取れない理由" if verdict.verdict == UNREADABLE else "不備"
    yield from _listed(title, errors, first=1)
    yield from _listed("念のためご確認ください", warnings, first=len(errors) + 1)


def _listed(title: str, findings: Sequence[Finding], first: int) -> Iterator[str]:
    if not findings:
        return
    yield f"■ {title}（{len(findings)}件）"
    shown = findings[: max(0, _MAX_FINDINGS - first + 1)]
    for number, finding in enumerate(shown, start=first):
        yield _gap(number, finding)
    if rest := len(findings) - len(shown):
        yield f"ほか{rest}件"


def _gap(number: int, finding: Finding) -> str:
    where = " ".join(filter(None, (finding.cell, place_of_gap(finding))))
    message, remedy = (one_line(text, _LONGEST_TEXT) for text in (finding.message, finding.advice))
    return "\n".join(
        (
            f"{number}. {one_line(where, _LONGEST_TEXT)}",
            f"　 {message}",
            f"　 修正方法：{remedy}（FAQ {one_line(finding.source)}）",
        )
    )


def _dates(verdict: Verdict, now_round: Round) -> Iterator[str]:
    by = cutoff_text(now_round.cutoff, short_date)
    on = f"登録は{registration_text(now_round.registration, short_date)}の見込みです。"
    yield "■ 締切と登録の見込み"
    if verdict.verdict == ACCEPTABLE:
        yield f"{by}の締切分として受け付けられた場合、{on}"
    else:
        yield f"{by}までに差し替えをお送りいただいた場合、{on}"
    yield from reasons(now_round)
    yield from prediction_notice(now_round.registration.expected)
    yield "登録は、毎週の締切ごとにまとめて行われます（FAQ 3-4）。"
