"""Whether deliveries were read as the definitions would read them now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from scorecard.cycle import contract
from scorecard.doctor.finding import Finding, ok, warning
from scorecard.doctor.workspace.ground import Ground


def contracts(ground: Ground) -> Iterator[Finding]:
    """Per source: deliveries read under other columns or other names of units, or of no declared source."""
    book, now = ground.declared.book, ground.declared.sources
    if book is None or now is None or not ground.counting:
        return
    files = Counter(one.source for one in ground.counting)
    unknown = [source for source in files if source not in now]
    other = Counter(
        one.source
        for one in ground.counting
        if one.source in now and one.contract != contract(book, one.source, one.periods)
    )
    for source, count in other.items():
        yield warning(
            "contracts",
            f"{source}: {count} of {files[source]} deliveries were read under other definitions.",
            "The next run reads the files again as they came: other rows may be kept, other rows refused.",
            "Run their months again, then compare.",
        )
    for source in unknown:
        yield warning(
            "contracts",
            f"{source} is not declared, and {files[source]} deliveries belong to it.",
            "Their rows do not count.",
            "Declare the source again; if it was given up, nothing need be done.",
        )
    if not (other or unknown):
        yield ok("contracts", "Every delivery was read as the definitions say now.")
