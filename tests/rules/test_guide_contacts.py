"""Whom to ask about what, in which area."""

import re

import pytest

from rules.guide.areas import areas
from rules.guide.contacts import contact_for, matters
from rules.guide.entries import desks
from rules.guide.items import items

HELP_DESK, OPERATOR = "help-desk", "network-operator"

# From FAQ 1-2, 2-1, 3-3, 3-5, 3-7, 5-2, 5-4, 5-5, ERR_20040, 7-1 to 7-5, by hand.
ASKED = {
    "abolition-state": (HELP_DESK, "7-1"),
    "abolition-exists": (HELP_DESK, "5-2"),
    "abolition-refused": ("present-retailer", "5-4"),
    "abolition-accepted-by-mistake": ("new-retailer", "5-5"),
    "switching-state": (OPERATOR, "7-1"),
    "reconnection-state": (OPERATOR, "7-1"),
    "equipment-state": (OPERATOR, "7-1"),
    "usage-state": (OPERATOR, "7-1"),
    "usage-refused": (OPERATOR, "7-2"),
    "customer-state": (OPERATOR, "7-1"),
    "ampere-state": (OPERATOR, "7-1"),
    "no-data": (OPERATOR, "ERR_20040"),
    "new-supply": (OPERATOR, "7-3"),
    "voltage": (OPERATOR, "7-4"),
    "self-wheeling": (OPERATOR, "7-5"),
    "manual": (HELP_DESK, "7-1"),
    "documents": (HELP_DESK, "2-1"),
    "application": (HELP_DESK, "3-3, 3-7"),
    "succession": (HELP_DESK, "3-5"),
    "password": (HELP_DESK, "1-2"),
    "member-information": ("occto-members", "3-7"),
    "occto-system": ("occto-system", "3-7"),
}
NOT_HERE = {"new-supply", "voltage", "self-wheeling"}


def test_each_matter_has_its_desk() -> None:
    assert {m.id: (m.desk, m.source) for m in matters().values()} == ASKED
    assert {m.id for m in matters().values() if m.not_here} == NOT_HERE
    assert all(matter.desk in desks() for matter in matters().values())
    assert {id_ for m in matters().values() for id_ in m.source.split(", ")} <= set(items())


@pytest.mark.parametrize("matter", ASKED)
def test_advice_says_whom_to_ask_and_what_to_have_at_hand(matter: str) -> None:
    advice = contact_for(matter)
    assert advice.whom == desks()[ASKED[matter][0]].label
    assert advice.bring[0] == "事業者名と事業者コード"
    assert len(advice.bring) == len(set(advice.bring)) >= 3
    assert (advice.reach, advice.source) == (desks()[ASKED[matter][0]].reach, ASKED[matter][1])
    note = "スイッチング支援システムからは申し込めません。" if matter in NOT_HERE else ""
    assert advice.note == note


def test_the_network_operator_depends_on_the_area() -> None:
    assert "該当エリアの一般送配電事業者" in contact_for("ampere-state").whom
    tokyo = contact_for("ampere-state", areas()["03"])
    assert tokyo.whom == (
        "東京エリアの一般送配電事業者（東京電力パワーグリッド）の、スイッチング支援システム担当"
    )
    assert contact_for("abolition-state", areas()["03"]).whom == "ヘルプデスク"
    assert [m.id for m in matters().values() if m.needs_area] == [
        id_ for id_, (desk, _) in ASKED.items() if desk == OPERATOR
    ]


def test_the_number_of_the_point_is_brought_where_it_is_about_one() -> None:
    bring = [id_ for id_ in ASKED if "供給（受電）地点特定番号（22桁）" in contact_for(id_).bring]
    assert "abolition-exists" in bring
    assert not {"manual", "documents", "password", "succession", "new-supply"} & set(bring)


def test_only_published_addresses_are_given() -> None:
    reach = " ".join(desk.reach for desk in desks().values())
    assert re.findall(r"[\w.-]+@[\w.-]+", reach) == ["somu-g@occto.or.jp", "koiki_sys@occto.or.jp"]


def test_a_matter_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError):
        contact_for("weather")
