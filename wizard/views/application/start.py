"""The first question, and which parts a change touches."""

import htpy as h
import streamlit as st

from rules.situations import Advice, gate, situations
from wizard.core import moments
from wizard.core.draft import Draft, get_at
from wizard.core.journey import PARTS, START, changeable_parts, choose, steps, touch
from wizard.core.prefill import prefill
from wizard.core.settings import settings
from wizard.ui.layout import error_summary, field_head, heading, links, note, progress
from wizard.ui.session import accept_step, choose_storage, is_lost, reject_step, unreadable_reason
from wizard.views.application.form_notice import show_which_form
from wizard.views.application.from_workbook import IN_MEMORY, show_workbook

_GATE = "gate"
_SITUATION = "situation"


def show_start(draft: Draft) -> None:
    """Ask who applies and what has happened; or show the road that leads out of the form."""
    road = _road_out(draft)
    if road is not None:
        _show_road_out(draft, *road)
        return
    asked = draft.judged == START
    missing = _missing(draft) if asked else {}
    heading("どのような手続きですか", errors=bool(missing))
    with st.container():  # always there, so that what follows keeps its place
        if is_lost(draft):
            _tell_of_loss()
    error_summary(missing.items())
    businesses = {name: name for name in (*gate().entitled, gate().other)}
    show_workbook(draft)
    if draft.last_time:
        name = get_at(draft.last_time, "business.name") or get_at(draft.last_time, "business.code")
        lines = [
            f"前回の申込書：{name or '（事業者名未記入）'}",
            "変更のない項目は入力済みの状態で始まります。",
        ]
        note("前回の申込書をもとにつくります", lines)
    _choice(draft, _GATE, gate().question, businesses, draft.entitled, missing)
    labels = {found.id: found.label for found in situations().values()}
    named = st.query_params.get("situation", "")  # a page of the guide leads here
    if named in labels and not draft.situation:
        draft.pending_choices.setdefault(_SITUATION, named)
    _choice(draft, _SITUATION, "手続きの内容を選択してください", labels, draft.situation, missing)
    st.session_state.setdefault(IN_MEMORY, draft.stays_in_memory)
    st.checkbox("下書きを保存しない", key=IN_MEMORY)
    st.html(
        h.p(".mk-hint")[
            "保存しない場合、入力内容はサーバーの再起動などで消えることがあります。"
            f"保存した下書きは、最終更新から{settings().draft_days}日後に削除されます。"
        ]
    )
    st.button("次へ", type="primary", on_click=_accept_start, args=(draft,), key="next")
    show_which_form()


def _tell_of_loss() -> None:
    if why := unreadable_reason():
        lines = [why, "下書きは削除されていません。復旧後に、このURLを再度開いてください。"]
        note("下書きを読み込めませんでした", lines, "bad")
        return
    kept = f"下書きは、最終更新から{settings().draft_days}日後に削除されます。"
    memory = (
        "「下書きを保存しない」を選択した場合、内容はサーバーの再起動などで消えることがあります。"
    )
    lines = [kept, memory, "ダウンロードした申込書（Excel）があれば、その内容から再開できます。"]
    note("以前の下書きが見つかりませんでした", lines, "warn")


def _choice(  # noqa: PLR0913, PLR0917 - a question and its state
    draft: Draft,
    key: str,
    question: str,
    options: dict[str, str],
    chosen: str,
    missing: dict[str, str],
) -> None:
    ids, chosen = list(options), draft.pending_choices.get(key, chosen)
    said = [missing[key]] if key in missing else []
    field_head(key, label=question, mark="※必須", said=said, needed=True)
    st.radio(
        question,
        ids,
        index=ids.index(chosen) if chosen in ids else None,
        format_func=options.__getitem__,
        key=key,
        label_visibility="collapsed",
        on_change=_begin,
        args=(draft, key),
    )


def _begin(draft: Draft, key: str) -> None:
    """Keep a choice that is not accepted yet, for who looks at another page meanwhile."""
    draft.pending_choices[key] = st.session_state[key]


def _missing(draft: Draft) -> dict[str, str]:
    missing = {}
    if not draft.entitled:
        missing[_GATE] = "貴社がいずれに該当するかを選択してください。"
    if not draft.situation:
        missing[_SITUATION] = "手続きの内容を1つ選択してください。"
    return missing


def _accept_start(draft: Draft) -> None:
    before = draft.situation
    draft.pending_choices.clear()
    draft.entitled = st.session_state.get(_GATE) or ""
    draft.situation = st.session_state.get(_SITUATION) or ""
    reject_step(draft, START)
    if _missing(draft):
        return
    if _road_out(draft) is not None:
        draft.point_at("heading")
        return
    situation = situations()[draft.situation]
    if situation.kind is not None and (draft.situation != before or not draft.kind):
        choose(draft, situation.kind, list(situation.parts))
        prefill(draft)
    draft.answers.setdefault("applied_on", moments.now().date())
    if not choose_storage(draft, in_memory=bool(st.session_state.get(IN_MEMORY))):
        return
    accept_step(draft, START)


def _road_out(draft: Draft) -> tuple[str, Advice] | None:
    """Return the title and the content of the road that leads out of the form, if it does."""
    if draft.judged != START or not draft.entitled:
        return None
    if draft.entitled not in gate().entitled:
        return "スイッチング支援システムは利用できません", gate()
    situation = situations().get(draft.situation)
    if situation is None or situation.kind is not None:
        return None
    return f"「{situation.label}」の場合", situation


def _show_road_out(draft: Draft, title: str, road: Advice) -> None:
    heading(title)
    note(road.advice, road.steps)
    links((link.label, link.url) for link in road.links)
    st.html(h.p(".mk-source")[f"出典：FAQ {road.source}"])
    st.button(
        "最初の質問に戻る", type="primary", on_click=_ask_again, args=(draft,), key="back-to-start"
    )


def _ask_again(draft: Draft) -> None:
    draft.judged = ""
    draft.point_at("heading")


def show_parts(draft: Draft) -> None:
    """Ask which sections a change touches."""
    bad = draft.judged == PARTS
    heading("変更する項目", errors=bad)
    progress(draft, steps(draft), PARTS, {PARTS} if bad else set())
    parts = changeable_parts()
    said = "変更する項目を1つ以上選択してください。"
    first = f"part:{next(iter(parts))}"
    error_summary([(first, said)] if bad else [])
    field_head(
        first,
        label="変更する項目すべてにチェックを入れてください",
        mark="※必須",
        hint="チェックを入れない項目は、現在の登録内容から変更されません。",
        said=[said] if bad else [],
        needed=True,
    )
    for section, title in parts.items():
        key = f"part:{section}"
        begun = bool(draft.pending_choices.get(key, section in draft.parts))
        st.checkbox(title, value=begun, key=key, on_change=_begin, args=(draft, key))
    st.button("次へ", type="primary", on_click=_accept_parts, args=(draft,), key="next")


def _accept_parts(draft: Draft) -> None:
    draft.pending_choices.clear()
    chosen = [part for part in changeable_parts() if st.session_state.get(f"part:{part}")]
    if not chosen:
        reject_step(draft, PARTS)
        return
    touch(draft, chosen)
    accept_step(draft, PARTS)
