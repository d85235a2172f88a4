"""Whether the Python packages are there, in versions that the product asks for."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version

from packaging.requirements import Requirement

from scorecard.doctor.finding import Finding, ok, problem, warning
from scorecard.doctor.installation.machine import Machine

_TOLD = ("duckdb", "polars", "weasyprint", "dash")
_REMEDY = "Run 'make setup': it installs the versions that were tried."


def packages(machine: Machine) -> Iterator[Finding]:
    """Every requirement of the installed product, those of the extras that it names too."""
    try:
        wanted = tuple(_wanted(machine.distribution, extra=""))
    except PackageNotFoundError:
        yield warning(
            "packages",
            f"{machine.distribution} is not installed as a package.",
            "So nobody knows which versions it asks for.",
            _REMEDY,
        )
        return
    found = {one.name: _installed(one.name) for one in wanted}
    wrong = [one for one in wanted if not _fits(one, found[one.name])]
    for one in wrong:
        have = found[one.name]
        yield problem(
            "packages",
            f"{one.name} {have} is installed, and {one} is asked for." if have else f"{one.name} is missing.",
            "Commands that need it fail or do what nobody tried.",
            _REMEDY,
        )
    if not wrong:
        told = ", ".join(f"{name} {found[name]}" for name in _TOLD if name in found)
        yield ok("packages", f"{len(wanted)} packages as asked for{f': {told}' if told else ''}.")


def _wanted(distribution: str, *, extra: str) -> Iterator[Requirement]:
    for text in requires(distribution) or ():
        one = Requirement(text)
        mine = "extra" in str(one.marker) if extra else True
        if mine and (one.marker is None or one.marker.evaluate({"extra": extra})):
            yield one
            if _installed(one.name):
                for name in sorted(one.extras):
                    yield from _wanted(one.name, extra=name)


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _fits(wanted: Requirement, have: str) -> bool:
    return bool(have) and wanted.specifier.contains(have, prereleases=True)
