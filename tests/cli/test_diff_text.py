"""A diff as text, from values."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scorecard.cli.diff_text import Told, tell_definitions, tell_effects
from scorecard.compare import Comparison
from scorecard.model.difference import Difference, Effect, Figure, Move, Stretch
from scorecard.model.period import Period
from tests.compute.difference.orders import order
from tests.sample import small_edition

JUNE, JULY = Period(2026, 6), Period(2026, 7)
EDITION = small_edition()


@pytest.fixture
def definitions(capsys):
    """A function: the lines that are told of these differences from July on."""

    def lines(*differences, cut=10):
        tell_definitions((Stretch(JULY, None, differences),), [JUNE, JULY], cut)
        return capsys.readouterr().out.splitlines()

    return lines


@pytest.fixture
def effects(capsys):
    """A function: the lines that are told of an effect on the index, and on KPIs."""

    def lines(*found, cut=10):
        every = found if found[0].kind == "index" else (Effect("index", (), 6), *found)
        tell_effects(Comparison(JUNE, every, (EDITION, EDITION)), Told(EDITION, EDITION, cut))
        return capsys.readouterr().out.splitlines()[2:]

    return lines


def test_one_difference_of_many_definitions_is_told_once(definitions):
    """Five KPIs get a new owner: three are named, two counted."""
    owners = (Difference("kpis", f"k{number}", "owner", "net", "care") for number in range(5))
    assert definitions(*owners) == [
        "Nothing differs in 2026-06.",
        "5 differences in 2026-07.",
        "From 2026-07 on:",
        "  kpis k0, k1, k2 and 2 more owner: net → care  [no change order]",
    ]


def test_what_is_added_ended_or_undone_is_told_as_such(definitions):
    """A whole definition is cut to one line, and an order of the old book is told as no longer there."""
    long = "{name: " + "x" * 200 + "}"
    found = definitions(
        Difference("kpis", "new", "", None, long, order("o")),
        Difference("kpis", "old", "", "{}", None, order("o"), undone=True),
        cut=1,
    )
    assert found[3] == f"  kpis new added: {long[:120]}…  [文〔o〕, net]"
    assert found[4] == "  ... and 1 more; --json lists them all"
    assert definitions(Difference("kpis", "old", "", "{}", None, order("o"), undone=True))[3] == (
        "  kpis old ended: {}  [no longer 文〔o〕, net]"
    )


def test_equal_books_are_told_in_one_sentence(capsys):
    """Nothing differs now, nor in any month."""
    tell_definitions((), [JUNE], 10)
    assert capsys.readouterr().out == "Nothing differs in 2026-06.\nBoth books say the same in every month.\n"


def test_main_figures_stand_in_columns_and_the_others_behind(effects):
    """Score and rank in columns that fit; a withheld figure is a dash; no contribution to itself."""
    score = Figure("score", Decimal("80.10"), Decimal("79.95"))
    moved = (
        Move("P1", "", (Figure("score", Decimal("80.00"), None), Figure("state", "ok", "hidden"))),
        Move("P1C1", "", (score, Figure("level", *(score.old, score.new)), Figure("rank", 1, 2))),
        Move("G", "", (Figure("n", 1200, 1201),)),
    )
    assert effects(Effect("index", moved, 3)) == [
        "Units, by their index: 3 of 6 move (score 2, n 1, rank 1, state 1); 3 do not move",
        "                          score                  rank   state",
        "  P1 North中文 / North    80.00 → –                     ok → hidden",
        "  P1C1 Alder中文 / Alder  80.10 → 79.95 (−0.15)  1 → 2",
        "  G Group中文 / Group                                                n 1,200 → 1,201",
    ]


def test_targets_are_told_as_defined(effects):
    """Without the zeros of the stored form."""
    move = Move("G", "hall.top", (Figure("target", Decimal("50.000000"), Decimal("52.500000")),))
    assert effects(Effect("kpi", (move,), 29))[-1].endswith("50 → 52.5 (+2.5)")


def test_money_is_told_in_yuan_with_its_reason(effects):
    """The pool in its column, a payout with what held it; what is left of a pool stands behind."""
    amounts = Decimal("1000.00"), Decimal("1100.00")
    moved = (
        Move("G", "monthly", (Figure("pool", *amounts), Figure("retained", Decimal("0.00"), amounts[0]))),
        Move("G", "monthly/net", (Figure("payout", *amounts), Figure("why", None, "cap"))),
    )
    step = "1,000.00 → 1,100.00 (+100.00)"
    assert effects(Effect("payout", moved, 2))[1:] == [
        "Plans and payouts, yuan: 2 of 4 move (pool 1, payout 1, retained 1, why 1); 2 do not move",
        "                                     payout                         why      pool",
        f"  G Group中文 / Group · monthly{' ' * 46}{step}  retained 0.00 → 1,000.00 (+1,000.00)",
        f"  G Group中文 / Group · monthly/net  {step}  – → cap",
    ]


def test_a_plan_on_one_side_is_told_without_its_payouts(effects):
    """A plan that begins is named once; a department that it pays no longer is named."""
    begun = (("G", "extra"), ("G", "extra/net"), ("G", "extra/care"))
    assert effects(Effect("payout", (), 3, begun=begun, ended=(("G", "monthly/net"),)))[1:] == [
        "Plans and payouts, yuan: none of 3 moves",
        "  only in B: extra in 1 unit",
        "  only in A: monthly/net in 1 unit",
    ]


def test_what_is_on_one_side_is_told_once(effects):
    """A unit that begins is named once, not with its KPIs; a KPI that ends is told with its units."""
    found = effects(
        Effect("index", (), 5, begun=(("P2C1", ""),)),
        Effect("kpi", (), 20, begun=(("P2C1", "hall.top"),), ended=(("G", "hall.nps"), ("P1", "hall.nps"))),
    )
    assert found == [
        "Units, by their index: none of 5 moves",
        "  only in B: P2C1 Cedar中文 / Cedar",
        "KPIs in units: none of 20 moves",
        "  only in A: hall.nps in 2 units",
    ]
