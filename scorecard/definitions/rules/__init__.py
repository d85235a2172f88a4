"""What must hold between definitions: one small function a rule, each returning all it finds.

A rule takes the well-shaped draft and knows nothing of the other rules: where one finds an unknown id,
the others pass over it.
"""

from __future__ import annotations

from scorecard.definitions.draft import Rule
from scorecard.definitions.rules.columns import columns_are_typed, headings_are_unique, minutes_lie_between
from scorecard.definitions.rules.conditions import conditions_fit
from scorecard.definitions.rules.departments import (
    departments_end_after_they_begin,
    shares_reach_a_department_in_force,
    successors_take_over,
)
from scorecard.definitions.rules.ids import ids_are_unique, references_exist
from scorecard.definitions.rules.measures import columns_fit_the_kind, keys_fit_the_kind, thresholds_fit
from scorecard.definitions.rules.scoring import policy_rises, readings_are_monotone, readings_are_possible
from scorecard.definitions.rules.sources import (
    latest_key_is_required,
    origins_fit,
    patterns_are_unique,
    weight_and_latest_fit,
)
from scorecard.definitions.rules.sums import kpi_weights_add_up, process_weights_add_up, shares_add_up
from scorecard.definitions.rules.units import names_tell_units_apart, units_form_one_tree
from scorecard.definitions.rules.unused import everything_is_used

RULES: tuple[Rule, ...] = (
    ids_are_unique,
    references_exist,
    units_form_one_tree,
    names_tell_units_apart,
    departments_end_after_they_begin,
    successors_take_over,
    shares_reach_a_department_in_force,
    columns_are_typed,
    headings_are_unique,
    minutes_lie_between,
    origins_fit,
    weight_and_latest_fit,
    latest_key_is_required,
    patterns_are_unique,
    keys_fit_the_kind,
    columns_fit_the_kind,
    thresholds_fit,
    conditions_fit,
    policy_rises,
    readings_are_monotone,
    readings_are_possible,
    process_weights_add_up,
    kpi_weights_add_up,
    shares_add_up,
    everything_is_used,
)
