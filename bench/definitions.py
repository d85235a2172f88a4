"""``definitions``: a book of 2,000 KPIs and 20 change orders loaded and checked, beside parsing it alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from bench.figure import measured, tell
from scorecard.definitions import check
from tests.definitions import change_cases, hostile
from tests.definitions.small_book import write
from tests.definitions.test_dates import ERRORS as DATES
from tests.definitions.test_plans import ERRORS as PLANS
from tests.definitions.test_rules import ERRORS as RULES

_PROCESSES = 40
_EACH = 50
_CHANGES = 20
_TIMES = 3
_HEAD = """\
book:
  id: large
  name: {zh: 大公司, en: Large company}
  index: {zh: 指数, en: Index}
  from: 2024-01
  reference: 大司〔2023〕1号
  owner: d0
levels: [{id: group, name: {zh: 集团, en: Group}}, {id: city, name: {zh: 市, en: City}}]
perspectives: [{id: customer, name: {zh: 客户, en: Customer}, customer: true}]
sources:
  - id: survey
    kind: response
    name: {zh: 测评, en: Survey}
    files: ["survey_*"]
    period: {column: day}
    unit: {column: unit}
    columns:
      day: {type: date, formats: ["%Y-%m-%d"], required: true}
      unit: {type: text, required: true}
      touch: {type: text}
      score: {type: integer, low: 1, high: 10}
"""
_KPI = """\
  - id: p{process}.k{kpi}
    process: p{process}
    name: {{zh: 指标{process}之{kpi}, en: KPI {process} {kpi}}}
    perspective: customer
    measure: {{kind: mean, source: survey, value: score, where: {{touch: "{process}-{kpi}"}}}}
    direction: higher
    unit: {{zh: 分, en: points}}
    decimals: 2
    floor: 6
    target: 8
    stretch: 9
    weight: 2%
    shares: {{d{first}: 70%, d{second}: 30%}}
"""


def definitions() -> None:
    """Seconds to parse, to load and check; their ratio; the slowest refusal of a bad definition."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        _large(folder)
        parse = min(_parsing(folder) for _ in range(_TIMES))
        load = min(_checking(folder) for _ in range(_TIMES))
    tell("definitions_kpis", _PROCESSES * _EACH, "KPIs")
    tell("definitions_parse", parse, "s")
    tell("definitions_check", load, "s", "<= 2")
    tell("definitions_check_to_parse", load / parse, "ratio")
    tell("definitions_slowest_refusal", _slowest(), "s", "<= 1")


def _large(folder: Path) -> None:
    """20 departments, 101 units, 40 processes of 50 KPIs, 20 months with a new target and two new weights."""
    departments = "".join(f"  - {{id: d{one}, name: {{zh: 部{one}, en: D{one}}}}}\n" for one in range(20))
    units = "".join(
        f"  - {{id: U{one}, name: {{zh: 市{one}, en: C{one}}}, level: city, parent: G}}\n"
        for one in range(100)
    )
    root = "units:\n  - {id: G, name: {zh: 集团, en: Group}, level: group}\n"
    head = f"{_HEAD}{root}{units}departments:\n{departments}processes:\n"
    processes = "".join(
        f"  - {{id: p{one}, name: {{zh: 过程{one}, en: P{one}}}, weight: 2.5%}}\n"
        for one in range(_PROCESSES)
    )
    (folder / "book.yaml").write_text(head + processes, encoding="utf-8")
    for number in range(_PROCESSES):
        kpis = "".join(
            _KPI.format(process=number, kpi=kpi, first=(number + kpi) % 20, second=(number + kpi + 7) % 20)
            for kpi in range(_EACH)
        )
        (folder / f"p{number:02d}.yaml").write_text("kpis:\n" + kpis, encoding="utf-8")
    (folder / "changes.yaml").write_text(
        "changes:\n" + "".join(map(_change, range(_CHANGES))), encoding="utf-8"
    )


def _change(number: int) -> str:
    year, month = 2024 + (number + 1) // 12, (number + 1) % 12 + 1
    return (
        f"  - id: c{number}\n    title: {{zh: 调整{number}, en: Change {number}}}\n"
        f"    from: {year}-{month:02d}\n    reference: 大司〔{year}〕{number}号\n    owner: d1\n    set:\n"
        f"      kpis:\n        p{number}.k0: {{weight: 3%, target: 8.1}}\n"
        f"        p{number}.k1: {{weight: 1%}}\n"
    )


def _parsing(folder: Path) -> float:
    with measured() as span:
        for path in sorted(folder.glob("*.yaml")):
            for _ in yaml.parse(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader):
                pass
    return span.wall


def _checking(folder: Path) -> float:
    with measured() as span:
        book, problems = check(folder)
    if book is None or problems or len(book.editions) != _CHANGES + 1:
        raise RuntimeError(f"the large book is not as it should be: {[str(one) for one in problems[:3]]}")
    return span.wall


def _slowest() -> float:
    """The longest time that any bad definition of the tests takes to be refused."""
    written: list[Callable[[Path], Path]] = [
        partial(write, text=case.text) for case in (*RULES, *DATES, *PLANS)
    ]
    written += [case.write for case in change_cases.ERRORS]
    written += [partial(_spoilt, raw=case.raw) for case in (*hostile.UNREAD, *hostile.MISREAD)]
    return max(_refusing(one) for one in written)


def _spoilt(folder: Path, raw: bytes) -> Path:
    (folder / "book.yaml").write_bytes(raw)
    return folder


def _refusing(write_into: Callable[[Path], Path]) -> float:
    with TemporaryDirectory() as name:
        folder = write_into(Path(name))
        with measured() as span:
            check(folder)
    return span.wall
