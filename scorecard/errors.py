"""Every exception of the product, as one tree.

    ScorecardError
    ├── BadDefinitions     the YAML cannot be used; carries every problem found
    ├── BadDelivery        a file cannot be taken; carries every problem found
    ├── BadRequest         a period, unit, page or option that does not exist
    ├── Forbidden          the principal may not see what was asked for
    ├── Damaged            something at rest does not match its hash
    └── PrintFailed        a document could not be printed as it should look

Each says what happened, where, why it matters and what to do. The two shells (command line, web)
catch ``ScorecardError`` and show its text; anything else is a bug and is allowed to be loud.
"""

from __future__ import annotations


class ScorecardError(Exception):
    """What happened, in one sentence that a user can act on. ``exit_code`` is the command's."""

    exit_code = 1


class _WithProblems(ScorecardError):
    """An error that lists all problems (``model.problem.Problem``) at once."""

    def __init__(self, what: str, problems: tuple[object, ...] = ()) -> None:
        super().__init__(what)
        self.problems = problems


class BadDefinitions(_WithProblems):
    """The definitions cannot be used."""

    exit_code = 3


class BadDelivery(_WithProblems):
    """A delivered file cannot be taken; nothing of it was kept."""

    exit_code = 4


class BadRequest(ScorecardError):
    """Something was asked for that does not exist."""

    exit_code = 2


class Forbidden(ScorecardError):
    """The principal may not see what was asked for."""

    exit_code = 5


class Damaged(ScorecardError):
    """Something at rest does not match the hash under which it was written."""

    exit_code = 6


class PrintFailed(ScorecardError):
    """A document could not be printed as it should look (a missing glyph, an unknown style)."""

    exit_code = 7
