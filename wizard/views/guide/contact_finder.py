"""The contact finder: which matter, which area, whom to ask; and the number of a point."""

import htpy as h
import streamlit as st

from rules.guide.areas import PointNumber, PointNumberError, SupplyArea, areas, point_number
from rules.guide.contacts import ContactAdvice, Matter, contact_for, matters
from wizard.core.markup import list_items, paragraphs
from wizard.ui.layout import field_head
from wizard.ui.widget_values import key_with_value
from wizard.views.guide.guide_session import MATTER, GuideSession

_AREA = "area"
_POINT = "point"


def show_contact_finder(session: GuideSession) -> None:
    """Ask for the matter, and where it matters for the area; say whom to ask."""
    chosen = session.kept.get(MATTER, "")
    if chosen not in matters():
        labels = {id_: matter.label for id_, matter in matters().items()}
        _choose(session, MATTER, "問い合わせの内容", labels)
        return
    matter = matters()[chosen]
    st.html(h.p(".mk-shown-message")[matter.label])
    area = _ask_area(session) if matter.needs_area else None
    _show_advice(matter, contact_for(chosen, area))
    with st.container(horizontal=True):
        if chosen == "documents":
            words = "資料請求メールの下書きを作成"
            st.button(words, on_click=session.open, args=("request-mail",), key="to-mail")
        st.button(
            "問い合わせの内容を変更", on_click=_ask_again, args=(session,), key="other-matter"
        )


def _ask_again(session: GuideSession) -> None:
    session.forget_matter()
    session.point_at("answer")


def _choose(session: GuideSession, key: str, label: str, labels: dict[str, str]) -> None:
    ids = list(labels)
    known = session.kept.get(key, "")
    field_head(key, label=label)
    st.radio(
        label,
        ids,
        index=None,
        format_func=labels.__getitem__,
        key=key_with_value(key, known if known in ids else None),
        label_visibility="collapsed",
        on_change=_take,
        args=(session, key),
        horizontal=key == _AREA,
    )


def _take(session: GuideSession, key: str) -> None:
    session.kept[key] = st.session_state[key] or ""
    if key == MATTER:
        session.point_at("answer")


def _ask_area(session: GuideSession) -> SupplyArea | None:
    """Ask for the area: by the number of the point, whose first digits tell it, or by its name."""
    point = ask_point(session)
    if point is not None and point.area is not None:
        return point.area
    _choose(
        session,
        _AREA,
        "エリア（番号が不明な場合）",
        {id_: area.name for id_, area in areas().items()},
    )
    return areas().get(session.kept.get(_AREA, ""))


def ask_point(session: GuideSession) -> PointNumber | None:
    """Ask for the number of a point of supply; what is wrong with it stands at its field."""
    typed = session.kept.get(_POINT, "")
    problem, point = "", None
    if typed.strip():
        try:
            point = point_number(typed)
        except PointNumberError as error:
            problem = str(error)
    field_head(
        _POINT,
        label="供給（受電）地点特定番号",
        mark="※任意",
        hint="22桁。先頭の2桁でエリアを判別します。",
        errors=[problem] if problem else [],
    )
    st.text_input(
        "供給（受電）地点特定番号",
        key=key_with_value(_POINT, typed),
        label_visibility="collapsed",
        on_change=_take,
        args=(session, _POINT),
    )
    if point is not None:
        area = (
            f"{point.area.name}エリア"
            if point.area
            else "エリアを判別できない番号（先頭の2桁を確認してください）"
        )
        st.html(h.p(".mk-remark", role="status")[f"{point.grouped}　{area}"])
    return point


def show_point_number(session: GuideSession) -> None:
    """Check the shape of a number, and tell its area."""
    point = ask_point(session)
    if point is not None:
        st.html(h.p["桁数に誤りはありません。番号の登録の有無は、本ツールでは確認できません。"])


def _show_advice(matter: Matter, advice: ContactAdvice) -> None:
    st.html(
        h.div(".mk-note")[
            h.h3[advice.whom],
            paragraphs(filter(None, (advice.note, advice.reach))),
            h.p["事前にご用意いただくもの"],
            h.ul[list_items(advice.bring)],
            h.p(".mk-source")[f"出典：FAQ {advice.source}（{matter.label}）"],
        ]
    )
