"""Telling what a changed case, or other parts of a change, do not ask any more."""

from wizard.core.draft import Draft
from wizard.core.set_aside import titles_of
from wizard.ui.layout import note


def show_set_aside(draft: Draft) -> None:
    """Say in which sections answers were set aside, and how they come back."""
    titles = titles_of(draft.set_aside)
    if titles:
        note(
            "手続きの内容を変更したため、申込書に記入しない項目があります",
            [
                f"入力済みの内容を保管しています：{'、'.join(titles)}",
                "元の手続き・項目を再度選択すると、入力した内容に戻ります。",
            ],
        )
