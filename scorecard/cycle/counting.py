"""The rows of one or several months, counted: each source scanned once, everything added up to every unit."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from scorecard.compute.aggregate import (
    Split,
    counts,
    joints,
    merge,
    monthly_tallies,
    plan,
    plan_design,
    plan_pairs,
    split_tallies,
    tallies,
)
from scorecard.compute.roll_up import roll_up
from scorecard.model.book import Book, Edition
from scorecard.model.joint import Joint
from scorecard.model.kpi import Kind
from scorecard.model.period import Period
from scorecard.model.query import Query
from scorecard.model.source import Source
from scorecard.model.tally import Tally
from scorecard.store.duck import scan_all
from scorecard.store.workspace import Workspace

_UNDIVIDED = frozenset({Kind.PERCENTILE, Kind.FORMULA})
_What = TypeVar("_What", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Counted:
    """``present``: (unit, source) -> rows of the source at or below the unit. ``tallies``: (unit, KPI) ->
    tally of the unit and everything below it; ``own``: of the rows that name the unit itself. ``splits``:
    as ``tallies``, of the rows with one value of a dimension, of KPIs whose reading is a mean of its parts.
    ``joints``: (unit, (KPI, KPI)) -> what the rows that both share say of the two.
    """

    present: Mapping[tuple[str, str], int] = field(default_factory=dict)
    tallies: Mapping[tuple[str, str], Tally] = field(default_factory=dict)
    own: Mapping[tuple[str, str], Tally] = field(default_factory=dict)
    splits: Mapping[tuple[str, Split], Tally] = field(default_factory=dict)
    joints: Mapping[tuple[str, tuple[str, str]], Joint] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Months:
    """Which rows are wanted: of the month, of its year so far, and of the months before it by themselves."""

    month: str
    year: tuple[str, ...]
    before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """A month counted whole. ``past``: (unit, (period, KPI)) -> tally of the months before, of registers."""

    month: Counted
    year: Counted
    past: Mapping[tuple[str, tuple[str, str]], Tally]


def counted(workspace: Workspace, edition: Edition, periods: Sequence[str]) -> Counted:
    """The rows of ``periods`` taken together, by the measures and in the tree of ``edition``."""
    found = _Sums(edition)
    wanted = dict.fromkeys(edition.source_by_id, tuple(periods))
    for source, files in _delivered(workspace, edition, wanted):
        found.take(_Asked(edition, source, periods, files, split=False, joint=False))
    return found.whole()


def look(workspace: Workspace, book: Book, editions: tuple[Edition, Edition], months: Months) -> Looked:
    """Everything that a month's results rest on, each source read once.

    ``editions``: what is in force, with the units that rows of the month name, and with those that rows of
    the year so far name. Other months of a source count only where its rows are stored alike (``alike``).
    """
    edition, year = editions
    past = registers(edition)
    month, so_far = _Sums(edition), _Sums(year)
    narrow = replace(edition, kpis=tuple(kpi for kpi in edition.kpis if kpi.id in past))
    needed = {source for kpi in narrow.kpis for source in kpi.measure.sources}
    parts = []
    told = {
        source.id: Months(months.month, alike(book, source, months.year), alike(book, source, months.before))
        for source in edition.sources
    }
    wanted = {source: (one.month, *one.year, *one.before) for source, one in told.items()}
    for source, files in _delivered(workspace, edition, wanted):
        now = told[source.id]
        own = _Asked(edition, source, (now.month,), files, split=True, joint=True)
        pooled = _Asked(edition, source, now.year, files, split=True, joint=False)
        asked = now.before and source.id in needed
        before = [plan(narrow, source, now.before, files, monthly=True)] if asked else []
        rows = iter(scan_all([*own.queries, *pooled.queries, *before]))
        month.add(own, [next(rows) for _ in own.queries])
        so_far.add(pooled, [next(rows) for _ in pooled.queries])
        parts += [_housed(monthly_tallies(query, next(rows)), month.homes) for query in before]
    known = {key: one for key, one in merge(parts).items() if key[0] in edition.units.by_id}
    return Looked(month.whole(), so_far.whole(), roll_up(known, edition.units))


class _Asked:
    """What is asked of one source: the tallies, and where they are wanted the design sums and the pairs."""

    def __init__(
        self,
        edition: Edition,
        source: Source,
        periods: Sequence[str],
        files: Sequence[str],
        *,
        split: bool,
        joint: bool,
    ) -> None:
        asked = edition, source, periods, files
        self.source = source
        self.tallies = plan(*asked, split=split)
        self.design = [plan_design(*asked)] if source.cluster or source.weight else []
        pairs = plan_pairs(*asked) if joint else None
        self.pairs = [pairs] if pairs is not None and pairs.columns else []

    @property
    def queries(self) -> list[Query]:
        """In the order in which ``_Sums.add`` takes their rows."""
        return [self.tallies, *self.design, *self.pairs]


class _Sums:
    """What has been counted so far, source by source."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.homes = _homes(edition)
        self.present: dict[tuple[str, str], int] = {}
        self.own: list[dict[tuple[str, str], Tally]] = []
        self.splits: list[dict[tuple[str, Split], Tally]] = []
        self.joints: dict[tuple[str, tuple[str, str]], Joint] = {}

    def take(self, asked: _Asked) -> None:
        """Ask and add."""
        self.add(asked, scan_all(asked.queries))

    def add(self, asked: _Asked, found: Sequence[Sequence[tuple[Any, ...]]]) -> None:
        """Add the rows of the queries of one source."""
        answers = iter(found)
        rows = next(answers)
        self.own.append(_housed(tallies(asked.tallies, rows), self.homes))
        self.splits.append(_housed(split_tallies(asked.tallies, rows), self.homes))
        for query in asked.design:
            self.own.append(_housed(tallies(query, next(answers)), self.homes))
        for query in asked.pairs:
            self.joints |= joints(query, next(answers))
        tree = self.edition.units
        for unit, count in counts(asked.tallies, rows).items():
            for above in tree.lineage(self.homes.get(unit, unit)):
                key = above, asked.source.id
                self.present[key] = self.present.get(key, 0) + count

    def whole(self) -> Counted:
        """Everything added up to every unit; a KPI that is no mean of its parts has no splits."""
        tree, own = self.edition.units, merge(self.own)
        undivided = {kpi.id for kpi in self.edition.kpis if kpi.measure.kind in _UNDIVIDED}
        splits = {key: one for key, one in merge(self.splits).items() if key[1][0] not in undivided}
        return Counted(
            self.present, roll_up(own, tree), own, roll_up(splits, tree), roll_up(self.joints, tree)
        )


