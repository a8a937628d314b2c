"""Checks before the server starts, whose problems are printed for the operator."""

from collections.abc import Iterator

from wizard.core import moments
from wizard.core.hosts import named_by
from wizard.core.settings import Settings, settings
from wizard.core.template_in_use import template_in_use
from wizard.drafts.database import engine_of
from wizard.drafts.saved_rows import DraftsError
from wizard.drafts.store import SavedDrafts


def startup_problems(address: str) -> Iterator[str]:
    """Yield problems that do not prevent serving on an address, one line each.

    Raises SettingsError if a setting is wrong, ClosuresError if the configured file of closures is
    invalid and FileError if it cannot be read.
    """
    known = settings()
    moments.calendar()
    if why := template_in_use().why:
        yield f"取り込んだ様式を使用できません。{why}moushikomiの様式に記入します。"
    yield from _unreachable(address, known)
    engine = engine_of(known)
    try:
        SavedDrafts(engine, known.draft_days).prepare()
    except DraftsError as error:
        yield f"下書きを保存できません。{error}"
    finally:
        engine.dispose()


def _unreachable(address: str, known: Settings) -> Iterator[str]:
    if not named_by(address) and not known.hosts:
        yield (
            "MOUSHIKOMI_HOSTS が設定されていないため、ほかの端末からは開けません。"
            "公開するホスト名を設定してください。"
        )
    if bool(known.identity_header) != bool(known.trusted_proxies):
        yield (
            "MOUSHIKOMI_IDENTITY_HEADER と MOUSHIKOMI_TRUSTED_PROXIES は、"
            "両方を設定した場合のみ有効です。"
        )
