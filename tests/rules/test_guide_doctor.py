"""The login doctor: few questions, and every way of answering them ends in a remedy."""

from itertools import product

import pytest

from rules.guide.contacts import matters
from rules.guide.items import items
from rules.guide.login_doctor import Question, Remedy, diagnose, nodes, screens
from rules.situations import situations
from tests.rules.guide_facts import MESSAGES

YES, NO = True, False

# Screen, answers, remedy, and where a certificate must be registered the situation of the wizard.
PATHS = [
    ("1-1", [NO], "retype", ""),
    ("1-1", [YES, YES], "reset-ourselves", ""),
    ("1-1", [YES, NO], "reset-by-help-desk", ""),
    ("1-2", [YES], "reset-ourselves", ""),
    ("1-2", [NO], "reset-by-help-desk", ""),
    ("1-3", [NO, YES], "register-renewed", "certificate-expiring"),
    ("1-3", [NO, NO, YES], "register-added", "terminal-changed"),
    ("1-3", [NO, NO, NO], "register-first", "first-use"),
    ("1-3", [YES, NO], "wait", ""),
    ("1-3", [YES, YES], "refresh-registered", ""),
    ("1-4", [NO], "import", ""),
    ("1-4", [YES, NO], "renew", "certificate-expiring"),
    ("1-4", [YES, YES, NO], "choose", ""),
    ("1-4", [YES, YES, YES, NO], "refresh", ""),
    ("1-4", [YES, YES, YES, YES, NO], "prepare-token", ""),
    ("1-4", [YES, YES, YES, YES, YES], "refresh", ""),
    ("1-5", [NO, NO], "import", ""),
    ("1-5", [NO, YES, NO], "renew", "certificate-expiring"),
    ("1-5", [YES, NO], "use-own-id", ""),
    ("1-5", [YES, YES, YES], "close-other-system", ""),
    ("1-5", [YES, YES, NO, YES], "one-at-a-time", ""),
    ("1-5", [YES, YES, NO, NO, NO], "change-browser", ""),
    ("1-5", [YES, YES, NO, NO, YES], "refresh", ""),
    ("1-6", [NO], "change-browser", ""),
    ("1-6", [YES], "refresh", ""),
]


@pytest.mark.parametrize(("screen", "answers", "remedy", "situation"), PATHS)
def test_answers_lead_to_a_remedy(
    screen: str, answers: list[bool], remedy: str, situation: str
) -> None:
    found = diagnose(screen, answers)
    assert isinstance(found, Remedy)
    assert (found.id, found.situation) == (remedy, situation)
    assert all(isinstance(diagnose(screen, answers[:n]), Question) for n in range(len(answers)))
    assert diagnose(screen, [*answers, YES, NO]) == found


def test_the_screens_are_the_five_messages_and_none() -> None:
    shown = {item: screen.shown for item, screen in screens().items()}
    assert list(shown) == ["1-1", "1-2", "1-3", "1-4", "1-5", "1-6"]
    assert all(shown[item] == MESSAGES[item] for item in ("1-1", "1-2", "1-3", "1-4", "1-5"))
    assert "メッセージは表示されない" in shown["1-6"]


@pytest.mark.parametrize("screen", ["1-1", "1-2", "1-3", "1-4", "1-5", "1-6"])
def test_six_answers_are_always_enough(screen: str) -> None:
    for answers in product((YES, NO), repeat=6):
        assert isinstance(diagnose(screen, answers), Remedy)


def test_every_question_and_remedy_is_reached() -> None:
    reached = {
        diagnose(screen, answers[:length]).id
        for screen in screens()
        for answers in product((YES, NO), repeat=6)
        for length in range(7)
    }
    assert reached == set(nodes())


def test_remedies_lead_on() -> None:
    remedies = [node for node in nodes().values() if isinstance(node, Remedy)]
    for remedy in remedies:
        assert remedy.do
        assert remedy.items
        assert set(remedy.items) <= set(items())
        assert remedy.situation in {"", *situations()}
        assert remedy.matter in {"", *matters()}
    named = {item for remedy in remedies for item in remedy.items}
    assert {"1-1", "1-2", "1-3", "1-4", "1-5", "1-6"} <= named


def test_the_help_desk_resets_only_where_nobody_else_can() -> None:
    found = diagnose("1-2", [NO])
    assert isinstance(found, Remedy)
    assert matters()[found.matter].desk == "help-desk"
    assert [n.id for n in nodes().values() if isinstance(n, Remedy) and n.matter == "password"] == [
        "reset-by-help-desk"
    ]


def test_a_screen_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError):
        diagnose("2-1")
