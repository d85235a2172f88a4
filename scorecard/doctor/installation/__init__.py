"""The machine: Python, packages, libraries, fonts, encodings, disk.

What lives here: checks that need nothing but the standard library, ``packaging`` and the style of the papers,
so that they can be told on a machine where the rest cannot even be imported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scorecard.doctor.finding import Finding
from scorecard.doctor.installation.encoding import encoding
from scorecard.doctor.installation.font import font
from scorecard.doctor.installation.libraries import libraries
from scorecard.doctor.installation.machine import Machine
from scorecard.doctor.installation.packages import packages
from scorecard.doctor.installation.python import python
from scorecard.doctor.installation.room import room
from scorecard.doctor.installation.writable import writable

CHECKS: tuple[Callable[[Machine], Iterator[Finding]], ...] = (
    python,
    packages,
    libraries,
    font,
    encoding,
    writable,
    room,
)


def examine(machine: Machine) -> tuple[Finding, ...]:
    """What every check of the installation finds, in order."""
    return tuple(finding for check in CHECKS for finding in check(machine))
