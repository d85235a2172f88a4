from __future__ import annotations

from dataclasses import replace

from scorecard.doctor.finding import Level
from scorecard.doctor.installation.packages import packages


def test_what_was_set_up_is_as_asked(machine):
    """One line, with the versions that matter most."""
    (found,) = packages(machine)
    assert found.level is Level.OK
    for name in ("duckdb", "polars", "weasyprint", "dash"):
        assert f"{name} " in found.what


def test_missing_and_unfitting_packages_are_named(machine, plant):
    """One package too old, one that is not there, one behind an extra; what fits is not mentioned."""
    plant("side", 'Requires-Dist: behind-the-extra>=1; extra == "more"', "Provides-Extra: more")
    plant(
        "planted",
        "Requires-Dist: polars>=999",
        "Requires-Dist: nowhere-to-be-found",
        "Requires-Dist: side[more]>=1",
        "Requires-Dist: for-tests-only; extra == 'dev'",
        "Requires-Dist: for-another-system; sys_platform == 'nowhere'",
    )
    found = [*packages(replace(machine, distribution="planted"))]
    assert {one.level for one in found} == {Level.PROBLEM}
    first, *others = (one.what for one in found)
    assert first.startswith("polars ")
    assert first.endswith("and polars>=999 is asked for.")
    assert others == ["nowhere-to-be-found is missing.", "behind-the-extra is missing."]


def test_a_product_that_is_not_installed_is_a_warning(machine):
    """Run from a checkout without set-up: nobody knows which versions fit."""
    (found,) = packages(replace(machine, distribution="no-such-product"))
    assert found.level is Level.WARNING
