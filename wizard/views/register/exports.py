"""Exports of registers: as a workbook, as dates for a calendar program, as JSON."""

import json
from collections.abc import Sequence
from datetime import date

import streamlit as st

from rules.register.board import board
from rules.register.fold import Register
from rules.register.pending import pending_items
from rules.register.register_json import board_json, pending_json, register_json
from wizard.core import moments
from wizard.core.ics import board_file
from wizard.core.register.lookup import RegisterLookup, report_of
from wizard.core.register.register_book import register_workbook
from wizard.ui.downloads import offer_file


def offer_files(lookup: RegisterLookup, registers: Sequence[Register]) -> None:
    """Offer what is registered of one business, or of all."""
    code = registers[0].code if len(registers) == 1 else None
    name = _name(registers)
    with st.container(horizontal=True, key="exports"):
        offer_file(
            "台帳（Excel）をダウンロード",
            lambda: _workbook(lookup, code),
            f"{name}.xlsx",
            "download-workbook",
        )
        offer_file(
            "更新の締切を予定表に追加",
            lambda: _dates(registers),
            f"{name}の期限.ics",
            "download-dates",
        )
        offer_backup(registers, "download-json")


def offer_backup(registers: Sequence[Register], key: str) -> None:
    """Offer all that is kept of businesses but the workbooks, to be taken in again."""
    words = "台帳のバックアップをダウンロード"
    offer_file(words, lambda: _json(registers), f"{_name(registers)}.json", key)


def _name(registers: Sequence[Register]) -> str:
    return f"登録台帳_{registers[0].code}" if len(registers) == 1 else "登録台帳"


def _workbook(lookup: RegisterLookup, code: str | None) -> bytes:
    now, calendar = moments.now(), moments.calendar()
    return register_workbook(report_of(lookup.sources, now, calendar, code), now, calendar)


def _dates(registers: Sequence[Register]) -> bytes:
    now, calendar = moments.now(), moments.calendar()
    return board_file(board(registers, now, calendar), calendar, now)


def _json(registers: Sequence[Register]) -> bytes:
    """Return what ``register --json`` prints, but for findings: it can be taken in again."""
    calendar = moments.calendar()
    content = {
        "registers": [register_json(one, calendar) for one in registers],
        "board": board_json(board(registers, moments.now(), calendar)),
        "pending": pending_json(pending_items(registers)),
    }
    text = json.dumps(content, ensure_ascii=False, indent=2, default=date.isoformat)
    return f"{text}\n".encode(errors="backslashreplace")  # half a character is escaped
