"""A rule: one obligation of the FAQ, as data plus a function."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from inspect import signature
from typing import Any, Final, get_args

from rules.dates.cutoff import Cutoff, Round
from rules.finding import Finding, Severity, Violation
from rules.obligations.messages import make_finding
from schemas.application import AnyApplication, Block, UnansweredError


@dataclass(frozen=True, slots=True)
class Now:
    """The moment of judging, the collection ahead and the cut-off before it; Japan time."""

    at: datetime
    round: Round
    previous_cutoff: Cutoff


Judge = Callable[..., Iterable[Violation]]
Each = Callable[[Any], Iterable[tuple[str, Block | str]]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One obligation: its code, how much it weighs, the FAQ item, the cases it speaks of.

    A rule with ``each`` judges row by row (``judge(path, row, application, now)``), so that an
    answer that one row lacks says nothing about the others; else ``judge(application, now)``.
    """

    code: str
    severity: Severity
    source: str
    judge: Judge
    each: Each | None
    cases: tuple[type, ...]

    def findings(self, application: AnyApplication, context: object) -> Iterator[Finding]:
        """Judge an application of one of the rule's cases, in ``Now`` or beside a register."""
        if not isinstance(application, self.cases):
            return
        for arguments in self._arguments(application):
            for hit in self._hits(*arguments, context):
                yield make_finding(self.code, self.severity, self.source, hit)

    def _arguments(self, application: AnyApplication) -> Iterator[tuple[object, ...]]:
        if self.each is None:
            yield (application,)
            return
        try:
            for path, row in self.each(application):
                yield path, row, application
        except UnansweredError:
            return  # the table could not be read, and that is a finding of its own

    def _hits(self, *arguments: object) -> Iterator[Violation]:
        try:
            yield from self.judge(*arguments)
        except UnansweredError:
            return  # what the rule needs is missing, and that is a finding of its own


RULES: Final[list[Rule]] = []


def if_known(block: Block, name: str) -> Any:  # noqa: ANN401 - as the answer is
    """Return an answer, or None where it is lacking; reading it plainly would end the rule."""
    try:
        return getattr(block, name)
    except UnansweredError:
        return None


def rule(
    code: str,
    severity: Severity,
    source: str,
    each: Each | None = None,
    registry: list[Rule] = RULES,
) -> Callable[[Judge], Judge]:  # pragma: no mutate block - it runs on import, before any mutant
    """Register a rule. The cases it speaks of are the type of its (or its ``each``'s) parameter."""

    def register(judge: Judge) -> Judge:
        spoken_of = signature(each or judge, eval_str=True).parameters.values()
        annotation: Any = next(iter(spoken_of)).annotation
        cases = get_args(annotation) or (annotation,)
        registry.append(Rule(code, severity, source, judge, each, cases))
        return judge

    return register
