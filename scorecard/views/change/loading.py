"""A change from the store: both periods read, compared, and rounded."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scorecard.compute.change import change as taken_apart
from scorecard.errors import BadDefinitions, Damaged
from scorecard.glossary import built_in
from scorecard.model.change import Cause, Change, Side
from scorecard.model.org import UNASSIGNED
from scorecard.model.part import UNIT, WITHHELD
from scorecard.model.principal import Principal
from scorecard.model.rounding import half_up
from scorecard.model.text import Text
from scorecard.store import reads
from scorecard.store.reader import Reader
from scorecard.views.change.against import Base, against, gaps, offered
from scorecard.views.change.bridge import bridge
from scorecard.views.change.members import align
from scorecard.views.change.printed import Printed, natural, printed
from scorecard.views.change.records import Records, read_records
from scorecard.views.change.sides import side
from scorecard.views.change.view import (
    ChangeView,
    KpiMove,
    MemberMove,
    Moves,
    ProcessMove,
    Proof,
    Reason,
    Verdict,
    together,
)
from scorecard.views.evidence import beyond_chance
from scorecard.views.frame import Choice, Frame, Row, load_frame, must_know, named, text_of, word
from scorecard.views.sums import OTHERS


def load(
    reader: Reader,
    principal: Principal,
    *,
    period: str | None = None,
    unit: str | None = None,
    base: str | None = None,
    by: str | None = None,
) -> ChangeView:
    """Why a unit's index moved since ``base`` (``against``), told apart ``by`` unit, segment or the like.

    Where there is nothing to compare with, the view says why. Raises BadRequest for a period, unit, base or
    dimension that does not exist, Forbidden, and Damaged where the snapshot does not close.
    """
    frame = load_frame(reader, principal, period=period, unit=unit)
    asked = against(frame.period, base)
    here = frame.unit.id
    dimensions = _dimensions(frame, reader.read(principal, reads.DIMENSIONS, period=frame.period))
    by = by or UNIT
    must_know("dimension", by, (one.id for one in dimensions), frame.period)
    view = ChangeView(
        frame,
        asked,
        offered(frame.period, frame.periods),
        by,
        dimensions,
        gaps(frame.period, asked, frame.periods),
    )
    reason = _closed(reader, principal, frame, asked)
    if reason is not None:
        return replace(view, reason=reason)
    before, after = (
        read_records(reader, principal, period=one, span=asked.span, unit=here)
        for one in (asked.period, frame.period)
    )
    return build(view, (before, after), principal.departments)


def build(
    view: ChangeView, records: tuple[Records, Records], own: Collection[str] | None = None
) -> ChangeView:
    """``view`` with what two records tell; ``own``: the departments that the principal is limited to."""
    before, after = records
    aligned = align(before, after, view.by)
    sides = side(before, aligned.before), side(after, aligned.after)
    try:
        change = taken_apart(*sides, moved=aligned.moved)
    except BadDefinitions:
        return replace(view, reason=Reason.NO_SUCCESSOR)
    if change is None:
        known = taken_apart(sides[0], sides[0]) is not None
        return replace(view, reason=Reason.NO_INDEX_AFTER if known else Reason.NO_INDEX_BEFORE)
    return _told(view, change, records, sides, own)


def _told(
    view: ChangeView,
    change: Change,
    records: tuple[Records, Records],
    sides: tuple[Side, Side],
    own: Collection[str] | None,
) -> ChangeView:
    frame = view.frame
    start, end = (
        _index(value, one.proof, frame)
        for value, one in zip((change.before, change.after), records, strict=True)
    )
    rounded = printed(change, int((end - start).scaleb(2)))
    names = _Names(frame, records, view.by)
    kpis = tuple(_kpis(change, rounded, sides, names))
    moves = together(one.moves for one in kpis)
    processes = {one.process.id: one.process for one in kpis}
    return replace(
        view,
        before=start,
        after=end,
        proof=_proof(end - start, *(one.proof for one in records)),
        moves=moves,
        kpis=kpis,
        processes=tuple(
            ProcessMove(processes[id_], together(one.moves for one in kpis if one.process.id == id_))
            for id_ in names.processes
            if id_ in processes
        ),
        members=_members(rounded, names),
        departments=bridge(change, (moves.performance, start, end), records, sides, names.departments, own),
    )


def _closed(reader: Reader, principal: Principal, frame: Frame, base: Base) -> Reason | None:
    """Why the base cannot be opened, if it cannot."""
    if base.period >= frame.period:
        return Reason.NOT_BEFORE
    if base.period not in frame.periods:
        return Reason.NO_PERIOD
    here = frame.unit.id
    if all(row["unit"] != here for row in reader.read(principal, reads.UNITS, period=base.period)):
        return Reason.NO_UNIT
    openable = reader.read(principal, reads.OPENABLE, period=base.period)
    return None if any(row["unit"] == here for row in openable) else Reason.CLOSED


def _dimensions(frame: Frame, rows: Iterable[Row]) -> tuple[Choice, ...]:
    """Units first: a reading can always be told apart by those below, if there are any."""
    found = {str(row["dimension"]) for row in rows} - {UNIT}
    words = {**built_in(), **dict(frame.terms)}
    return tuple(Choice(one, words.get(one, Text(one, one))) for one in (UNIT, *sorted(found)))


def _index(exact: Fraction, published: Row | None, frame: Frame) -> Decimal:
    """The printed index. Raises Damaged where what is taken apart is not what was published."""
    found = half_up(exact, 2)
    if published is not None and published["score"] != found:
        raise Damaged(
            f"The snapshot does not close: the index of {frame.unit.id!r} adds up to {found}, but "
            f"{published['score']} is published. No change is told from it. Run both periods again."
        )
    return found


def _proof(total: Decimal, *proofs: Row | None) -> Proof:
    before, after = proofs
    if before is None or after is None or before["error"] is None or after["error"] is None:
        return Proof()
    beyond = beyond_chance(total, (before["error"], after["error"]))
    verdict = Verdict.CHANCE if not beyond else Verdict.ROSE if total > 0 else Verdict.FELL
    return Proof(verdict, (before["low"], before["high"]), (after["low"], after["high"]))


class _Names:
    """Names of everything that a change may speak of: the later period's, else the base's."""

    def __init__(self, frame: Frame, records: tuple[Records, Records], by: str) -> None:
        before, after = records
        self.processes = _named("process", after.processes, before.processes)
        self.kpis = _rows("kpi", after.kpis, before.kpis)
        self.departments = _named("department", after.departments, before.departments) | {
            UNASSIGNED: Choice(UNASSIGNED, word(frame, UNASSIGNED)),
            OTHERS: Choice(OTHERS, word(frame, "other_departments")),
        }
        units = _named("unit", after.units, before.units) if by == UNIT else {}
        self._members = units | {
            "": Choice("", word(frame, "change_undivided")),
            WITHHELD: Choice(WITHHELD, word(frame, "change_withheld")),
        }
        if by == UNIT:
            self._members[frame.unit.id] = Choice(frame.unit.id, word(frame, "change_own_rows"))
        self._order = {one: place for place, one in enumerate(units)}

    def member(self, id_: str) -> Choice:
        """A unit's name; a value of a dimension is its own."""
        return self._members.get(id_, Choice(id_, Text(id_, id_)))

    def ordered(self, members: Iterable[str]) -> list[str]:
        """In the order of the tree, or of their codes; what is not told apart last."""
        return sorted(members, key=lambda one: (one in {"", WITHHELD}, self._order.get(one, 0), one))


