"""Lines with evidence, made by hand."""

from __future__ import annotations

from decimal import Decimal

from scorecard.model.text import Text
from scorecard.views.evidence import Evidence
from scorecard.views.frame import Line


def ranked(id_: str, rank: int | None, sets: tuple[int, int] = (1, 1), **more: object) -> Line:
    """A line of five peers with a rank set, the marginal one as the simultaneous."""
    low, high = sets
    plain: dict[str, object] = {
        "score": Decimal("78.00"),
        "error": Decimal("1.00"),
        "coverage": Decimal("100.00"),
    }
    plain.update(more)
    score, coverage = plain.pop("score"), plain.pop("coverage")
    evidence = Evidence(
        rank_low=low,
        rank_high=high,
        sure_low=None if rank is None else low,
        sure_high=None if rank is None else high,
        **plain,  # type: ignore[arg-type]
    )
    return Line(
        id=id_,
        name=Text(f"{id_}单位", f"Unit {id_}"),
        score=score,  # type: ignore[arg-type]
        level=None,
        pressure=None,
        surplus=None,
        weight=None,
        coverage=coverage,  # type: ignore[arg-type]
        n=100,
        rank=rank,
        ranked=5,
        state="ok",
        evidence=evidence,
    )
