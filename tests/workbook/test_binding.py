"""Binding blanks drawn by other hands: what is proposed, against what was written down."""

import io
import re
from functools import cache

import pytest
from openpyxl import load_workbook

from tests.blanks import BLANKS, TRIED
from tests.blanks.blank import Blank
from tests.blanks.drawing import new_pages, saved
from tests.blanks.form_controls import FORM_CONTROLS
from tests.blanks.looks import BOX, LABEL
from tests.blanks.option_buttons import OPTION_BUTTONS
from tests.blanks.packing import pack, unpack
from tests.opening import bind, bound, names_of, propose
from tests.workbook.blank_parts import DRAWING, VML
from workbook.binding.proposal import Proposal
from workbook.forms.blank_names import BlankNames, NamesError, read_names, write_names
from workbook.label_text import is_example, plain
from workbook.places import find_absent, find_places
from workbook.xlsx.guard.package import open_package
from workbook.xlsx.reader.book import read_book

LEAST_RECALL = 0.98
MOST_WRONG = 0.005

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
    ("③　事　業　者　名（必須）", "事業者名"),
    ("⑵　ｼｽﾃﾑ利用停止【任意】", "システム利用停止"),
]

EXAMPLES = {
    "例）電力太郎": True,
    "（例）03-1234-5678": True,
    "記入例：東京都千代田区": True,
    "【記載例】総務部": True,
    "（例：電力太郎）": True,
    "［例］電力太郎": True,
    "入力例：0012AB34": True,
    "例": False,
    "記入例": False,
    "（例）": False,
    "例年の変更": False,
    "例外電力株式会社": False,
    "（例外）の担当": False,
    "（例：）": False,
    "事業者名（例）": False,
}


@pytest.mark.parametrize(("printed", "words"), LABELS, ids=[row[1] for row in LABELS])
def test_what_is_printed_around_a_label_does_not_count(printed: str, words: str) -> None:
    assert plain(printed) == words


@pytest.mark.parametrize(("printed", "is_one"), EXAMPLES.items(), ids=EXAMPLES)
def test_a_text_that_gives_an_example_says_so(printed: str, is_one: bool) -> None:  # noqa: FBT001 - a row of the table
    assert is_example(printed) is is_one


@cache
def proposed(blank: Blank) -> tuple[Proposal, ...]:
    return propose(blank.draw())


def test_nearly_everything_is_found_and_hardly_anything_wrongly() -> None:
    expected = right = wrong = 0
    for blank in BLANKS:
        found = {proposal.path: proposal.place for proposal in proposed(blank)}
        expected += len(blank.expected)
        right += sum(found.get(path) == place for path, place in blank.expected.items())
        wrong += sum(blank.expected.get(path) != place for path, place in found.items())
    assert right / expected >= LEAST_RECALL
    assert wrong / (right + wrong) <= MOST_WRONG


CAPTIONED = [FORM_CONTROLS, OPTION_BUTTONS]
IN_THE_VML = (VML, re.compile(rb"<v:textbox.*?</v:textbox>"))
IN_THE_SHAPES = (DRAWING, re.compile(rb"<a:t>.*?</a:t>"))


@pytest.mark.parametrize("example", ["例）0012AB34", "（例）0012AB34", "例"])
def test_a_row_that_shows_an_example_is_not_for_answers(example: str) -> None:
    (page,) = new_pages("様式")
    page.put("A1:D1", "WEB利用情報（クライアント証明書）")
    page.table(2, range(3, 7), {"A": "No.", "B": "区分", "C": "シリアル番号", "D": "有効期限"})
    page.put("A3" if example == "例" else "C3", example, BOX)
    assert {proposal.path: proposal.place for proposal in propose(saved(page))} == {
        "web_certificates.action": "様式!B4:B6",
        "web_certificates.serial": "様式!C4:C6",
        "web_certificates.not_after": "様式!D4:D6",
    }


def kinds_of(content: bytes) -> dict[str, str]:
    return {p.path: p.place for p in propose(content) if p.path.startswith("kind.")}


@pytest.mark.parametrize("blank", CAPTIONED, ids=lambda blank: blank.name)
@pytest.mark.parametrize(("part", "words"), [IN_THE_VML, IN_THE_SHAPES], ids=["shapes", "vml"])
def test_what_a_control_says_is_found_wherever_it_is_kept(
    blank: Blank, part: str, words: re.Pattern[bytes]
) -> None:
    parts = unpack(blank.draw())
    assert words.search(parts[part])
    parts[part] = words.sub(b"", parts[part])
    expected = {path: place for path, place in blank.expected.items() if path.startswith("kind.")}
    assert kinds_of(pack(parts)) == expected