def _rows(key: str, *tables: Iterable[Row]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for rows in tables:
        for row in rows:
            found.setdefault(str(row[key]), row)
    return found


def _named(key: str, *tables: Iterable[Row]) -> dict[str, Choice]:
    return {id_: named(row, key) for id_, row in _rows(key, *tables).items()}


def _kpis(change: Change, rounded: Printed, sides: tuple[Side, Side], names: _Names) -> Iterable[KpiMove]:
    """Those that moved most first; then in the order of the definitions."""
    order = {kpi: place for place, kpi in enumerate(("", *names.kpis))}

    def weight(row: tuple[str, str]) -> tuple[Any, ...]:
        cells = rounded.cells[row]
        total = abs(sum(cells.values(), Decimal(0)))
        return -total, -sum(map(abs, cells.values()), Decimal(0)), order[row[1]]

    return (_kpi(row, change, rounded, sides, names) for row in sorted(rounded.cells, key=weight))


def _kpi(
    row: tuple[str, str], change: Change, rounded: Printed, sides: tuple[Side, Side], names: _Names
) -> KpiMove:
    process, kpi = row
    about = names.kpis.get(kpi)
    places = 0 if about is None else int(about["decimals"])
    own = [one for one in change.movements if (one.process, one.kpi) == row]
    amounts = natural(own, places + 1)
    rate = sum((one.natural or Fraction(0) for one in own if one.cause is Cause.RATE), Fraction(0))
    shift = sum((one.natural or Fraction(0) for one in own), Fraction(0))
    readings = [
        None if (stated := one.kpis.get(kpi)) is None or not stated.readings else stated.readings[0]
        for one in sides
    ]
    start, end = (None if one is None else half_up(one, places) for one in readings)
    members = rounded.members[row]
    told = {member for parts in members.values() for member in parts}
    return KpiMove(
        kpi=None if about is None else named(about, "kpi"),
        process=names.processes[process],
        unit=Text("", "") if about is None else text_of(about, "unit_"),
        before=start,
        after=end,
        shift=None if amounts is None else amounts.shift,
        natural={} if amounts is None else amounts.causes,
        masked=rate * shift < 0,
        moves=Moves(rounded.cells[row]),
        members=() if told == {""} else _split(names, members, {} if amounts is None else amounts.members),
    )


Split = Mapping[Cause, Mapping[str, Decimal]]


def _split(names: _Names, points: Split, natural_: Split) -> tuple[MemberMove, ...]:
    """Cause -> member turned round to member -> cause."""
    told = names.ordered({member for parts in points.values() for member in parts})
    turned: Callable[[Split, str], dict[Cause, Decimal]] = lambda split, member: {  # noqa: E731
        cause: parts[member] for cause, parts in split.items() if member in parts
    }
    return tuple(
        MemberMove(names.member(one), Moves(turned(points, one)), turned(natural_, one)) for one in told
    )


def _members(rounded: Printed, names: _Names) -> tuple[MemberMove, ...]:
    """The members over all KPIs."""
    found: dict[str, list[Moves]] = {}
    for members in rounded.members.values():
        for one in _split(names, members, {}):
            found.setdefault(one.member.id, []).append(one.moves)
    return tuple(MemberMove(names.member(one), together(found[one]), {}) for one in names.ordered(found))
