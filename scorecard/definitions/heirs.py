"""Who takes over: from a unit or department that has ended to those that are in force."""

from __future__ import annotations

from fractions import Fraction

from scorecard.definitions.draft import Draft
from scorecard.model.org import UNASSIGNED

_WHOLE = 10_000


def heirs(draft: Draft, kind: str, id_: str) -> dict[str, Fraction]:
    """Those in force that hold what was ``id_``'s, with their parts; itself, if it is in force.

    ``kind``: units or departments. The parts sum to 1; to less where a part has nobody: a successor that
    does not exist, has not begun, or has ended without one of its own. What is declared unassigned stays so.
    """
    present, out = draft.ids[kind], draft.out[kind]
    if kind == "departments":
        present |= {UNASSIGNED}
    found: dict[str, Fraction] = {}
    pending = {id_: Fraction(1)}
    for _ in range(len(out) + 1):  # a longer way leads round a ring
        further: dict[str, Fraction] = {}
        for one, part in pending.items():
            if one in present:
                found[one] = found.get(one, Fraction(0)) + part
            elif (known := out.get(one)) and known.spec.until is not None and known.spec.until <= draft.since:
                for heir, points in known.spec.successor.items():
                    own = part if points == _WHOLE else part * Fraction(points, _WHOLE)
                    further[heir] = further[heir] + own if heir in further else own
        pending = further
        if not pending:
            break
    return found
