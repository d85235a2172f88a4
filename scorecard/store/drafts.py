"""What commands that were killed have left behind: drafts that never got their final name."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_PLACES = ("deliveries/.*", "snapshots/.*", "paper/*/.*.part")
_NAME = re.compile(
    r"\.(?:(?P<digest>[0-9a-f]{64})|.+)\.(?P<pid>\d{1,9})(?P<end>\.old|\.duckdb|\.duckdb\.wal|\.part)?"
)
_LONG_AGO = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Draft:
    """``sole``: digest of the delivery whose only copy it is, because the command was killed while it put a
    new reading in place of the earlier one.
    """

    path: Path
    sole: str | None = None


def drafts(root: Path) -> Iterator[Draft]:
    """The drafts below a workspace folder whose command has ended, in the order of their names.

    A process id is given again in time: what is a day old belongs to no running command.
    """
    for pattern in _PLACES:
        for path in sorted(root.glob(pattern)):
            found = _NAME.fullmatch(path.name)
            if found is None or _under_way(path, int(found["pid"])):
                continue
            digest = found["digest"]
            lost = digest and found["end"] == ".old" and not (path.parent / digest).exists()
            yield Draft(path, digest if lost else None)


def _under_way(path: Path, pid: int) -> bool:
    try:
        if pid == os.getpid() or time.time() - path.stat().st_mtime > _LONG_AGO:
            return False
        os.kill(pid, 0)
    except (ProcessLookupError, FileNotFoundError):
        return False
    except PermissionError:
        return True
    return True
