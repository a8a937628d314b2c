"""The page that takes in an official blank: each answer's cell is confirmed by looking."""

from typing import Final

import htpy as h
import streamlit as st

from rules.dates.date_text import long_moment
from wizard.core.files import FileError
from wizard.core.intake.blank_intake import Intake
from wizard.core.markup import bullets, list_items
from wizard.core.template_in_use import bytes_in_use, remove_blank, template_in_use
from wizard.ui.downloads import offer_file
from wizard.ui.form_notice import form_origin_and_remedy
from wizard.ui.layout import error_summary, field_head, finish_page, heading, note, plain
from wizard.ui.session_cache import browser_state
from wizard.ui.visitor import visitor
from wizard.views.intake.confirm import may_set_form, show_confirm
from workbook.forms.blank_names import NamesError, read_names
from workbook.xlsx.guard.unreadable import UnreadableError

TITLE: Final = "公式様式の取り込み"

_KEY: Final = "intake"
_BEFORE: Final = "intake-before"
_FILE: Final = "official"
_NAMES: Final = "names"
_KEPT_NAME: Final = "取り込んだ様式.xlsx"
_MOST_KEPT: Final = 5_000_000  # bytes of a blank that a reload finds again (an estimate)


def show_intake() -> None:
    """Take a blank, confirm where its answers go, and keep it."""
    intake, left = _kept_intake(_KEY), _kept_intake(_BEFORE)
    heading(TITLE, errors=bool(intake.problem))
    where = _FILE if intake.blank is None else "finish"
    error_summary([(where, intake.problem)] if intake.problem else [])
    if intake.blank is None:
        if left.blank is not None and left.is_under_way:
            words = plain(f"「{left.blank.name}」の確認に戻る")
            st.button(words, on_click=_go_back, key="go-back")
        _ask_for_blank(intake)
        _show_in_use(intake)
    else:
        outlives_reload = not intake.is_under_way or _is_kept(intake)
        show_confirm(intake, intake.blank, outlives_reload=outlives_reload)
        st.button("別のファイルを取り込む", on_click=_begin_anew, key="anew")
    finish_page(intake)


def _kept_intake(key: str) -> Intake:
    """Return an intake of the session; one that is under way outlives a reload."""
    who = visitor()
    return browser_state(key, who.name if who else "", Intake, _is_kept)


def _is_kept(intake: Intake) -> bool:
    return intake.blank is not None and intake.is_under_way and intake.blank.size <= _MOST_KEPT


def _begin_anew() -> None:
    st.session_state[_BEFORE] = st.session_state[_KEY]
    st.session_state[_KEY] = Intake()
    st.session_state[_KEY].point_at("heading")


def _go_back() -> None:
    """Take up the blank again that was left for another one."""
    st.session_state[_KEY], st.session_state[_BEFORE] = st.session_state[_BEFORE], Intake()
    st.session_state[_KEY].point_at("heading")


def _ask_for_blank(intake: Intake) -> None:
    st.html(
        h.fragment[
            h.ol[
                list_items(
                    (
                        "ヘルプデスクから入手した利用申込書（白紙のExcel）を選択します。",
                        "各欄に対応するセルを、画面で確認します（初回のみ）。",
                        "以後の申込書は、その様式に記入されます。記入するセル以外は変更されません。",
                    )
                )
            ],
            h.p(".mk-source")["様式の入手先：ヘルプデスク（FAQ 2-1、3-3）"],
        ]
    )
    field_head(
        _FILE,
        label="利用申込書の様式（白紙）",
        mark="※必須",
        hint="Excelファイル（.xlsx）を1つ選択してください。",
        errors=[intake.problem] if intake.problem else [],
        needed=True,
    )
    st.file_uploader("利用申込書の様式（白紙）", key=_FILE, label_visibility="collapsed")
    with st.expander("様式が改定された場合（以前の「欄とセルの対応」を使用する）", key="revised"):
        field_head(
            _NAMES,
            label="以前にダウンロードした「欄とセルの対応」",
            mark="※任意",
            hint="選択すると、変更のない欄の確認を省略できます（.toml）。",
        )
        st.file_uploader(
            "以前にダウンロードした「欄とセルの対応」", key=_NAMES, label_visibility="collapsed"
        )
    st.button("欄を検出", type="primary", on_click=_begin, args=(intake,), key="begin")


