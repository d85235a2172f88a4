"""What differs between two editions and between two books, key by key and month by month.

``entries`` says an edition as its files would, ``differences`` compares two of them, ``caused`` finds the
change order behind a difference, ``stretches`` does it for every month. What a difference does to the
figures is told by ``compute.moves``.
"""

from __future__ import annotations

from scorecard.compute.difference.differences import differences
from scorecard.compute.difference.stretches import stretches

__all__ = ["differences", "stretches"]
