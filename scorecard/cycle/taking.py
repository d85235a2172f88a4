"""Files taken in, each whole or not at all, and read again when the definitions of their source change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from scorecard import __version__, ingest
from scorecard.errors import BadDelivery
from scorecard.model.book import Book, Edition
from scorecard.model.delivery import Delivery
from scorecard.model.period import Period
from scorecard.model.problem import Place, Problem
from scorecard.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Received:
    """One file taken in; ``again`` where the same bytes had been taken before and nothing was changed."""

    delivery: Delivery
    again: bool
    warnings: tuple[Problem, ...] = ()


def deliver(
    workspace: Workspace,
    book: Book,
    files: Iterable[Path],
    *,
    at: str,
    source: str | None = None,
    replace_earlier: bool = False,
    progress: Callable[[Received], None] = lambda _: None,
) -> tuple[Received, ...]:
    """Take files in, each whole or not at all; ``at``: the time of receipt, ISO 8601.

    The same bytes twice change nothing, unless the definitions of their source have changed since. Other
    content under the name of an earlier file of the source would count its rows twice: it is refused, or
    with ``replace_earlier`` the earlier file's rows no longer count. Raises BadDelivery at the first file
    that cannot be taken; those before it are kept.
    """
    found = []
    for path in files:
        intake = ingest.read(path, book, source=source)
        known = workspace.deliveries.find(intake.digest)
        terms = contract(book, intake.source, intake.periods)
        counting = workspace.deliveries.all()
        if known in counting and known is not None and known.contract == terms:
            found.append(Received(known, again=True))
        else:
            earlier = _namesakes(intake, counting)
            if earlier and not replace_earlier:
                problem = _counted_twice(intake.file, earlier)
                raise BadDelivery(str(problem), (problem,))
            delivery = _delivery(intake, terms, at, tuple(one.digest for one in earlier))
            _keep(workspace, delivery, path, intake)
            found.append(Received(delivery, again=False, warnings=intake.warnings))
        progress(found[-1])
    return tuple(found)


def _delivery(intake: ingest.Intake, terms: str, at: str, replaces: tuple[str, ...]) -> Delivery:
    return Delivery(
        intake.digest,
        intake.file,
        intake.source,
        intake.rows_read,
        intake.rows_kept,
        intake.rows_refused,
        intake.periods,
        at,
        terms,
        replaces,
    )


def _namesakes(intake: ingest.Intake, counting: Iterable[Delivery]) -> tuple[Delivery, ...]:
    """Earlier files of the same source and name, packed or not, with other bytes."""
    return tuple(
        one
        for one in counting
        if one.source == intake.source
        and one.file.removesuffix(".gz") == intake.file.removesuffix(".gz")
        and one.digest != intake.digest
    )


def _counted_twice(file: str, earlier: tuple[Delivery, ...]) -> Problem:
    return Problem(
        "delivered_before",
        Place(file),
        f"a file of this name was taken on {earlier[-1].received[:10]} with other content",
        "Its rows would count beside the new ones.",
        "If this is its correction, deliver it with --replace; if not, give it another name.",
    )


def contract(book: Book, source: str, periods: Iterable[str]) -> str:
    """What a reading of a file with rows of these periods depends on, as a hash: the source's columns, the
    units' names (and where they stand, if rows name them by their path), the code.
    """
    editions = {id(one): one for one in (book.on(Period.parse(period)) for period in sorted(periods))}
    every = [
        (
            one.source_by_id.get(source),
            [(unit.id, unit.name, unit.aliases) for unit in one.units.units],
            [(gone.unit.id, gone.unit.name, gone.unit.aliases, gone.heir) for gone in one.retired],
            _places(one, source),
        )
        for one in editions.values()
    ]
    parts = [one for number, one in enumerate(every) if one not in every[:number]]
    return sha256(repr((__version__, parts)).encode()).hexdigest()


def _places(edition: Edition, source: str) -> list[object]:
    """Where units stand, if the source names them by their path."""
    one = edition.source_by_id.get(source)
    if one is None or not one.unit.path:
        return []
    units = (*edition.units.units, *(gone.unit for gone in edition.retired))
    return [[level.id for level in edition.levels], [(unit.id, unit.level, unit.parent) for unit in units]]


def read_again(workspace: Workspace, book: Book, delivery: Delivery) -> None:
    """Read a delivery again, from the file as it came, by the definitions of now."""
    original = workspace.deliveries.original(delivery.digest)
    intake = ingest.read(original, book, source=delivery.source)
    terms = contract(book, intake.source, intake.periods)
    again = _delivery(intake, terms, delivery.received, delivery.replaces)
    _keep(workspace, again, original, intake)


def _keep(workspace: Workspace, delivery: Delivery, original: Path, intake: ingest.Intake) -> None:
    workspace.deliveries.keep(
        delivery, original=original, rows=intake.rows, refused=intake.refused, found=intake.found
    )
