"""The Book (指标手册): every definition with its dates, and the Edition that is in force in a period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from scorecard.errors import BadRequest
from scorecard.model.kpi import Aim, Kind, Kpi, Perspective, Process
from scorecard.model.org import Department, Retired, Succeeded, UnitLevel, UnitTree
from scorecard.model.period import Period
from scorecard.model.plan import Plan
from scorecard.model.source import FactKind, Source
from scorecard.model.text import Text


@dataclass(frozen=True, slots=True)
class Policy:
    """Rules for all KPIs.

    ``floor_score``/``target_score``/``stretch_score``: scores of the three knots. ``coverage_min``: share
    of the declared weight that must have data for a roll-up to be published (equality passes).
    ``hide_below``, ``flag_below``: the evidence policy of KPIs that have none of their own.
    """

    floor_score: Fraction = Fraction(0)
    target_score: Fraction = Fraction(80)
    stretch_score: Fraction = Fraction(100)
    coverage_min: Fraction = Fraction(1, 2)
    hide_below: int = 10
    flag_below: int = 30


@dataclass(frozen=True)
class Edition:
    """Everything in force in a period, and nothing of what was or will be.

    ``digest`` is the SHA-256 of the canonical form, ``terms`` the book's own words. ``retired``: units that
    have ended, whose names deliveries may still use. ``succeeded``: departments that have ended; the shares
    of those in force say it already, so it takes no part in the digest.
    """

    id: str
    name: Text
    index: Text
    digest: str
    policy: Policy
    levels: tuple[UnitLevel, ...]
    units: UnitTree
    departments: tuple[Department, ...]
    perspectives: tuple[Perspective, ...]
    processes: tuple[Process, ...]
    kpis: tuple[Kpi, ...]
    sources: tuple[Source, ...]
    terms: Mapping[str, Text]
    retired: tuple[Retired, ...] = ()
    succeeded: tuple[Succeeded, ...] = ()
    plans: tuple[Plan, ...] = ()

    @cached_property
    def source_by_id(self) -> Mapping[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.sources}

    @cached_property
    def kpi_by_id(self) -> Mapping[str, Kpi]:
        """KPIs by id."""
        return {kpi.id: kpi for kpi in self.kpis}

    @cached_property
    def sampled(self) -> frozenset[str]:
        """KPIs whose rows are a sample: not counters, and no ratio of two registers."""
        return frozenset(
            kpi.id
            for kpi in self.kpis
            if self.source_by_id[kpi.measure.rows.source].kind is not FactKind.COUNTER
            and kpi.measure.kind not in {Kind.RATIO, Kind.RATE}
        )

    def aim(self, kpi: Kpi, unit: str) -> Aim:
        """What the unit is held to: its own aim, else that of the nearest unit above, else the KPI's."""
        own = dict(kpi.aims)
        return next((own[one] for one in self.units.lineage(unit) if one in own), kpi.aim) if own else kpi.aim


@dataclass(frozen=True, slots=True)
class Setting:
    """One key of one definition that a change sets, as written before and after; None where there is none.

    ``key`` is "" where it adds the whole definition. A target of a unit has the id ``kpi@unit``.
    """

    kind: str
    id: str
    key: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """A reviewed change order: in force on ``since <= period < until``, by a document that somebody owns."""

    id: str
    title: Text
    since: Period
    until: Period | None
    reference: str
    owner: str
    settings: tuple[Setting, ...]


@dataclass(frozen=True)
class Book:
    """Editions in order of time, each in force from its period until the next one's.

    ``digest``: SHA-256 over all of them with their dates. ``changes``: in order of time.
    """

    digest: str
    editions: tuple[tuple[Period, Edition], ...]
    changes: tuple[Change, ...] = ()

    def on(self, period: Period) -> Edition:
        """What is in force in a period. Raises BadRequest for one before the book begins."""
        found = [edition for since, edition in self.editions if since <= period]
        if not found:
            raise BadRequest(f"The book begins in {self.start}; nothing is defined for {period}.")
        return found[-1]

    @property
    def start(self) -> Period:
        """The first period that the book is about."""
        return self.editions[0][0]

    @property
    def newest(self) -> Edition:
        """The last edition, which may lie in the future."""
        return self.editions[-1][1]

    def contracts(self, source: str) -> tuple[tuple[Source, Period, Period | None], ...]:
        """Each version of a source with the half-open range of periods that it is the contract of."""
        found: list[tuple[Source, Period, Period | None]] = []
        ends: list[Period | None] = [since for since, _ in self.editions[1:]]
        for (since, edition), until in zip(self.editions, [*ends, None], strict=True):
            one = edition.source_by_id.get(source)
            if one is None:
                continue
            if found and found[-1][0] == one and found[-1][2] == since:
                found[-1] = (one, found[-1][1], until)
            else:
                found.append((one, since, until))
        return tuple(found)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The newest version of every source that ever was in force."""
        found = {source.id: source for _, edition in self.editions for source in edition.sources}
        return tuple(found.values())
