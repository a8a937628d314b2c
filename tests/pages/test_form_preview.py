"""The picture of the filled form on check and finish page: it is drawn when it changes."""

from collections.abc import Callable
from typing import Any, Final

import pytest
from streamlit.testing.v1 import AppTest

from tests.blanks.banded import BANDED
from tests.opening import names_of
from tests.samples import case
from wizard.core.draft import Draft, put_at
from wizard.core.intake.binding import bind_blank
from wizard.core.journey import sections, steps
from wizard.core.moments import AT_VARIABLE, now
from wizard.core.template_in_use import remove_blank, store_blank
from wizard.serving.launch import ENTRY
from wizard.ui.form_preview import show
from wizard.views.application import check, finish
from workbook.forms.blank_names import BlankNames

MADE_BY: Final = {
    "filled": (check, "fill"),
    "filed": (finish, "file_answers"),
    "drawn": (show, "preview"),
}


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note what the pages make, in its order."""
    monkeypatch.setenv(AT_VARIABLE, "2026-11-24T09:00:00+09:00")
    found: list[str] = []
    for name, (module, function) in MADE_BY.items():
        monkeypatch.setattr(module, function, _noting(found, name, getattr(module, function)))
    return found


def _noting(found: list[str], name: str, make: Callable[..., Any]) -> Callable[..., Any]:
    def noted(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever the function takes
        found.append(name)
        return make(*given, **named)

    return noted


def opened(step: str, answers: dict[str, Any]) -> tuple[AppTest, Draft]:
    draft = Draft(answers=answers, finished_at=now())
    draft.accepted = {found.id for found in steps(draft)} | {*sections(draft)}
    page = AppTest.from_file(str(ENTRY), default_timeout=60)
    page.session_state["draft"] = draft
    page.query_params["draft"], page.query_params["step"] = draft.token, step
    return page.run(), draft


def picture(page: AppTest) -> str:
    assert not page.exception
    bodies = [element.proto.body for element in page.get("html")]
    return "".join(body for body in bodies if "mk-form-paper" in body)


@pytest.mark.parametrize(("step", "making"), [("check", "filled"), ("finish", "filed")])
def test_a_form_is_made_once_and_again_when_an_answer_changes(
    step: str, making: str, made: list[str]
) -> None:
    page, draft = opened(step, case("stop"))
    first = picture(page)
    assert "サンプル電力株式会社" in first
    page.run()
    page.run()
    assert made == [making, "drawn"]
    assert picture(page) == first
    put_at(draft.answers, "remarks", "急ぎません")
    page.run()
    assert made == [making, "drawn"] * 2
    assert "急ぎません" in picture(page)


@pytest.mark.usefixtures("made")  # for the moment
def test_all_that_is_filled_in_is_marked_and_what_is_not_asked_leads_nowhere() -> None:
    answers = case("rename") | {"remarks": "急ぎません"}
    answers["business"]["address"] = "東京都千代田区見本町1-2-3"
    page, _ = opened("check", answers)
    drawn = picture(page)
    assert drawn.count('href="#edit-edit-rename-done"') == 4
    assert drawn.count('href="#edit-edit-remarks"') == 1
    page, _ = opened("check", case("stop") | {"business": answers["business"]})
    text = picture(page).split("東京都千代田区")[0].rpartition("<td")[2]
    assert 'class="mk-mark error"' in text
    assert "href" not in text


def test_a_form_is_made_again_when_another_blank_is_in_use(made: list[str]) -> None:
    page, _ = opened("finish", case("stop"))
    own = picture(page)
    store_blank(bind_blank(BANDED.draw(), names_of(BANDED)).content)
    try:
        page.run()
        assert picture(page) not in {"", own}
        assert made == ["filed", "drawn"] * 2
    finally:
        remove_blank()


def text_of(page: AppTest) -> str:
    return "".join(str(html.proto.body) for html in page.get("html"))


@pytest.mark.usefixtures("made")  # for the moment
def test_an_entry_whose_cell_is_not_known_keeps_the_form_from_being_finished() -> None:
    known = names_of(BANDED)
    cells = {path: at for path, at in known.cells.items() if path != "applicant.responsible"}
    store_blank(bind_blank(BANDED.draw(), BlankNames(cells, known.absent)).content)
    try:
        page, _ = opened("check", case("stop"))
        assert "この様式で「申込責任者」を記入するセルが指定されていません。" in text_of(page)
        assert "（要修正）" not in text_of(page)  # no answer is wrong
        page.button(key="finish").click().run()
        assert "内容の確認</h1>" in text_of(page)
        store_blank(bind_blank(BANDED.draw(), known, ["applicant.responsible"]).content)
        page, _ = opened("check", case("stop"))
        assert "備考に記入しています" in text_of(page)
        assert "様式に欄がないため、備考に記入します。" in text_of(page)
    finally:
        remove_blank()


@pytest.mark.usefixtures("made")  # for the moment
def test_the_own_form_says_on_check_and_finish_that_it_is_not_the_official_one() -> None:
    for step in ("check", "finish"):
        page, _ = opened(step, case("stop"))
        assert "moushikomiの様式です。広域機関の正式な様式ではありません。" in text_of(page)
