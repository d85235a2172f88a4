"""The demonstration operator: deliveries as an operator would send them, with planted truths.

``story`` and ``traps`` say what is planted; ``organisation``, ``survey``, ``tickets``, ``inspections`` and
``counters`` grow rows around it; ``dirt``, ``writing`` and ``delivery`` make files of them. Ids, headings and
words come from the units and sources in ``kpi_definitions/operator``, whichever book includes them. What does
not live here: reading deliveries, any result.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

from scorecard.demo.delivery import Delivered, Sender, deliver
from scorecard.demo.organisation import lay_ground
from scorecard.demo.planting import Scene
from scorecard.demo.story import LAST
from scorecard.demo.traps import TRUTHS
from scorecard.demo.truths import write_truths
from scorecard.model.book import Edition


def _quiet(message: str) -> None:
    """Say nothing."""


def generate(
    book: Edition,
    folder: Path,
    *,
    seed: int = 2026,
    months: int = 24,
    scale: Fraction | int = 1,
    progress: Callable[[str], None] = _quiet,
) -> tuple[Path, ...]:
    """Write ``months`` months of deliveries up to 2026-06, and ``truths.json``, below ``folder``.

    ``scale``: how many answers, tickets and customers against the operator's 12,500 answers a month.
    The same book, seed and scale give the same bytes, however many months are asked for. Returns the
    delivered files, oldest month first; ``truths.json`` is not one of them.
    Raises ValueError where ``months`` is below 1 or ``scale`` is not positive.
    """
    if months < 1 or scale <= 0:
        raise ValueError(f"months must be 1 or more and scale above 0, not {months} and {scale}")
    ground = lay_ground(book, seed, Fraction(scale))
    delivered: list[Delivered] = []
    for back in range(months - 1, -1, -1):
        period = LAST.plus(-back)
        progress(f"{period}: month {months - back} of {months}")
        delivered.extend(deliver(Sender(book, ground, Scene(period, TRUTHS, book.units), folder)))
    about = {
        "seed": seed,
        "scale": str(Fraction(scale)),
        "from": str(LAST.plus(1 - months)),
        "to": str(LAST),
    }
    write_truths(folder, about, TRUTHS, delivered)
    return tuple(one.path for one in delivered)
