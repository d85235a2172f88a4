"""Whether this Python is one that the product asks for."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata

from packaging.specifiers import SpecifierSet

from scorecard.doctor.finding import Finding, ok, problem
from scorecard.doctor.installation.machine import Machine


def python(machine: Machine) -> Iterator[Finding]:
    """The version against ``requires-python``; silent where the product is not installed as a package."""
    try:
        wanted = str(metadata(machine.distribution).json.get("requires_python", ""))
    except PackageNotFoundError:
        return
    here = platform.python_version()
    if SpecifierSet(wanted).contains(here, prereleases=True):
        yield ok("python", f"Python {here}; {wanted} is asked for.")
    else:
        yield problem(
            "python",
            f"This is Python {here}, and {wanted} is asked for.",
            "Nothing was tried with it.",
            "Run 'make setup PYTHON=...' with a Python that fits.",
        )
