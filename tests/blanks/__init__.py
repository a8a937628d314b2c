"""Blank forms of very different build, each with the binding that a person would write down.

What is proposed is tried on all of them in every run. What costs more, such as filling, showing and
printing, is tried on twelve that have every feature between them, and in `make nightly` on all.
"""

from collections.abc import Mapping
from typing import Final

from tests.blanks.across import ACROSS
from tests.blanks.agents import AGENTS
from tests.blanks.banded import BANDED
from tests.blanks.before_after import BEFORE_AFTER
from tests.blanks.bilingual import BILINGUAL
from tests.blanks.blank import Blank
from tests.blanks.blocks import BLOCKS
from tests.blanks.cards import CARDS
from tests.blanks.circled import CIRCLED
from tests.blanks.drawn import DRAWN
from tests.blanks.entry_column import ENTRY_COLUMN
from tests.blanks.faq_only import FAQ_ONLY
from tests.blanks.form_controls import FORM_CONTROLS
from tests.blanks.graph_paper import GRAPH_PAPER
from tests.blanks.grey_examples import GREY_EXAMPLES
from tests.blanks.halves import HALVES
from tests.blanks.headers_over import HEADERS_OVER
from tests.blanks.item_list import ITEM_LIST
from tests.blanks.labels_below import LABELS_BELOW
from tests.blanks.ledger import LEDGER
from tests.blanks.letter import LETTER
from tests.blanks.marked_labels import MARKED_LABELS
from tests.blanks.notification import NOTIFICATION
from tests.blanks.numbered_forms import NUMBERED_FORMS
from tests.blanks.old_over_new import OLD_OVER_NEW
from tests.blanks.option_buttons import OPTION_BUTTONS
from tests.blanks.other_words import OTHER_WORDS
from tests.blanks.several_sheets import SEVERAL_SHEETS
from tests.blanks.side_headings import SIDE_HEADINGS
from tests.blanks.stamped_sheet import STAMPED_SHEET
from tests.blanks.tall_rows import TALL_ROWS
from tests.blanks.two_levels import TWO_LEVELS
from tests.blanks.with_examples import WITH_EXAMPLES
from tests.blanks.with_sample import WITH_SAMPLE
from tests.blanks.words_in_cell import WORDS_IN_CELL
from tests.nightly import NIGHTLY

__all__ = ["BLANKS", "DAILY", "FEATURES", "TRIED", "Blank"]

BLANKS: tuple[Blank, ...] = (
    ACROSS,
    AGENTS,
    BANDED,
    BEFORE_AFTER,
    BILINGUAL,
    BLOCKS,
    CARDS,
    CIRCLED,
    DRAWN,
    ENTRY_COLUMN,
    FAQ_ONLY,
    FORM_CONTROLS,
    GRAPH_PAPER,
    GREY_EXAMPLES,
    HALVES,
    HEADERS_OVER,
    ITEM_LIST,
    LABELS_BELOW,
    LEDGER,
    LETTER,
    MARKED_LABELS,
    NOTIFICATION,
    NUMBERED_FORMS,
    OLD_OVER_NEW,
    OPTION_BUTTONS,
    OTHER_WORDS,
    SEVERAL_SHEETS,
    SIDE_HEADINGS,
    STAMPED_SHEET,
    TALL_ROWS,
    TWO_LEVELS,
    WITH_EXAMPLES,
    WITH_SAMPLE,
    WORDS_IN_CELL,
)

DAILY: Final = (
    ACROSS,
    AGENTS,
    BILINGUAL,
    CARDS,
    CIRCLED,
    DRAWN,
    ITEM_LIST,
    LABELS_BELOW,
    NUMBERED_FORMS,
    STAMPED_SHEET,
    WITH_SAMPLE,
    WORDS_IN_CELL,
)

TRIED: Final = BLANKS if NIGHTLY else DAILY
"""The blanks on which this run tries what costs more."""

