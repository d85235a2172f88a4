"""The command that tells what a change of the definitions does: diff."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from scorecard.cli.diff_text import Told, tell_definitions, tell_effects
from scorecard.cli.shell import (
    AsJson,
    err,
    out,
    period_of,
    periods_of,
    principal_of,
    print_json,
    settings_of,
    tell,
    workspace_of,
)
from scorecard.errors import BadDefinitions, BadRequest, Forbidden

if TYPE_CHECKING:
    from scorecard.compare import Comparison
    from scorecard.model.book import Book
    from scorecard.model.difference import Difference, Effect, Figure, Stretch, Value
    from scorecard.model.period import Period

_TWO = 2


def diff(
    context: typer.Context,
    folders: Annotated[
        list[Path],
        typer.Argument(
            metavar="[A] B", help="Two folders of definitions; with one, A is that of --definitions."
        ),
    ],
    *,
    period: Annotated[
        list[str] | None, typer.Option(help="Month to try both on; may be repeated. The newest if left out.")
    ] = None,
    lines: Annotated[int, typer.Option(min=1, help="Lines of each table.")] = 10,
    as_json: AsJson = False,
) -> None:
    """Tell what differs between two books, and whose figures would move. Nothing is kept."""
    from scorecard.compare import compare
    from scorecard.compute.difference import stretches

    if len(folders) > _TWO:
        raise BadRequest(f"{len(folders)} folders were named; a diff compares two.")
    who = principal_of(context)
    if not (who.units is None and who.departments is None):
        raise Forbidden(f"{who.name} may not compare books: a diff shows everybody's figures. Ask as 'all'.")
    pair = folders if len(folders) == _TWO else [settings_of(context).definitions, *folders]
    old, new = _loaded(pair)
    space = workspace_of(context)
    newest = periods_of(space)[-1]
    periods = tuple(period_of(text) for text in period) if period else (newest,)
    found, compared = stretches(old, new), compare(space, old, new, periods)
    if as_json:
        print_json(_as_json(pair, (old, new), found, compared))
        return
    for side, folder, book in zip("AB", pair, (old, new), strict=True):
        out.print(f"{side}  {folder}  book {book.digest[:12]}")
    tell_definitions(found, periods, lines)
    for one in compared:
        tell_effects(one, Told(*one.editions, lines))


def _loaded(folders: list[Path]) -> tuple[Book, Book]:
    """Both books. Where one cannot be used, its problems are told under its letter."""
    from scorecard.definitions import load

    books: list[Book] = []
    for side, folder in zip("AB", folders, strict=True):
        try:
            books.append(load(folder))
        except BadDefinitions as error:
            err.print(f"{side} cannot be used: {folder}")
            tell(error)
    if len(books) < _TWO:
        raise typer.Exit(BadDefinitions.exit_code)
    return books[0], books[1]


def _as_json(
    folders: list[Path],
    books: tuple[Book, Book],
    found: tuple[Stretch, ...],
    compared: tuple[Comparison, ...],
) -> dict[str, Any]:
    sides = {
        side: {"folder": str(folder), "book": book.digest}
        for side, folder, book in zip("ab", folders, books, strict=True)
    }
    definitions = [
        {
            "from": str(one.since),
            "until": one.until and str(one.until),
            "differences": [_difference(each) for each in one.differences],
        }
        for one in found
    ]
    return {**sides, "definitions": definitions, "periods": [_period(one, found) for one in compared]}


def _period(one: Comparison, found: tuple[Stretch, ...]) -> dict[str, Any]:
    return {
        "period": str(one.period),
        "differences": _held(found, one.period),
        "effects": [_effect(effect) for effect in one.effects],
    }


def _held(found: tuple[Stretch, ...], period: Period) -> int:
    return sum(len(one.differences) for one in found if one.holds(period))


def _difference(one: Difference) -> dict[str, Any]:
    cause = one.cause and {"id": one.cause.id, "reference": one.cause.reference, "owner": one.cause.owner}
    keys = {"kind": one.kind, "id": one.id, "key": one.key, "old": one.old, "new": one.new}
    return {**keys, "change": cause, "undone": one.undone}


def _effect(effect: Effect) -> dict[str, Any]:
    return {
        "kind": effect.kind,
        "still": effect.still,
        "moved": [
            {"unit": one.unit, "subject": one.subject, "figures": [_figure(each) for each in one.figures]}
            for one in effect.moved
        ],
        "begun": [{"unit": unit, "subject": subject} for unit, subject in effect.begun],
        "ended": [{"unit": unit, "subject": subject} for unit, subject in effect.ended],
    }


def _figure(one: Figure) -> dict[str, Any]:
    return {"name": one.name, "old": _exact(one.old), "new": _exact(one.new), "by": _exact(one.by)}


def _exact(value: Value) -> str | int | None:
    """A figure for JSON: a decimal is a text, because JSON readers would make a float of it."""
    return value if value is None or isinstance(value, int | str) else f"{value:f}"
