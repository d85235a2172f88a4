"""What moves is what is printed otherwise, and everything else is counted."""

from __future__ import annotations

from decimal import Decimal

from scorecard.compute.incentive import incentive
from scorecard.compute.moves import KINDS, moves, payouts
from scorecard.model.difference import Figure, Move
from scorecard.model.table import READING, STANDING
from tests.plans import heads, plan, scores

D = Decimal


def standing(unit, kind="index", subject="", **figures):
    """A row of ``standing``: 80 points, first of two, unless told otherwise."""
    usual = {"score": D("80.00"), "level": D("80.00"), "pressure": D("0.00"), "surplus": D("0.00")}
    usual |= {"weight": D("100.00"), "coverage": D("100.00"), "n": 40, "rank": 1, "ranked": 2, "state": "ok"}
    named = {"period": "2026-06", "unit": unit, "kind": kind, "subject": subject, **usual, **figures}
    return tuple(named.get(column) for column in STANDING.columns)


def reading(unit, kpi, **figures):
    """A row of ``reading``."""
    usual = {"n": 40, "value": D("8.00"), "score": D("80.00"), "weight": D("10.00"), "state": "ok"}
    usual |= {"floor": D("6.000000"), "target": D("8.000000"), "stretch": D("9.000000")}
    named = {"period": "2026-06", "unit": unit, "kpi": kpi, **usual, **figures}
    return tuple(named.get(column) for column in READING.columns)


def tables(*standings, readings=()):
    """The two tables that are compared."""
    return {"standing": list(standings), "reading": list(readings)}


def effects(old, new):
    """Effects by kind."""
    return dict(zip(KINDS, moves(old, new), strict=True))


def test_equal_tables_move_nothing_and_count_everything():
    """Two units, one process, one KPI: none moves, all are counted, a zero more or less is no move."""
    old = tables(
        standing("G"), standing("P"), standing("G", "process", "net"), readings=[reading("G", "net.mean")]
    )
    new = tables(
        standing("G", score=D("80.0")),
        standing("P"),
        standing("G", "process", "net"),
        readings=[reading("G", "net.mean")],
    )
    found = effects(old, new)
    assert {kind: (one.moved, one.still) for kind, one in found.items()} == {
        "index": ((), 2),
        "process": ((), 1),
        "department": ((), 0),
        "kpi": ((), 1),
    }


def test_a_move_tells_the_figures_that_differ_and_no_other():
    """Score and rank of P move; its other figures are not told, and G is counted as still."""
    old = tables(standing("G"), standing("P", score=D("79.10")))
    new = tables(standing("G"), standing("P", score=D("78.95"), rank=2))
    found = effects(old, new)["index"]
    score = Figure("score", D("79.10"), D("78.95"))
    assert found.moved == (Move("P", "", (score, Figure("rank", 1, 2))),)
    assert score.by == D("-0.15")
    assert found.still == 1


def test_what_is_nobodys_moves_among_the_departments():
    """A share that is assigned to nobody has a standing of its own kind, and is told with the departments."""
    old = tables(standing("G", "department", "net"), standing("G", "unassigned", "unassigned"))
    new = tables(
        standing("G", "department", "net"), standing("G", "unassigned", "unassigned", level=D("7.00"))
    )
    (moved,) = effects(old, new)["department"].moved
    assert (moved.subject, moved.figures) == ("unassigned", (Figure("level", D("80.00"), D("7.00")),))


def test_one_side_only_is_no_move_from_zero():
    """A KPI that begins, a unit that ends: told as such, in no move and in no count."""
    old = tables(standing("G"), standing("P"), readings=[reading("G", "a")])
    new = tables(standing("G"), readings=[reading("G", "a"), reading("G", "b")])
    found = effects(old, new)
    assert (found["index"].ended, found["index"].moved, found["index"].still) == ((("P", ""),), (), 1)
    assert (found["kpi"].begun, found["kpi"].moved, found["kpi"].still) == ((("G", "b"),), (), 1)


def test_the_furthest_come_first_and_before_them_what_appears_or_goes():
    """A withheld score, then 3 points down, then 2 up, then a rank alone."""
    names = ("A", "B", "C", "D")
    old = tables(*(standing(unit) for unit in names))
    new = tables(
        standing("A", rank=2),
        standing("B", score=D("82.00")),
        standing("C", score=D("77.00")),
        standing("D", score=None),
    )
    found = effects(old, new)["index"]
    assert [move.unit for move in found.moved] == ["D", "C", "B", "A"]
    assert found.moved[0].figures[0].by is None


def test_an_aim_moves_though_no_score_does():
    """A new target above a reading that is beyond both."""
    old, new = (tables(readings=[reading("G", "a", target=D(target))]) for target in ("8.000000", "8.500000"))
    (move,) = effects(old, new)["kpi"].moved
    assert move == Move("G", "a", (Figure("target", D("8.000000"), D("8.500000")),))


def paid(pool, *, capped=None, **of):
    """What a plan over two departments pays; ``capped``: a's cap in percent."""
    people = heads("a", cap=capped) if capped else heads("a"), heads("b")
    return (incentive(plan(pool, *people), scores(**of), {}),)


def test_money_moves_by_department_and_by_pool():
    """One more yuan in the pool: the pool first, then both payouts and standard shares, in yuan."""
    found = payouts(paid(100_000, a=80, b=80), paid(100_100, a=80, b=80))
    half = D("500.00"), D("500.50")
    assert found.kind == "payout"
    assert found.moved == (
        Move("G", "monthly", (Figure("pool", D("1000.00"), D("1001.00")),)),
        Move("G", "monthly/a", (Figure("payout", *half), Figure("standard", *half))),
        Move("G", "monthly/b", (Figure("payout", *half), Figure("standard", *half))),
    )


def test_a_cap_moves_money_and_says_why():
    """a is capped at 100% and b has what it loses; the pool stays."""
    found = payouts(paid(100_000, a=100, b=80), paid(100_000, capped=100, a=100, b=80))
    old, new = D("545.45"), D("500.00")
    assert {move.subject: move.figures for move in found.moved} == {
        "monthly/a": (Figure("payout", old, new), Figure("why", None, "cap")),
        "monthly/b": (Figure("payout", 1000 - old, 1000 - new),),
    }
    assert found.still == 1


def test_a_plan_on_one_side_is_no_move_from_zero():
    """It begins, with its payouts."""
    found = payouts((), paid(100_000, a=80, b=80))
    assert (found.moved, found.still, found.ended) == ((), 0, ())
    assert found.begun == (("G", "monthly"), ("G", "monthly/a"), ("G", "monthly/b"))


def test_evidence_alone_is_no_move():
    """Where the score stays, a wider interval or another rank set is no figure of the change."""
    wide = {"low": D("70.00"), "high": D("90.00"), "rank_high": 2, "card": "yellow", "alike": "P"}
    old, new = standing("G"), standing("G", **wide)
    assert effects(tables(old), tables(new))["index"].moved == ()
    old, new = reading("G", "net.mean"), reading("G", "net.mean", value_low=D("7.00"), basis="rows")
    assert effects(tables(readings=[old]), tables(readings=[new]))["kpi"].moved == ()
