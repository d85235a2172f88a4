"""Whether every source has sent its newest month."""

from __future__ import annotations

from collections.abc import Iterator

from scorecard.doctor.finding import Finding, ok, warning
from scorecard.doctor.workspace.ground import Ground
from scorecard.model.period import Period


def freshness(ground: Ground) -> Iterator[Finding]:
    """The newest month with rows of each declared source, against the newest month of all of them."""
    declared = ground.declared.sources
    latest: dict[str, tuple[str, str]] = {}
    for one in ground.counting:
        if one.periods:
            latest[one.source] = max(latest.get(one.source, ("", "")), (max(one.periods), one.file))
    ends = {source: latest.get(source) for source in (latest if declared is None else declared)}
    newest, file = max((end for end in ends.values() if end), default=("", ""))
    if not newest:
        return
    why = "KPIs that read it are missing in the months after, or are not computed."
    for source, end in ends.items():
        remedy = f"Ask who delivers {source} for its files."
        if end is None:
            yield warning("freshness", f"{source}: nothing with rows was ever delivered.", why, remedy)
        elif (months := _months(end[0], newest)) > 0:
            what = f"{source} ends with {end[0]}, months behind {newest}: {months} ({file})."
            yield warning("freshness", what, why, remedy)
    if all(end and end[0] == newest for end in ends.values()):
        yield ok("freshness", f"All {len(ends)} sources have rows of {newest}, the newest month.")


def _months(earlier: str, later: str) -> int:
    first, last = Period.parse(earlier), Period.parse(later)
    return (last.year - first.year) * 12 + last.month - first.month
