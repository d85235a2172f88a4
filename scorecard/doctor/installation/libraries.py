"""Whether the native libraries are there with which papers are printed."""

from __future__ import annotations

from collections.abc import Iterator

from scorecard.doctor.finding import Finding, ok, problem, warning
from scorecard.doctor.installation.machine import Machine
from scorecard.publish.bulletin.libraries import opened


def libraries(machine: Machine) -> Iterator[Finding]:
    """Each library that WeasyPrint opens, under the names by which it does."""
    missing = [one for one in machine.libraries if opened(one) is None]
    for one in missing:
        what, remedy = f"The library {one.name} is not found.", f"Install {one.package}, or run 'make setup'."
        if one.needed:
            why = "No bulletin or notice can be printed."
            yield problem("libraries", what, why, remedy)
        else:
            why = "Papers are printed, but a notice takes 14 times longer and 150 MB more."
            yield warning("libraries", what, why, remedy)
    if not missing:
        yield ok("libraries", f"{', '.join(one.name for one in machine.libraries)} are there.")
