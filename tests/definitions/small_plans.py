"""The small book's incentive plan as text, and a change order to go with it."""

from __future__ import annotations

from tests.definitions.small_book import BOOK

PLANS = """\
plans:
  - id: monthly
    name: {zh: 月度激励, en: Monthly incentive}
    unit: BJ
    pool: "100000.00"
    heads:
      network: {count: 120, coefficient: 1.1}
      tariff: {count: 30}
      market: {count: 40, floor: 50%}
    factor: [[60, 0], [80, 1], [100, 1.2]]
    floor: 40%
    cap: 150%
    gates:
      - {kpi: care.within, at_least: 60, otherwise: 0.5}
      - {kpi: net.mean, at_least: 55, otherwise: 0.8}
      - {kpi: care.rate, at_least: 40, otherwise: veto, for: all}
    vetoed: retain
"""
PAID = BOOK + PLANS
TWO = PLANS + PLANS.removeprefix("plans:\n").replace("id: monthly", "id: extra")
HEADS = """\
      network: {count: 120, coefficient: 1.1}
      tariff: {count: 30}
      market: {count: 40, floor: 50%}
"""
STEPS = "{steps: [[0, 0], [60, 0.6], [80, 1]]}"
KNOTS = "[[60, 0], [80, 1], [100, 1.2]]"
JULY_ORDER = """\
changes:
  - id: mid
    title: {zh: 年中调整, en: Mid-year}
    from: 2026-07
    reference: 小司〔2026〕7号
    owner: market
"""
