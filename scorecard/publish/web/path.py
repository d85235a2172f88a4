"""The path of the chosen points, whose figures the reader chooses; all other charts are ``views.charts``."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from scorecard.model.chart import Icicle, Node
from scorecard.publish.web.shown import Shown
from scorecard.publish.web.state import Points
from scorecard.views.transmission import TransmissionView


def transmission(title: str, view: TransmissionView, shown: Shown) -> Icicle:
    """Index -> processes -> departments, the largest first; parts of nothing are left out."""
    names = {line.id: shown.say(line.name) for line in view.departments}
    branches = []
    for process in view.processes:
        leaves = _descending(
            Node(f"{process.id}/{cell.department}", names[cell.department], amount)
            for cell in view.cells
            if cell.process == process.id and (amount := points(cell, shown)) > 0
        )
        if leaves:
            whole = sum((leaf.value for leaf in leaves), Decimal(0))
            branches.append(Node(process.id, shown.say(process.name), whole, leaves))
    parts = _descending(branches)
    root = Node("index", shown.say(view.frame.index), sum((one.value for one in parts), Decimal(0)), parts)
    return Icicle(title, shown.words("points"), root)


def points(part: object, shown: Shown) -> Decimal:
    """The level or the pressure of a line, cell or step, whichever the page is showing."""
    found = getattr(part, "pressure" if shown.state.points is Points.PRESSURE else "level")
    return found if isinstance(found, Decimal) else Decimal(0)


def _descending(nodes: Iterable[Node]) -> tuple[Node, ...]:
    return tuple(sorted(nodes, key=lambda node: (-node.value, node.id)))
