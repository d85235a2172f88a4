"""Whether everything that was delivered is computed."""

from __future__ import annotations

from collections.abc import Iterator

from scorecard.doctor.finding import Finding, ok, some, warning
from scorecard.doctor.workspace.ground import Ground
from scorecard.model.delivery import Delivery

_REMEDY = "Run 'scorecard run' with --period for each, or --all."


def computed(ground: Ground) -> Iterator[Finding]:
    """Months with delivered rows but no run, and months whose run is older than their newest delivery."""
    if "results" in ground.trouble or not ground.counting:
        return
    received = _received(ground)
    runs = ground.newest_run
    missing = sorted(set(received) - set(runs))
    stale = sorted(period for period, at in received.items() if period in runs and at > runs[period].at)
    if missing:
        what = f"Delivered and not computed: {some(missing)}."
        yield warning("computed", what, "Nobody can read them.", _REMEDY)
    if stale:
        what = f"Computed before their last delivery: {some(stale)}."
        yield warning("computed", what, "Their results leave out, or still count, what has changed.", _REMEDY)
    if not (missing or stale):
        yield ok("computed", f"All {len(received)} months with deliveries are computed from all of them.")


def _received(ground: Ground) -> dict[str, str]:
    """Period -> when its rows last changed. What replaces another delivery changes that one's months too."""
    by_digest = {one.delivery.digest: one.delivery for one in ground.kept}
    found: dict[str, str] = {}

    def touch(periods: tuple[str, ...], one: Delivery) -> None:
        for period in periods:
            found[period] = max(found.get(period, ""), one.received)

    for one in ground.counting:
        touch(one.periods, one)
    for one in ground.counting:
        for digest in one.replaces:
            if digest in by_digest:
                touch(by_digest[digest].periods, one)
    return found
