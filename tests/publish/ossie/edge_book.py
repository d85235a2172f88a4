"""A book of edges: every kind with and without weights, names and texts that SQL or YAML would trip over."""

from __future__ import annotations

from pathlib import Path

from scorecard.definitions import load
from scorecard.model.book import Edition
from scorecard.model.period import Period

HEAD = """\
book:
  id: 2026.edge-book
  name: {zh: "小公司：甲 # 乙", en: "O'Brien & \\"Sons\\": #1"}
  index: {zh: 指数, en: Index}
  from: 2026-01
  reference: "1"
  owner: net
levels: [{id: group, name: {zh: 集团, en: Group}}]
units: [{id: G, name: {zh: 集团公司, en: Group}, level: group}]
departments:
  - {id: net, name: {zh: 网络部, en: Network}}
  - {id: care, name: {zh: 服务部, en: Care}}
perspectives: [{id: customer, name: {zh: 客户, en: Customer}}]
sources:
  - id: order
    kind: response
    name: {zh: 订单测评, en: "08"}
    files: ["order_*"]
    period: {column: day}
    unit: {column: where}
    weight: w
    latest: {by: no., order: day}
    columns:
      no.: {type: text, aliases: [1e5, "08", "编号: #"], required: true}
      day: {type: date, formats: ["%Y-%m-%d"], required: true}
      where: {type: text, required: true}
      w: {type: decimal, decimals: 2, low: 0.01}
      kind: {type: text, values: ["O'Brien: #1", '"quoted"', "100%", 宽带]}
      score: {type: integer, low: 1, high: 10, missing: ["-"]}
      amount: {type: decimal, decimals: 2, low: -5, high: 12.5}
      passed: {type: flag, "true": [是], "false": [否]}
  - id: 工单-1
    kind: ticket
    name: {zh: 工单, en: 工单}
    files: ["tickets_*"]
    period: {column: opened}
    unit: {column: group}
    columns:
      group: {type: text, required: true}
      opened: {type: time, formats: ["%Y-%m-%d %H:%M"], required: true}
      closed: {type: time, formats: ["%Y-%m-%d %H:%M"]}
      elapsed: {type: minutes, between: [opened, closed], high: 90}
      a.b: {type: integer, low: 0, high: 9}
      a-b: {type: decimal, decimals: 1, low: 0, high: 9}
      A_B: {type: flag, "true": [是], "false": [否]}
  - id: loose
    kind: counter
    name: {zh: 计数, en: Counters}
    files: ["loose_*"]
    period: {always: 2026-06}
    unit: {always: G}
    columns:
      note: {type: text}
      value: {type: decimal, decimals: 3, low: 0, high: 9}
processes: [{id: all, name: {zh: 全部, en: All}, weight: 100%}]
kpis:
"""

