"""The choosers: native selects that change the address, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from scorecard.publish.web.element import Element, tag
from scorecard.publish.web.shown import Shown
from scorecard.views.dictionary import Cover
from scorecard.views.frame import Choice, Frame

CHOOSER = "choose"
ALL = "*"


def chooser(key: str, label: str, options: Iterable[tuple[str, str]], now: str) -> Element:
    """A labelled select for one key of the address. ``options``: (value, text); ALL takes the key out."""
    select = {
        "namespace": "dash_bootstrap_components",
        "type": "Select",
        "props": {
            "id": {"type": CHOOSER, "key": key, "was": now},
            "options": [{"value": value, "label": text} for value, text in options],
            "value": now,
            "size": "sm",
        },
    }
    return tag("Label", tag("Span", label), select, class_="chooser", data_key=key)


def periods(frame: Frame | Cover, shown: Shown) -> Element:
    """Which period."""
    return chooser("period", shown.words("period"), ((one, one) for one in frame.periods), frame.period)


def units(frame: Frame, shown: Shown) -> Element:
    """Which unit, indented by its place in the tree."""
    options = ((unit.id, "　" * depth + shown.say(unit.name)) for depth, unit in frame.units)
    return chooser("unit", shown.words("unit"), options, frame.unit.id)


def departments(frame: Frame, now: Choice | None, shown: Shown) -> Element:
    """Which department, or the unit as a whole for who may see it."""
    whole = [(ALL, shown.words("web_whole_unit"))] if shown.principal.departments is None else []
    options = [*whole, *choices(frame.departments, shown)]
    return chooser("department", shown.words("department"), options, now.id if now else ALL)


def choices(found: Iterable[Choice], shown: Shown) -> list[tuple[str, str]]:
    """(id, name) of each choice."""
    return [(one.id, shown.say(one.name)) for one in found]
