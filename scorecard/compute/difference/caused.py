"""The change order behind a difference."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from scorecard.model.book import Change, Setting
from scorecard.model.difference import Difference

_AIM = frozenset({"floor", "target", "stretch", "scoring"})


@dataclass(frozen=True, slots=True)
class Orders:
    """The change orders of both books in force in a period, in order of time.

    ``departments``: those that are in force on one side only; what ends them moves the shares of KPIs.
    """

    old: Sequence[Change]
    new: Sequence[Change]
    departments: Collection[str]


def caused(one: Difference, orders: Orders) -> Difference:
    """The difference with its cause: the last order of the new book that says so and the old one lacks,
    else one of the old book that the new one lacks. What both books say causes nothing.
    """
    for fits in (_says, _leads_to):
        for mine, others, undone in ((orders.new, orders.old, False), (orders.old, orders.new, True)):
            found = [change for change, setting in _own(mine, others) if fits(setting, one, orders)]
            if found:
                return replace(one, cause=found[-1], undone=undone)
    return one


def _own(mine: Sequence[Change], others: Sequence[Change]) -> Iterator[tuple[Change, Setting]]:
    """What only these orders set; what the value was before them does not matter."""
    known = {
        (change.id, setting.kind, setting.id, setting.key, setting.new)
        for change in others
        for setting in change.settings
    }
    for change in mine:
        for setting in change.settings:
            if (change.id, setting.kind, setting.id, setting.key, setting.new) not in known:
                yield change, setting


def _says(setting: Setting, one: Difference, _: Orders) -> bool:
    """Whether an order sets this key, adds or ends this definition."""
    whole = one.key in {"", "successor"}
    keys = {"", "until", "successor"} if whole else {"", one.key, one.key.partition(".")[0]}
    return (setting.kind, setting.id) == (one.kind, one.id) and setting.key in keys


def _leads_to(setting: Setting, one: Difference, orders: Orders) -> bool:
    """Whether an order sets what the key follows from."""
    if one.kind == "kpis" and one.key == "shares":
        ended = setting.id in orders.departments or setting.key == "successor"
        return setting.kind == "departments" and ended
    if one.kind == "plans":
        counted = (setting.kind, setting.id) == ("departments", one.key.partition(".")[2])
        return counted or (one.key == "gates" and (setting.kind, setting.key) == ("kpis", "shares"))
    return (setting.kind, setting.id) == (one.kind, one.id) and {setting.key, one.key} <= _AIM
