"""Change orders as the dictionary tells them: what was, what is from then on, as written in the files."""

from __future__ import annotations

from decimal import Decimal

from scorecard.definitions.amend import SINGLES, Order, id_of
from scorecard.definitions.strict_yaml import Node
from scorecard.definitions.timeline import Timeline
from scorecard.model.book import Change, Setting
from scorecard.model.text import Text


def change_of(order: Order, timeline: Timeline) -> Change:
    """The change with every key that it sets, each with its value before and after."""
    spec = order.spec
    return Change(
        id=spec.id,
        title=Text(spec.title.zh, spec.title.en),
        since=spec.since,
        until=spec.until,
        reference=spec.reference,
        owner=spec.owner,
        settings=_settings(order, timeline),
    )


def _settings(order: Order, timeline: Timeline) -> tuple[Setting, ...]:
    others = [one for one in timeline.orders if one is not order]
    before = timeline.amended(others, order.spec.since)
    found = []
    for kind, id_, patch in order.patches():
        if kind in SINGLES:
            old = before.singles[kind].value if kind in before.singles else {}
        else:
            at = before.find(kind, id_)
            old = before.entries[kind][at].value if at is not None else {}
        found += [
            Setting(kind, id_, key, as_written(old.get(key)), as_written(value))
            for key, value in patch.value.items()
        ]
    for kind, node in order.additions():
        found.append(Setting(kind, _named(node), "", None, as_written(node.value)))
    found += [Setting(kind, id_, "until", None, str(order.spec.since)) for kind, id_, _ in order.ends()]
    return tuple(found)


def _named(node: Node) -> str:
    """The id of an added entry; a target of a unit has none and is called ``kpi@unit``."""
    return str(id_of(node) or f"{node.value.get('kpi')}@{node.value.get('unit')}")


def as_written(value: object) -> str | None:
    """A value of a file on one line, as YAML would have it."""
    if value is None:
        return None
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {as_written(one)}" for key, one in value.items()) + "}"
    if isinstance(value, tuple):
        return "[" + ", ".join(str(as_written(one)) for one in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
