"""Binding blanks drawn by other hands: what is proposed, against what was written down."""

import pytest

from tests.blanks import BLANKS
from tests.blanks.blank import Blank
from workbook.binding.names import NamesError, bind, read_names, write_names
from workbook.binding.propose import propose
from workbook.binding.wording import plain
from workbook.guard.package import open_package
from workbook.places import find_places
from workbook.reader.book import read_book

LEAST_RECALL = 0.95
MOST_WRONG = 0.01

LABELS = [
    ("住　　　所", "住所"),
    ("事業者\nコード（必須）", "事業者コード"),
    ("① 申込年月日", "申込年月日"),
    ("ﾒｰﾙｱﾄﾞﾚｽ", "メールアドレス"),
    ("【１．申込者】", "申込者"),
    ("■ WEB利用情報", "web利用情報"),
    ("(1) 経済産業省への手続き", "経済産業省への手続き"),
    ("E-mail：", "e-mail"),
    ("※氏名", "氏名"),
    ("事業者名　※必須", "事業者名"),
    ("証明書名(CN)", "証明書名(cn)"),
]


@pytest.mark.parametrize(("printed", "words"), LABELS, ids=[row[1] for row in LABELS])
def test_what_is_printed_around_a_label_does_not_count(printed: str, words: str) -> None:
    assert plain(printed) == words


def places_of(blank: Blank) -> dict[str, str]:
    return {proposal.path: proposal.place for proposal in propose(blank.draw())}


def test_nearly_everything_is_found_and_hardly_anything_wrongly() -> None:
    expected = right = wrong = 0
    for blank in BLANKS:
        found = places_of(blank)
        expected += len(blank.expected)
        right += sum(found.get(path) == place for path, place in blank.expected.items())
        wrong += sum(blank.expected.get(path) != place for path, place in found.items())
    assert right / expected >= LEAST_RECALL
    assert wrong / (right + wrong) <= MOST_WRONG


@pytest.mark.parametrize("blank", BLANKS, ids=lambda blank: blank.name)
def test_every_proposal_says_why(blank: Blank) -> None:
    for proposal in propose(blank.draw()):
        assert proposal.evidence
        assert 0 < proposal.confidence <= 1


@pytest.mark.parametrize("blank", BLANKS, ids=lambda blank: blank.name)
def test_a_bound_copy_differs_from_the_blank_by_its_names_alone(blank: Blank) -> None:
    content = blank.draw()
    bound = bind(content, blank.expected)
    before, after = open_package(content), open_package(bound)
    assert before.names == after.names
    changed = {name for name in before.names if before.read(name) != after.read(name)}
    assert changed <= {before.main}
    assert read_book(before).sheets == read_book(after).sheets
    assert set(find_places(read_book(after))) == set(blank.expected)


def test_a_file_of_names_is_read_as_it_was_written() -> None:
    for blank in BLANKS:
        assert read_names(write_names(blank.expected)) == dict(blank.expected)


WRONG_NAMES = {
    "no TOML": ("[names]\nx = y", "2行目"),
    "no names": ("x = 1", "[names]"),
    "no text": ('[names]\n"business.code" = 1', "[names]"),
    "an unknown path": ('[names]\n"business.nickname" = "申込書!A1"', "business.nickname"),
}


@pytest.mark.parametrize(("text", "says"), WRONG_NAMES.values(), ids=WRONG_NAMES)
def test_a_file_of_names_that_is_none_is_refused(text: str, says: str) -> None:
    with pytest.raises(NamesError) as raised:
        read_names(text)
    assert says in str(raised.value)


NOWHERE = ["D14", "無いシート!D14", "{sheet}!D", "{sheet}!ZZZ9", "{sheet}!B2:A1"]


@pytest.mark.parametrize("place", NOWHERE)
def test_a_name_that_leads_nowhere_is_refused(place: str) -> None:
    blank = BLANKS[0]
    sheet = blank.expected["business.code"].rpartition("!")[0]
    with pytest.raises(NamesError) as raised:
        bind(blank.draw(), {"business.code": place.format(sheet=sheet)})
    assert "business.code" in str(raised.value)