@pytest.mark.parametrize("blank", CAPTIONED, ids=lambda blank: blank.name)
def test_without_its_words_a_control_is_proposed_for_nothing(blank: Blank) -> None:
    parts = unpack(blank.draw())
    for part, words in (IN_THE_VML, IN_THE_SHAPES):
        parts[part] = words.sub(b"", parts[part])
    assert kinds_of(pack(parts)) == {}


def test_the_evidence_names_the_control() -> None:
    found = {proposal.path: proposal.evidence[0] for proposal in propose(OPTION_BUTTONS.draw())}
    assert found["kind.stop"] == "「□ システム利用停止」のオプションボタンの下のセルです。"
    assert found["stop.completed"].endswith("の左のチェックボックスです。")


@pytest.mark.parametrize("blank", BLANKS, ids=lambda blank: blank.name)
def test_every_proposal_says_why(blank: Blank) -> None:
    for proposal in proposed(blank):
        assert proposal.evidence
        assert 0 <= proposal.margin <= 1


@pytest.mark.parametrize("blank", TRIED, ids=lambda blank: blank.name)
def test_a_bound_copy_differs_from_the_blank_by_its_names_alone(blank: Blank) -> None:
    before, after = open_package(blank.draw()), open_package(bound(blank))
    assert before.names == after.names
    changed = {name for name in before.names if before.read(name) != after.read(name)}
    assert changed <= {before.main}
    assert read_book(before).sheets == read_book(after).sheets
    assert set(find_places(read_book(after))) == set(blank.expected)
    assert find_absent(read_book(after)) == blank.absent


def test_a_file_of_names_is_read_as_it_was_written() -> None:
    for blank in BLANKS:
        assert read_names(write_names(names_of(blank))) == names_of(blank)


def test_a_file_of_names_without_a_word_of_what_is_absent_is_one() -> None:
    assert read_names('[names]\n"remarks" = "様式!B5"') == BlankNames({"remarks": "様式!B5"})


def test_a_file_of_names_lists_what_is_absent_before_the_names() -> None:
    written = write_names(
        BlankNames({"business.code": "様式!D14"}, frozenset(["remarks", "kind.new"]))
    )
    assert written.endswith(
        '\nabsent = ["kind.new", "remarks"]\n\n[names]\n"business.code" = "様式!D14"\n'
    )


def test_a_copy_that_is_bound_again_has_the_later_names_alone() -> None:
    first = bind(BLANKS[0].draw(), {}, ["remarks", "kind.new"])
    assert find_absent(read_book(open_package(first))) == {"remarks", "kind.new"}
    again = bind(first, {}, ["stop.reason"])
    assert find_absent(read_book(open_package(again))) == {"stop.reason"}


WRONG_NAMES = {
    "no TOML": ("[names]\nx = y", "2行目"),
    "no names": ("x = 1", "[names]"),
    "no text": ('[names]\n"business.code" = 1', "[names]"),
    "an unknown path": ('[names]\n"business.nickname" = "申込書!A1"', "business.nickname"),
    "an unknown absent path": ('absent = ["kind"]\n[names]', "「kind」という名前はありません。"),
    "an absent part": ('absent = ["applied_on.day"]\n[names]', "「applied_on.day」という名前は"),
    "no list": ('absent = "remarks"\n[names]', "absent = ["),
    "no list of paths": ("absent = [1]\n[names]", "absent = ["),
    "a path here and nowhere": (
        'absent = ["remarks"]\n[names]\n"remarks" = "様式!B5"',
        "「remarks」は [names] と absent の両方にあります。",
    ),
    "parts of a date that is nowhere": (
        'absent = ["applied_on"]\n[names]\n"applied_on.year" = "様式!B5"',
        "「applied_on」は [names] と absent の両方にあります。",
    ),
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


REFUSED_BY_OPENPYXL = {
    "a date padded with spaces": ("docProps/core.xml", b"2023-08-04T", b"2023- 8- 4T"),
    "a fill of nothing": ("xl/styles.xml", b"</fills>", b"<fill/></fills>"),
    "a family of fonts that is none": (
        "xl/styles.xml",
        b'<family val="2"/>',
        b'<family val="34"/>',
    ),
}


@pytest.mark.parametrize(
    ("part", "before", "after"), REFUSED_BY_OPENPYXL.values(), ids=REFUSED_BY_OPENPYXL
)
def test_a_blank_that_excel_opens_and_openpyxl_does_not_is_bound_like_any_other(
    part: str, before: bytes, after: bytes
) -> None:
    (page,) = new_pages("様式")
    page.put("A1", "事業者コード", LABEL)
    page.put("B1", None, BOX)
    parts = unpack(saved(page))
    assert before in parts[part]
    content = pack({**parts, part: parts[part].replace(before, after)})
    with pytest.raises((TypeError, ValueError)):
        load_workbook(io.BytesIO(content))
    assert {one.path: one.place for one in propose(content)} == {"business.code": "様式!B1"}
    assert bind(content, {"business.code": "様式!B1"})
