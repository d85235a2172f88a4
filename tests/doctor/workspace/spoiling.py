"""Damage, done on purpose."""

from __future__ import annotations

from pathlib import Path

from scorecard.store.workspace import Workspace


def folder_of(space: Workspace, source: str) -> Path:
    """The folder of the one delivery of a source."""
    (found,) = (one for one in space.deliveries.all() if one.source == source)
    return space.deliveries.folder / found.digest


def flip(path: Path) -> None:
    """Change one bit in the middle of a file."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
