"""The workspace folder and what stands where in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from scorecard.store.deliveries import Deliveries
from scorecard.store.results import Results
from scorecard.store.snapshot import Snapshots


@dataclass(frozen=True, slots=True)
class Workspace:
    """Everything the product keeps, below ``root``. Nothing need exist yet."""

    root: Path

    @property
    def deliveries(self) -> Deliveries:
        """What was delivered."""
        return Deliveries(self.root / "deliveries")

    @property
    def results(self) -> Results:
        """What was computed."""
        return Results(self.root / "results.duckdb")

    @property
    def snapshots(self) -> Snapshots:
        """What was published."""
        return Snapshots(self.root / "snapshots")
