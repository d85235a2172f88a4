"""Views to chart values: which figures are drawn, in which order, under which words of the glossary.

No figure is computed here but sums of published ones; printers draw the values.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from scorecard.glossary import Words
from scorecard.model.change import PERFORMANCE
from scorecard.model.chart import (
    Bar,
    Bars,
    Control,
    Dot,
    Dots,
    Flag,
    Funnel,
    Icicle,
    Node,
    Point,
    Speck,
    Stretch,
    Tone,
    Trend,
    Waterfall,
)
from scorecard.model.rounding import half_up, show
from scorecard.model.text import Text
from scorecard.views.bulletin import BulletinView
from scorecard.views.change import ChangeView
from scorecard.views.change.told import moment_name
from scorecard.views.control import Controlled
from scorecard.views.frame import Choice, KpiLine, Line, Moment
from scorecard.views.levers import LeverLine
from scorecard.views.ranking import RankedUnit
from scorecard.views.said import meaning
from scorecard.views.scorecard import ScorecardView
from scorecard.views.transmission import TransmissionView

_PLAIN = "ok"
_WARNING, _ALARM = Decimal("1.96"), Decimal("3.09")
_CERTAIN = Decimal("Infinity")
_MOST_NAMED = 12
_FEWEST_IN_FUNNEL = 3


def trend_chart(view: ScorecardView | BulletinView, words: Words) -> Trend:
    """The headline's score over the periods against its target."""
    lang = words.lang
    department = view.department if isinstance(view, ScorecardView) else None
    name = department.name if department else view.frame.index
    return _trend(name.say(lang), words("points"), view.trend, view.frame.target_score, words)


def control_of(name: Text, unit: Text, control: Controlled, words: Words, *, small: bool = False) -> Control:
    """A series under its limits. The first month of each spell says in words what it means; in a small chart
    the newest spell alone.
    """
    lang, target = words.lang, control.target
    places = {moment.period: place for place, moment in enumerate(control.moments)}
    starts = {spell.since for spell in control.spells[: 1 if small else None]}
    flags = tuple(
        Flag(
            place,
            tone_of(month.better),
            words(f"variation_{meaning(month.better)}") if month.period in starts else "",
        )
        for place, month in enumerate(control.months)
        if month.signal is not None
    )
    return Control(
        title=name.say(lang) if small else words("chart_control", name=name.say(lang)),
        unit=unit.say(lang),
        points=_points(control.moments, words),
        stretches=tuple(
            Stretch(places[band.since], places[band.until], band.mean, band.low, band.high)
            for band in control.bands
        ),
        names=(words("control_low"), words("control_mean"), words("control_high")),
        flags=flags,
        target=target,
        target_label="" if target is None else words("target_line", value=show(target)),
        small=small,
    )


def tone_of(better: bool | None) -> Tone:  # noqa: FBT001 - the value itself is what is translated
    """What a special cause means: good, bad, or neither."""
    return {True: Tone.GOOD, False: Tone.BAD, None: Tone.NEUTRAL}[better]


def pressure_bars(view: ScorecardView | BulletinView, words: Words) -> Bars:
    """Where the pressure is, most first: over departments; for a single department over its processes."""
    department = view.department if isinstance(view, ScorecardView) else None
    lines = view.departments if department is None else view.processes
    subject = department or view.frame.unit
    return pressure_of(subject.name.say(words.lang), lines, words)


def pressure_of(name: str, lines: Iterable[Line | KpiLine], words: Words) -> Bars:
    """The pressure of each line that has any, most first; the bars add up to the lines' pressure."""
    owing = [(line, line.pressure) for line in lines if line.pressure]
    bars = tuple(
        Bar(line.name.say(words.lang), pressure, tone=Tone.BAD)
        for line, pressure in sorted(owing, key=lambda pair: -pair[1])
    )
    return Bars(words("chart_pressure", name=name), words("points"), bars)


def lever_bars(name: str, levers: Iterable[LeverLine], words: Words) -> Bars:
    """The points that each lever wins, most first."""
    bars = tuple(
        Bar(
            one.kpi.name.say(words.lang),
            one.gain,
            words("lever_step", now=show(one.kpi.value), needed=show(one.needed)),
            Tone.GOOD,
        )
        for one in levers
    )
    return Bars(words("chart_levers", name=name), words("points"), bars)


def ranking_dots(
    level: Choice, units: Iterable[RankedUnit], reference: Line, words: Words, *, own: str = ""
) -> Dots:
    """The ranked units of a level, best on top, against the ``reference`` (the root); ``own``: a unit id."""
    title = words("chart_ranking", level=level.name.say(words.lang))
    label = "" if reference.score is None else _reference(reference, reference.score, words)
    dots = _dots((one.line for one in units), own, words)
    return Dots(title, words("points"), dots, reference.score, label)


def department_dots(unit: Choice, lines: Iterable[Line], words: Words, *, own: str = "") -> Dots:
    """The ranked departments of a unit by own score, best on top; ``own``: a department id."""
    title = words("chart_department_ranking", name=unit.name.say(words.lang))
    ranked = sorted((line for line in lines if line.rank is not None), key=lambda line: (line.rank, line.id))
    return Dots(title, words("points"), _dots(ranked, own, words))


