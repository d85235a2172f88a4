"""Whether the definitions can be used."""

from __future__ import annotations

from collections.abc import Iterator

from scorecard.doctor.finding import Finding, ok, problem
from scorecard.doctor.workspace.ground import Ground


def definitions(ground: Ground) -> Iterator[Finding]:
    """Whether a book comes of them; ``scorecard check`` says why not."""
    found = ground.declared
    if found.book is None:
        yield problem(
            "definitions",
            f"{found.folder} cannot be used (errors: {found.errors}).",
            "Nothing can be taken in or computed, and what compares with the definitions was not looked at.",
            "Run 'scorecard check': it names file, line and remedy of each.",
        )
    else:
        yield ok("definitions", f"{found.folder} can be used: book {found.book.digest[:12]}.")
