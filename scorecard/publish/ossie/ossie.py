"""The definitions in force as one Apache Ossie document."""

from __future__ import annotations

import re

import yaml

from scorecard.model.book import Edition
from scorecard.model.exact import exact, percent
from scorecard.publish.ossie.dataset import dataset_entry, datasets
from scorecard.publish.ossie.extension import description, extension, languages
from scorecard.publish.ossie.metric import metric_entry
from scorecard.publish.ossie.names import names

VERSION = "0.2.0.dev0"
_INSTRUCTIONS = (
    "Each metric is the reading of one KPI. It holds for any group of rows; the scorecard itself takes one "
    "unit, with all units below it, and one calendar month. Which field gives a row's unit and month stands "
    "in the dataset's custom extension; direction, targets, weights and responsibility shares stand in the "
    "metric's."
)


class _Dumper(yaml.SafeDumper):
    """Writes no anchors, and quotes what YAML 1.2 alone takes for a number, such as ``1e5`` and ``08``."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - the library's signature
        """Every value is written out where it stands."""
        return True


_Dumper.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$|0o[0-7]+$"),
    list("-+.0123456789"),
)


def ossie(edition: Edition) -> str:
    """YAML of the core specification ``VERSION``; the same definitions give the same bytes.

    Datasets, fields and metrics stand in the order of the definitions.
    """
    document = {"version": VERSION, "semantic_model": [_semantic_model(edition)]}
    return yaml.dump(document, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**9)


def _semantic_model(edition: Edition) -> dict[str, object]:
    known = datasets(edition.sources)
    named = names(kpi.id for kpi in edition.kpis)
    return {
        "name": names([edition.id])[edition.id],
        "description": description(edition.name),
        "ai_context": {"instructions": _INSTRUCTIONS},
        "datasets": [dataset_entry(one) for one in known.values()],
        "metrics": [metric_entry(kpi, named[kpi.id], known) for kpi in edition.kpis],
        "custom_extensions": extension(_facts(edition)),
    }


def _facts(edition: Edition) -> dict[str, object]:
    policy = edition.policy
    return {
        "id": edition.id,
        "digest": edition.digest,
        "name": languages(edition.name),
        "index": languages(edition.index),
        "scores": {
            "floor": exact(policy.floor_score),
            "target": exact(policy.target_score),
            "stretch": exact(policy.stretch_score),
        },
        "coverage_min": f"{exact(100 * policy.coverage_min)}%",
        "hide_below": policy.hide_below,
        "flag_below": policy.flag_below,
        "processes": [
            {"id": one.id, "name": languages(one.name), "weight": percent(one.weight)}
            for one in edition.processes
        ],
        "perspectives": [{"id": one.id, "name": languages(one.name)} for one in edition.perspectives],
        "departments": [{"id": one.id, "name": languages(one.name)} for one in edition.departments],
        "levels": [{"id": one.id, "name": languages(one.name)} for one in edition.levels],
    }
