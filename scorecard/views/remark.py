"""What the transmission audit found, in sentences: the same on screen, paper, sheet and command line."""

from __future__ import annotations

from decimal import Decimal

from scorecard.glossary import Words
from scorecard.model.audit import Matter, Reach
from scorecard.model.rounding import show
from scorecard.views.audit import AuditView, Found
from scorecard.views.frame import Choice

_MOST = 12
_TOTALLED = frozenset({Matter.PROCESS_LEAKS, Matter.KPI_LEAKS})


def remark(found: Found, words: Words) -> str:
    """What was found, of whom, and how much weight it is about; of more than 12 subjects the first 12.

    A leak of a single subject does not say its weight a second time.
    """
    alone = len(found.subjects) == 1 and found.matter in _TOTALLED
    named = [_subject(one, None if alone else weight, words) for one, weight in found.subjects[:_MOST]]
    more = len(found.subjects) - len(named)
    if more:
        named.append(words("audit_more", count=more))
    way = "" if found.reach is None else words(f"reach_{found.reach}")
    return words(
        f"audit_{found.matter}",
        names=words("audit_comma").join(named),
        way=way or words("audit_several"),
        count=len(found.subjects),
        weight=show(found.weight),
    )


def _subject(one: Choice, weight: Decimal | None, words: Words) -> str:
    name = one.name.say(words.lang)
    return words("audit_subject", name=name, weight=show(weight)) if weight else name


def ways(view: AuditView, words: Words) -> str:
    """The classes in which weight leaks, with their figures: ``no data 11.20%, ...``."""
    leaks = [
        words("audit_way", way=words(f"reach_{reach}"), weight=show(weight))
        for reach, weight in view.classes
        if weight and reach is not Reach.REACHED
    ]
    return words("audit_ways", ways=words("audit_comma").join(leaks)) if leaks else ""
