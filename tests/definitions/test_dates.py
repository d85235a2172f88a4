"""Dates, targets of units, and scoring rules: the small book broken in one place is refused there."""

from __future__ import annotations

import pytest

from scorecard.definitions import check
from scorecard.model.problem import Severity
from tests.definitions.small_book import BOOK, Case, refused, told, write

UNIT = "level: city, parent: G}\n  - {id: G"
"""The end of Nanhu's line."""
GROUP = "en: Group}, level: group}\ndepartments"
KPI_END = "    shares: {network: 100%}\n  - id: net.spent"
"""The end of the KPI net.nps."""
THREE = "    floor: 7.0\n    target: 8.5\n    stretch: 9.2\n"
"""The scoring of net.mean."""


def unit(dates: str, *more: str) -> tuple[str, str]:
    """Nanhu with dates; ``more``: further units below the group."""
    lines = "".join(f"  - {{{one}, level: city, parent: G}}\n" for one in more)
    return UNIT, f"level: city, parent: G, {dates}}}\n{lines}  - {{id: G"


def ended(kind: str, dates: str) -> tuple[str, str]:
    """One line of a list with dates."""
    lines = {
        "processes": ("weight: 37.5%}", f"weight: 37.5%, {dates}}}"),
        "sources": ("    kind: ticket\n", f"    kind: ticket\n    {dates}\n"),
        "kpis": (KPI_END, KPI_END.replace("100%}\n", f"100%}}\n    {dates}\n")),
    }
    return lines[kind]


def targets(*lines: str) -> tuple[str, str]:
    """The book with targets of units."""
    return "\nkpis:\n", "\ntargets:\n" + "".join(f"  - {{{one}}}\n" for one in lines) + "kpis:\n"


def scoring(text: str) -> tuple[str, str]:
    """net.mean with a rule of its own."""
    return THREE, f"    scoring: {{{text}}}\n"


