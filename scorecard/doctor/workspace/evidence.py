"""Units about which the newest published month says too little."""

from __future__ import annotations

from collections.abc import Iterator

from scorecard.doctor.finding import Finding, ok, some, warning
from scorecard.doctor.workspace.ground import Ground
from scorecard.model.principal import Principal
from scorecard.model.result import State
from scorecard.store import reads
from scorecard.store.reader import Reader

_EVERYONE = Principal("all")


def evidence(ground: Ground) -> Iterator[Finding]:
    """Units whose samples are too small to be ranked, and units that have no index at all."""
    if ground.current is None:
        return
    reader = Reader(ground.current)
    try:
        period = str(reader.read(_EVERYONE, reads.BOOKS)[0]["period"])
        ranks = reader.read(_EVERYONE, reads.INDEX_RANKS, period=period)
        units = reader.read(_EVERYONE, reads.UNITS, period=period)
    finally:
        reader.close()
    states = {row["unit"]: State(row["state"]) for row in ranks}
    small, empty = (
        [f"{row['unit']} {row['en']}" for row in units if states.get(row["unit"]) in wanted]
        for wanted in ({State.FLAGGED, State.HIDDEN}, {State.MISSING})
    )
    if small:
        yield warning(
            "evidence",
            f"{len(small)} of {len(units)} units have too small samples to be ranked in {period}: "
            f"{some(small)}.",
            "Their figures are withheld or flagged: chance alone moves them.",
            "Ask more of their customers, or read several months together.",
        )
    if empty:
        yield warning(
            "evidence",
            f"{len(empty)} of {len(units)} units have no index in {period}: {some(empty)}.",
            "Less of their weight than the definitions ask for has data.",
            "See who owes data under coverage and freshness.",
        )
    if not (small or empty):
        yield ok("evidence", f"All {len(units)} units have samples large enough in {period}.")
