"""Lists whose columns are headed by what they are for: 項目, 記入例, 記入欄, 備考."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from workbook.binding.box import Box

_ENTRY: Final = re.compile(
    "(?:ご?記入|入力|回答|記載|申請|申込|登録|届出)(?:欄|内容|事項)?|内容|ご?回答|答え"
)
_ITEM: Final = re.compile("(?:記[入載]|入力|申請|申込)?(?:項目|事項)名?|項目名|質問|設問")
_ASIDE: Final = re.compile(
    "(?:記[入載]|入力|回答)?例|見本|サンプル|備考欄?|注記?|(?:記[入載]|入力|記入上の)?注意(?:事項|点)?|"
    "留意(?:事項|点)|説明|補足|解説|(?:記[入載]|入力)(?:要領|方法|の方法)|記入上の注意|"
    "必須|必須[・/]任意|必要|要否|no\\.?|番号|単位|桁数|形式|文字数|確認|チェック|変更の?有無|変更"
)
_LEAST_HEADS: Final = 2


def is_aside_head(words: str) -> bool:
    """Return whether a column with such a head holds examples, notes or numbers, no answers."""
    return _ASIDE.fullmatch(words) is not None


@dataclass(frozen=True)
class _Rule:
    """A row of such headers: which columns are to be filled, which are beside the matter."""

    row: int
    entries: tuple[Box, ...]
    asides: tuple[Box, ...]


class Ruled:
    """The lists of a sheet."""

    def __init__(self, rows: Mapping[int, Sequence[Box]]) -> None:
        """Take the boxes that each row cuts through."""
        self._rows = rows

    @cached_property
    def _rules(self) -> list[_Rule]:
        rules = []
        for row, boxes in self._rows.items():
            heads = [box for box in boxes if box.bottom == row and not box.is_empty]
            entries = tuple(box for box in heads if _ENTRY.fullmatch(box.words))
            asides = tuple(box for box in heads if is_aside_head(box.words))
            items = [box for box in heads if _ITEM.fullmatch(box.words)]
            if len(entries) == 1 and len(items) + len(asides) + 1 >= _LEAST_HEADS:
                rules.append(_Rule(row, entries, asides))
        return sorted(rules, key=lambda rule: rule.row)

    def is_aside(self, box: Box) -> bool:
        """Return whether a box is in a column of examples, notes or numbers."""
        rule = self._rule_over(box)
        return rule is not None and any(head.columns == box.columns for head in rule.asides)

    def entry_of(self, label: Box, row: int) -> Box | None:
        """Return the box of a row that is headed as what is to be filled, right of a label."""
        rule = self._rule_over(label)
        heads = rule.entries if rule else ()
        columns = {head.columns for head in heads if head.left > label.right}
        return next((box for box in self._rows.get(row, ()) if box.columns in columns), None)

    def _rule_over(self, box: Box) -> _Rule | None:
        above = [rule for rule in self._rules if rule.row < box.top]
        return above[-1] if above else None
