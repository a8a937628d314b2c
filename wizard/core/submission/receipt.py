"""The 控え (receipt): an HTML page for the applicant's records, with all that was sent and when."""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

import htpy as h

from rules.dates.cutoff import round_after
from rules.dates.date_text import long_moment, prediction_notice
from rules.dates.round_text import cutoff_text, reasons_now, registration_text
from rules.edition import EDITION_WORDS, FAQ
from rules.finding import SEVERITY_WORDS, Finding
from schemas.application import CASES
from schemas.catalogue import title_of
from wizard import __version__
from wizard.core.markup import bullets, raw_text
from wizard.core.submission.answer_tables import answer_tables
from wizard.core.submission.file_names import MAIL
from wizard.core.submission.submission import Submission, attachments_of
from wizard.core.versions import resubmission_text
from workbook.forms.own_form import TITLE

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


@cache
def _style() -> str:
    return files("wizard.core.submission").joinpath("receipt.css").read_text(encoding="utf-8")


def receipt(submission: Submission) -> bytes:
    """Return the receipt of a package as self-contained HTML."""
    title = f"{TITLE}の控え"
    page = h.html(lang="ja")[
        h.head[
            h.meta(charset="utf-8"),
            h.meta(http_equiv="Content-Security-Policy", content=_POLICY),
            h.meta(name="viewport", content="width=device-width, initial-scale=1"),
            h.title[title],
            raw_text(h.style, _style()),
        ],
        h.body[h.main[list(_parts(submission, title))]],
    ]
    return f"{page}\n".encode()


def _parts(submission: Submission, title: str) -> Iterator[h.Node]:
    case = title_of(CASES.get(str(submission.filing.parsed.answers.get("kind"))))
    named = "・".join(filter(None, (case, resubmission_text(submission.version))))
    yield h.h1[f"{title}（{named}）"]
    yield h.p(".small")[
        f"{long_moment(submission.at)}に作成。この控えは提出せずに、手元に保管してください。"
    ]
    yield from _dates(submission)
    yield from _enclosed(submission)
    yield from answer_tables(submission)
    yield from _findings(submission.findings)
    yield from _versions(submission)


def _dates(submission: Submission) -> Iterator[h.Node]:
    this = submission.filing.round
    after = round_after(this, submission.office)
    yield h.h2["締切と登録の見込み（FAQ 3-4）"]
    yield h.p(".dates")[
        f"{cutoff_text(this.cutoff)}までに送信した場合："
        f"{registration_text(this.registration)}に登録される見込みです。"
    ]
    why = reasons_now(this, submission.at, submission.office)
    yield bullets([*why, *prediction_notice(this.registration.expected)])
    yield h.p[
        f"間に合わなかった場合：{cutoff_text(after.cutoff)}の締切分となり、"
        f"登録は{registration_text(after.registration)}の見込みです。"
    ]


def _enclosed(submission: Submission) -> Iterator[h.Node]:
    yield h.h2[f"提出書類（{MAIL}に添付）"]
    yield bullets(
        [
            f"{what}：{attachment.name}（{len(attachment.content):,}バイト）"
            for what, attachment in attachments_of(submission)
        ]
    )


def _findings(findings: Sequence[Finding]) -> Iterator[h.Node]:
    yield h.h2["確認事項（作成時に残っていたもの）"]
    yield bullets(_finding(finding) for finding in findings) or h.p["ありません。"]


def _finding(finding: Finding) -> h.Node:
    where = "、".join(filter(None, (finding.cell, f"FAQ {finding.source}")))
    return [
        h.b[SEVERITY_WORDS[finding.severity]],
        f" {finding.message}{finding.remedy}",
        h.span(".small")[f"（{where}）"],
    ]


def _versions(submission: Submission) -> Iterator[h.Node]:
    yield h.h2["作成時の情報（様式・根拠資料・ツールの版）"]
    yield h.p(".small")[
        f"様式：{submission.edition}／根拠資料：広域機関「{FAQ}」{EDITION_WORDS}版"
        f"／ツール：moushikomi {__version__}（非公式）"
    ]
