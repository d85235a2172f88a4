"""Whether enough of what was declared has data: of a process, and of the index (methods A, roll-up)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction


def available(
    processes: Iterable[tuple[str, int]],
    kpis: Mapping[str, tuple[str, int]],
    scored: Collection[str],
    minimum: Fraction,
) -> tuple[str, ...]:
    """Ids of the processes that have a score of their own; () where the index is not published.

    ``processes``: (id, declared weight). ``kpis``: id -> (process, declared weight in it), those that apply
    to the unit. ``scored``: ids of those with a score. A process counts with ``minimum`` or more of its
    declared weight scored, the index is published with ``minimum`` or more of its processes' weight. Weight
    0 never matters (A-7), nor does a process without a KPI that applies.
    """
    known = frozenset(scored)
    declared, usable = 0, 0
    found: list[str] = []
    for process, weight in processes:
        own = {kpi: part for kpi, (home, part) in kpis.items() if home == process and part}
        if not own or not weight:
            continue
        declared += weight
        there = sum(part for kpi, part in own.items() if kpi in known)
        if there and there >= minimum * sum(own.values()):
            usable += weight
            found.append(process)
    return tuple(found) if usable and usable >= minimum * declared else ()