def funnel(title: str, lines: Iterable[Line], words: Words, *, own: str = "") -> Funnel | None:
    """The ranked peers by score and standard error, around the simple mean of their scores.

    Those outside the wide limits are marked; of those outside the narrow ones the 12 farthest out are named.
    None with fewer than three peers that have an error, or where no error is above 0.
    """
    placed = [
        (line, line.score, line.evidence.error)
        for line in lines
        if line.rank is not None and line.score is not None and line.evidence.error is not None
    ]
    if len(placed) < _FEWEST_IN_FUNNEL or not any(error for _, _, error in placed):
        return None
    centre = half_up(Fraction(sum(score for _, score, _ in placed)) / len(placed), 2)
    far = {line.id: abs(score - centre) / error if error else Decimal(0) for line, score, error in placed}
    far |= {line.id: _CERTAIN for line, score, error in placed if not error and score != centre}
    named = sorted((one for one in far if far[one] > _WARNING), key=lambda one: (-far[one], one))[
        :_MOST_NAMED
    ]
    return Funnel(
        words("chart_funnel", title=title),
        words("points"),
        words("rank_error_points"),
        tuple(
            Speck(
                line.name.say(words.lang),
                score,
                line.evidence.printed_error or Decimal("0.00"),
                words("n_is", n=show(Decimal(line.n))),
                _side(line, score - centre, far[line.id], own),
                named=line.id in named or line.id == own,
            )
            for line, score, _ in placed
        ),
        centre,
        words("funnel_centre", value=show(centre)),
        tuple((z, words("funnel_limit", z=show(z))) for z in (_WARNING, _ALARM)),
    )


def _side(line: Line, off: Decimal, far: Decimal, own: str) -> Tone:
    if line.id == own:
        return Tone.OWN
    return Tone.NEUTRAL if far <= _ALARM else Tone.GOOD if off > 0 else Tone.BAD


def transmission_icicle(
    view: TransmissionView | BulletinView, words: Words, *, points: Literal["pressure", "level"] = "pressure"
) -> Icicle:
    """The path index -> process -> department, the largest part first; parts of nothing are left out.

    ``points``: what the parts hold, the pressure or the contribution to the level.
    """
    names = {line.id: line.name.say(words.lang) for line in view.departments}
    branches = []
    for process in view.processes:
        cells = (cell for cell in view.cells if cell.process == process.id)
        worth = ((cell.department, cell.pressure if points == "pressure" else cell.level) for cell in cells)
        leaves = _descending(
            Node(f"process:{process.id}/department:{department}", names[department], amount)
            for department, amount in worth
            if amount > 0
        )
        if leaves:
            name = process.name.say(words.lang)
            branches.append(Node(f"process:{process.id}", name, _whole(leaves), leaves))
    index = view.frame.index.say(words.lang)
    title = words("chart_transmission" if points == "pressure" else "chart_contribution", name=index)
    return Icicle(title, words("points"), Node("index", index, _whole(branches), _descending(branches)))


def change_waterfall(view: ChangeView, words: Words) -> Waterfall | None:
    """From the base's index to this one, cause by cause; None where there is nothing to tell.

    What nobody is charged with is muted; the sign of each step stands in its figure.
    """
    if view.before is None or view.after is None:
        return None
    start, end = (moment_name(view, words, base=base) for base in (True, False))
    steps = tuple(
        Bar(
            words(f"cause_{cause}"),
            points,
            tone=(Tone.GOOD if points > 0 else Tone.BAD) if cause in PERFORMANCE else Tone.MUTED,
        )
        for cause, points in view.moves.points.items()
        if points
    )
    title = words("chart_change", name=view.frame.index.say(words.lang), before=start, after=end)
    before, after = Bar(start, view.before, tone=Tone.NEUTRAL), Bar(end, view.after, tone=Tone.OWN)
    return Waterfall(title, words("points"), before, steps, after)


def _trend(name: str, unit: str, moments: Iterable[Moment], target: Decimal | None, words: Words) -> Trend:
    label = "" if target is None else words("target_line", value=show(target))
    return Trend(words("chart_trend", name=name), unit, _points(moments, words), target, label)


def _points(moments: Iterable[Moment], words: Words) -> tuple[Point, ...]:
    return tuple(
        Point(one.period, one.value, "" if one.state == _PLAIN else words(f"state_{one.state}"))
        for one in moments
    )


def _dots(lines: Iterable[Line], own: str, words: Words) -> tuple[Dot, ...]:
    return tuple(
        Dot(
            line.name.say(words.lang),
            line.score,
            str(line.rank),
            words("n_is", n=show(Decimal(line.n))),
            Tone.OWN if line.id == own else Tone.NEUTRAL,
            line.evidence.low,
            line.evidence.high,
            line.evidence.printed_error,
        )
        for line in lines
        if line.rank is not None and line.score is not None
    )


def _reference(line: Line, score: Decimal, words: Words) -> str:
    return words("reference_line", name=line.name.say(words.lang), value=show(score))


def _descending(nodes: Iterable[Node]) -> tuple[Node, ...]:
    return tuple(sorted(nodes, key=lambda node: (-node.value, node.id)))


def _whole(nodes: Iterable[Node]) -> Decimal:
    return sum((node.value for node in nodes), Decimal("0.00"))
