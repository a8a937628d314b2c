"""Confirming by looking: the blank as it prints, its fields marked, and what to say of each."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Final

import htpy as h
import streamlit as st

from schemas.answer import Shape
from schemas.catalogue import ENTRIES, SECTIONS
from wizard.core.files import FileError
from wizard.core.intake.bindable_fields import State, room_of, short_title, title
from wizard.core.intake.blank import Blank
from wizard.core.intake.blank_intake import Intake
from wizard.core.markup import bullets
from wizard.core.settings import settings
from wizard.core.template_in_use import store_blank
from wizard.ui.downloads import offer_file
from wizard.ui.form_preview.table import Clicks, Mark, MarkKind, form_html
from wizard.ui.layout import field_head, note, plain, slug, style_sheet, switch_to
from wizard.ui.visitor import OWNER, visitor
from wizard.ui.widget_values import key_with_value
from wizard.views.intake.clicks import listen_to_cells
from workbook.binding.choosing import place_at, written
from workbook.forms.blank_names import BlankNames, NamesError, write_names
from workbook.places import DATE_PARTS, whole_of
from workbook.xlsx.guard.unreadable import UnreadableError

_STATES: Final[Mapping[State, str]] = {
    "sure": "特定済み",
    "doubtful": "確認が必要です",
    "chosen": "確定済み",
    "absent": "この様式にはありません",
    "none": "セルが指定されていません",
}
_MARKS: Final[Mapping[State, MarkKind]] = {
    "sure": "sure",
    "doubtful": "doubtful",
    "chosen": "chosen",
}
_MOST_ACTIVITIES: Final = 10  # listed; more are counted
_LOST: Final = (
    "ファイルが大きいため、画面を再読み込みすると、確認した内容は失われます。"
    "この画面を開いたまま取り込みを完了し、「欄とセルの対応」をダウンロードしてください。"
)


def show_confirm(intake: Intake, blank: Blank, *, outlives_reload: bool) -> None:
    """Show what was found, the panel of the selected field, the sheet, and the way to the end."""
    style_sheet("preview.css")
    style_sheet("intake.css")
    st.html(h.div(data_moves=intake.moves))
    _show_counts(intake, blank, [] if outlives_reload else [_LOST])
    if intake.bound is not None:
        _show_end(intake, blank, intake.bound)
    with st.container(key="panel"):
        _show_panel(intake)
    _show_sheet(intake, blank)
    listen_to_cells(lambda address: _click(intake, address))
    _show_list(intake)


def may_set_form() -> bool:
    """Return whether who looks at the page may set the form that all are filled into.

    On an address that others reach it is the operator's to set, who may leave it to visitors.
    """
    return settings().template is None and (visitor() == OWNER or settings().visitors_set_form)


def _show_counts(intake: Intake, blank: Blank, warnings: Sequence[str]) -> None:
    found = len(intake.fields.names())
    doubtful = len(intake.fields.doubtful())
    lines = [f"{found}件の欄のセルを特定しました。"]
    if doubtful:
        lines.append(f"確認が必要な欄が{doubtful}件あります。下の枠で1件ずつ確認してください。")
    else:
        lines.append(
            "様式のプレビューで、ラベル（欄の名称）が正しいセルに付いているかを確認してください。"
        )
    if absent := intake.fields.absent():
        said = "、".join(f"「{title(path)}」" for path in absent)
        lines.append(
            f"「この様式にはない」とした欄：{said}。入力した内容は、備考の欄があれば備考に記入します。"
        )
    if losses := intake.losses():
        lost = "、".join(f"{loss.what}（{loss.where}）" for loss in losses)
        lines.append(f"記入した様式には、次の要素が引き継がれません：{lost}")
    note(blank.name, [*lines, *warnings], "warn" if warnings else "note")
    if intake.remarks:
        note("変換した様式です", list(intake.remarks), "warn")
    if blank.activities:
        shown = [f"{one.what}（{one.where}）" for one in blank.activities[:_MOST_ACTIVITIES]]
        rest = len(blank.activities) - len(shown)
        note(
            "この様式に含まれている数式やリンクなど",
            [
                "心当たりがなければ、取り込まずにヘルプデスクに確認してください。",
                *shown,
                *([f"このほかに{rest}件"] if rest else []),
            ],
            "warn",
        )
        if any(one.is_link for one in blank.activities):
            st.button(
                "別のブックへのリンクを削除（値は残ります）",
                on_click=intake.drop_links,
                key="drop-links",
            )


def _click(intake: Intake, address: str) -> None:
    place = place_at(intake.sheet, address)
    if place is None or intake.sheet not in (intake.blank.previews if intake.blank else {}):
        intake.notice = f"「{address}」というセルはありません。"
        return
    intake.click(place)


def _show_panel(intake: Intake) -> None:
    if intake.notice:
        st.html(h.p(".mk-remark", role="status")[intake.notice])
    if intake.following:
        _show_following(intake)
        return
    if intake.clicked is not None:
        _show_clicked(intake)
        return
    if not intake.selected:
        _show_no_field(intake)
        return
    path, found = intake.selected, intake.fields[intake.selected]
    place = f"{found.place}　" if found.place else ""
    st.html(
        h.fragment[
            h.h2("#panel", tabindex="-1")[title(path)],
            h.p(class_=f"mk-field-state {found.state}")[
                h.b[_STATES[found.state]], f" {place}", found.evidence
            ],
        ]
    )
    if intake.is_picking:
        _show_picking(intake)
        return
    with st.container(horizontal=True):
        if found.place and found.state != "chosen":
            st.button("このセルで確定", type="primary", on_click=intake.accept, key="accept")
        st.button(
            "セルを選択し直す" if found.place else "セルを選択",
            on_click=intake.begin_picking,
            key="move",
        )
        if found.state != "absent":
            st.button("この様式にはない", on_click=intake.clear, key="clear")
        if path in DATE_PARTS:
            st.button("1つのセルに記入", on_click=intake.join, key="join")
        elif ENTRIES.get(path) and ENTRIES[path].shape is Shape.DATE and not ENTRIES[path].table:
            st.button("年・月・日を別のセルに記入", on_click=intake.split, key="split")
        _show_undo(intake)
        st.button("閉じる", on_click=intake.select, args=("",), key="close")


def _show_undo(intake: Intake) -> None:
    if intake.past:
        st.button("直前の操作を取り消す", on_click=intake.undo, key="undo")


def _show_following(intake: Intake) -> None:
    """Show what follows from the last choice before it is accepted."""
    lines: list[h.Node] = [
        [h.b[title(path)], f"　{intake.fields[path].place or 'セルの指定なし'} → {found.place}"]
        for path, found in intake.following.items()
    ]
    st.html(
        h.fragment[
            h.h2("#panel", tabindex="-1")[
                f"同じ位置関係にある{len(lines)}件の欄にも、まとめて反映できます"
            ],
            h.p["反映した場合のセルを、プレビューに「選択中の欄」として表示しています。"],
            bullets(lines, "mk-following"),
        ]
    )
    with st.container(horizontal=True):
        st.button("まとめて反映", type="primary", on_click=intake.accept_following, key="follow")
        st.button("選択した欄のみ", on_click=intake.dismiss_following, key="leave")
        _show_undo(intake)


def _show_clicked(intake: Intake) -> None:
    """Ask what the cell that was clicked on is for."""
    key, meanings = "meaning", intake.meanings()
    place = written((intake.clicked,)) if intake.clicked else ""
    st.html(
        h.fragment[
            h.h2("#panel", tabindex="-1")[f"{place} に記入する項目を選択してください"],
            h.p["周囲の項目名に近い項目から順に表示しています。"],
        ]
    )
    st.selectbox(
        f"{place} に記入する項目",
        meanings,
        format_func=lambda path: plain(title(path)),
        label_visibility="collapsed",
        key=f"{key}:{place}",
    )
    with st.container(horizontal=True):
        st.button(
            "この項目に決定",
            type="primary",
            on_click=lambda: intake.assign_clicked(st.session_state[f"{key}:{place}"]),
            key="name-cell",
        )
        st.button("キャンセル", on_click=intake.select, args=("",), key="stop")


def _show_no_field(intake: Intake) -> None:
    doubtful = intake.fields.doubtful()
    is_done = intake.bound is not None and not intake.problem
    asked = "取り込んだ欄の変更" if is_done else "内容をご確認のうえ、取り込んでください"
    st.html(
        h.fragment[
            h.h2("#panel", tabindex="-1")["確認が必要な欄が残っています" if doubtful else asked],
            h.p[
                "プレビューのラベルを選択すると、その欄のセルを変更できます。"
                "ラベルのないセルを選択すると、そこに記入する項目を指定できます。"
            ],
        ]
    )
    _ask_for_address(intake, "セルから項目を指定")
    with st.container(horizontal=True):
        if doubtful:
            st.button("次の欄を確認", type="primary", on_click=intake.select_next, key="next-open")
            if any(intake.fields[path].place for path in doubtful):
                st.button("すべて正しい", on_click=intake.accept_all, key="accept-all")
            else:
                st.button("いずれもこの様式にはない", on_click=intake.clear_all, key="clear-all")
        elif not is_done:
            st.button(
                "この様式を取り込む", type="primary", on_click=_finish, args=(intake,), key="finish"
            )
        _show_undo(intake)


def _show_picking(intake: Intake) -> None:
    _ask_for_address(intake, _instruction(intake))
    with st.container(horizontal=True):
        if intake.can_confirm_picked:
            st.button("確定", type="primary", on_click=intake.confirm_picked, key="settle")
        if intake.picked:
            st.button("最初から選択し直す", on_click=intake.begin_picking, key="again")
        st.button("キャンセル", on_click=intake.cancel_picking, key="stop")


def _ask_for_address(intake: Intake, label: str) -> None:
    """Take the address of a cell from those who do not click on it."""
    key = "address"
    field_head(
        key,
        label=label,
        hint="プレビューのセルを選択するか、セル番地（例：D14）を入力してEnterキーを押してください。",
    )
    st.text_input(
        "セルの番地",
        key=key,
        label_visibility="collapsed",
        on_change=_click_typed_address,
        args=(intake, key),
    )


def _instruction(intake: Intake) -> str:
    """Return which cell to click on next."""
    room, count = room_of(intake.selected), len(intake.picked)
    if room == "ticks":
        return f"「{intake.next_tick()}」のチェック欄のセルを選択してください（{count + 1}か所目）"
    if not count:
        firsts = {"rows": "最初の行の", "boxes": "（1文字ずつの枠の場合は1文字目の）"}
        first = firsts.get(room, "")
        return f"「{short_title(intake.selected)}」を記入する{first}セルを選択してください"
    if room == "rows":
        return f"{count}行として認識しました。異なる場合は、最後の行のセルを選択してください"
    return f"{count}か所を選択しました。1文字ずつの枠の最後のセルを選択してください"


def _click_typed_address(intake: Intake, key: str) -> None:
    typed = str(st.session_state[key])
    st.session_state[key] = ""
    if typed.strip():
        _click(intake, typed)


def _show_sheet(intake: Intake, blank: Blank) -> None:
    titles = list(blank.previews)
    if len(titles) > 1:
        st.radio(
            "表示するシート",
            titles,
            format_func=plain,
            horizontal=True,
            key=key_with_value(f"sheet:{intake.sheet}", intake.sheet),
            on_change=_turn_to,
            args=(intake, f"sheet:{intake.sheet}"),
        )
    if intake.sheet not in blank.previews:
        return
    sheet = blank.previews[intake.sheet]
    label = f"様式のプレビュー（{sheet.title}）"
    clicks: Clicks = "cells" if intake.is_picking else "marks"
    st.html(form_html(sheet, _marks(intake), label=label, clicks=clicks))


def _turn_to(intake: Intake, key: str) -> None:
    intake.sheet = st.session_state[key]


def _marks(intake: Intake) -> dict[tuple[int, int], Mark]:
    """Mark the cells of the fields on the shown sheet; those just clicked on come first."""
    marks: dict[tuple[int, int], Mark] = {}
    for path, places in intake.places().items():
        state = intake.fields[path].state
        for number, place in enumerate(places):
            if place.sheet == intake.sheet and state in _MARKS:
                many = f" {number + 1}" if len(places) > 1 else ""
                kind = "now" if path == intake.selected else _MARKS[state]
                cell, label = (place.row, place.column), f"{short_title(path)}{many}"
                beside = f"{marks[cell].label}・" if cell in marks else ""
                marks[cell] = Mark(kind, beside + label)
    for path, places in intake.following_places().items():
        marks |= {
            (place.row, place.column): Mark("now", short_title(path))
            for place in places
            if place.sheet == intake.sheet
        }
    if intake.clicked is not None:
        marks[intake.clicked.top, intake.clicked.left] = Mark("now", "この項目")
    for number, box in enumerate(intake.picked):
        if box.sheet == intake.sheet:
            said = f"{short_title(intake.selected)} {number + 1}"
            marks[box.top, box.left] = Mark("now", said)
    return marks


def _show_list(intake: Intake) -> None:
    st.html(h.h2["欄の一覧"])
    for section, found in groupby(
        intake.fields.paths(), key=lambda path: ENTRIES[whole_of(path)].section
    ):
        paths = list(found)
        with st.expander(_section_line(intake, SECTIONS[section], paths)):
            for path in paths:
                _show_field(intake, path)


def _section_line(intake: Intake, name: str, paths: list[str]) -> str:
    known = sum(bool(intake.fields[path].place) for path in paths)
    open_ = sum(intake.fields[path].state == "doubtful" for path in paths)
    return f"{name}（{known}/{len(paths)}）" + (f"　要確認{open_}件" if open_ else "")


def _show_field(intake: Intake, path: str) -> None:
    found = intake.fields[path]
    said = title(path)
    text, button = st.columns([5, 1.6], vertical_alignment="center")
    text.html(
        h.div(data_edit=slug(f"field:{path}"), data_name=f"{said}のセルを確認")[
            h.b[said],
            h.div(class_=f"mk-field-state {found.state}")[f"{_STATES[found.state]}　{found.place}"],
        ]
    )
    button.button(
        "確認", key=f"field:{path}", type="tertiary", on_click=intake.select, args=(path,)
    )


def _finish(intake: Intake) -> None:
    """Make the bound copy, and keep it; what hinders that is reported."""
    intake.problem = ""
    try:
        intake.finish()
    except NamesError as error:
        intake.problem = str(error)
    except UnreadableError as error:
        intake.problem = f"{error.why}{error.mend}"
    if intake.bound is not None and may_set_form():
        try:
            store_blank(intake.bound)
            intake.is_stored = True
        except FileError as error:
            intake.problem = f"{error}取り込んだ様式は、下のボタンからダウンロードできます。"
    intake.point_at("errors" if intake.problem else "answer")


def _show_end(intake: Intake, blank: Blank, bound: bytes) -> None:
    lines = ["「申込書をつくる」で完成した申込書は、この様式に記入されます。"]
    if not intake.is_stored:
        lines = ["保存できませんでした。下のボタンからダウンロードし、後で再度取り込んでください。"]
    if not may_set_form():
        lines = [
            "使用する様式は、本ツールの管理者が設定します。",
            "取り込んだ様式を下のボタンからダウンロードし、管理者に設定を依頼してください。",
        ]
    st.html(h.div("#answer", tabindex="-1"))
    note("取り込みが完了しました" if intake.is_stored else "欄の指定が完了しました", lines)
    stem = blank.name.rpartition(".")[0] or blank.name
    with st.container(horizontal=True):
        if intake.is_stored and st.button("申込書をつくる", type="primary", key="apply"):
            switch_to("", {})
        offer_file(
            "取り込んだ様式（Excel）をダウンロード",
            bound,
            f"{stem}_取り込み済み.xlsx",
            "download-bound",
        )
        offer_file(
            "欄とセルの対応（様式の改定時に使用）をダウンロード",
            write_names(BlankNames(intake.fields.names(), frozenset(intake.fields.absent()))),
            f"{stem}_欄とセル.toml",
            "download-names",
        )
