"""Whether every delivery is still what was taken in."""

from __future__ import annotations

from collections.abc import Iterator

from scorecard.doctor.finding import Finding, ok, problem
from scorecard.doctor.workspace.ground import Ground

_WHY = "The month's figures cannot be computed again, or would come out otherwise."


def deliveries(ground: Ground) -> Iterator[Finding]:
    """Record, file as it came, kept and refused rows of each delivery; by their hashes where ``deep``."""
    for damage in ground.damaged:
        yield problem("deliveries", "A record cannot be used.", _WHY, str(damage))
    faulty = 0
    for one in ground.kept:
        fault = ground.workspace.deliveries.fault(one, deep=ground.deep)
        ground.progress(one)
        if fault:
            faulty += 1
            folder = ground.workspace.deliveries.folder / one.delivery.digest
            remedy = (
                f"Move {folder} out of the workspace, then deliver the file in its folder 'original' again."
                if fault.original
                else f"Move {folder} out of the workspace, ask the sender for the file and deliver it again."
            )
            what = f"{one.delivery.file} ({one.delivery.source}): {fault.what}."
            yield problem("deliveries", what, _WHY, remedy)
    if not (faulty or ground.damaged):
        how = "with their hashes" if ground.deep else "by presence and form; --deep hashes them"
        what = f"{len(ground.kept):,} deliveries are whole ({how})."
        yield ok("deliveries", what if ground.kept else "Nothing was delivered yet.")
