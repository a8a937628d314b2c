"""What is wrong with a page is said until it is right, and no longer."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.test_form_preview import opened as opened_at
from tests.pages.test_journeys import (
    APPLICANT,
    BUSINESS,
    WHO,
    WHOLE_BUSINESS,
    begin,
    give,
    opened,
    press,
    shown,
    step,
)
from tests.samples import case, edited
from wizard.core.moments import AT_VARIABLE

WEB = "WEB利用情報 クライアント証明書"


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv(AT_VARIABLE, "2026-11-24T09:00:00+09:00")
    return opened()


def wrong(page: AppTest) -> set[str]:
    """Return the fields that are said to be wrong: above, and beside them."""
    text = shown(page)
    above = set(re.findall(r'<a href="#field-([^"]+)"', text))
    beside = set(re.findall(r'data-field="([^"]+)" data-invalid="true"', text))
    assert above == beside
    return above


def test_an_error_leaves_with_its_cause_and_comes_back_with_it(page: AppTest) -> None:
    begin(page, "withdrawing")
    step(page, WHO, {"business.code": "12"})
    others = {"applicant-company", "applicant-department", "applicant-responsible"}
    others |= {"business-name"}
    assert wrong(page) == {"business-code"} | others
    page.text_input(key="business.code").set_value("").run()
    assert "事業者コード：記入してください（例：01233）" in shown(page)  # what is wrong now
    page.text_input(key="business.code").set_value("01233").run()
    assert wrong(page) == others
    page.text_input(key="business.code").set_value("1").run()
    assert wrong(page) == {"business-code"} | others
    give(page, APPLICANT | BUSINESS)
    page.run()
    assert wrong(page) == set()
    assert "（要修正）" not in shown(page)
    page.text_input(key="applied_on").set_value("あした").run()
    assert wrong(page) == set()  # it is judged when one goes on
    step(page, WHO)
    assert wrong(page) == {"applied_on"}


def test_a_row_is_right_as_soon_as_it_is(page: AppTest) -> None:
    begin(page, "terminal-changed")
    step(page, WHO, APPLICANT | BUSINESS)
    row: dict[str, object] = {"web_certificates.0.action": "add"}
    step(page, WEB, row | {"web_certificates.0.not_after": "2020/1/1"})
    assert wrong(page) == {"web_certificates-0-serial", "web_certificates-0-not_after"}
    expired = (
        "エラー：有効期限：2020年1月1日(水)が、申込みの時点（2026年11月24日(火)）で切れています。"
    )
    assert f'<p class="mk-error">{expired}' in shown(page)  # in the whole width of the row
    page.text_input(key="web_certificates.0.not_after").set_value("2028/11/20").run()
    assert wrong(page) == {"web_certificates-0-serial"}
    assert expired not in shown(page)


def test_a_part_of_a_change_that_says_nothing_is_wrong_where_it_is_mended(page: AppTest) -> None:
    begin(page, "business-changed")
    step(page, WHO, APPLICANT | BUSINESS)
    assert wrong(page) == {"business-address"}
    page.text_input(key="business.phone").set_value("03-3501-1511").run()
    assert wrong(page) == set()


def test_nothing_is_to_be_chosen_any_more_once_something_is(page: AppTest) -> None:
    begin(page, "contact-changed")
    press(page, "more-parts")
    page.checkbox(key="part:contacts").set_value(False).run()
    press(page, "next")
    assert wrong(page) == {"part-business"}
    page.checkbox(key="part:api").set_value(True).run()
    assert wrong(page) == set()


def test_who_uses_the_api_reads_what_is_required(page: AppTest) -> None:
    begin(page, "first-use")
    step(page, WHO, APPLICANT | WHOLE_BUSINESS | {"new.prepared": True})
    row = {
        "name": "窓口 花子",
        "department": "部",
        "phone": "03-3501-1512",
        "email": "a@occto.or.jp",
    }
    give(page, {f"contacts.0.{name}": text for name, text in row.items()})
    press(page, "next")
    page.radio(key="uses-api").set_value(True).run()
    required = re.findall(r'mk-label">([^<]*)<span class="mk-must">※必須', shown(page))
    assert required[-2:] == ["API連携環境（サーバ・アプリケーション等）", "ファイル返却方式"]
    assert page.checkbox(key="api.test_passed").label == "API連携テスト合格　※該当する場合"


def test_a_step_to_be_mended_is_not_ticked(page: AppTest) -> None:
    del page
    checked, _ = opened_at("check", edited(case("stop"), {"business.code": "12"}))
    steps = [link.proto.label for link in checked.get("page_link")]
    (mended,) = [label for label in steps if "要修正" in label]
    assert not mended.startswith("✓")
    assert [label for label in steps if label.startswith("✓")]
