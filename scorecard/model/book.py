"""The Book (指标手册): every definition, and what is in force in a period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from scorecard.model.kpi import Kpi, Perspective, Process
from scorecard.model.org import Department, UnitLevel, UnitTree
from scorecard.model.period import Period
from scorecard.model.source import Source
from scorecard.model.text import Text


@dataclass(frozen=True, slots=True)
class Policy:
    """Rules for all KPIs.

    ``floor_score``/``target_score``/``stretch_score``: scores of the three knots. ``coverage_min``: share
    of the declared weight that must have data for a roll-up to be published (equality passes).
    A sample smaller than ``hide_below`` is withheld, one smaller than ``flag_below`` is printed with a
    flag and not ranked.
    """

    floor_score: Fraction = Fraction(0)
    target_score: Fraction = Fraction(80)
    stretch_score: Fraction = Fraction(100)
    coverage_min: Fraction = Fraction(1, 2)
    hide_below: int = 10
    flag_below: int = 30


@dataclass(frozen=True)
class Book:
    """All definitions. ``digest`` is the SHA-256 of their canonical form, ``terms`` the book's own words."""

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

    @cached_property
    def source_by_id(self) -> Mapping[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.sources}

    @cached_property
    def kpi_by_id(self) -> Mapping[str, Kpi]:
        """KPIs by id."""
        return {kpi.id: kpi for kpi in self.kpis}

    def on(self, period: Period) -> Book:
        """The book in force in a period: only departments that exist, shares moved to successors.

        Shares of one KPI that meet in one successor are added, so every KPI still sums to 10,000.
        """
        by_id = {department.id: department for department in self.departments}

        def heir(department: str) -> str:
            while not by_id[department].in_force(period) and (next_one := by_id[department].successor):
                department = next_one
            return department

        def moved(kpi: Kpi) -> Kpi:
            shares: dict[str, int] = {}
            for department, share in kpi.shares:
                shares[heir(department)] = shares.get(heir(department), 0) + share
            return replace(kpi, shares=tuple(shares.items()))

        return replace(
            self,
            departments=tuple(one for one in self.departments if one.in_force(period)),
            kpis=tuple(moved(kpi) for kpi in self.kpis),
        )
