"""What must hold between definitions: one small function a rule, each returning all it finds.

A rule knows nothing of the other rules: where one finds an unknown id, the others pass over it. ``RULES``
look at what is in force at one moment and are asked again for every moment at which something changes;
``RULES_IN_TIME`` look at the whole timeline.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scorecard.definitions.draft import Rule
from scorecard.definitions.rules.changes import (
    changes_are_dated,
    changes_do_not_overlap,
    changes_find_what_they_change,
    changes_have_an_owner,
    changes_say_something_new,
)
from scorecard.definitions.rules.columns import columns_are_typed, headings_are_unique, minutes_lie_between
from scorecard.definitions.rules.conditions import conditions_fit
from scorecard.definitions.rules.dates import (
    dates_run_forward,
    shares_reach_a_department_in_force,
    successors_are_there,
)
from scorecard.definitions.rules.examples import examples_hold
from scorecard.definitions.rules.formulas import formulas_can_be_read, terms_can_be_summed
from scorecard.definitions.rules.ids import (
    ids_are_not_reserved,
    ids_are_permanent,
    ids_look_different,
    references_exist,
)
from scorecard.definitions.rules.measures import (
    columns_fit_the_kind,
    keys_fit_the_kind,
    shares_have_one_unit,
    thresholds_fit,
)
from scorecard.definitions.rules.paths import paths_fit
from scorecard.definitions.rules.plans import (
    departments_can_earn,
    factors_rise,
    floors_and_caps_fit,
    gates_can_be_passed,
    heads_are_counted_at_some_time,
    plans_count_every_department,
    plans_do_not_overlap,
)
from scorecard.definitions.rules.scoring import (
    chance_decides_little,
    evidence_fits,
    kpis_have_one_rule,
    policy_rises,
    readings_are_possible,
    rules_can_score,
)
from scorecard.definitions.rules.sources import (
    clusters_and_splits_fit,
    latest_key_is_required,
    months_can_be_told,
    origins_fit,
    patterns_are_unique,
    weight_and_latest_fit,
)
from scorecard.definitions.rules.sums import kpi_weights_add_up, process_weights_add_up, shares_add_up
from scorecard.definitions.rules.targets import targets_do_not_overlap, targets_leave_no_gap
from scorecard.definitions.rules.units import names_tell_units_apart, units_form_one_tree
from scorecard.definitions.rules.unused import everything_is_used, processes_have_kpis
from scorecard.definitions.timeline import Timeline
from scorecard.model.problem import Problem

RULES: tuple[Rule, ...] = (
    references_exist,
    units_form_one_tree,
    names_tell_units_apart,
    dates_run_forward,
    successors_are_there,
    shares_reach_a_department_in_force,
    targets_do_not_overlap,
    columns_are_typed,
    headings_are_unique,
    minutes_lie_between,
    origins_fit,
    months_can_be_told,
    paths_fit,
    weight_and_latest_fit,
    clusters_and_splits_fit,
    latest_key_is_required,
    patterns_are_unique,
    keys_fit_the_kind,
    columns_fit_the_kind,
    thresholds_fit,
    shares_have_one_unit,
    terms_can_be_summed,
    formulas_can_be_read,
    conditions_fit,
    policy_rises,
    evidence_fits,
    kpis_have_one_rule,
    rules_can_score,
    examples_hold,
    readings_are_possible,
    chance_decides_little,
    process_weights_add_up,
    kpi_weights_add_up,
    shares_add_up,
    processes_have_kpis,
    plans_do_not_overlap,
    plans_count_every_department,
    departments_can_earn,
    factors_rise,
    floors_and_caps_fit,
    gates_can_be_passed,
)
RULES_IN_TIME: tuple[Callable[[Timeline], Iterator[Problem]], ...] = (
    ids_are_permanent,
    ids_are_not_reserved,
    ids_look_different,
    changes_are_dated,
    changes_have_an_owner,
    changes_find_what_they_change,
    changes_say_something_new,
    changes_do_not_overlap,
    targets_leave_no_gap,
    heads_are_counted_at_some_time,
    everything_is_used,
)
