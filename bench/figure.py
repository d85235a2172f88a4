"""One measured figure, printed as one JSON object."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(slots=True)
class Span:
    """Wall and CPU seconds of a block, filled when the block ends."""

    wall: float = 0.0
    cpu: float = 0.0


@contextmanager
def measured() -> Iterator[Span]:
    """Measure a block; its span is filled when the block ends."""
    span, wall, cpu = Span(), time.perf_counter(), time.process_time()
    yield span
    span.wall, span.cpu = time.perf_counter() - wall, time.process_time() - cpu


def tell(name: str, value: float, unit: str, goal: str | None = None) -> None:
    """Print one figure."""
    figure: dict[str, object] = {"name": name, "value": round(value, 4), "unit": unit}
    if goal is not None:
        figure["goal"] = goal
    print(json.dumps(figure), flush=True)


def peak_memory() -> float:
    """The most memory this process has held so far, in MiB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10
