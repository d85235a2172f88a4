"""Who takes over: from a unit or department that has ended to those that are in force."""

from __future__ import annotations

from fractions import Fraction

from scorecard.definitions.draft import Draft
from scorecard.model.org import UNASSIGNED


def heirs(draft: Draft, kind: str, id_: str) -> dict[str, Fraction]:
    """Those in force that hold what was ``id_``'s, with their parts; itself, if it is in force.

    ``kind``: units or departments. The parts sum to 1; to less where a part has nobody: a successor that
    does not exist, has not begun, or has ended without one of its own. What is declared unassigned stays so.
    """
    present = {one.id for one in getattr(draft.spec, kind)}
    if kind == "departments":
        present.add(UNASSIGNED)
    found: dict[str, Fraction] = {}
    pending = [(id_, Fraction(1), frozenset[str]())]
    while pending:
        one, part, before = pending.pop()
        if one in present:
            found[one] = found.get(one, Fraction(0)) + part
            continue
        known = draft.out[kind].get(one)
        if known is None or one in before or known.spec.until is None or known.spec.until > draft.since:
            continue
        pending += [
            (heir, part * Fraction(points, 10_000), before | {one})
            for heir, points in known.spec.successor.items()
        ]
    return found
