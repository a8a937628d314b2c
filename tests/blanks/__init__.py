"""Blank forms of very different build, each with the binding that a person would write down."""

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

__all__ = ["BLANKS", "Blank"]

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
