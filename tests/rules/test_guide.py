"""The guide answers every item of the FAQ, exactly, in its own words, and leads to the deed."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from rules.guide.entries import GuideEntry, desks, entries, parse_entry
from rules.guide.items import chapters, item_id, items
from rules.guide.places import PageTarget, labels, place
from rules.situations import situations
from tests.rules.copying import copied, known
from tests.rules.guide_facts import DOCUMENTS, FACTS, LINKS, MESSAGES
from tests.samples import PROJECT

FORTY = [
    "1-1", "1-2", "1-3", "1-4", "1-5", "1-6", "2-1",
    "3-1", "3-2", "3-3", "3-4", "3-5", "3-6", "3-7", "3-8", "4-1", "4-2",
    "5-1", "5-2", "5-3", "5-4", "5-5", "5-6", "6-1", "6-2", "6-3", "6-4",
    "ERR_20040", "ERR_20070", "ERR_20140", "ERR_20250",
    "7-1", "7-2", "7-3", "7-4", "7-5", "ref-1", "ref-2", "ref-3", "ref-4",
]  # fmt: skip

# Where an item is not only answered but done.
LEADS_TO = {
    "1-3": "situation:terminal-changed",
    "2-1": "tool:request-mail",
    "3-1": "situation:first-use",
    "3-3": "situation:first-use",
    "3-4": "page:calendar",
    "3-5": "page:apply",
    "3-6": "situation:certificate-expiring",
    "3-7": "situation:renamed",
    "3-8": "situation:withdrawing",
    "4-1": "situation:api-changed",
    "4-2": "command:api-test",
    "5-1": "command:supply-start",
    "5-2": "tool:point-number",
    "7-1": "tool:contact-finder",
    "ref-1": "situation:first-use",
    "ref-2": "situation:business-changed",
    "ref-3": "situation:renamed",
    "ref-4": "situation:withdrawing",
}
JAPANESE = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]")
NOT_JAPANESE = {"Chrome", "Edge", "Internet Explorer", "IE", "Firefox", "Safari", "Excel", "NG"}
NOT_JAPANESE |= {"UTF-8", "Shift_JIS", "ePass2003", "Enterprise Premium CA - G2"}
REFERENCE = re.compile(r"(?<![\d-])[1-7]-\d(?!\d)|ERR_\d{5}|ref-\d")

# What may stand in both: labels of the form, what the screen says, names of documents, addresses.
ALLOWED = [
    *(f"『スイッチング支援システム取扱マニュアル』{name}" for name in DOCUMENTS.values()),
    *MESSAGES.values(),
    *(url for urls in LINKS.values() for url in urls),
    "「個人情報（共同利用プライバシーポリシー）の取扱い掲載URL」",
]


def text_of(entry: GuideEntry) -> str:
    return "\n".join([entry.answer, *entry.steps, *entry.conditions, entry.whom_to_ask])


def test_every_item_has_its_entry_in_the_order_of_the_faq() -> None:
    assert list(items()) == FORTY
    assert list(entries()) == FORTY
    assert sum(len(chapter.item) for chapter in chapters()) == 40


def test_the_citations_of_the_last_page_are_those_of_the_rules() -> None:
    cited = {item.id: item.citation for item in items().values() if item.citation != item.id}
    assert cited == {f"ref-{row}": f"参考({row})" for row in (1, 2, 3, 4)}


@pytest.mark.parametrize("id_", FORTY)
def test_an_entry_says_what_the_faq_says(id_: str) -> None:
    missing = [fact for fact in FACTS[id_] if fact not in text_of(entries()[id_])]
    assert missing == []


def test_documents_links_and_messages_are_those_of_the_faq() -> None:
    documents = {id_: entry.documents for id_, entry in entries().items() if entry.documents}
    assert documents == {
        id_: (f"『スイッチング支援システム取扱マニュアル』{name}",)
        for id_, name in DOCUMENTS.items()
    }
    links = {id_: tuple(link.url for link in e.links) for id_, e in entries().items() if e.links}
    assert links == LINKS
    messages = {id_: entry.message for id_, entry in entries().items() if entry.message}
    assert messages == MESSAGES


@pytest.mark.parametrize("id_", FORTY)
def test_an_entry_gives_something_to_do_and_somebody_to_ask(id_: str) -> None:
    entry = entries()[id_]
    assert len(entry.steps) >= 2
    assert all(contact.desk in desks() for contact in entry.contact)
    assert entry.whom_to_ask
    assert entry.places
    assert len(set(entry.words)) == len(entry.words) >= 5


@pytest.mark.parametrize(("id_", "written"), LEADS_TO.items())
def test_an_entry_leads_to_the_deed(id_: str, written: str) -> None:
    assert place(written) in entries()[id_].places


def test_every_situation_is_reached_from_an_entry() -> None:
    reached = {p.to for e in entries().values() for p in e.places if p.kind == "situation"}
    assert reached == set(situations())


def test_every_place_is_named_by_an_entry() -> None:
    named = {(p.kind, p.to) for entry in entries().values() for p in entry.places}
    assert named == {(kind, to) for kind, places in labels().items() for to in places}
    assert all(p.label for entry in entries().values() for p in entry.places)


@pytest.mark.parametrize("id_", FORTY)
def test_references_lead_to_other_items(id_: str) -> None:
    entry = entries()[id_]
    assert id_ not in entry.related
    assert len(set(entry.related)) == len(entry.related) >= 1
    assert set(entry.related) <= set(FORTY)
    assert set(REFERENCE.findall(text_of(entry))) <= set(FORTY)


@pytest.mark.parametrize("id_", FORTY)
def test_an_entry_is_japanese(id_: str) -> None:
    entry = entries()[id_]
    for text in (entry.question, entry.answer, *entry.steps, *entry.conditions, entry.whom_to_ask):
        assert JAPANESE.search(text), text
        assert "\n" not in text
    for text in (entry.answer, *entry.steps, *entry.conditions):
        assert text.endswith("。"), text
    assert {word for word in entry.words if not JAPANESE.search(word)} <= NOT_JAPANESE


def strings(content: object) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        for value in content.values():
            yield from strings(value)
    elif isinstance(content, list):
        for value in content:
            yield from strings(value)


@pytest.mark.parametrize("path", sorted((PROJECT / "rules").rglob("*.toml")), ids=lambda p: p.name)
def test_nothing_is_copied_from_the_faq(path: Path) -> None:
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    of = known()
    assert [run for text in strings(content) for run in copied(text, ALLOWED, of)] == []


def test_a_copy_would_be_noticed() -> None:
    (message,) = [text for id_, text in MESSAGES.items() if id_ == "5-2"]
    assert len(known()) == 9014
    assert len(copied(message, [], known())) == 31
    assert copied(message, [message], known()) == []


@pytest.mark.parametrize(
    ("written", "id_"),
    [
        ("3-4", "3-4"), ("３－４", "3-4"), ("3－4", "3-4"), ("3-④", "3-4"), ("３.④", "3-4"),
        (" 3 - 4 ", "3-4"), ("3ー4", "3-4"), ("3−4", "3-4"), ("FAQ 3-4", "3-4"),
        ("ERR_20250", "ERR_20250"), ("err_20250", "ERR_20250"), ("ERR20250", "ERR_20250"),
        ("ERR-20250", "ERR_20250"), ("ERR 20250", "ERR_20250"), ("20250", "ERR_20250"),
        ("ＥＲＲ＿２０２５０", "ERR_20250"), ("２０２５０", "ERR_20250"),
        ("参考(1)", "ref-1"), ("参考（２）", "ref-2"), ("参考3", "ref-3"), ("ref-4", "ref-4"),
    ],
)  # fmt: skip
def test_an_id_is_read_as_people_write_it(written: str, id_: str) -> None:
    assert item_id(written) == id_


@pytest.mark.parametrize(
    "written",
    ["", " ", "3", "3-9", "0-1", "8-1", "34", "3-44", "ERR", "ERR_99999", "99999", "202501", "参考",
     "参考(5)", "ref-0", "2026-11-24", "1-1-1", "ログイン"],
)  # fmt: skip
def test_what_is_no_id_is_none(written: str) -> None:
    assert item_id(written) is None


def test_a_place_is_read_as_its_kind_and_where_it_leads() -> None:
    assert place("page:calendar") == PageTarget("page", "calendar")


@pytest.mark.parametrize("written", ["page:nowhere", "situation:none", "calendar", "", "moon:page"])
def test_a_place_that_is_not_there_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="no such place"):
        place(written)


WHOLE = {
    "id": "1-1", "question": "問い", "answer": "答え。", "steps": ["する。"], "words": [],
    "contact": [{"desk": "help-desk", "when": "とき"}], "places": ["page:calendar"],
}  # fmt: skip


def test_an_entry_must_be_whole() -> None:
    parse_entry(WHOLE)
    for name in WHOLE:
        with pytest.raises(ValueError, match=f"lacking: {name}|no place"):
            parse_entry({key: value for key, value in WHOLE.items() if key != name})


@pytest.mark.parametrize(
    ("edit", "why"),
    [({"steps": []}, "no steps"), ({"contact": []}, "no contact"), ({"places": []}, "no place"),
     ({"places": ["page:none"]}, "no such place"), ({"steps": [""]}, "empty text"),
     ({"colour": "red"}, "unknown or lacking: colour"), ({"steps": "する。"}, "is no tuple"),
     ({"answer": 3}, "3 is no"), ({"contact": [{"desk": "help-desk"}]}, "lacking: when")],
)  # fmt: skip
def test_an_entry_must_be_of_its_shape_and_lead_somewhere(
    edit: dict[str, object], why: str
) -> None:
    with pytest.raises(ValueError, match=why):
        parse_entry({**WHOLE, **edit})
