"""Whether Chinese text can be printed here, and stand in the name of a file."""

from __future__ import annotations

from collections.abc import Iterator

from scorecard.doctor.finding import Finding, ok, problem
from scorecard.doctor.installation.machine import Machine

_EVERY_KIND = "满䶮𠮷é−"
_REMEDY = "Set PYTHONUTF8=1, or a locale that ends in UTF-8."


def encoding(machine: Machine) -> Iterator[Finding]:
    """The encodings of what is printed and of file names hold every kind of letter that names have.

    Where they do not, a command ends in the middle of its words, or does not find a file by its name.
    """
    narrow = [
        (subject, name)
        for subject, name in (("What is printed", machine.printing), ("Names of files", machine.naming))
        if not _holds(name)
    ]
    for subject, name in narrow:
        why = "A command that meets a Chinese name breaks off."
        yield problem("encoding", f"{subject}: in {name}, which has not every letter.", why, _REMEDY)
    if not narrow:
        yield ok("encoding", f"Text is printed in {machine.printing}, file names are in {machine.naming}.")


def _holds(name: str) -> bool:
    try:
        return bool(_EVERY_KIND.encode(name))
    except (UnicodeEncodeError, LookupError):
        return False
