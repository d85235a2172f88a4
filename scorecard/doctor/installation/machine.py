"""The machine as the checks are told of it."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from scorecard.publish.bulletin.installed_fonts import families
from scorecard.publish.bulletin.libraries import LIBRARIES, Library


@dataclass(frozen=True, slots=True)
class Machine:
    """``root``: the workspace folder, which need not exist yet. ``printing``, ``naming``: encodings of what
    is printed and of file names. ``distribution``: the installed package whose requirements count.
    ``families``: those that paper asks for. ``reserve``: bytes that stay free on a disk in good order.
    """

    root: Path
    printing: str
    naming: str
    distribution: str = "scorecard"
    libraries: tuple[Library, ...] = LIBRARIES
    families: tuple[str, ...] = ()
    reserve: int = 1 << 30

    @classmethod
    def here(cls, root: Path) -> Machine:
        """The machine that this process runs on."""
        return cls(root, sys.stdout.encoding or "ascii", sys.getfilesystemencoding(), families=families())

    @property
    def nearest(self) -> Path:
        """The workspace folder, or the nearest one above it that exists."""
        return next(
            folder for folder in (self.root.absolute(), *self.root.absolute().parents) if folder.exists()
        )
