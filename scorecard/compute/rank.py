"""Competition ranks on the printed value (methods C)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal


def rank(scores: Mapping[str, Decimal]) -> dict[str, int]:
    """Subject -> 1 + the number of subjects with a higher printed score; ties share a rank."""
    ordered = sorted(scores.values(), reverse=True)
    first = {value: position for position, value in reversed(list(enumerate(ordered, start=1)))}
    return {subject: first[value] for subject, value in scores.items()}
