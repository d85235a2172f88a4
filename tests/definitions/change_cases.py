"""Bad change orders: the small book with a file of changes -> the problem that refuses it."""

from __future__ import annotations

from dataclasses import dataclass

from tests.definitions.small_book import BOOK, MEDIAN, write

HEAD = """\
changes:
  - id: mid
    title: {zh: 年中调整, en: Mid-year}
    from: 2026-07
    reference: 小司〔2026〕7号
    owner: market
"""
SECOND = HEAD.replace("changes:\n", "").replace("id: mid", "id: late").replace("2026-07", "2026-10")
WEIGHTS = "    set: {kpis: {net.mean: {weight: 45%}, net.nps: {weight: 30%}}}\n"


@dataclass(frozen=True)
class ChangeCase:
    """The small book with a file of changes -> one problem at the text ``at`` of that file.

    ``says``: words of what, why and remedy. ``head``: (old, new) in the first lines of the change; ``book``:
    (old, new) in the book.
    """

    code: str
    body: str
    at: str
    says: tuple[str, ...]
    head: tuple[str, str] = ("", "")
    book: tuple[str, str] = ("", "")

    @property
    def text(self) -> str:
        """The file of changes."""
        assert self.head[0] in HEAD
        return HEAD.replace(*self.head, 1) + self.body

    def write(self, folder):
        """The folder with both files."""
        assert self.book[0] in BOOK
        write(folder, BOOK.replace(*self.book, 1))
        return write(folder, self.text, "changes.yaml")

    @property
    def place(self) -> tuple[str, int, int]:
        """File, line and column where the problem should be told."""
        start = self.text.index(self.at)
        before = self.text[:start]
        return "changes.yaml", before.count("\n") + 1, start - before.rfind("\n")


def setting(text: str) -> str:
    """A change that sets one thing."""
    return f"    set: {{{text}}}\n"


