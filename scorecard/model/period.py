"""The assessment period (考核期): one calendar month."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FORM = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A month, written ``2026-06``. Ordered; half-open ranges are compared with ``<=`` and ``<``."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (1900 <= self.year <= 2999 and 1 <= self.month <= 12):
            raise ValueError(f"{self.year}-{self.month} is not a month")

    @classmethod
    def parse(cls, text: str) -> Period:
        """``2026-06`` -> Period(2026, 6). Raises ValueError for anything else."""
        found = _FORM.fullmatch(text)
        if not found:
            raise ValueError(f"{text!r} is not a period; write it as 2026-06")
        return cls(int(found[1]), int(found[2]))

    def plus(self, months: int) -> Period:
        """The period so many months later (earlier, if negative)."""
        count = self.year * 12 + self.month - 1 + months
        return Period(count // 12, count % 12 + 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"
