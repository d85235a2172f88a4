"""Every rule: the small book broken in one place is refused there, with words that help."""

from __future__ import annotations

import pytest

from scorecard.definitions import check
from scorecard.model.problem import Severity
from tests.definitions.small_book import BOOK, Case, refused, told, write

ERRORS = (
    # shape
    Case("shape.unknown_key", "weight: 40%", "wieght: 40%", "wieght", ("net.mean", "Did you mean 'weight'?")),
    Case("shape.missing_key", "    decimals: 2\n", "", "id: net.mean", ("'decimals' is missing",)),
    Case("shape.unknown_key", "required: true}", "requird: true}", "requird", ("'required'",)),
    Case("shape.unknown_key", "at: 99.9", "att: 99.9", "att: 99.9", ("'at'",)),
    Case("shape.unknown_key", "perspectives:", "perspective:", "perspective:", ("perspectives",)),
    Case("shape.value", "kind: mean", "kind: maen", "maen", ("kpis[net.mean].measure.kind", "'mean'")),
    Case("shape.value", "weight: 40%", "weight: 40", "40\n", ("percent", "18%", "40")),
    Case("shape.value", "weight: 40%", "weight: 40.125%", "40.125%", ("at most two decimals",)),
    Case("shape.value", "weight: 40%", "weight: 0%", "0%\n    levels", ("above 0%",)),
    Case("shape.value", "id: BJ", "id: 10", "10, name", ('needs quotes: "10"',)),
    Case("shape.value", "id: BJ", "id: B/J", "B/J", ("not an id", "letters, digits")),
    Case("shape.value", "floor: 7.0", 'floor: "7.0"', '"7.0"', ("number", "without quotes")),
    Case("shape.value", "decimals: 2\n", "decimals: 1e5\n", "1e5", ("integer", "'1e5'")),
    Case("shape.value", "required: true}", "required: yes}", "yes", ("true or false",)),
    Case("shape.value", "until: 2026-01", "until: 2026-13", "2026-13", ("month such as 2026-06",)),
    Case("shape.value", "aliases: [北江分公司]", "aliases: 北江分公司", "北江分公司", ("a list", "[a, b]")),
    Case("shape.value", "en: Small company}", 'en: "Small company "}', '"Small', ("blank",)),
    Case(
        "shape.value",
        "{touchpoint: 网络}",
        "{touchpoint: {is: 网络}}",
        "{is:",
        ("not, at_least and at_most",),
    ),
    # sums
    Case("sum.processes", "62.5%", "62.51%", "62.51%", ("100.01%", "Take away 0.01%")),
    Case("sum.kpis", "weight: 40%", "weight: 39%", "39%", ("process 'net'", "99%", "Add 1%")),
    Case("sum.shares", "network: 70%}", "network: 69.99%}", "shares: {tariff", ("99.99%", "Add 0.01%")),
    # ids
    Case(
        "id.twice",
        "id: net.nps",
        "id: net.mean",
        "net.mean\n    process: net\n    name: {zh: 净",
        ("second time",),
    ),
    Case("unknown.process", "process: net\n", "process: nte\n", "nte\n", ("Did you mean 'net'?",)),
    Case("unknown.perspective", "perspective: customer", "perspective: custmer", "custmer", ("'customer'",)),
    Case("unknown.source", "kind: mean, source: survey", "kind: mean, source: suvey", "suvey", ("'survey'",)),
    Case("unknown.source", "base: {source: survey", "base: {source: surveys", "surveys", ("'survey'",)),
    Case("unknown.department", "network: 70%", "netwrok: 70%", "netwrok", ("'network'",)),
    Case("unknown.department", "successor: market", "successor: markt", "markt", ("'market'",)),
    Case("unknown.level", "levels: [city]", "levels: [town]", "town", ("Add it to levels",)),
    Case("unknown.level", "level: city, parent: G}", "level: citty, parent: G}", "citty", ("'city'",)),
    Case("unknown.unit", "parent: G, aliases", "parent: GG, aliases", "GG, aliases", ("no unit 'GG'",)),
    Case("unknown.unit", "{always: G}", "{always: X}", "X}", ("no unit 'X'",)),
    Case(
        "unknown.department",
        "successor: market",
        "successor: unassigned",
        "unassigned",
        ("no department 'unassigned'",),
    ),
    Case(
        "unknown.department",
        "owner: network",
        "owner: unassigned",
        "unassigned",
        ("no department 'unassigned'",),
    ),
    Case(
        "id.reserved",
        "\nperspectives:",
        "\n  - {id: unassigned, name: {zh: 无, en: None}}\nperspectives:",
        "unassigned, name",
        ("reserved", "nobody answers yet"),
    ),
    # units
    Case("unit.roots", "level: city, parent: G}", "level: city}", "{id: G,", ("no parent", "root already")),
    Case(
        "unit.ring",
        "集团公司, en: Group}, level: group}",
        "集团公司, en: Group}, level: group, parent: BJ}",
        "G, aliases",
        ("BJ > G > BJ", "outside the ring"),
    ),
    Case(
        "unit.level", "level: city, parent: G}", "level: group, parent: G}", "group, parent", ("below 'G'",)
    ),
    Case("unit.ambiguous", "aliases: [北江分公司]", "aliases: [南湖]", "南湖, en", ("'NH'", "'BJ'")),
    # departments
    Case("date.order", "until: 2026-01", "from: 2026-01, until: 2026-01", "2026-01, succ", ("exclusive",)),
    Case("department.until", "until: 2026-01, ", "", "market}", ("never ends", "Add 'until'")),
    Case("department.gap", "from: 2026-01}", "from: 2026-02}", "market}", ("begins only in 2026-02",)),
    Case(
        "department.gap",
        "from: 2026-01}",
        "until: 2025-07}",
        "market}",
        ("'tariff' has ended", "'market' has ended in 2025-07"),
    ),
    Case(
        "department.ring",
        "from: 2026-01}",
        "until: 2027-01, successor: tariff}",
        "market}",
        ("each other's successors", "outside the ring"),
    ),
    Case("share.nobody", "network: 70%", "market: 70%", "market: 70%", ("has no department", "successor")),
    Case("share.nobody", ", successor: market", "", "tariff: 30%", ("from 2026-01 on", "successor")),
    # columns
    Case(
        "column.key",
        "version: {type: integer}",
        "version: {type: integer, decimals: 2}",
        "decimals: 2}",
        ("means nothing for the type integer",),
    ),
    Case(
        "column.needs", 'type: date, formats: ["%Y-%m-%d"], ', "type: date, ", "{type: date", ("'formats:'",)
    ),
    Case("column.range", "low: 1, high: 10", "low: 11, high: 10", "11, high", ("Exchange",)),
    Case("column.range", "low: 1, high", "low: 1.5, high", "1.5", ("0 decimals",)),
    Case("column.format", '"%Y-%m-%d"]', '"%Y-%d"]', '"%Y-%d"', ("strptime", "%Y-%m-%d")),
    Case("column.two_meanings", '"false": [否]', '"false": [是]', "是]}\nprocesses", ("'true'",)),
    Case("column.heading", "aliases: [营业厅]", "aliases: [ＩＤ]", "ＩＤ", ("means 'hall' and 'id'",)),
    Case(
        "column.name",
        "      recommend:",
        "      filename: {type: text}\n      recommend:",
        "filename",
        ("alias",),
    ),
    Case("unknown.column", "[opened, closed]", "[opend, closed]", "opend", ("'opened'",)),
    Case("column.between", "[opened, closed]", "[opened, passed]", "passed]", ("flag", "Name a time")),
    Case("column.between", "[opened, closed]", "[opened, opened]", "opened]", ("itself",)),
    # sources
    Case("source.origin", "{always: G}", "{always: G, column: opened}", "{always: G, c", ("either",)),
    Case(
        "source.origin", "{column: hall}", "{column: hall, path: [hall], below: G}", "{column: h", ("path",)
    ),
    Case("source.period", "always: 2022-06", "always: 2022-6", "2022-6", ("2026-06",)),
    Case("source.period", "always: 2022-06", "file: '*_{yyyy}'", "'*_{yyyy}'", ("once each", "{mm}")),
    Case("unknown.column", "column: answered", "column: answerd", "answerd", ("'answered'",)),
    Case("source.type", "column: hall", "column: overall", "overall}", ("integer, not text",)),
    Case("unknown.column", "order: version", "order: versoin", "versoin", ("'version'",)),
    Case("unknown.column", "weight: weight", "weight: wait", "wait\n", ("no column 'wait'", "'weight'")),
    Case("source.weight", "decimals: 4", "decimals: 5", "weight\n    latest", ("at most 4 decimals",)),
    Case("unknown.column", "    weight: weight\n", "    cluster: ward\n", "ward", ("no column 'ward'",)),
    Case("source.type", "    weight: weight\n", "    cluster: answered\n", "answered\n    l", ("date, not",)),
    Case(
        "unknown.column",
        "    weight: weight\n",
        "    splits: {point: touchpiont}\n",
        "touchpiont",
        ("'touchpoint'",),
    ),
    Case(
        "source.split",
        "    weight: weight\n",
        "    splits: {where: hall}\n",
        "hall}\n    latest",
        ("'where' splits by 'hall'", "lists no values"),
    ),
    Case(
        "source.latest",
        "id: {type: text, aliases: [样本编号], required: true}",
        "id: {type: text, aliases: [样本编号]}",
        "id, order",
        ("'id'", "would count as one", "required: true"),
    ),
    # paths
    Case("source.path", "{column: hall}", "{path: [hall]}", "[hall]}", ("no 'below'",)),
    Case("source.path", "{column: hall}", "{column: hall, below: G}", "G}\n    weight", ("no 'path'",)),
    Case("source.path", "{column: hall}", "{path: [hall, hall], below: G}", "hall], below", ("twice",)),
    Case(
        "source.path",
        "{column: hall}",
        "{path: [touchpoint, hall], below: G}",
        "hall], below",
        ("no level below 'city' for the units of 'hall'", "Add a level"),
    ),
    Case("source.path", "{column: hall}", "{path: [hall], below: BJ}", "hall], below", ("below 'city'",)),
    Case("unknown.column", "{column: hall}", "{path: [holl], below: G}", "holl], below", ("'hall'",)),
    Case("source.type", "{column: hall}", "{path: [overall], below: G}", "overall], b", ("not text",)),
    Case("unknown.unit", "{column: hall}", "{path: [hall], below: X}", "X}", ("no unit 'X'",)),
    Case("shape.value", "{column: hall}", "{path: [], below: G}", "[], below", ("at least 1 item",)),
    Case("source.pattern", '"tickets_*"', '"SURVEY_*"', '"SURVEY_*"', ("'survey'", "narrower")),
    # measures
    Case("measure.needs", ", at: 2880", "", "{kind: within", ("needs 'at'",)),
    Case("measure.key", "value: overall,", "value: overall, at: 3,", "at: 3", ("does not use 'at'",)),
    Case("measure.type", "value: overall", "value: touchpoint", "touchpoint, where", ("text", "integer")),
    Case(
        "measure.type",
        "kind: within, source: tickets, value: elapsed, at: 2880",
        "kind: compliance, source: tickets, value: elapsed",
        "elapsed, where",
        ("of type flag",),
    ),
    Case("unknown.column", "value: overall", "value: overal", "overal,", ("'overall'",)),
    Case("measure.threshold", "at: 99.9", "at: 99.999", "99.999", ("2 decimals",)),
    Case("measure.threshold", "value: recommend}", "value: recommend, promoters: 11}", "11}", ("0 to 10",)),
    Case("measure.nps", "value: recommend}", "value: recommend, detractors: 9}", "{kind: nps", ("twice",)),
    Case(
        "measure.threshold",
        "kind: within, source: tickets, value: elapsed, at: 2880",
        "kind: percentile, source: tickets, value: elapsed, at: 0.9",
        "0.9, where",
        ("whole percent",),
    ),
    # conditions
    Case("unknown.column", "{touchpoint: 网络}", "{tuchpoint: 网络}", "tuchpoint", ("'touchpoint'",)),
    Case(
        "condition.value",
        "{touchpoint: 网络}",
        "{touchpoint: 网路}",
        "网路",
        ("not among", "Its values: 网络, 资费"),
    ),
    Case("condition.value", "{touchpoint: 网络}", "{touchpoint: 3}", "3}", ('in quotes, "3"',)),
    Case("condition.value", "{touchpoint: 网络}", "{overall: [5, 11]}", "[5, 11]", ("11", "range")),
    Case("condition.value", "{touchpoint: 网络}", "{answered: 2026-01-01}", "2026-01-01", ("date",)),
    Case("condition.value", "{not: [false]}", "{not: [否]}", "{not: [否]}", ("true or false",)),
    Case("condition.value", "at_least: 0.01", "at_least: 0.001", "{at_least", ("2 decimals",)),
    Case("condition.test", "{touchpoint: 网络}", "{touchpoint: {at_most: 3}}", "{at_most", ("type text",)),
    # scoring
    Case("policy.scoring", "target: 80", "target: 0", "{floor: 0", ("floor < target",)),
    Case("policy.samples", "hide_below: 10", "hide_below: 31", "31", ("Exchange",)),
    Case("scoring.order", "target: 8.5", "target: 7.0", "7.0\n    stretch", ("floor < target < stretch",)),
    Case("scoring.order", "direction: higher", "direction: lower", "8.5", ("floor > target > stretch",)),
    Case(
        "scoring.two",
        "    floor: 7.0\n",
        "    scoring: {rule: binary, at: 8}\n    floor: 7.0\n",
        "floor: 7.0",
        ("Keep one",),
    ),
    Case("scoring.none", "    floor: 7.0\n", "", "id: net.mean", ("has no floor", "docs/scoring.md")),
    Case(
        "shape.unknown_key",
        "    floor: 7.0\n    target: 8.5\n    stretch: 9.2\n",
        "    scoring: {rule: base_challenge, base: 7, challange: 9}\n",
        "challange",
        ("Did you mean 'challenge'?",),
    ),
    Case(
        "shape.value",
        "    floor: 7.0\n    target: 8.5\n    stretch: 9.2\n",
        "    scoring: {rule: bends, bands: [[7, 60]]}\n",
        "bends",
        ("'bands'",),
    ),
    Case(
        "scoring.falls",
        "    floor: 7.0\n    target: 8.5\n    stretch: 9.2\n",
        "    scoring: {rule: knots, knots: [[7, 60], [8, 50], [9, 100]]}\n",
        "[8, 50]",
        ("net.mean", "rise"),
    ),
    Case(
        "scoring.direction",
        "    floor: 7.0\n    target: 8.5\n    stretch: 9.2\n",
        "    scoring: {rule: target_best, low: 5, target: 8, high: 9}\n",
        "target_best",
        ("direction: target",),
    ),
    Case(
        "example.score",
        "    weight: 40%\n",
        "    weight: 40%\n    example: {reading: 8.2, score: 63}\n",
        "63}",
        ("net.mean", "Write 64.00"),
    ),
    Case(
        "example.form",
        "    weight: 40%\n",
        "    weight: 40%\n    example: {readings: [8, 9], score: 64}\n",
        "{readings",
        ("scores one reading",),
    ),
    Case(
        "evidence.carry",
        "    shares: {tariff",
        "    evidence: {missing: carry}\n    shares: {tariff",
        "{missing",
        ("carry: 2",),
    ),
    Case(
        "policy.samples",
        "    shares: {tariff",
        "    evidence: {hide_below: 31}\n    shares: {tariff",
        "{hide_below: 31}",
        ("above flag_below 30",),
    ),
    # use
    Case(
        "process.empty",
        "\nkpis:",
        "\n  - {id: idle, name: {zh: 空, en: Idle}, weight: 1%}\nkpis:",
        "{id: idle",
        ("has no KPI",),
    ),
)

