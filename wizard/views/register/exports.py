"""Registers to take away: as a workbook, as dates for a calendar program, as JSON."""

import json
from collections.abc import Sequence
from datetime import date

import streamlit as st

from rules.register.board import board
from rules.register.fold import Register
from rules.register.register_json import board_json, register_json
from wizard.core import media_types, moments
from wizard.core.ics import board_file
from wizard.core.register.lookup import RegisterLookup, report_of
from wizard.core.register.register_book import register_workbook


def offer_files(lookup: RegisterLookup, registers: Sequence[Register]) -> None:
    """Offer what is registered of one business, or of all."""
    code = registers[0].code if len(registers) == 1 else None
    name = f"登録台帳_{code}" if code else "登録台帳"
    with st.container(horizontal=True, key="exports"):
        st.download_button(
            "台帳（Excel）をダウンロード",
            data=lambda: _workbook(lookup, code),
            file_name=f"{name}.xlsx",
            mime=media_types.XLSX,
            on_click="ignore",
            key="download-workbook",
        )
        st.download_button(
            "更新の締切を予定表に追加",
            data=lambda: _dates(registers),
            file_name=f"{name}の期限.ics",
            mime=media_types.ICS,
            on_click="ignore",
            key="download-dates",
        )
        st.download_button(
            "台帳のバックアップをダウンロード",
            data=lambda: _json(registers),
            file_name=f"{name}.json",
            mime=media_types.JSON,
            on_click="ignore",
            key="download-json",
        )


def _workbook(lookup: RegisterLookup, code: str | None) -> bytes:
    now = moments.now()
    return register_workbook(report_of(lookup.sources, now, moments.calendar(), code), now)


def _dates(registers: Sequence[Register]) -> bytes:
    now, calendar = moments.now(), moments.calendar()
    return board_file(board(registers, now, calendar), calendar, now)


def _json(registers: Sequence[Register]) -> bytes:
    """Return what ``register --json`` prints, but for findings: it can be taken in again."""
    calendar = moments.calendar()
    content = {
        "registers": [register_json(one, calendar) for one in registers],
        "board": board_json(board(registers, moments.now(), calendar)),
    }
    text = json.dumps(content, ensure_ascii=False, indent=2, default=date.isoformat)
    return f"{text}\n".encode()