NEVER = "where: {score: {at_least: 9, at_most: 8}}"
SUMS = 'observations: n, terms: {a: {value: a-b, unit: "1"}, b: {value: a.b, unit: "1"}, n: {unit: "1"}}'
NONE = SUMS[:-1] + ', none: {where: {a.b: {at_least: 9, at_most: 8}}, unit: "1"}}'
MEASURES = {
    "mean.plain": "kind: mean, source: 工单-1, value: a-b",
    "mean_plain": "kind: mean, source: 工单-1, value: a.b, where: {A_B: true}",
    "mean.weighted": "kind: mean, source: order, value: amount",
    "mean.one.of": 'kind: mean, source: order, value: amount, where: {kind: ["O\'Brien: #1", 宽带]}',
    "mean.not": "kind: mean, source: order, value: score, where: {kind: {not: ['\"quoted\"', 宽带]}}",
    "mean.not.one": "kind: mean, source: order, value: score, where: {kind: {not: [100%]}}",
    "top.weighted": "kind: top_box, source: order, value: amount, at: 0.05, where: {amount: {at_least: -4}}",
    "top.plain": "kind: top_box, source: 工单-1, value: a-b, at: 8.5",
    "bottom.weighted": "kind: bottom_box, source: order, value: score, at: 5",
    "bottom.plain": "kind: bottom_box, source: 工单-1, value: a.b, at: 0, where: {elapsed: {at_most: 45}}",
    "nps.weighted": "kind: nps, source: order, value: score",
    "nps.decimal": "kind: nps, source: 工单-1, value: a-b, promoters: 7.5, detractors: 7.4",
    "within.plain": "kind: within, source: 工单-1, value: elapsed, at: 30",
    "within.weighted": "kind: within, source: order, value: score, at: 3, where: {passed: {not: [true]}}",
    "percentile.one": "kind: percentile, source: 工单-1, value: elapsed, at: 1",
    "percentile.half": "kind: percentile, source: 工单-1, value: a-b, at: 50, where: {A_B: false}",
    "percentile.all": "kind: percentile, source: order, value: amount, at: 100",
    "compliance.weighted": "kind: compliance, source: order, value: passed",
    "compliance.plain": "kind: compliance, source: 工单-1, value: A_B, where: {a.b: [1, 2, 3]}",
    "ratio.flag": "kind: ratio, source: 工单-1, value: A_B, base: {}",
    "ratio.some": "kind: ratio, source: 工单-1, value: A_B, where: {a.b: {at_most: 4}}, base: {value: a.b}",
    "ratio.flags": "kind: ratio, source: 工单-1, where: {A_B: [true, false]}, base: {value: a-b}",
    "ratio.rows": "kind: ratio, source: loose, where: {note: a}, base: {}",
    "ratio.sum": "kind: ratio, source: loose, value: value, where: {note: a}, base: {value: value}",
    "rate.across": (
        "kind: rate, source: 工单-1, base: {source: order, value: amount, where: {score: {at_least: 5}}}"
    ),
    "rate.per": "kind: rate, source: order, value: score, base: {source: 工单-1, value: elapsed}, per: 1000",
    "rate.never": f"kind: rate, source: order, {NEVER}, base: {{source: 工单-1}}",
    "mean.never": f"kind: mean, source: order, value: score, {NEVER}",
    "percentile.never": f"kind: percentile, source: order, value: score, {NEVER}",
    "nps.never": f"kind: nps, source: order, value: score, {NEVER}",
    "formula.flag": (
        "kind: formula, source: 工单-1, formula: 100 * 好 / 全, observations: 全, "
        "terms: {好: {value: A_B}, 全: {}}"
    ),
    "formula.mean": f"kind: formula, source: 工单-1, formula: a / n - 1 / b, {SUMS}",
    "formula.signs": f'kind: formula, source: 工单-1, formula: "-(a - -b) * a - (b - (n - -a)) / -n", {SUMS}',
    "formula.depth": f'kind: formula, source: 工单-1, formula: "(a + n) / (a / b * (n - b)) / 0.25", {SUMS}',
    "formula.small": f'kind: formula, source: 工单-1, formula: "min(a / n, b / n, 3) + abs(b - a)", {SUMS}',
    "formula.great": f'kind: formula, source: 工单-1, formula: "2 * max(n, b) / max(a, b)", {SUMS}',
    "formula.least": f'kind: formula, source: 工单-1, formula: "min(a / none, b / n)", {NONE}',
    "formula.under": f'kind: formula, source: 工单-1, formula: "n / max(b / none, a / n)", {NONE}',
    "formula.never": f"kind: formula, source: 工单-1, formula: a * b * n / none, {NONE}",
    "formula.nought": f"kind: formula, source: 工单-1, formula: none / n - a / b, {NONE}",
    "formula.across": (
        "kind: formula, source: order, formula: 1000 * (a + b) / c, observations: b, terms: "
        "{a: {value: score, unit: minute}, b: {source: 工单-1, value: elapsed, where: {a.b: {at_least: 5}}}, "
        "c: {source: loose, value: value, unit: day}}"
    ),
}


def edge_edition(folder: Path) -> Edition:
    """The book of edges as it is in force."""
    share = 10_000 // len(MEASURES)
    weights = [share] * (len(MEASURES) - 1)
    weights.append(10_000 - sum(weights))
    kpis = [
        f"""\
  - id: {identity}
    process: all
    name: {{zh: "甲: {identity}", en: "# {identity}"}}
    focus: {{zh: 热点, en: "it's \\"hot\\""}}
    perspective: customer
    measure: {{{measure}}}
    direction: lower
    unit: {{zh: "%", en: "%"}}
    decimals: 2
    floor: 12.75
    target: 6
    stretch: -0.125
    weight: {weight // 100}.{weight % 100:02d}%
    shares: {{net: 62.5%, care: 37.5%}}
"""
        for (identity, measure), weight in zip(MEASURES.items(), weights, strict=True)
    ]
    (folder / "book.yaml").write_text(HEAD + "".join(kpis), encoding="utf-8")
    return load(folder).on(Period.parse("2026-06"))
