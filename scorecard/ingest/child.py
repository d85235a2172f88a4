"""Opening a foreign binary file in a child process: what it may do there, it cannot do here.

One child serves many files, because starting it costs more than most files. A file that kills it, or takes
too long, costs the next file a new one.
"""

from __future__ import annotations

from functools import cache
from multiprocessing import get_context
from pathlib import Path

from scorecard.ingest.reasons import bad_delivery, complaint
from scorecard.ingest.unfold import serve

SECONDS_MAX = 300
"""A full sheet of 1,048,576 rows takes about a minute."""


class _Child:
    """A process that unfolds files, one at a time, until it dies."""

    def __init__(self) -> None:
        context = get_context("spawn")
        self.line, far = context.Pipe()
        self.process = context.Process(target=serve, args=(far,), daemon=True)
        self.process.start()
        far.close()

    def end(self) -> None:
        """End the process; the next file gets a new one."""
        self.process.kill()
        self.process.join()
        self.process.close()
        self.line.close()
        _child.cache_clear()


@cache
def _child() -> _Child:
    return _Child()


def unfold(data: bytes, file: str, folder: Path, *, ending: str, damage: str, sheet: str = "") -> None:
    """Let the child write the file's cells into the folder.

    ``ending``: xlsx or parquet. ``damage``: what is said if the child fails, whether by an error, a crash
    or its limit of memory. Raises BadDelivery.
    """
    source = folder / f"in.{ending}"
    source.write_bytes(data)
    child = _child()
    child.line.send((str(source), str(folder), sheet))
    if not child.line.poll(SECONDS_MAX):
        child.end()
        what = f"it cannot be read within {SECONDS_MAX} seconds"
        raise bad_delivery(complaint("too_big", file, what))
    try:
        child.line.recv()
    except EOFError as error:
        child.end()
        raise bad_delivery(complaint("damaged", file, damage)) from error
