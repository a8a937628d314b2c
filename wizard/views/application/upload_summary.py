"""What is shown of certificate files above the rows that they fill."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import htpy as h
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
from wizard.core.certificates.rows import Row, RowPosition, replaced_until
from wizard.core.certificates.uploaded_certificates import UploadedCertificates
from wizard.core.markup import HEADINGS, bullets, paragraphs


def show_upload_summary(
    tray: UploadedCertificates,
    spots: Mapping[ClientCertificate, RowPosition | None],
    rows: Sequence[Row],
    level: int,
) -> None:
    """Show each certificate with its place in the rows, what is odd about it, and files refused.

    ``level`` is that of the heading.
    """
    found = [
        (name_of(item), finding)
        for item, spot in spots.items()
        for finding in _findings(item, spot, rows)
    ]
    again = [
        f"{name_of(item)}は、既に{_place(spot)}に入力されています。入力済みの内容は変更していません。"
        for item in tray.repeated
        if (spot := spots.get(item))
    ]
    refused = refused_list(tray.refused)
    count = len(spots)
    title = f"証明書を{count}件読み取りました" if count else "証明書を読み取れませんでした"
    style = style_of(finding for _, finding in found) if count and not refused else "warn"
    above, below = HEADINGS[level - 1 : level + 1]
    st.html(
        h.div(f".mk-{style}.mk-certificates", id="answer", tabindex="-1")[
            above[title],
            _counts(spot for item, spot in spots.items() if item not in tray.repeated),
            bullets(again),
            [below["読み取れなかったファイル"], refused] if refused else None,
            [below["ご確認いただきたい点"], findings_list(found)] if found else None,
            _list(spots),
        ]
    )


def _counts(spots: Iterable[RowPosition | None]) -> list[h.Element]:
    """Return how many certificates went where."""
    found = Counter(spot and spot.is_replaced for spot in spots)
    lines = {
        False: f"{found[False]}件を下の欄に入力しました。内容を確認してください。",
        True: f"{found[True]}件を更新前の証明書として入力しました。",
        None: f"{found[None]}件は、入力先が決まっていません。下で選択してください。",
    }
    return paragraphs(lines[kind] for kind in lines if found[kind])


def _list(spots: Mapping[ClientCertificate, RowPosition | None]) -> h.Element | None:
    listed = bullets(
        [h.b[name_of(item)], f"　{_place(spot)}", h.div(".mk-source")[facts(item)]]
        for item, spot in spots.items()
    )
    if listed is None:
        return None
    folded = h.details(".mk-all", open=None in spots.values())  # the rows show the others
    return folded[h.summary["読み取った内容の一覧"], listed]


def _place(spot: RowPosition | None) -> str:
    if spot is None:
        return "入力先は未選択です"
    return f"{spot.number + 1}件目" + ("の更新前の証明書" if spot.is_replaced else "")


def _findings(
    certificate: ClientCertificate, spot: RowPosition | None, rows: Sequence[Row]
) -> list[Finding]:
    if spot is not None and spot.is_replaced:
        return list(findings_of_origin(certificate))
    until = replaced_until(rows[spot.number]) if spot else None
    return findings_of_new(certificate, moments.now(), moments.calendar(), until)
