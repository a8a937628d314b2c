"""The 控え: a page for the sender's own files, with all that was sent and when; it stays."""

from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import Final

from rules.dates.cutoff import round_after
from rules.dates.date_text import long_moment, predicted
from rules.dates.round_text import cutoff_text, reasons_now, registration_text
from rules.edition import EDITION_WORDS, FAQ
from rules.finding import SEVERITY_WORDS, Finding
from schemas.application import CASES
from schemas.catalogue import title_of
from wizard import __version__
from wizard.core.submission.answer_tables import answer_tables
from wizard.core.submission.file_names import MAIL
from wizard.core.submission.submission import Submission, attachments_of
from workbook.forms.own_form import TITLE

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


@cache
def _style() -> str:
    return files("wizard.core.submission").joinpath("receipt.css").read_text(encoding="utf-8")


def receipt(parcel: Submission) -> bytes:
    """Write the receipt of a package: HTML that needs nothing beside itself."""
    title = f"{TITLE}の控え"
    body = "".join(_parts(parcel, title))
    return (
        '<!DOCTYPE html>\n<html lang="ja"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_style()}</style></head>"
        f"<body><main>{body}</main></body></html>\n"
    ).encode()


def _parts(parcel: Submission, title: str) -> Iterator[str]:
    case = title_of(CASES.get(str(parcel.filing.parsed.answers.get("kind"))))
    yield f"<h1>{escape(title)}（{escape(case)}）</h1>"
    yield (
        f'<p class="small">{long_moment(parcel.at)}に作成。'
        "この控えは提出せずに、手元に保管してください。</p>"
    )
    yield from _dates(parcel)
    yield from _enclosed(parcel)
    yield from answer_tables(parcel)
    yield from _findings(parcel.findings)
    yield from _versions(parcel)


def _dates(parcel: Submission) -> Iterator[str]:
    this = parcel.filing.round
    after = round_after(this, parcel.office)
    yield "<h2>締切と登録の見込み（FAQ 3-4）</h2>"
    yield (
        f'<p class="dates">{cutoff_text(this.cutoff)}までに送信した場合：'
        f"{registration_text(this.registration)}に登録される見込みです。</p>"
    )
    why = reasons_now(this, parcel.at, parcel.office)
    yield _list([*why, *predicted(this.registration.expected)])
    yield (
        f"<p>間に合わなかった場合：{cutoff_text(after.cutoff)}の締切分となり、"
        f"登録は{registration_text(after.registration)}の見込みです。</p>"
    )


def _enclosed(parcel: Submission) -> Iterator[str]:
    yield f"<h2>提出書類（{escape(MAIL)}に添付）</h2>"
    yield _list(
        [
            f"{what}：{attachment.name}（{len(attachment.content):,}バイト）"
            for what, attachment in attachments_of(parcel)
        ]
    )


def _findings(findings: Sequence[Finding]) -> Iterator[str]:
    yield "<h2>確認事項（作成時に残っていたもの）</h2>"
    if not findings:
        yield "<p>ありません。</p>"
        return
    items = "".join(_finding(finding) for finding in findings)
    yield f"<ul>{items}</ul>"


def _finding(finding: Finding) -> str:
    where = "、".join(filter(None, (finding.cell, f"FAQ {finding.source}")))
    return (
        f"<li><b>{SEVERITY_WORDS[finding.severity]}</b> {escape(finding.message)}"
        f'{escape(finding.remedy)}<span class="small">（{escape(where)}）</span></li>'
    )


def _versions(parcel: Submission) -> Iterator[str]:
    yield "<h2>作成時の情報（様式・根拠資料・ツールの版）</h2>"
    yield (
        f'<p class="small">様式：{escape(parcel.edition)}'
        f"／根拠資料：広域機関「{FAQ}」{EDITION_WORDS}版"
        f"／ツール：moushikomi {escape(__version__)}（非公式）</p>"
    )


def _list(lines: Sequence[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<ul>{items}</ul>" if items else ""
