"""A small valid book as text, and the means to break it in one place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from scorecard.definitions import check
from scorecard.model.problem import Problem

BOOK = """\
book:
  id: small
  name: {zh: 小公司, en: Small company}
  index: {zh: 满意度指数, en: Satisfaction index}
  from: 2022-01
  reference: 小司〔2022〕1号
  owner: network
policy:
  scoring: {floor: 0, target: 80, stretch: 100}
  coverage_min: 50%
  hide_below: 10
  flag_below: 30
glossary:
  unit: {zh: 单位, en: Unit}
levels:
  - {id: group, name: {zh: 集团, en: Group}}
  - {id: city, name: {zh: 市公司, en: City}}
units:
  - {id: BJ, name: {zh: 北江, en: Beijiang}, level: city, parent: G, aliases: [北江分公司]}
  - {id: NH, name: {zh: 南湖, en: Nanhu}, level: city, parent: G}
  - {id: G, name: {zh: 集团公司, en: Group}, level: group}
departments:
  - {id: network, name: {zh: 网络部, en: Network}}
  - {id: tariff, name: {zh: 资费部, en: Tariffs}, until: 2026-01, successor: market}
  - {id: market, name: {zh: 市场部, en: Market}, from: 2026-01}
perspectives:
  - {id: customer, name: {zh: 客户, en: Customer}}
sources:
  - id: survey
    kind: response
    name: {zh: 测评, en: Survey}
    files: ["survey_*", "测评_*"]
    period: {column: answered}
    unit: {column: hall}
    weight: weight
    latest: {by: id, order: version}
    columns:
      id: {type: text, aliases: [样本编号], required: true}
      version: {type: integer}
      answered: {type: date, formats: ["%Y-%m-%d"], required: true}
      hall: {type: text, aliases: [营业厅], required: true}
      touchpoint: {type: text, values: [网络, 资费]}
      overall: {type: integer, low: 1, high: 10, missing: ["-"]}
      recommend: {type: integer, low: 0, high: 10}
      amount: {type: decimal, decimals: 2}
      weight: {type: decimal, decimals: 4}
  - id: tickets
    kind: ticket
    name: {zh: 工单, en: Tickets}
    files: ["tickets_*"]
    period: {always: 2022-06}
    unit: {always: G}
    columns:
      opened: {type: time, formats: ["%Y-%m-%d %H:%M"]}
      closed: {type: time, formats: ["%Y-%m-%d %H:%M"]}
      elapsed: {type: minutes, between: [opened, closed]}
      passed: {type: flag, "true": [是], "false": [否]}
processes:
  - {id: net, name: {zh: 网络质量, en: Network quality}, weight: 62.5%}
  - {id: care, name: {zh: 投诉处理, en: Complaints}, weight: 37.5%}
kpis:
  - id: net.mean
    process: net
    name: {zh: 网络满意度, en: Network satisfaction}
    focus: {zh: 室内覆盖, en: Indoor coverage}
    perspective: customer
    measure: {kind: mean, source: survey, value: overall, where: {touchpoint: 网络}}
    direction: higher
    unit: {zh: 分, en: points}
    decimals: 2
    floor: 7.0
    target: 8.5
    stretch: 9.2
    weight: 40%
    levels: [city]
    shares: {tariff: 30%, network: 70%}
  - id: net.nps
    process: net
    name: {zh: 净推荐值, en: NPS}
    perspective: customer
    measure: {kind: nps, source: survey, value: recommend}
    direction: higher
    unit: {zh: 分, en: points}
    decimals: 1
    floor: 0
    target: 40
    stretch: 60
    weight: 35%
    shares: {network: 100%}
  - id: net.spent
    process: net
    name: {zh: 高消费, en: High spenders}
    perspective: customer
    measure: {kind: top_box, source: survey, value: amount, at: 99.9, where: {amount: {at_least: 0.01}}}
    direction: higher
    unit: {zh: "%", en: "%"}
    decimals: 1
    floor: 10
    target: 20
    stretch: 30
    weight: 25%
    shares: {network: 100%}
  - id: care.within
    process: care
    name: {zh: 及时率, en: In time}
    perspective: customer
    measure: {kind: within, source: tickets, value: elapsed, at: 2880, where: {passed: {not: [false]}}}
    direction: higher
    unit: {zh: "%", en: "%"}
    decimals: 1
    floor: 70
    target: 85
    stretch: 95
    weight: 50%
    shares: {network: 100%}
  - id: care.rate
    process: care
    name: {zh: 投诉率, en: Complaint rate}
    perspective: customer
    measure: {kind: rate, source: tickets, base: {source: survey, value: amount}, per: 10000}
    direction: lower
    unit: {zh: 件, en: cases}
    decimals: 2
    floor: 30
    target: 20
    stretch: 10
    weight: 50%
    shares: {network: 100%}
"""


MEDIAN = """\
    add:
      kpis:
        - id: care.median
          process: care
          name: {zh: 处理时长中位数, en: Median time}
          perspective: customer
          measure: {kind: percentile, source: tickets, value: elapsed, at: 50}
          direction: lower
          unit: {zh: 分钟, en: minutes}
          decimals: 0
          floor: 4000
          target: 2000
          stretch: 1000
          weight: 20%
          shares: {network: 100%}
"""
"""What a change order adds to care: a KPI of a fifth of its weight."""


@dataclass(frozen=True)
class Case:
    """The book with ``old`` (its first occurrence) made ``new`` -> one problem at the text ``at``.

    ``at`` is looked for in the broken book, its first occurrence; ``says``: words of what, why and remedy.
    """

    code: str
    old: str
    new: str
    at: str
    says: tuple[str, ...]
    book: str = BOOK

    @property
    def text(self) -> str:
        """The broken book."""
        assert self.old in self.book, self.old
        return self.book.replace(self.old, self.new, 1)

    @property
    def line_and_column(self) -> tuple[int, int]:
        """Where the problem should be told, both from 1."""
        start = self.text.index(self.at)
        before = self.text[:start]
        return before.count("\n") + 1, start - before.rfind("\n")


def write(folder: Path, text: str = BOOK, name: str = "book.yaml") -> Path:
    """The folder, with the text as one of its files."""
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def told(problems: tuple[Problem, ...]) -> str:
    """All problems as text, for a failing test's message."""
    return "\n".join(str(one) for one in problems)


def refused(folder: Path, text: str, code: str, place: tuple[int, int], says: tuple[str, ...]) -> None:
    """No book comes of the text; the mistake is told at its own place, and every problem says what to do."""
    book, problems = check(write(folder, text))
    assert book is None
    here = [one for one in problems if (one.code, one.place.line, one.place.column) == (code, *place)]
    assert any(all(word in str(one) for word in says) for one in here), told(problems)
    assert all((one.why, one.remedy) > ("", "") for one in problems), told(problems)