WARNINGS = (
    Case(
        "scoring.cliff",
        "    floor: 70\n    target: 85\n    stretch: 95\n",
        "    scoring: {rule: base_challenge, base: 80, challenge: 100}\n",
        "{rule: base",
        ("care.within", "beyond 80", "falls by 60 to 0", "n = 30", "by chance"),
    ),
    Case("unit.ambiguous", "zh: 南湖", "zh: 北江", "北江, en: Nanhu", ("ids or aliases",)),
    Case("kpi.unreachable", "stretch: 9.2", "stretch: 12", "12\n", ("1 to 10",)),
    Case(
        "unused.perspectives",
        "\nsources:",
        "\n  - {id: learning, name: {zh: 学习, en: L}}\nsources:",
        "{id: learning",
        ("nothing uses",),
    ),
    Case(
        "unused.departments",
        "\nperspectives:",
        "\n  - {id: law, name: {zh: 法, en: L}}\nperspectives:",
        "{id: law",
        ("nothing uses",),
    ),
    Case(
        "unused.levels",
        "\nunits:",
        "\n  - {id: hall, name: {zh: 厅, en: Hall}}\nunits:",
        "{id: hall",
        ("nothing uses",),
    ),
    Case(
        "unused.sources",
        "\nprocesses:",
        """
  - {id: spare, kind: counter, name: {zh: 备, en: S}, files: [x], period: {always: 2026-01},
     unit: {always: G},
     columns: {n: {type: integer}}}
processes:""",
        "{id: spare",
        ("nothing uses",),
    ),
)


