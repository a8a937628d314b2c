"""The app of the pages; Streamlit runs this file anew for every interaction."""

import logging

import streamlit as st

from wizard.core.journey import CHECK, FINISH, PARTS, START
from wizard.ui.layout import SITE, clock_line, finish_page, foot, frame, note
from wizard.ui.session import address_of, current_draft, current_step, name_step
from wizard.ui.warm_up import warm_up
from wizard.views.application.check import show_check
from wizard.views.application.finish import show_finish
from wizard.views.application.save_problems import show_conflict, show_save_problem
from wizard.views.application.section import show_page
from wizard.views.application.start import show_parts, show_start
from wizard.views.calendar.page import show_calendar
from wizard.views.check.page import show_check_page
from wizard.views.guide.page import TITLE as GUIDANCE
from wizard.views.guide.page import show_guidance
from wizard.views.intake.page import TITLE as INTAKE
from wizard.views.intake.page import show_intake
from wizard.views.register.page import show_register_page

_log = logging.getLogger("moushikomi")
# The pages that show the clock in a place of their own; on the others it is a line on top.
_WITH_OWN_CLOCK = {"", "calendar"}


def main() -> None:
    """Show the pages; what went wrong unforeseen is logged, and said in Japanese."""
    st.set_page_config(page_title=SITE, page_icon="📝", layout="centered")
    try:
        warm_up()
        pages = [
            st.Page(show_wizard, title="申込書をつくる", default=True),
            st.Page(show_register_page, title="登録台帳", url_path="register"),
            st.Page(show_check_page, title="申込書をチェックする", url_path="check"),
            st.Page(show_calendar, title="締切カレンダー", url_path="calendar"),
            st.Page(show_guidance, title=GUIDANCE, url_path="guide"),
            st.Page(show_intake, title=INTAKE, url_path="intake"),
        ]
        current = st.navigation(pages, position="hidden")
        frame(pages, current, address_of(current_draft()))
        if current.url_path not in _WITH_OWN_CLOCK:
            clock_line()
        current.run()
        foot()
    except Exception:  # noqa: BLE001 - whatever it is, the user reads Japanese and the log has it
        _log.exception("a page could not be shown")
        note(
            "画面を表示できませんでした",
            [
                "入力済みの内容は保存されています。画面を再読み込みしてください。",
                "同じ状態が続く場合は、本ツールの管理者にログの確認を依頼してください。",
            ],
            "bad",
        )


def show_wizard() -> None:
    """Show the step that the address names, as far as the draft allows."""
    draft = current_draft()
    if draft.conflicting_draft is not None:
        clock_line()
        show_conflict(draft, draft.conflicting_draft)
        finish_page(draft)
        return
    with st.container():  # always there, so that what follows keeps its place
        if draft.trouble:
            show_save_problem(draft)
    step = current_step(draft)
    if draft.shown_step not in {"", step}:
        draft.point_at("heading")
        name_step(draft, step)
    draft.shown_step = step
    if step == START:
        show_start(draft)
    elif step == PARTS:
        show_parts(draft)
    elif step == FINISH and draft.finished_at is not None:
        show_finish(draft, draft.finished_at)
    elif step in {CHECK, FINISH}:
        show_check(draft)
    else:
        show_page(draft, step)
    finish_page(draft)


main()