NPS = "kpi: net.nps, unit: BJ"
ERRORS = (
    # from before until
    Case(
        "date.order",
        *unit("from: 2026-03, until: 2026-02"),
        "2026-02}",
        ("unit 'NH' ends in 2026-02", "exclusive"),
    ),
    Case(
        "date.order",
        *unit("until: 2021-06"),
        "2021-06}",
        ("not after it begins in 2022-01", "never be in force"),
    ),
    Case(
        "date.order",
        "from: 2026-01}",
        "from: 2026-01, until: 2025-01}",
        "2025-01}",
        ("department 'market' ends",),
    ),
    Case(
        "date.order",
        *ended("processes", "from: 2026-03, until: 2026-03"),
        "2026-03}",
        ("process 'care' ends",),
    ),
    Case("date.order", *ended("sources", "until: 2022-01"), "2022-01\n    name", ("source 'tickets' ends",)),
    Case(
        "date.order", *ended("kpis", "from: 2025-01\n    until: 2024-12"), "2024-12", ("kpi 'net.nps' ends",)
    ),
    Case(
        "date.order",
        *targets(f"{NPS}, from: 2026-03, until: 2026-01, target: 50"),
        "2026-01, target",
        ("the target of 'BJ' for 'net.nps' ends", "a month after 'from'"),
    ),
    # what has ended, or is still to come
    Case(
        "absent.unit",
        GROUP,
        GROUP.replace("group}", "group, until: 2026-05}"),
        "G, aliases",
        ("from 2026-05 on", "'G'"),
    ),
    Case(
        "absent.unit",
        GROUP,
        GROUP.replace("group}", "group, from: 2022-03}"),
        "G, aliases",
        ("not in force",),
    ),
    Case(
        "absent.process",
        *ended("processes", "until: 2026-05"),
        "care\n    name: {zh: 及时率",
        ("from 2026-05 on",),
    ),
    Case(
        "absent.process",
        *ended("processes", "from: 2022-05"),
        "care\n    name: {zh: 及时率",
        ("'care' is not in",),
    ),
    Case(
        "absent.source", *ended("sources", "until: 2026-05"), "tickets, value: elapsed", ("from 2026-05 on",)
    ),
    Case("sum.processes", *ended("processes", "until: 2026-05"), "62.5%", ("from 2026-05 on", "Add 37.5%")),
    Case("sum.kpis", *ended("kpis", "until: 2026-05"), "40%", ("from 2026-05 on", "65%", "Add 35%")),
    Case("sum.kpis", *ended("kpis", "from: 2026-05"), "40%", ("65%", "Add 35%")),
    # who takes over
    Case(
        "unit.until",
        *unit("successor: BJ"),
        "BJ}",
        ("unit 'NH' has a successor but never ends", "Add 'until'"),
    ),
    Case(
        "unit.gap",
        *unit("until: 2026-03, successor: NEW", "id: NEW, name: {zh: 新区, en: New}, from: 2026-05"),
        "NEW}",
        ("'NH' has ended, but 'NEW' begins only in 2026-05", "there in 2026-03"),
    ),
    Case(
        "unit.gap",
        *unit("until: 2026-03, successor: OLD", "id: OLD, name: {zh: 老区, en: Old}, until: 2025-05"),
        "OLD}",
        ("'OLD' has ended in 2025-05",),
    ),
    Case(
        "unit.ring",
        *unit(
            "until: 2026-03, successor: ONE",
            "id: ONE, name: {zh: 一区, en: One}, until: 2026-02, successor: NH",
        ),
        "ONE}",
        ("NH > ONE > NH", "each other's successors"),
    ),
    Case("unknown.unit", *unit("until: 2026-03, successor: BX"), "BX}", ("no unit 'BX'",)),
    Case(
        "shape.value",
        *unit("until: 2026-03, successor: {BJ: 60%, G: 30%}"),
        "{BJ: 60%",
        ("must add up to 100%", "taken over by somebody"),
    ),
    Case("shape.value", *unit("until: 2026-03, successor: {BJ: 0%, G: 100%}"), "{BJ: 0%", ("above 0%",)),
    Case(
        "shape.value",
        *unit("until: 2026-03, successor: [BJ]"),
        "[BJ]",
        ("the id of the one that takes over",),
    ),
    Case(
        "shape.value",
        "successor: market",
        "successor: {market: 50%, network: 51%}",
        "{market",
        ("add up to 100%",),
    ),
    Case(
        "unknown.department",
        "successor: market",
        "successor: {market: 50%, sales: 50%}",
        "50%}",
        ("'sales'",),
    ),
    # targets of units
    Case(
        "target.overlap",
        *targets(f"{NPS}, target: 50", f"{NPS}, target: 51"),
        f"{{{NPS}, target: 51",
        ("second", "'until'"),
    ),
    Case(
        "target.overlap",
        *targets(f"{NPS}, until: 2026-05, target: 50", f"{NPS}, from: 2026-04, target: 51"),
        f"{{{NPS}, from",
        ("from 2026-04 on", "two readings at once"),
    ),
    Case(
        "unknown.kpi", *targets("kpi: net.npx, unit: BJ, target: 50"), "net.npx", ("Did you mean 'net.nps'?",)
    ),
    Case(
        "unknown.department",
        *targets(f"{NPS}, owner: markt, target: 50"),
        "markt",
        ("Did you mean 'market'?",),
    ),
    Case("unknown.unit", *targets("kpi: net.nps, unit: ZZ, target: 50"), "ZZ", ("no unit 'ZZ'",)),
    Case(
        "target.parameter",
        *targets(f"{NPS}, challenge: 50"),
        "challenge",
        ("no number 'challenge'", "floor, target"),
    ),
    Case(
        "target.parameter",
        *targets(NPS),
        f"{{{NPS}}}",
        ("says nothing", "Name what differs: floor, target, stretch"),
    ),
    Case(
        "scoring.order", *targets(f"{NPS}, target: 61"), f"{{{NPS}, target: 61", ("for unit 'BJ'", "stretch")
    ),
    Case("scoring.order", *targets(f"{NPS}, target: 0"), "0}\nkpis", ("floor 0 and target 0",)),
    Case("shape.unknown_key", *targets(f"{NPS}, tagret: 50"), "tagret", ("'target'",)),
    Case("shape.missing_key", *targets("kpi: net.nps, target: 50"), "{kpi", ("'unit' is missing",)),
    Case("shape.value", *targets(f'{NPS}, target: "50"'), '"50"', ("without quotes",)),
    # a rule's own numbers
    Case(
        "scoring.few",
        *scoring("rule: knots, knots: [[7, 60]]"),
        "[[7, 60]]",
        ("1 of the two entries", "the worst and the best"),
    ),
    Case(
        "scoring.order",
        *scoring("rule: bands, bands: [[1, 0], [7, 60], [5, 80], [9, 100]]"),
        "[5, 80]",
        ("stands after 7",),
    ),
    Case(
        "scoring.twice", *scoring("rule: bands, bands: [[1, 0], [7, 60], [7, 80]]"), "[7, 80]", ("once more",)
    ),
    Case(
        "scoring.flat",
        *scoring("rule: bands, bands: [[1, 50], [7, 50]]"),
        "[[1, 50]",
        ("every reading earns 50",),
    ),
    Case("scoring.range", *scoring("rule: bands, bands: [[1, 0], [7, 160]]"), "160]", ("outside 0 to 150",)),
    Case(
        "scoring.clip", *scoring("rule: min_max, low: 1, high: 9, clip: [20, 90]"), "[20, 90]", ("cuts off",)
    ),
    Case(
        "scoring.clip",
        *scoring("rule: min_max, low: 1, high: 9, clip: [90, 20]"),
        "[90, 20]",
        ("lowest score first",),
    ),
    Case(
        "scoring.order",
        *scoring("rule: min_max, low: 9, high: 1"),
        "1}\n    weight: 40%",
        ("low 9 and high 1",),
    ),
    Case(
        "scoring.falls",
        *scoring("rule: base_challenge, base: 5, challenge: 9, base_score: 110"),
        "{rule",
        ("is above",),
    ),
    Case("scoring.falls", *scoring("rule: rank_points, points: [90, 100]"), "100]", ("rank 2 earns 100",)),
    Case("scoring.flat", *scoring("rule: rank_points, points: []"), "[]", ("no rank has points",)),
    Case(
        "scoring.deduction",
        *scoring("rule: deduction, per: 0, recover: 10, months: 3"),
        "0, recover",
        ("not above 0",),
    ),
    Case(
        "scoring.deduction", *scoring("rule: deduction, per: 5, recover: -1, months: 3"), "-1", ("Write 0",)
    ),
    Case("scoring.months", *scoring("rule: deduction, per: 5, recover: 1, months: 25"), "25}", ("1 to 24",)),
    Case("shape.value", *scoring("rule: knots, knots: [[7, 60], [8]]"), "[8]", ("two numbers in brackets",)),
    Case("shape.missing_key", *scoring("rule: binary"), "{rule: binary}", ("'at' is missing",)),
    Case("shape.missing_key", *scoring("at: 5"), "{at: 5}", ("'rule' is missing",)),
    Case("shape.value", *scoring("rule: deduction, per: 5, recover: 1, months: 2.5"), "2.5}", ("integer",)),
)