def _begin(intake: Intake) -> None:
    given, names = st.session_state.get(_FILE), st.session_state.get(_NAMES)
    intake.problem = "" if given else "取り込むExcelファイルを選択してください。"
    intake.point_at("errors")
    if given is None:
        return
    try:
        read = read_names(names.getvalue().decode("utf-8-sig")) if names else None
        intake.load(given.name, given.getvalue(), read)
    except UnreadableError as error:
        intake.problem = f"「{given.name}」：{error.why}{error.mend}"
    except UnicodeDecodeError:
        intake.problem = "「欄とセルの対応」のファイルの文字コードがUTF-8ではありません。"
    except NamesError as error:
        intake.problem = str(error)


def _show_in_use(intake: Intake) -> None:
    used = template_in_use()
    if used.why:
        whose, mend = form_origin_and_remedy(used)
        note(f"{whose}を使用できません", [used.why, mend], "warn")
    st.html(h.h2["現在使用している様式"])
    if used.since is None:
        st.html(h.p["moushikomiの様式（非公式）"])
        if not used.why or used.is_fixed:
            return
    elif used.is_fixed:
        st.html(h.p["本ツールの管理者が設定した様式"])
        return
    else:
        st.html(h.p[f"取り込んだ様式（{long_moment(used.since)}から使用）"])
    with st.container(horizontal=True):
        offer_file("取り込んだ様式をダウンロード", _bytes_in_use, _KEPT_NAME, "download-kept")
        if may_set_form():
            st.button("欄を再確認", on_click=_load_in_use, args=(intake,), key="look-again")
            st.button(
                "moushikomiの様式に戻す", on_click=_ask_to_remove, args=(intake,), key="put-away"
            )
    if intake.confirms_removal:
        lines = [
            "取り込んだ様式と、確認した欄の対応を削除します。元に戻すことはできません。",
            "再度使用する場合に備えて、先に「取り込んだ様式をダウンロード」で保存してください。",
            "以後の申込書は、moushikomiの様式（非公式）に記入されます。",
        ]
        question = h.h2["moushikomiの様式に戻しますか"]
        st.html(h.div("#answer.mk-warn", tabindex="-1")[question, bullets(lines)])
        with st.container(horizontal=True):
            st.button("戻さない", on_click=_keep_in_use, args=(intake,), key="keep-in-use")
            st.button("削除して戻す", on_click=_remove_in_use, args=(intake,), key="remove-in-use")


def _bytes_in_use() -> bytes:
    try:
        return bytes_in_use() or b""
    except FileError:  # told above as one that cannot be used
        return b""


def _load_in_use(intake: Intake) -> None:
    """Open the blank in use, to confirm its cells once more."""
    try:
        intake.load(_KEPT_NAME, bytes_in_use() or b"")
    except FileError as error:
        intake.problem = str(error)
    except UnreadableError as error:
        intake.problem = f"{error.why}{error.mend}"
    intake.point_at("errors" if intake.problem else "panel")


def _ask_to_remove(intake: Intake) -> None:
    intake.confirms_removal = True
    intake.point_at("answer")


def _keep_in_use(intake: Intake) -> None:
    intake.confirms_removal = False
    intake.point_at("put-away")


def _remove_in_use(intake: Intake) -> None:
    intake.confirms_removal = False
    try:
        remove_blank()
        intake.point_at("heading")
    except FileError as error:
        intake.problem = str(error)
        intake.point_at("errors")