FEATURES: Final[Mapping[str, tuple[Blank, ...]]] = {
    # labels
    "bands over labels at the left": (BANDED, ITEM_LIST, WITH_SAMPLE),
    "two labels in a row": (BEFORE_AFTER, HALVES, WITH_SAMPLE),
    "labels above their boxes": (CARDS, HEADERS_OVER, STAMPED_SHEET),
    "labels below their boxes": (LABELS_BELOW,),
    "upright headings": (CIRCLED, GRAPH_PAPER, SIDE_HEADINGS),
    "the same labels in several parts": (AGENTS, OTHER_WORDS, SIDE_HEADINGS, TALL_ROWS),
    "numbers, marks, spaces or half-width kana in labels": (
        DRAWN, GRAPH_PAPER, HALVES, LEDGER, MARKED_LABELS, NUMBERED_FORMS,
    ),
    "words of one's own": (CARDS, FAQ_ONLY, OTHER_WORDS, NOTIFICATION, STAMPED_SHEET),
    "English": (BILINGUAL,),
    "texts of several formats": (WITH_SAMPLE,),
    "furigana": (DRAWN,),
    "fields of the office": (AGENTS, CIRCLED, LEDGER, NOTIFICATION, STAMPED_SHEET),
    "fields that are nobody's answers": (
        AGENTS, CIRCLED, ENTRY_COLUMN, HEADERS_OVER, ITEM_LIST, MARKED_LABELS, OLD_OVER_NEW,
    ),
    "columns between label and answer": (ENTRY_COLUMN, ITEM_LIST),
    # answers
    "a date in three cells": (CIRCLED, GRAPH_PAPER, LEDGER),
    "a date whose year, month and day are printed": (
        LETTER, NOTIFICATION, STAMPED_SHEET, TWO_LEVELS, WORDS_IN_CELL,
    ),
    "a code in five boxes": (CIRCLED, GRAPH_PAPER, LEDGER, MARKED_LABELS, NOTIFICATION),
    "a unit beside the code": (BANDED, HALVES, WORDS_IN_CELL),
    "a postal code of its own": (BLOCKS, CARDS, CIRCLED, GRAPH_PAPER, LETTER, STAMPED_SHEET),
    "an address after a printed mark": (HALVES, NOTIFICATION, WORDS_IN_CELL),
    "choices printed in the cell": (CIRCLED, WORDS_IN_CELL),
    "choices from a list": (ACROSS, AGENTS, BEFORE_AFTER, CARDS, ITEM_LIST, OLD_OVER_NEW),
    "examples beside the cell": (ENTRY_COLUMN, ITEM_LIST, WITH_EXAMPLES),
    "examples in the cell": (AGENTS, GREY_EXAMPLES),
    "merged squares": (CIRCLED, GRAPH_PAPER),
    "cells without frames": (LABELS_BELOW, LETTER),
    "far fewer answers than the own form": (CARDS, FAQ_ONLY, LEDGER, SIDE_HEADINGS),
    "certificates of before": (
        BEFORE_AFTER, HEADERS_OVER, NUMBERED_FORMS, OLD_OVER_NEW, SEVERAL_SHEETS, TALL_ROWS,
        TWO_LEVELS,
    ),
    # ticks
    "a box left of its words": (ACROSS, BANDED, BILINGUAL, DRAWN),
    "a box right of its words": (BLOCKS, LEDGER, MARKED_LABELS, STAMPED_SHEET, WITH_EXAMPLES),
    "a box in the cell of its words": (GREY_EXAMPLES, WORDS_IN_CELL),
    "an empty cell for a tick": (CIRCLED, FAQ_ONLY, LETTER, SIDE_HEADINGS),
    "check boxes": (FORM_CONTROLS, STAMPED_SHEET),
    "option buttons": (AGENTS, OPTION_BUTTONS),
    "a rename of its own": (AGENTS, NOTIFICATION, OLD_OVER_NEW, OPTION_BUTTONS, SIDE_HEADINGS),
    # tables
    "headers of several rows": (BEFORE_AFTER, CIRCLED, TALL_ROWS, TWO_LEVELS),
    "records of several rows": (CIRCLED, OLD_OVER_NEW, TALL_ROWS),
    "records as blocks": (BLOCKS, CIRCLED, ENTRY_COLUMN, OLD_OVER_NEW),
    "people side by side": (ACROSS, STAMPED_SHEET),
    "certificates side by side": (ACROSS,),
    "tables side by side": (CARDS, HALVES),
    "an example as the first row": (AGENTS, WITH_EXAMPLES),
    "ten contacts": (ITEM_LIST, SEVERAL_SHEETS, TALL_ROWS),
    # sheets
    "answers on several sheets": (NUMBERED_FORMS, SEVERAL_SHEETS),
    "sheets without answers": (ITEM_LIST, NUMBERED_FORMS, WITH_SAMPLE),
    "a filled sample": (NUMBERED_FORMS, WITH_SAMPLE),
    "formulas": (ITEM_LIST, NUMBERED_FORMS, SEVERAL_SHEETS),
    "hidden sheets and columns": (ITEM_LIST,),
    "protection": (ENTRY_COLUMN, ITEM_LIST),
    "comments": (ITEM_LIST,),
    "text boxes and pictures": (DRAWN,),
    "several pages of print": (AGENTS, CIRCLED, FORM_CONTROLS, NOTIFICATION, TALL_ROWS),
    "landscape": (HEADERS_OVER, SEVERAL_SHEETS, TALL_ROWS, TWO_LEVELS, WITH_SAMPLE),
}  # fmt: skip
"""What sets the blanks apart, and blanks that have it."""
