"""Everything that rules and registers say of a draft, on whichever page it stands."""

from rules.finding import Finding
from wizard.core import moments
from wizard.core.draft import Draft
from wizard.core.journey import findings
from wizard.ui.registers import stored_registers


def draft_findings(draft: Draft) -> list[Finding]:
    """Return the findings of a draft as far as it is answered, with those of its register."""
    found = findings(draft, moments.now(), moments.calendar())
    stored = stored_registers()
    return found if stored is None else stored.lookup.judge(draft.answers, found)
