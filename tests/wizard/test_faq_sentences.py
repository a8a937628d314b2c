"""The product says what the FAQ says: tests/rules/faq_sentences.toml, sentence by sentence."""

import shlex
import tomllib
from collections.abc import Callable

import pytest

from rules.content import read_data
from rules.guide.checklists import api_cases, checklist
from rules.guide.contacts import contact_for
from rules.guide.documents import Asker, Role, request_cautions, request_mail
from rules.guide.entries import entries
from rules.guide.items import items
from rules.situations import gate, handover, situations
from schemas.catalogue import ENTRIES
from tests.samples import PROJECT
from tests.wizard.calling import Call

TABLE = tomllib.loads((PROJECT / "tests/rules/faq_sentences.toml").read_text(encoding="utf-8"))
SENTENCES = TABLE["sentence"]


def _text(part: object) -> str:
    """Give all texts of a piece of content, a line each."""
    if isinstance(part, str):
        return part
    if isinstance(part, dict):
        return _text(list(part.values()))
    return "\n".join(map(_text, part)) if isinstance(part, list | tuple) else ""


def _of_rule(code: str) -> str:
    text = read_data("obligations/words.toml")["finding"][code]
    access = read_data("obligations/words.toml")["access"]["web_certificates"]
    return f"{text['message']}{text['remedy']}".replace("{access}", access)


def _of_guide(id_: str) -> str:
    entry = entries()[id_]
    return _text([entry.answer, entry.steps, entry.conditions, entry.documents])


def _of_situation(id_: str) -> str:
    situation = situations()[id_]
    return _text([situation.advice, situation.steps, situation.prepare])


def _of_handover(kind: str) -> str:
    told = handover(kind, None)
    return _text([told.send, told.attach, told.no_attachment, told.next])


def _of_doctor(id_: str) -> str:
    doctor = read_data("guide/login.toml")
    return _text(doctor["question"].get(id_) or doctor["remedy"][id_])


def _of_contact(matter: str) -> str:
    advice = contact_for(matter)
    return _text([advice.whom, advice.reach, advice.bring, advice.note])


def _of_request(_: str) -> str:
    asker = Asker(role=Role.OTHER)
    mail = request_mail(["manual"], asker)
    return _text([mail.subject, mail.body, mail.to, request_cautions(["manual"], asker)])


def _of_answer(path: str) -> str:
    answer = ENTRIES[path].answer
    return f"{answer.label}\n{answer.hint}"


SAYS: dict[str, Callable[[str], str]] = {
    "rule": _of_rule,
    "guide": _of_guide,
    "situation": _of_situation,
    "gate": lambda _: _text([gate().advice, gate().steps]),
    "handover": _of_handover,
    "doctor": _of_doctor,
    "contact": _of_contact,
    "checklist": lambda id_: _text([tick.text for tick in checklist(id_).ticks]),
    "api-case": lambda id_: api_cases()[id_].say,
    "request": _of_request,
    "dates": lambda key: str(read_data("dates/rounds.toml")[key]),
    "answer": _of_answer,
}


@pytest.mark.parametrize(
    "row", SENTENCES, ids=[f"{n} {r['item']} {r['by']}" for n, r in enumerate(SENTENCES)]
)
def test_the_product_still_says_it(row: dict[str, str], call: Call) -> None:
    by, _, name = row["by"].partition(":")
    if by == "command":
        called = call(*shlex.split(name))
        assert called.status == 0, called.err
        text = called.out
    else:
        text = SAYS[by](name)
    assert row["says"] in text


def test_every_item_of_the_faq_is_cited() -> None:
    assert {row["item"] for row in SENTENCES} == set(items())
    assert all(row["faq"] for row in SENTENCES)


def test_no_row_says_what_another_does() -> None:
    rows = [(row["item"], row["by"], row["says"]) for row in SENTENCES]
    assert len(rows) == len(set(rows))
