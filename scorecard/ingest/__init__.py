"""A delivered file -> typed rows, refused rows with their reasons, and an exact balance.

What lives here: choosing the source, reading each format as text, typing cells, resolving unit and
period. What does not: keeping deliveries (``store``) and deciding which rows count (``compute``).
Nothing vanishes: every row of a file is kept or refused, and rows read = kept + refused.
"""

from scorecard.ingest.intake import Intake
from scorecard.ingest.read import read

__all__ = ["Intake", "read"]
