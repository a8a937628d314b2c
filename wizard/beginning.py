"""What is looked at before the pages are served, so that it is told to who starts them."""

from collections.abc import Iterator

from wizard import moments
from wizard.keeping.database import engine_of
from wizard.keeping.drafts import DraftsError, SavedDrafts
from wizard.settings import settings
from wizard.template_in_use import template_in_use


def troubles() -> Iterator[str]:
    """Say what will not work, one line each; the pages can be served all the same.

    Raises:
        SettingsError: a setting is wrong.
        ClosuresError: the file of closures that is set holds none.
        FileError: it cannot be read.

    """
    known = settings()
    moments.calendar()
    if why := template_in_use().why:
        yield f"取り込んだ様式を使えません。{why}moushikomiの様式に記入します。"
    engine = engine_of(known)
    try:
        SavedDrafts(engine, known.draft_days).prepare()
    except DraftsError as error:
        yield f"下書きを保存できません。{error}"
    finally:
        engine.dispose()
