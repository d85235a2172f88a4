"""Control charts on a page: the chart with its table twin, the two verdicts in words, the list of signals."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from scorecard.model.evidence import Marked, Signal
from scorecard.model.rounding import show
from scorecard.model.text import Text
from scorecard.publish.web import drawn
from scorecard.publish.web.cells import empty, figure, head, name_cell, row, section, table, words_cell
from scorecard.publish.web.element import Child, Element, link, tag
from scorecard.publish.web.shown import Shown
from scorecard.publish.web.tiles import tile
from scorecard.views.charts import control_of
from scorecard.views.control import Controlled, Spell
from scorecard.views.frame import Moment
from scorecard.views.said import meaning, said
from scorecard.views.watch import Watch, Watched

_VARIATIONS = {"better": "★", "worse": "✖", "special": "◆", "common": "●", "unknown": "–"}
_ASSURANCES = {"meets": "●", "by_chance": "◐", "fails": "○", "none": "–"}


def control_chart(
    name: Text, unit: Text, control: Controlled, shown: Shown, *, key: str, column: str, small: bool = False
) -> list[Element]:
    """The chart and, folded away, its figures with their limits and signals; words where there are none.

    ``key``: names the chart and its table on the page; ``column``: what the figures are. A small chart names
    no limits, and neither does its table.
    """
    if all(moment.value is None for moment in control.moments):
        return [empty(shown.words("web_no_trend"), shown.words("web_no_trend_remedy"))]
    value = control_of(name, unit, control, shown.words, small=small)
    drawing = drawn.chart(value, shown, name=key, twin=key, summary=_summary(control, shown))
    return [drawing, _twin(control, shown, key=key, column=column, small=small)]


def said_section(control: Controlled, shown: Shown) -> Element:
    """What the chart says: variation and assurance with their meaning, the signals, the rules."""
    words = shown.words
    facts = [
        row(name_cell(words("variation")), words_cell(variation(control, shown), _meaning(control, shown))),
        row(
            name_cell(words("assurance")),
            words_cell(
                assurance(control, shown),
                tag("Div", words(f"assurance_{_assured(control)}_means"), class_="note"),
            ),
        ),
    ]
    return section(
        words("signals"),
        tag("Table", tag("Caption", words("control_chart")), tag("Tbody", *facts), class_="facts verdicts"),
        _spells(control, shown),
        *(
            tag("P", words("signal_restart", period=period), class_="lead-in restart")
            for period in control.restarts
        ),
        tag("P", words("control_limits_note"), class_="lead-in"),
        rules(shown),
        name="signals",
    )


def variation(control: Controlled, shown: Shown) -> Element:
    """Whether the shown month has a special cause, as a mark, a word and a colour."""
    return _verdict(str(control.variation), _VARIATIONS, "variation", shown)


def assurance(control: Controlled, shown: Shown) -> Element:
    """Whether the process as it runs meets its target, as a mark, a word and a colour."""
    return tag(
        "Span",
        _verdict(_assured(control), _ASSURANCES, "assurance", shown),
        tag("Span", shown.words("provisional"), class_="note provisional") if _unsure(control) else None,
    )


def verdict_tile(control: Controlled, shown: Shown) -> Element:
    """The variation of the shown month in the headline, the assurance below it."""
    words = shown.words
    said = words(f"variation_{control.variation}")
    below = words(f"assurance_{_assured(control)}")
    note = f"{below} · {words('provisional')}" if _unsure(control) else below
    text = f"{_VARIATIONS[control.variation]} {said}"
    return tile(f"variation-{control.variation}", words("variation"), text, note, said=True)


def rules(shown: Shown) -> Element:
    """The four rules, folded away: each in one sentence."""
    words = shown.words
    items = [
        tag("Li", tag("Strong", words(f"signal_{one}")), " ", words(f"signal_{one}_means")) for one in Signal
    ]
    return tag("Details", tag("Summary", words("control_rules")), tag("Ul", *items), class_="twin rules")


def alarms(watch: Watch, shown: Shown) -> Element:
    """How many false alarms to expect on so many charts."""
    text = shown.words("control_alarms", charts=watch.charts, expected=show(watch.expected))
    return tag("P", text, class_="lead-in alarms")


def signal_list(found: Iterable[tuple[Watched, str | None]], shown: Shown) -> Element:
    """Series that signal in the shown month: by name, with a link where there is one, and what is said."""
    items = [
        tag(
            "Li",
            shown.say(one.name) if href is None else link(shown.say(one.name), href),
            shown.words("control_colon"),
            _spell(one.control.spells[0], shown),
            class_=f"signal-{one.control.variation}",
            data_row=one.id,
        )
        for one, href in found
    ]
    if not items:
        return tag("P", shown.words("control_none"), class_="no-signal")
    return tag("Ul", *items, class_="signals")


def interval(low: Decimal | None, high: Decimal | None, shown: Shown) -> str:
    """The 95 % interval in words; that there is none, where there is none."""
    if low is None or high is None:
        return shown.words("interval_none")
    return shown.words("interval_is", low=show(low), high=show(high))


def interval_cell(low: Decimal | None, high: Decimal | None, shown: Shown) -> Element:
    """The 95 % interval in a table; an en dash without one."""
    both = low is not None and high is not None
    text = shown.words("range_is", low=show(low), high=show(high)) if both else show(None)
    return tag("Td", text, class_="num", data_figure="interval")


def _verdict(value: str, marks: dict[str, str], concept: str, shown: Shown) -> Element:
    text = f"{marks[value]} {shown.words(f'{concept}_{value}')}"
    return tag("Span", text, class_=f"verdict {concept}-{value}")


def _assured(control: Controlled) -> str:
    return "none" if control.assurance is None else str(control.assurance)


def _unsure(control: Controlled) -> bool:
    return control.provisional and bool(control.bands)


def _meaning(control: Controlled, shown: Shown) -> Element:
    return tag("Div", shown.words(f"variation_{control.variation}_means"), class_="note")


def _summary(control: Controlled, shown: Shown) -> str:
    return shown.words(f"variation_{control.variation}")


def _spells(control: Controlled, shown: Shown) -> Element:
    words = shown.words
    if control.spells:
        items = [
            tag("Li", _spell(one, shown), class_=f"signal-{meaning(one.better)}") for one in control.spells
        ]
        return tag("Ul", *items, class_="signals")
    if not control.bands:
        return empty(words("control_none_known"), words("control_none_remedy"))
    return tag("P", words("control_none"), class_="no-signal")


def _spell(spell: Spell, shown: Shown) -> Element:
    return tag("Span", f"{_VARIATIONS[meaning(spell.better)]} {said(spell, shown.words)}")


def _twin(control: Controlled, shown: Shown, *, key: str, column: str, small: bool) -> Element:
    words = shown.words
    limits = [head(words(f"control_{name}_head"), number=True) for name in ("low", "mean", "high")]
    heads = [
        head(words("period")),
        head(column, number=True),
        *([] if small else limits),
        head(words("signals")),
    ]
    rows = [
        _month(moment, month, _limits(control, moment.period, small=small), shown)
        for moment, month in zip(control.moments, control.months, strict=True)
    ]
    twin = table(words("control_chart"), heads, list(reversed(rows)), name=key)
    lone = sum(moment.value is not None for moment in control.moments) == 1
    return tag("Details", tag("Summary", words("web_as_table")), twin, class_="twin", open=lone)


def _limits(control: Controlled, period: str, *, small: bool) -> list[Element]:
    """The cells of a month's lower limit, mean and upper limit."""
    if small:
        return []
    band = next((band for band in control.bands if band.since <= period <= band.until), None)
    names = ("low", "mean", "high")
    return [figure(None if band is None else getattr(band, name), name) for name in names]


def _month(moment: Moment, month: Marked, limits: list[Element], shown: Shown) -> Element:
    told: Child = None
    if month.signal is not None:
        text = (
            f"{shown.words(f'variation_{meaning(month.better)}')} · {shown.words(f'signal_{month.signal}')}"
        )
        told = tag("Span", text, class_=f"signal-{meaning(month.better)}")
    elif moment.value is None:
        told = shown.words(f"state_{moment.state}")
    return row(
        name_cell(moment.period), figure(moment.value, "value"), *limits, words_cell(told), key=moment.period
    )
