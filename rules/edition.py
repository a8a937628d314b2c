"""The edition of the FAQ that all rules follow; findings cite its items."""

from datetime import date
from typing import Final

from schemas.days import date_text

FAQ: Final = "スイッチング支援システム（よくあるお問合せ）"
EDITION: Final = date(2023, 8, 4)  # of the FAQ
EDITION_WORDS: Final = date_text(EDITION)
CITED: Final = f"FAQの番号は、広域機関の「{FAQ}」（{EDITION_WORDS}版）の項目番号です。"
"""A sentence that says which FAQ the item numbers refer to."""
