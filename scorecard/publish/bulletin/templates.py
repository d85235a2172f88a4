"""The Jinja environment of every paper: autoescaped, strict, reading only the templates beside it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from scorecard.errors import PrintFailed
from scorecard.glossary import Words
from scorecard.model.chart import Chart
from scorecard.model.period import Period
from scorecard.model.rounding import show
from scorecard.model.text import Lang
from scorecard.publish.bulletin.svg import WIDTH, to_svg
from scorecard.views.frame import KpiLine, Line
from scorecard.views.standing_text import card_text, interval_text, set_text


@cache
def _environment() -> Environment:
    here = files("scorecard.publish.bulletin")
    found = Environment(
        loader=FunctionLoader(lambda name: here.joinpath(name).read_text(encoding="utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals.update(show=show, count=count, svg=_svg, total=total)
    found.globals.update(set_text=set_text, interval_text=interval_text, card_text=card_text)
    return found


def fill(template: str, words: Words, period: str, **values: object) -> str:
    """The HTML of a template; ``say(text)`` and ``words(key)`` are in the words' language."""
    return (
        _environment()
        .get_template(template)
        .render(
            words=words,
            say=lambda text: text.say(words.lang),
            lang="zh-CN" if words.lang is Lang.ZH else "en",
            period_name=month(period, words),
            stamp=f"{period}-01T00:00:00Z",
            **values,
        )
    )


def month(period: str, words: Words) -> str:
    """A period's name: 2026年6月, June 2026."""
    when = Period.parse(period)
    return words(f"paper_month_{when.month}", year=when.year)


def count(value: int) -> str:
    """A whole number with its thousands separated."""
    return show(Decimal(value))


def total(values: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of published figures, None if none of them was published."""
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


def check_sum(what: str, lines: Iterable[Line | KpiLine], headline: Line) -> None:
    """Raise ``PrintFailed`` where the printed parts would not add up to the printed total."""
    lines = tuple(lines)
    for field in ("level", "pressure", "surplus"):
        parts, whole = total(getattr(line, field) for line in lines), getattr(headline, field)
        if (parts or Decimal(0)) != (whole or Decimal(0)):
            raise PrintFailed(
                f"The document was not printed: the {field} of its {what} adds up to {parts}, but "
                f"{headline.id} has {whole}. "
                "A reader could not follow the figure. Run the period again and compare."
            )


def _svg(chart: Chart, wide: int = WIDTH) -> Markup:
    # to_svg escapes every label itself
    return Markup(to_svg(chart, wide=wide))  # noqa: S704
