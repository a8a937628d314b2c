"""The edition of the FAQ that all rules follow; findings cite its items."""

from datetime import date
from typing import Final

FAQ: Final = "スイッチング支援システム（よくあるお問合せ）"
EDITION: Final = date(2023, 8, 4)  # of the FAQ
EDITION_WORDS: Final = f"{EDITION.year}年{EDITION.month}月{EDITION.day}日"
CITED: Final = f"FAQの番号は、広域機関の「{FAQ}」（{EDITION_WORDS}版）の項目番号です。"
"""A sentence that says which FAQ the item numbers refer to."""
