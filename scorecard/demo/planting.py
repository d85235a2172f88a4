"""What can be planted in the demonstration's figures, and what is planted in one month."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import prod

from scorecard.model.org import UnitTree
from scorecard.model.period import Period
from scorecard.model.text import Text


@dataclass(frozen=True, slots=True)
class Effect:
    """One change of the figures in ``where`` and everything below it, on ``since <= period < until``.

    ``subject`` names what changes; ``size`` is in the subject's own measure:

    =============================  ==========================================================
    ``survey/TOUCHPOINT``          points added to every answer of the touchpoint
    ``survey/TOUCHPOINT/COLUMN``   points added to one column's answers
    ``segment/SEGMENT``            added to the segment's share of respondents (0 to 1)
    ``straight``                   share of respondents who give 10 to everything
    ``answers``                    answers a month in a hall, in place of the usual number
    ``withheld/SOURCE``            1: the rows of the source are never delivered
    ``tickets/CATEGORY``           factor on the number of tickets
    ``repeats``                    repeat tickets added for each first ticket
    ``elapsed/CATEGORY``           factor on the time from opening to closing
    ``failures/ITEM``              factor on the share of failed checks
    ``counter/COUNTER``            factor on the counter
    =============================  ==========================================================
    """

    subject: str
    where: str
    size: float
    since: Period | None = None
    until: Period | None = None

    def in_force(self, period: Period) -> bool:
        """Whether the effect acts in the period."""
        return (self.since is None or self.since <= period) and (self.until is None or period < self.until)


@dataclass(frozen=True, slots=True)
class Truth:
    """A planted truth: its effects, what a careless reader says, and what a right analysis must say."""

    id: str
    kind: str
    title: Text
    careless: Text
    right: Text
    effects: tuple[Effect, ...] = ()


class Scene:
    """The effects in force in one month, looked up by subject and unit."""

    def __init__(self, period: Period, truths: Iterable[Truth], tree: UnitTree) -> None:
        self.period = period
        self._tree = tree
        self._by_subject: dict[str, list[Effect]] = {}
        for truth in truths:
            for effect in truth.effects:
                if effect.in_force(period):
                    self._by_subject.setdefault(effect.subject, []).append(effect)

    def added(self, subject: str, unit: str) -> float:
        """Sum of the effects on the subject in the unit; 0.0 if there are none."""
        return sum(self._sizes(subject, unit))

    def times(self, subject: str, unit: str) -> float:
        """Product of the effects on the subject in the unit; 1 if there are none."""
        return prod(self._sizes(subject, unit))

    def _sizes(self, subject: str, unit: str) -> list[float]:
        effects = self._by_subject.get(subject)
        if not effects:
            return []
        above = self._tree.lineage(unit)
        return [effect.size for effect in effects if effect.where in above]
