"""A change in sentences: the same on screen, paper, sheet and command line."""

from __future__ import annotations

from scorecard.glossary import Words
from scorecard.model.change import Cause
from scorecard.model.rounding import show
from scorecard.views.change.against import Against, Base, Span
from scorecard.views.change.view import ChangeView, DepartmentMove, KpiMove


def base_name(base: Base, words: Words) -> str:
    """What is compared with: the month before (2026-05)."""
    key = base.id if base.id in set(Against) else "month"
    return words(f"against_{key}", period=base.period)


def moment_name(view: ChangeView, words: Words, *, base: bool) -> str:
    """The name of a side: 2026-05, or the year to it."""
    period = view.base.period if base else view.frame.period
    return words("change_span_year", period=period) if view.base.span is Span.YEAR else period


def reason(view: ChangeView, words: Words) -> tuple[str, str]:
    """Why there is nothing to tell, and what to do; two empty texts where there is."""
    if view.reason is None:
        return "", ""
    unit = view.frame.unit.name.say(words.lang)
    what = words(f"change_{view.reason}", unit=unit, period=view.base.period)
    return what, words(f"change_{view.reason}_remedy")


def lacking(view: ChangeView, words: Words) -> str:
    """Which months a year to date lacks; empty where it lacks none."""
    return words("change_gaps", months=words("web_comma").join(view.gaps)) if view.gaps else ""


def summary(view: ChangeView, words: Words) -> str:
    """The whole change in one sentence; a direction is named only where the evidence carries it."""
    return words(
        "change_summary",
        index=view.frame.index.say(words.lang),
        before=show(view.before),
        after=show(view.after),
        base=base_name(view.base, words),
        total=show(view.total, sign=True),
        verdict=words(f"verdict_{view.proof.verdict}"),
        performance=show(view.moves.performance, sign=True),
        rules=show(view.moves.rules, sign=True),
    )


def of_department(view: ChangeView, department: str, words: Words) -> str:
    """What of the change is one department's; empty where it has no part."""
    for one in view.departments:
        if one.department.id == department:
            return _department(view, one, words)
    return ""


def _department(view: ChangeView, one: DepartmentMove, words: Words) -> str:
    known = one.before is not None and one.after is not None
    level = one.after - one.before if one.before is not None and one.after is not None else None
    return words(
        "change_department_summary" if known else "change_department_short",
        base=base_name(view.base, words),
        name=one.department.name.say(words.lang),
        performance=show(one.performance, sign=True),
        **(
            {
                "level": show(level, sign=True),
                "inherited": show(one.inherited, sign=True),
                "moved": show(one.moved, sign=True),
            }
            if known
            else {}
        ),
    )


def masked(line: KpiMove, words: Words) -> str:
    """That the parts themselves went the other way than the whole; empty where they did not."""
    if not line.masked or line.kpi is None:
        return ""
    return words(
        "change_masked_row",
        kpi=line.kpi.name.say(words.lang),
        rate=show(line.natural.get(Cause.RATE), sign=True),
        shift=show(line.shift, sign=True),
        unit=line.unit.say(words.lang),
    )
