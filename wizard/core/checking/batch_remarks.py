"""Comparison of the forms of one company in a batch: same, newer, older, or another case."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from typing import Final, TypeVar

from schemas.days import date_text

Key = TypeVar("Key", bound=Hashable)

_NAMED: Final = 3  # files named in a sentence
_NEWER: Final = "新しい版があります"
_OLDER: Final = "古い版があります"
_SAME_DAY: Final = "同じ日付で内容の異なる申込書があります"
_NO_DAY: Final = "申込年月日が不明で、新旧を判定できない申込書があります"
_SAME: Final = "同じ内容の申込書があります"
_OTHER: Final = "同じ事業者の別の申請があります"
_NO_KIND: Final = "申請区分は不明"


@dataclass(frozen=True, slots=True)
class FormVersion:
    """The compared properties of a form.

    The company is identified by ``code``, or else by ``name``; both are empty if unknown. ``kind``
    is the Japanese name of the case, ``content`` are all answers including the date.
    """

    file: str
    code: str
    name: str
    kind: str
    applied_on: date | None
    content: str


def remarks(forms: Sequence[FormVersion]) -> list[str]:
    """Return a remark for each form on others of its company; at most three are named."""
    texts = [""] * len(forms)
    codes = _codes(forms)
    known = [place for place, form in enumerate(forms) if form.code or form.name]
    for company in _grouped(known, lambda place: _company(forms[place], codes)).values():
        kinds = _grouped(company, lambda place: _kind(forms[place]))
        for kind, places in kinds.items():
            group = _SameCase([forms[place] for place in places])
            others = [forms[place] for place in islice(_except(kind, kinds), _NAMED)]
            other = _sentence(_OTHER, map(_with_kind, others), len(company) - len(places), "；")
            for number, place in enumerate(places):
                texts[place] = "。".join(filter(None, [*group.sentences(number), other]))
    return texts


def _codes(forms: Iterable[FormVersion]) -> Mapping[str, set[str]]:
    """Return the codes by company name."""
    codes: dict[str, set[str]] = defaultdict(set)
    for form in forms:
        if form.code:
            codes[form.name].add(form.code)
    return codes


def _company(form: FormVersion, codes: Mapping[str, set[str]]) -> tuple[str, str]:
    """Return the key of a company; a missing code is taken from other forms of the same name."""
    of_name = codes.get(form.name, set())
    code = form.code or ("".join(of_name) if len(of_name) == 1 else "")
    return code, "" if code else form.name


def _kind(form: FormVersion) -> tuple[str, str]:
    """Return a key for possible versions of one form; if the case is unknown, only equal forms."""
    return form.kind, "" if form.kind else form.content


class _SameCase:
    """The forms of one company and case, by index."""

    def __init__(self, forms: Sequence[FormVersion]) -> None:
        self._forms = forms
        numbers = range(len(forms))
        days = {number: day for number in numbers if (day := forms[number].applied_on)}
        self._contents = _grouped(numbers, lambda number: forms[number].content)
        self._on_day = {
            day: _grouped(at, lambda number: forms[number].content)
            for day, at in _grouped(days, days.__getitem__).items()
        }
        self._dated = sorted(days, key=days.__getitem__)
        self._days = [days[number] for number in self._dated]
        self._undated = [number for number in numbers if number not in days]

    def sentences(self, number: int) -> Iterator[str]:
        """Yield sentences on how the other forms relate to one; empty ones if there are none."""
        form = self._forms[number]
        same = self._contents[form.content]
        if form.applied_on is None:
            differing = self._files(_except(form.content, self._contents))
            yield _sentence(_NO_DAY, differing, len(self._forms) - len(same))
        else:
            yield from self._versions(form, form.applied_on, len(same))
        twins = self._files(other for other in same if other != number)
        yield _sentence(_SAME, twins, len(same) - 1)

    def _versions(self, form: FormVersion, day: date, same: int) -> Iterator[str]:
        """Yield sentences on forms by date; ``same`` is the number of equal forms on its day."""
        first, last = bisect_left(self._days, day), bisect_right(self._days, day)
        count = len(self._dated)
        newer = self._dated[max(last, count - _NAMED) :]
        older = self._dated[max(0, first - _NAMED) : first]
        yield _sentence(_NEWER, self._dated_files(newer), count - last, "；")
        yield _sentence(_OLDER, self._dated_files(older), first, "；")
        differing = self._files(_except(form.content, self._on_day[day]))
        yield _sentence(_SAME_DAY, differing, last - first - same)
        yield _sentence(_NO_DAY, self._files(self._undated), len(self._undated))

    def _files(self, numbers: Iterable[int]) -> Iterator[str]:
        return (self._forms[number].file for number in numbers)

    def _dated_files(self, numbers: Sequence[int]) -> Iterator[str]:
        """Yield file names with dates, the newest first."""
        for form in (self._forms[number] for number in reversed(numbers)):
            yield f"{form.file}、{date_text(form.applied_on)}" if form.applied_on else form.file


def _with_kind(form: FormVersion) -> str:
    return f"{form.file}、{form.kind or _NO_KIND}"


def _grouped(places: Iterable[int], key: Callable[[int], Key]) -> dict[Key, list[int]]:
    groups: dict[Key, list[int]] = defaultdict(list)
    for place in places:
        groups[key(place)].append(place)
    return groups


def _except(key: Key, groups: Mapping[Key, list[int]]) -> Iterator[int]:
    """Iterate lazily over the members of all groups except one."""
    return chain.from_iterable(places for other, places in groups.items() if other != key)


def _sentence(words: str, files: Iterable[str], count: int, separator: str = "、") -> str:
    """Return a sentence about a number of files with the first few named, or empty."""
    if not count:
        return ""
    named = list(islice(files, _NAMED))
    rest = [f"ほか{count - _NAMED}件"] if count > _NAMED else []
    return f"{words}（{separator.join([*named, *rest])}）"