ERRORS = (
    # what is changed is there
    ChangeCase(
        "change.unknown",
        setting("kpis: {net.maen: {target: 8.6}}"),
        "net.maen",
        ("nothing 'net.maen' in kpis", "Did you mean 'net.mean'?"),
    ),
    ChangeCase(
        "change.unknown",
        "    set:\n      units:\n        XX:\n          name: {zh: 新, en: New}\n",
        "XX",
        ("'XX' in units", "write it under 'add'"),
    ),
    ChangeCase(
        "change.unknown", "    end: {kpis: [net.spend]}\n", "net.spend", ("Did you mean 'net.spent'?",)
    ),
    ChangeCase(
        "change.absent",
        setting("departments: {tariff: {name: {zh: 资费, en: Prices}}}"),
        "tariff",
        ("'tariff' in departments is not in force in 2026-07", "Correct the date"),
    ),
    ChangeCase(
        "change.absent",
        setting("departments: {market: {name: {zh: 市场, en: Sales}}}"),
        "market: {name",
        ("not in force in 2025-07",),
        head=("2026-07", "2025-07"),
    ),
    ChangeCase(
        "change.absent",
        "    end: {departments: [tariff]}\n",
        "tariff]",
        ("'tariff' in departments is not in force",),
    ),
    ChangeCase(
        "change.absent",
        "    end: {kpis: [net.spent]}\n    set: {kpis: {net.mean: {weight: 65%}}}\n"
        + SECOND
        + setting("kpis: {net.spent: {target: 21}}"),
        "net.spent: {target",
        ("not in force in 2026-10",),
    ),
    # what may not be touched
    ChangeCase(
        "change.fixed", setting("kpis: {net.mean: {id: net.m}}"), "id: net.m", ("An id is permanent",)
    ),
    ChangeCase(
        "change.fixed",
        setting("departments: {market: {from: 2026-03}}"),
        "from: 2026-03",
        ("What has begun has begun", "End it and add another"),
    ),
    ChangeCase("change.fixed", setting("book: {from: 2023-01}"), "from: 2023-01", ("sets 'from' of 'book'",)),
    ChangeCase("change.fixed", setting("book: {id: large}"), "id: large", ("An id is permanent",)),
    # time
    ChangeCase(
        "change.early", WEIGHTS, "2021-12", ("not after the book in 2022-01",), head=("2026-07", "2021-12")
    ),
    ChangeCase(
        "change.early", WEIGHTS, "2022-01", ("let the change begin later",), head=("2026-07", "2022-01")
    ),
    ChangeCase(
        "date.order",
        WEIGHTS,
        "2026-06",
        ("ends in 2026-06, not after it begins in 2026-07", "exclusive"),
        head=("from: 2026-07", "from: 2026-07\n    until: 2026-06"),
    ),
    ChangeCase(
        "date.order",
        WEIGHTS,
        "2026-07\n    ref",
        ("never be in force",),
        head=("from: 2026-07", "from: 2026-07\n    until: 2026-07"),
    ),
    # two at once
    ChangeCase(
        "change.overlap",
        WEIGHTS + SECOND.replace("2026-10", "2026-07") + setting("kpis: {net.mean: {weight: 46%}}"),
        "weight: 46%",
        ("'weight' of 'net.mean' is set by change 'late'", "while 'mid' holds it", "join the two"),
    ),
    ChangeCase(
        "change.overlap",
        WEIGHTS + SECOND + setting("kpis: {net.mean: {weight: 46%}, net.nps: {weight: 29%}}"),
        "weight: 46%",
        ("(2026-07 to 2026-12)", "Let the earlier one end"),
        head=("from: 2026-07", "from: 2026-07\n    until: 2026-12"),
    ),
    ChangeCase(
        "change.overlap",
        "    end: {kpis: [net.spent]}\n"
        + setting("kpis: {net.mean: {weight: 65%}, net.spent: {until: 2026-09}}"),
        "net.spent]",
        ("'until' of 'net.spent'",),
    ),
    ChangeCase(
        "id.twice",
        WEIGHTS + SECOND.replace("late", "mid") + setting("policy: {hide_below: 9}"),
        "mid\n    title: {zh: 年中调整, en: Mid-year}\n    from: 2026-10",
        ("'mid' is given a second time", "another id"),
    ),
    # shape, told in the change's own file
    ChangeCase(
        "shape.unknown_key", setting("kpi: {net.mean: {target: 8.6}}"), "kpi:", ("Did you mean 'kpis'?",)
    ),
    ChangeCase(
        "shape.unknown_key", setting("targets: {x: {target: 8.6}}"), "targets:", ("Known keys: book",)
    ),
    ChangeCase("shape.unknown_key", "    end: {perspectives: [customer]}\n", "perspectives", ("Known keys",)),
    ChangeCase("shape.unknown_key", "    ends: {kpis: [net.spent]}\n", "ends", ("Did you mean 'end'?",)),
    ChangeCase(
        "shape.unknown_key",
        setting("kpis: {net.mean: {tarket: 8.6}}"),
        "tarket",
        ("net.mean", "Did you mean 'target'?"),
    ),
    ChangeCase(
        "shape.unknown_key",
        setting("sources: {tickets: {colums: {}}}"),
        "colums",
        ("Did you mean 'columns'?",),
    ),
    ChangeCase("shape.unknown_key", setting("policy: {hide: 5}"), "hide: 5", ("unknown key 'hide'",)),
    ChangeCase("shape.value", setting("kpis: {net.mean: {weight: 45}}"), "45}", ("percent", "18%")),
    ChangeCase(
        "shape.value", setting("kpis: {net.mean: {shares: network}}"), "network}", ("must hold keys",)
    ),
    ChangeCase("shape.value", setting("kpis: {net.mean: {direction: up}}"), "up}", ("'higher'",)),
    ChangeCase("shape.value", setting("glossary: {unit: 单位}"), "单位", ("must hold keys",)),
    ChangeCase("shape.value", setting("kpis: [net.mean]"), "[net.mean]", ("must hold keys",)),
    ChangeCase("shape.value", "    end: {kpis: net.spent}\n", "net.spent}", ("must be a list",)),
    ChangeCase("shape.value", setting("kpis: {net.mean: {until: soon}}"), "soon", ("month such as 2026-06",)),
    ChangeCase(
        "shape.missing_key",
        WEIGHTS,
        "id: mid",
        ("'reference' is missing",),
        head=("    reference: 小司〔2026〕7号\n", ""),
    ),
    ChangeCase(
        "shape.missing_key", MEDIAN.replace("          decimals: 0\n", ""), "id: care.median", ("'decimals'",)
    ),
    ChangeCase(
        "shape.missing_key",
        "    add: {units: [{id: NW, level: city, parent: G}]}\n",
        "{id: NW",
        ("'name' is missing",),
    ),
    ChangeCase(
        "shape.value",
        "    add: {kpis: {id: care.median}}\n",
        "{id: care",
        ("must be a list",),
    ),
    # what comes of it
    ChangeCase(
        "sum.kpis",
        setting("kpis: {net.mean: {weight: 45%}}"),
        "45%",
        ("from 2026-07 on", "105%", "Take away 5%"),
    ),
    ChangeCase("sum.kpis", MEDIAN, "20%", ("process 'care'", "120%", "care.median 20%", "Take away 20%")),
    ChangeCase(
        "sum.kpis", "    end: {kpis: [net.spent]}\n", "net.spent", ("process 'net'", "75%", "Add 25%")
    ),
    ChangeCase("sum.processes", setting("processes: {net: {weight: 60%}}"), "60%", ("97.5%", "Add 2.5%")),
    ChangeCase(
        "sum.shares", setting("kpis: {net.mean: {shares: {network: 80%}}}"), "shares", ("80%", "Add 20%")
    ),
    ChangeCase(
        "id.twice", MEDIAN.replace("care.median", "care.rate"), "care.rate", ("kpis: the id 'care.rate'",)
    ),
    ChangeCase(
        "id.twice",
        "    add: {units: [{id: BJ, name: {zh: 新区, en: New}, level: city, parent: G}]}\n",
        "BJ",
        ("given a second time", "change the one that is there"),
    ),
    ChangeCase(
        "unknown.department",
        WEIGHTS,
        "markte",
        ("owner of change 'mid'", "'market'"),
        head=("market", "markte"),
    ),
    ChangeCase(
        "unknown.department",
        setting("kpis: {net.mean: {shares: {netwrok: 100%}}}"),
        "netwrok",
        ("from 2026-07 on", "Did you mean 'network'?"),
    ),
    ChangeCase(
        "unknown.department", setting("kpis: {net.mean: {owner: netwrok}}"), "netwrok", ("'network'",)
    ),
    ChangeCase(
        "unknown.source",
        setting("kpis: {net.nps: {measure: {kind: nps, source: suvey, value: recommend}}}"),
        "suvey",
        ("'survey'",),
    ),
    ChangeCase("unknown.process", MEDIAN.replace("process: care", "process: cure"), "cure", ("'care'",)),
    ChangeCase(
        "unknown.unit",
        "    add: {targets: [{kpi: net.nps, unit: BX, target: 50}]}\n",
        "BX",
        ("name one that is there",),
    ),
    ChangeCase(
        "unknown.kpi",
        "    add: {targets: [{kpi: net.npt, unit: BJ, target: 50}]}\n",
        "net.npt",
        ("'net.nps'",),
    ),
    ChangeCase(
        "scoring.order",
        "    add: {targets: [{kpi: net.nps, unit: BJ, target: 70}]}\n",
        "{kpi",
        ("net.nps", "'BJ'"),
    ),
    ChangeCase(
        "target.parameter",
        "    add: {targets: [{kpi: net.nps, unit: BJ, low: 7}]}\n",
        "low: 7",
        ("no number 'low'",),
    ),
    ChangeCase("scoring.order", setting("kpis: {net.mean: {target: 6.5}}"), "6.5", ("floor < target",)),
    ChangeCase("policy.samples", setting("policy: {hide_below: 40}"), "40", ("from 2026-07 on", "Exchange")),
    ChangeCase(
        "unit.ring",
        setting("units: {G: {level: group, parent: BJ}}"),
        "BJ}",
        ("BJ > G > BJ", "outside the ring"),
    ),
    ChangeCase(
        "unit.level", setting("units: {NH: {level: group}}"), "group", ("below 'G'", "order of 'levels'")
    ),
    ChangeCase(
        "share.nobody",
        setting("kpis: {net.mean: {shares: {law: 100%}}}"),
        "law",
        ("'law' has no department",),
        book=("perspectives:", "  - {id: law, name: {zh: 法务部, en: Law}, until: 2026-05}\nperspectives:"),
    ),
    ChangeCase(
        "process.empty",
        "    add: {processes: [{id: idle, name: {zh: 空, en: Idle}, weight: 1%}]}\n",
        "{id: idle",
        ("has no KPI",),
    ),
    ChangeCase(
        "measure.threshold",
        setting("kpis: {net.spent: {measure: {kind: top_box, source: survey, value: amount, at: 9.999}}}"),
        "9.999",
        ("2 decimals",),
    ),
)

