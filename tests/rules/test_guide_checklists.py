"""Lists to tick for the API test, a rename and a stop; whether an API test must be applied for."""

import pytest

from rules.guide.checklists import (
    NO_CONTRACTS,
    ApiTestNeed,
    api_cases,
    api_test_verdict,
    checklist,
    conditions,
)
from rules.guide.items import items

CITED = {item.citation for item in items().values()} | {"参考"}

# What each list must have in this order, from FAQ 4-1, 4-2, 3-7, 3-8 and 参考, by hand.
IN_ORDER = {
    "api-test": ["リプレース", "ヘルプデスクから入手した", "第1希望から第3希望まで決定した",
                 "前々週の金曜日17:00", "までを記入した", "提出した", "合格"],
    "rename": ["（1）経済産業省", "（2）広域機関", "（3）広域機関システム", "（4）旧社名",
               "必須記入項目", "システム窓口情報", "周知方法", "周知文を添付",
               "ヘルプデスクに確認した", "金曜日17:00", "ヘルプデスクへ提出した"],
    "stop": ["一時的な休止ではなく", "すべて完了した", "「システム利用停止」にチェック",
             "必須記入項目", "金曜日17:00", "ヘルプデスクへ提出した"],
}  # fmt: skip
WITHOUT_CONTRACTS = ["（1）", "（2）", "（3）", "必須記入項目", "システム窓口情報",
                     "いない旨を記入", "ヘルプデスクに確認した", "金曜日17:00",
                     "ヘルプデスクへ提出した"]  # fmt: skip


@pytest.mark.parametrize("id_", IN_ORDER)
def test_a_list_has_every_step_in_order(id_: str) -> None:
    ticks = checklist(id_).ticks
    assert len(ticks) == len(IN_ORDER[id_])
    for tick, words in zip(ticks, IN_ORDER[id_], strict=True):
        assert words in tick.text
        assert set(tick.source.split(", ")) <= CITED


def test_without_contracts_the_letter_is_dropped_and_reported() -> None:
    ticks = checklist("rename", {NO_CONTRACTS}).ticks
    assert len(ticks) == len(WITHOUT_CONTRACTS)
    assert all(w in tick.text for w, tick in zip(WITHOUT_CONTRACTS, ticks, strict=True))


def test_conditions_have_words() -> None:
    assert set(conditions()) == {NO_CONTRACTS}
    assert "契約中の需要（発電）者がいない" in conditions()[NO_CONTRACTS]
    assert checklist("stop", {NO_CONTRACTS}) == checklist("stop")


def test_notes_name_the_exceptions() -> None:
    assert "4日間" in checklist("api-test").notes[0]
    assert "承継" in checklist("rename").notes[0]
    assert "新規の申込み" in checklist("stop").notes[0]


@pytest.mark.parametrize(
    ("chosen", "verdict"),
    [
        (["new"], ApiTestNeed.NEEDED),
        (["replace"], ApiTestNeed.NEEDED),
        (["environment"], ApiTestNeed.ASK),
        (["certificate"], ApiTestNeed.NOT_NAMED),
        (["return-method"], ApiTestNeed.NOT_NAMED),
        ([], ApiTestNeed.NOT_NAMED),
        (["certificate", "environment"], ApiTestNeed.ASK),
        (["certificate", "environment", "replace"], ApiTestNeed.NEEDED),
    ],
)
def test_whether_an_api_test_must_be_applied_for(chosen: list[str], verdict: ApiTestNeed) -> None:
    assert api_test_verdict(chosen) is verdict


def test_every_case_says_what_to_do_with_its_source() -> None:
    for case in api_cases().values():
        assert case.say.endswith("。")
        assert "4-1" in case.source
        assert set(case.source.split(", ")) <= CITED


@pytest.mark.parametrize("id_", ["", "new", "succession"])
def test_a_list_that_is_not_there_is_refused(id_: str) -> None:
    with pytest.raises(KeyError):
        checklist(id_)