def _label(case: Case) -> str:
    return f"{case.code}: {case.new[:30]}"


def test_the_small_book_is_valid_without_a_warning(tmp_path):
    """The book that every case breaks is itself without a problem."""
    book, problems = check(write(tmp_path))
    assert book is not None
    assert problems == (), told(problems)


@pytest.mark.parametrize("case", ERRORS, ids=_label)
def test_a_broken_book_is_refused_at_the_right_place(case, tmp_path):
    """Each mistake is told at its own line and column, with what to do, and no book comes out."""
    refused(tmp_path, case.text, case.code, case.line_and_column, case.says)


@pytest.mark.parametrize("case", WARNINGS, ids=_label)
def test_a_doubtful_book_is_used_and_warned_of(case, tmp_path):
    """What may be meant is a warning at its place; the book comes out all the same."""
    book, problems = check(write(tmp_path, case.text))
    assert book is not None, told(problems)
    assert [(one.code, one.severity) for one in problems] == [(case.code, Severity.WARNING)]
    assert (problems[0].place.line, problems[0].place.column) == case.line_and_column
    assert all(word in str(problems[0]) for word in case.says), told(problems)


def test_all_mistakes_are_told_at_once(tmp_path):
    """Three mistakes of one step are three problems, in the order of their lines."""
    text = BOOK.replace("62.5%", "62%").replace("perspective: customer", "perspective: client", 1)
    _, problems = check(write(tmp_path, text.replace("stretch: 9.2", "stretch: 8")))
    assert [one.code for one in problems] == ["sum.processes", "unknown.perspective", "scoring.order"]


def test_leading_zeros_stay_a_text(tmp_path):
    """A unit's id of digits that begins with 0 needs no quotes: it is never a number."""
    book, problems = check(write(tmp_path, BOOK.replace("id: BJ", "id: 010")))
    assert book is not None, told(problems)
    assert "010" in book.newest.units.by_id
