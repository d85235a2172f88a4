"""Ranking: who leads, who lags?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from scorecard.errors import Damaged
from scorecard.model.principal import Principal
from scorecard.store import reads
from scorecard.store.reader import Reader
from scorecard.views.evidence import NOTHING_PAST, Past, load_past
from scorecard.views.frame import Choice, Frame, Line, Row, load_frame, must_know, named
from scorecard.views.lines import line_of, rank_line


@dataclass(frozen=True, slots=True)
class RankedUnit:
    """A unit's index line, its parent's name, and the peers among whom it is ranked; empty: no group."""

    line: Line
    parent: Choice | None
    group: str = ""


@dataclass(frozen=True, slots=True)
class RankingView:
    """``units``: all units of ``level`` in the company, peer group by peer group, in each the ranked ones
    first by rank then id, then the unranked. ``departments``: all departments in the frame's unit by own
    score, the same way.
    ``levels``: the levels to choose from. ``root``: the root unit's index line, as the reference.
    """

    frame: Frame
    level: Choice
    levels: tuple[Choice, ...]
    root: Line
    units: tuple[RankedUnit, ...]
    departments: tuple[Line, ...]

    @property
    def groups(self) -> tuple[tuple[str, tuple[RankedUnit, ...]], ...]:
        """The peer groups of the level with their units: ranks, rank sets and cards are within them."""
        return grouped(self.units)


@dataclass(frozen=True, slots=True)
class League:
    """The units of a period, and where they stand: ``ranks`` is what everybody may see, in order of rank;
    ``own`` holds every figure of the units that the principal may open; ``past``: who was yellow before.
    """

    units: Sequence[Row]
    ranks: Sequence[Row]
    own: Sequence[Row]
    past: Past = field(default_factory=dict)

    def lines(self) -> dict[str, Line]:
        """Every unit's index line by unit id, in order of rank."""
        names = {str(row["unit"]): named(row, "unit") for row in self.units}
        full = {row["unit"]: row for row in self.own}
        return {
            str(one): (
                line_of(names[one], full[one], self.past)
                if one in full
                else rank_line(names[one], row, self.past)
            )
            for row in self.ranks
            if (one := row["unit"]) in names
        }

    def of(self, level: str) -> tuple[RankedUnit, ...]:
        """All units of a level by peer group, ranked ones first by rank then id, then the unranked."""
        by_id: Mapping[str, Row] = {str(row["unit"]): row for row in self.units}
        found = []
        for one, line in self.lines().items():
            if by_id[one]["level"] == level:
                above = by_id.get(by_id[one]["parent"])
                group = str(by_id[one]["peer_group"] or "")
                found.append(RankedUnit(line, None if above is None else named(above, "unit"), group))
        return tuple(one for _, peers in grouped(found) for one in peers)

    def levels(self) -> tuple[Choice, ...]:
        """The levels below the root from the top; the root's own where there is nothing below it."""
        found = {row["level"]: named(row, "level", "level_") for row in sorted(self.units, key=_depth)}
        return tuple(found.values())[1:] or tuple(found.values())


def grouped(units: Sequence[RankedUnit]) -> tuple[tuple[str, tuple[RankedUnit, ...]], ...]:
    """Units by peer group, the groups in order of name, the units of each in the order given."""
    names = sorted({one.group for one in units})
    return tuple((name, tuple(one for one in units if one.group == name)) for name in names)


def load_league(reader: Reader, principal: Principal, period: str) -> League:
    """The league of a period as the principal may see it."""
    return League(
        units=reader.read(principal, reads.UNITS, period=period),
        ranks=reader.read(principal, reads.INDEX_RANKS, period=period),
        own=reader.read(principal, reads.INDEX_LINES, period=period),
        past=load_past(reader, principal, period),
    )


def load(
    reader: Reader,
    principal: Principal,
    *,
    period: str | None = None,
    unit: str | None = None,
    level: str | None = None,
) -> RankingView:
    """The ranking of a level (None: the one below the unit's, or its own) and of the unit's departments.

    Raises BadRequest for an unknown level, and as ``load_frame`` does.
    """
    frame = load_frame(reader, principal, period=period, unit=unit)
    asked = {"period": frame.period, "unit": frame.unit.id}
    names = reader.read(principal, reads.DEPARTMENTS, period=frame.period)
    league = load_league(reader, principal, frame.period)
    return build(
        frame,
        league,
        departments=department_lines(
            {str(row["department"]): named(row, "department") for row in names},
            reader.read(principal, reads.DEPARTMENT_RANKS, **asked),
            reader.read(principal, reads.DEPARTMENT_LINES, **asked),
            league.past,
        ),
        level=level,
    )


def build(frame: Frame, league: League, *, departments: tuple[Line, ...], level: str | None) -> RankingView:
    """The view of a league. Raises BadRequest for an unknown level."""
    levels = {choice.id: choice for choice in league.levels()}
    if level is not None:
        must_know("level", level, levels, frame.period)
    chosen = levels[level or _below(frame, league, levels)]
    root = league.lines().get(frame.lineage[0].id)
    if root is None:
        raise Damaged(
            f"The snapshot holds no index of the root unit in {frame.period}. Run the period again."
        )
    return RankingView(
        frame=frame,
        level=chosen,
        levels=tuple(levels.values()),
        root=root,
        units=league.of(chosen.id),
        departments=departments,
    )


def department_lines(
    names: Mapping[str, Choice], ranks: Sequence[Row], own: Sequence[Row], past: Past = NOTHING_PAST
) -> tuple[Line, ...]:
    """All departments of a unit in order of rank, with every figure where the principal may see them."""
    full = {row["department"]: row for row in own}
    return tuple(
        line_of(names[one], full[one], past) if one in full else rank_line(names[one], row, past)
        for row in ranks
        if (one := row["department"]) in names
    )


def _below(frame: Frame, league: League, levels: Mapping[str, Choice]) -> str:
    for row in league.units:
        if row["parent"] == frame.unit.id:
            return str(row["level"])
    return frame.level.id if frame.level.id in levels else next(iter(levels))


def _depth(row: Row) -> int:
    return int(row["depth"])
