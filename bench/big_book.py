"""A valid book of any size, drawn by a seed: KPIs of many kinds, targets of units, change orders."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

PROCESSES = 20
SOURCES = 20
DEPARTMENTS = 40
CITIES = 300
COLUMNS = 15
_WHOLE = 10_000

HEAD = """\
book:
  id: big
  name: {zh: 大公司, en: Big company}
  index: {zh: 满意度指数, en: Satisfaction index}
  from: 2024-01
  reference: 大司〔2023〕1号
  owner: d0
levels:
  - {id: group, name: {zh: 集团, en: Group}}
  - {id: city, name: {zh: 市公司, en: City}}
perspectives:
  - {id: customer, name: {zh: 客户, en: Customer}}
units:
  - {id: G, name: {zh: 集团公司, en: Group}, level: group}
"""
SOURCE = """\
  - id: s{at}
    kind: response
    name: {{zh: 来源{at}, en: Source {at}}}
    files: ["s{at}_*"]
    period: {{column: answered}}
    unit: {{column: hall}}
    columns:
      answered: {{type: date, formats: ["%Y-%m-%d"], required: true}}
      hall: {{type: text, required: true}}
      touchpoint: {{type: text, values: [a, b, c]}}
      solved: {{type: flag, "true": [是], "false": [否]}}
"""
KPI = """\
  - id: {id}
    process: p{process}
    name: {{zh: 过程{process}之指标{at}, en: KPI {at} of process {process}}}
    perspective: customer
    measure: {measure}
    direction: higher
    unit: {{zh: 分, en: points}}
    decimals: 2
    {scoring}
    weight: {weight}
    shares: {{{first}: 70%, {second}: 30%}}
"""
MEASURES = (
    ("{{kind: mean, source: s{s}, value: q{q}, where: {{touchpoint: {t}}}}}", (4, 8.5, 9.2)),
    ("{{kind: top_box, source: s{s}, value: q{q}, at: 9}}", (40, 80, 95)),
    ("{{kind: nps, source: s{s}, value: q{q}}}", (0, 40, 60)),
    ("{{kind: ratio, source: s{s}, where: {{touchpoint: {t}}}, base: {{}}}}", (10, 60, 90)),
    ("{{kind: compliance, source: s{s}, value: solved, where: {{touchpoint: [a, {t}]}}}}", (40, 80, 95)),
    (
        """{{kind: formula, source: s{s}, formula: 100 * good / all, observations: all,
      terms: {{good: {{where: {{solved: true}}, unit: answer}}, all: {{unit: answer}}}}}}""",
        (40, 80, 95),
    ),
)
CHANGE = """\
changes:
  - id: order{at}
    title: {{zh: 第{at}次调整, en: Adjustment {at}}}
    from: {year}-{month:02}
    reference: 大司〔{year}〕{at}号
    owner: d1
    set:
      kpis:
"""


def big_book(folder: Path, *, kpis: int, changes: int, seed: int) -> None:
    """Write the book's files into the folder: its facts, a file of KPIs a process, a file a change order."""
    random = Random(seed)
    own = kpis // PROCESSES
    files = {"book.yaml": _facts(), "targets.yaml": _targets()}
    for process in range(PROCESSES):
        entries = (_kpi(random, process, at, _weight(at, own)) for at in range(own))
        files[f"kpis/{process:02}.yaml"] = "".join(("kpis:\n", *entries))
    for at in range(changes):
        files[f"changes/{at:02}.yaml"] = _change(random, at, own)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _facts() -> str:
    lines = [HEAD]
    lines += (
        f"  - {{id: C{at}, name: {{zh: 城市{at}, en: City {at}}}, level: city, parent: G}}\n"
        for at in range(CITIES)
    )
    lines.append("departments:\n  - {id: old, name: {zh: 旧部, en: Old}, until: 2025-01, successor: d1}\n")
    lines += (f"  - {{id: d{at}, name: {{zh: 部门{at}, en: D{at}}}}}\n" for at in range(DEPARTMENTS))
    lines += ["sources:\n", *_sources(), "processes:\n"]
    part = 100 / PROCESSES
    lines += (
        f"  - {{id: p{at}, name: {{zh: 过程{at}, en: Process {at}}}, weight: {part:g}%}}\n"
        for at in range(PROCESSES)
    )
    return "".join(lines)


def _sources() -> Iterator[str]:
    for at in range(SOURCES):
        yield SOURCE.format(at=at)
        for column in range(COLUMNS):
            yield f'      q{column}: {{type: integer, low: 1, high: 10, missing: ["-"]}}\n'


def _targets() -> str:
    """Cities that reach their stretch a little earlier."""
    lines = (
        f"  - {{kpi: p{process}.k4, unit: C{city}, from: 2024-06, stretch: 99}}\n"
        for process in range(PROCESSES)
        for city in range(10)
    )
    return "".join(("targets:\n", *lines))


def _weight(at: int, own: int) -> str:
    """Equal parts of the process; the first one has what is left."""
    part = _WHOLE // own
    return f"{(_WHOLE - part * (own - 1) if at == 0 else part) / 100:g}%"


def _kpi(random: Random, process: int, at: int, weight: str) -> str:
    measure, (floor, target, stretch) = random.choice(MEASURES)
    first, second = random.sample(range(DEPARTMENTS), 2)
    three = f"floor: {floor}\n    target: {target}\n    stretch: {stretch}"
    return KPI.format(
        id=f"p{process}.k{at}",
        process=process,
        at=at,
        measure=measure.format(
            s=random.randrange(SOURCES), q=random.randrange(COLUMNS), t=random.choice("bc")
        ),
        scoring=f"scoring: {{rule: min_max, low: {floor}, high: {stretch}}}" if at % 3 == 0 else three,
        weight=weight,
        first=f"d{first}",
        second=f"d{second}" if at else "old",
    )


def _change(random: Random, at: int, own: int) -> str:
    """Shares of some KPIs and the weights of two; every fifth one adds a KPI and makes room for it."""
    month, process, half = at + 1, at % PROCESSES, _WHOLE // own / 200
    lines = [CHANGE.format(at=at, year=2024 + month // 12, month=month % 12 + 1)]
    lines += (
        f"        p{process}.k{number}: {{shares: {{d1: 60%, d2: 40%}}, decimals: 1}}\n"
        for number in random.sample(range(5, own), 3)
    )
    lines.append(f"        p{process}.k1: {{weight: {half:g}%}}\n")
    if at % 5:
        lines.append(f"        p{process}.k2: {{weight: {half * 3:g}%}}\n")
    else:
        entry = _kpi(random, process, own, f"{half:g}%")
        lines.append("    add:\n      kpis:\n")
        lines += (f"      {line}\n" for line in entry.splitlines())
    return "".join(lines)