def registers(edition: Edition) -> frozenset[str]:
    """KPIs whose months tell how much they vary: no sample, no mean over rows, or too few rows for one."""
    return frozenset(
        kpi.id for kpi in edition.kpis if kpi.id not in edition.sampled or kpi.measure.kind in _UNDIVIDED
    )


def alike(book: Book, source: Source, months: Iterable[str]) -> tuple[str, ...]:
    """The months whose rows of a source are stored as they are now: the same columns to the type and scale,
    as far as both have them, and weights where there are weights now.

    Tenths added to whole numbers would be no sum.
    """
    return tuple(month for month in months if _stored_alike(book, source, month))


def _stored_alike(book: Book, source: Source, month: str) -> bool:
    then = book.on(Period.parse(month)).source_by_id.get(source.id)
    if then is None or then.weight != source.weight:
        return False
    forms = [{one.name: (one.type, one.decimals) for one in each.columns} for each in (then, source)]
    return all(forms[0][name] == form for name, form in forms[1].items() if name in forms[0])


def _delivered(
    workspace: Workspace, edition: Edition, periods: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[Source, tuple[str, ...]]]:
    """The sources with the files that may hold rows of their periods, in the order of their receipt."""
    for source in edition.sources:
        files = workspace.deliveries.rows_of(source.id, None if source.latest else periods[source.id])
        if files:
            yield source, files


def _homes(edition: Edition) -> dict[str, str]:
    """Unit that has ended -> where its rows of earlier months belong now: its heir, else whoever is above."""
    gone = {one.unit.id: one for one in edition.retired}
    found = {}
    for one in gone.values():
        home: str | None = one.heir or one.unit.parent
        while home is not None and home in gone:
            home = gone[home].heir or gone[home].unit.parent
        if home is not None:
            found[one.unit.id] = home
    return found


def _housed(
    cells: Mapping[tuple[str, _What], Tally], homes: Mapping[str, str]
) -> dict[tuple[str, _What], Tally]:
    found: dict[tuple[str, _What], Tally] = {}
    for (unit, what), tally in cells.items():
        key = homes.get(unit, unit), what
        found[key] = found[key] + tally if key in found else tally
    return found