WARNINGS = (
    ChangeCase("change.idle", "", "id: mid", ("sets, adds and ends nothing", "Say what it changes")),
    ChangeCase(
        "change.idle", "    set: {kpis: {net.mean: {}}}\n    end: {kpis: []}\n", "id: mid", ("no effect",)
    ),
    ChangeCase(
        "change.idle",
        setting("kpis: {net.mean: {target: 8.5, floor: 6.5}}"),
        "target: 8.5",
        ("'target' of 'net.mean' to what it is already", "Remove the line"),
    ),
    ChangeCase(
        "change.idle", setting("policy: {hide_below: 10, flag_below: 40}"), "hide_below", ("of 'policy'",)
    ),
    ChangeCase(
        "unit.ambiguous",
        setting("units: {NH: {name: {zh: 北江, en: Nanhu}}}"),
        "北江",
        ("from 2026-07 on", "ids or aliases"),
    ),
    ChangeCase(
        "kpi.unreachable", setting("kpis: {net.mean: {stretch: 12}}"), "12", ("from 2026-07 on", "1 to 10")
    ),
    ChangeCase(
        "id.alike",
        "    add: {departments: [{id: Market, name: {zh: 销售部, en: Sales}, owner: market}]}\n",
        "Market",
        ("'Market' and 'market' look alike",),
    ),
    ChangeCase(
        "target.gap",
        "    add: {targets: [{kpi: net.nps, unit: BJ, target: 50, until: 2026-08}]}\n"
        + SECOND
        + "    add: {targets: [{kpi: net.nps, unit: BJ, target: 51}]}\n",
        "{kpi: net.nps, unit: BJ, target: 51}",
        ("from 2026-08 to 2026-10", "Extend one"),
    ),
)
