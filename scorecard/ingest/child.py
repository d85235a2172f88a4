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

    def take(self, wanted: tuple[str, str, str]) -> None:
        """Hand over file, folder and sheet. Raises OSError if the process is dead already."""
        try:
            self.line.send(wanted)
        except OSError:
            self.end()
            raise

    def finish(self) -> bool:
        """Wait for the file; False if it takes too long. Raises EOFError or OSError if the process dies."""
        done = False
        try:
            if self.line.poll(SECONDS_MAX):
                done = self.line.recv()
        finally:
            if not done:
                self.end()
        return done

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


def _hand_over(wanted: tuple[str, str, str]) -> _Child:
    """The child that has taken the file: a new one, if the last died since its last file."""
    try:
        child = _child()
        child.take(wanted)
    except OSError:
        child = _child()
        child.take(wanted)
    return child


def unfold(data: bytes, file: str, folder: Path, *, ending: str, damage: str, sheet: str = "") -> None:
    """Let the child write the file's cells into the folder.

    ``ending``: xlsx or parquet. ``damage``: what is said if the child fails, whether by an error, a crash
    or its limit of memory. Raises BadDelivery.
    """
    source = folder / f"in.{ending}"
    source.write_bytes(data)
    try:
        done = _hand_over((str(source), str(folder), sheet)).finish()
    except (EOFError, OSError) as error:
        raise bad_delivery(complaint("damaged", file, damage)) from error
    if not done:
        what = f"it cannot be read within {SECONDS_MAX} seconds"
        raise bad_delivery(complaint("too_big", file, what))