WARNINGS = (
    Case(
        "target.gap",
        *targets(f"{NPS}, until: 2026-03, target: 50", f"{NPS}, from: 2026-05, target: 51"),
        f"{{{NPS}, from",
        ("from 2026-03 to 2026-05", "held to the target of the unit above"),
    ),
    Case(
        "id.alike",
        UNIT,
        UNIT.replace("\n", "\n  - {id: ΝΗ, name: {zh: 新区, en: New}, level: city, parent: G}\n"),
        "ΝΗ",
        ("'ΝΗ' and 'NH' look alike", "another id"),
    ),
    Case(
        "id.alike",
        "\nprocesses:",
        """
  - {id: Tickets, kind: counter, name: {zh: 备, en: S}, files: [x], period: {always: 2026-01},
     unit: {always: G}, columns: {n: {type: integer}}}
processes:""",
        "Tickets, kind",
        ("sources: the ids 'Tickets' and 'tickets' look alike",),
    ),
)


def label(case: Case) -> str:
    return f"{case.code}: {case.at[:30]}"


@pytest.mark.parametrize("case", ERRORS, ids=label)
def test_a_book_broken_in_time_is_refused_at_the_right_place(case, tmp_path):
    """Each mistake is told at its own line and column, with what to do, and no book comes out."""
    refused(tmp_path, case.text, case.code, case.line_and_column, case.says)


@pytest.mark.parametrize("case", WARNINGS, ids=label)
def test_a_book_doubtful_in_time_is_used_and_warned_of(case, tmp_path):
    """What may be meant is a warning at its place; the book comes out all the same."""
    book, problems = check(write(tmp_path, case.text))
    assert book is not None, told(problems)
    found = [one for one in problems if one.code == case.code]
    assert [one.severity for one in found] == [Severity.WARNING], told(problems)
    assert (found[0].place.line, found[0].place.column) == case.line_and_column, told(problems)
    assert all(word in str(found[0]) for word in case.says), told(problems)


def test_letters_of_other_alphabets_are_ids_of_their_own(tmp_path):
    """Chinese ids, and Greek ones that no Latin one resembles, are no cause of a warning."""
    text = BOOK.replace("NH", "南湖").replace("BJ", "Ω1")
    assert check(write(tmp_path, text))[1] == ()
