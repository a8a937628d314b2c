"""What is told of certificate files above the rows that they fill."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Final

import streamlit as st

from rules.dates.renewals import findings_of_new, findings_of_origin
from rules.finding import Finding
from wizard.core import moments
from wizard.core.certificates.certificate_file import ClientCertificate
from wizard.core.certificates.certificate_text import (
    facts,
    findings_list,
    name_of,
    refused_list,
    style_of,
)
from wizard.core.certificates.rows import RowPosition
from wizard.core.certificates.uploaded_certificates import UploadedCertificates

_MANY: Final = 6
"""More certificates than these are listed on demand."""


def show_upload_summary(
    tray: UploadedCertificates, spots: Mapping[str, RowPosition | None], level: int
) -> None:
    """Show each certificate with its place, what is odd about it, and the files refused.

    ``level`` is that of the heading.
    """
    found = [
        (name_of(item), finding)
        for item in tray.certificates
        for finding in _findings(item, spots[item.serial])
    ]
    again = "".join(
        f"<li>{escape(name_of(item))}は、既に{_place(spots[item.serial])}に入力されているため、"
        "変更していません。</li>"
        for item in tray.repeated
        if spots.get(item.serial)
    )
    refused = refused_list(tray.refused)
    count = len(tray.certificates)
    title = f"証明書を{count}件読み取りました" if count else "証明書を読み取れませんでした"
    style = style_of(finding for _, finding in found) if count and not refused else "warn"
    st.html(
        f'<div class="mk-{style} mk-certificates" id="answer" tabindex="-1">'
        f"<h{level}>{title}</h{level}>"
        + _counts(spots.values())
        + (f"<ul>{again}</ul>" if again else "")
        + (f"<h{level + 1}>読み取れなかったファイル</h{level + 1}>{refused}" if refused else "")
        + (
            f"<h{level + 1}>ご確認いただきたい点</h{level + 1}>{findings_list(found)}"
            if found
            else ""
        )
        + _list(tray.certificates, spots)
        + "</div>"
    )


def _counts(spots: Iterable[RowPosition | None]) -> str:
    """Return how many certificates went where."""
    found = Counter(spot and spot.is_replaced for spot in spots)
    lines = {
        False: f"{found[False]}件を下の欄に入力しました。内容を確認してください。",
        True: f"{found[True]}件を更新前の証明書として入力しました。",
        None: f"{found[None]}件は、入力先が決まっていません。下で選択してください。",
    }
    return "".join(f"<p>{lines[kind]}</p>" for kind in lines if found[kind])


def _list(
    certificates: Sequence[ClientCertificate], spots: Mapping[str, RowPosition | None]
) -> str:
    items = "".join(
        f"<li><b>{escape(name_of(item))}</b>　{_place(spots[item.serial])}"
        f'<div class="mk-source">{escape(facts(item))}</div></li>'
        for item in certificates
    )
    if not items:
        return ""
    is_open = " open" if len(certificates) <= _MANY else ""
    summary = "読み取った内容の一覧"
    return (
        f'<details class="mk-all"{is_open}><summary>{summary}</summary><ul>{items}</ul></details>'
    )


def _place(spot: RowPosition | None) -> str:
    if spot is None:
        return "入力先は未選択です"
    return f"{spot.number + 1}件目" + ("の更新前の証明書" if spot.is_replaced else "")


def _findings(certificate: ClientCertificate, spot: RowPosition | None) -> list[Finding]:
    if spot is not None and spot.is_replaced:
        return list(findings_of_origin(certificate))
    return findings_of_new(certificate, moments.now(), moments.calendar())
