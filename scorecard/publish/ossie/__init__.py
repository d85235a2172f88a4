"""The definitions as an Apache Ossie semantic model: what other tools read a KPI from.

Sources become datasets, KPIs become metrics with one SQL expression each; what Ossie's core has no place
for stands in custom extensions (docs/ossie.md). Definitions only: this printer reads the model, no figure.
"""

from scorecard.publish.ossie.ossie import ossie

__all__ = ["ossie"]
