"""Whether files were refused in large part."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from scorecard.doctor.finding import Finding, ok, warning
from scorecard.doctor.workspace.ground import Ground
from scorecard.model.delivery import Delivery

TOLERATED = Fraction(5, 100)
"""The share of a file's rows above which its refusals are told."""
_LIMIT = f"{int(100 * TOLERATED)} %"


def refused(ground: Ground) -> Iterator[Finding]:
    """Per source: the files of which more than ``TOLERATED`` was refused, and the worst of them.

    File by file, because one province's changed export is lost in the total of all the years.
    """
    sources: dict[str, list[Delivery]] = {}
    for one in ground.counting:
        sources.setdefault(one.source, []).append(one)
    quiet = True
    for source, files in sources.items():
        bad = [one for one in files if _share(one) > TOLERATED]
        if bad:
            quiet = False
            worst = max(bad, key=_share)
            yield warning(
                "refused",
                f"{source}: more than {_LIMIT} of the rows of {len(bad)} of {len(files)} files were refused, "
                f"{worst.rows_refused:,} of {worst.rows_read:,} of {worst.file}.",
                "What was refused does not count, and it is seldom a fair sample.",
                f"Read the reasons in {ground.workspace.deliveries.refused_path(worst.digest)}.",
            )
    if quiet and ground.counting:
        read = sum(one.rows_read for one in ground.counting)
        lost = sum(one.rows_refused for one in ground.counting)
        yield ok("refused", f"{lost:,} of {read:,} rows were refused, and of no file more than {_LIMIT}.")


def _share(one: Delivery) -> Fraction:
    return Fraction(one.rows_refused, one.rows_read) if one.rows_read else Fraction(0)
