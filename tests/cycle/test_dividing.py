"""Readings divided: every part told or told together, and their mean is the reading."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import polars as pl
import pytest

from scorecard.cycle.dividing import parts
from scorecard.model.kpi import Evidence
from scorecard.model.part import UNIT, WITHHELD
from scorecard.store.workspace import Workspace
from tests.cycle.carried import carried
from tests.sample import sample_frames, small_edition


def splitting():
    """The small company whose answers are told apart by touchpoint, too."""
    edition = small_edition()
    sources = tuple(
        replace(one, splits=(("point", "touchpoint"),)) if one.id == "survey" else one
        for one in edition.sources
    )
    return replace(edition, sources=sources)


def divided(work, span="month"):
    """(unit, KPI, dimension) -> parts."""
    counted, readings = (
        (work.counted, work.readings) if span == "month" else (work.year_counted, work.year_readings)
    )
    found = {}
    for one in parts(work.edition, counted, readings):
        found.setdefault((one.unit, one.kpi, one.dimension), []).append(one)
    return found


@pytest.mark.parametrize("span", ["month", "year"])
def test_the_parts_of_a_reading_are_the_reading(tmp_path, span):
    """Σ volume · value / Σ volume, exactly, for every unit, KPI and dimension."""
    work = carried(Workspace(tmp_path), splitting())
    based = work.based if span == "month" else work.year_based
    found = divided(work, span)
    assert {key[0] for key in found} == {"G", "P1"}  # P2 has one city, and a city has nothing below it
    for (unit, kpi, _), own in found.items():
        whole = sum(one.volume for one in own)
        assert sum(one.volume * one.value for one in own) / whole == based[unit][kpi][0]


def test_units_below_and_own_rows_are_parts(tmp_path):
    """Rows that name the province itself are a part under its own id."""
    frames = sample_frames()
    own = frames["survey"].filter(pl.col("_unit") == "P1C1").with_columns(_unit=pl.lit("P1"))
    frames["survey"] = pl.concat([frames["survey"], own])
    work = carried(Workspace(tmp_path), frames=frames)
    assert [(one.member, one.n) for one in divided(work)["P1", "network.mean", UNIT]] == [
        ("P1C1", 12),
        ("P1C2", 12),
        ("P1", 12),
    ]


def test_what_is_no_mean_of_its_parts_is_not_divided(tmp_path):
    """A percentile of cities tells nothing of the percentile of the group."""
    found = divided(carried(Workspace(tmp_path)))
    assert ("G", "network.p90", UNIT) not in found
    assert ("G", "network.rate", UNIT) in found


def test_a_part_of_one_is_none(tmp_path):
    """All answers on networks are of the touchpoint network: there is nothing to tell apart."""
    found = divided(carried(Workspace(tmp_path), splitting()))
    assert ("G", "network.mean", "point") not in found


def test_small_parts_are_told_together_with_what_would_give_them_away(tmp_path):
    """P2 has four answers where ten are needed: told with P1, and so not told at all, for two are all."""
    edition = small_edition()
    kpis = tuple(replace(one, evidence=Evidence(hide_below=10, flag_below=20)) for one in edition.kpis)
    work = carried(Workspace(tmp_path), replace(edition, kpis=kpis))
    assert work.readings["P2C1"]["network.mean"].value is None
    assert ("G", "network.mean", UNIT) not in divided(work)


def test_a_register_has_no_small_samples(tmp_path):
    """Some thousand subscribers are no sample, whatever the fewest rows of one are."""
    edition = small_edition()
    kpis = tuple(replace(one, evidence=Evidence(10**6, 10**6)) for one in edition.kpis)
    found = divided(carried(Workspace(tmp_path), replace(edition, kpis=kpis)))
    assert {kpi for _, kpi, _ in found} == {"network.rate"}
    assert [one.member for one in found["G", "network.rate", UNIT]] == ["P1", "P2"]


def test_a_small_value_of_a_dimension_is_told_with_the_next_smallest(tmp_path):
    """Two answers of gold are not to be had by taking silver and mass from all: they go with silver."""
    edition, frames = small_edition(), sample_frames()
    sources = tuple(
        replace(one, splits=(("segment", "segment"),)) if one.id == "survey" else one
        for one in edition.sources
    )
    place = pl.int_range(pl.len()).over("_period", "_unit", "touchpoint")
    here = pl.when(pl.col("_unit") != "P1C1").then(pl.lit("mass"))
    frames["survey"] = frames["survey"].with_columns(
        segment=here.when(place < 2)
        .then(pl.lit("gold"))
        .when(place < 6)
        .then(pl.lit("silver"))
        .otherwise(pl.lit("mass"))
    )
    found = divided(carried(Workspace(tmp_path), replace(edition, sources=sources), frames))
    own = found["P1C1", "network.mean", "segment"]
    assert [(one.member, one.n, one.members) for one in own] == [
        ("mass", 6, ()),
        (WITHHELD, 6, ("gold", "silver")),
    ]


def test_those_told_together_are_named(tmp_path):
    """Of three cities under one province two are withheld together, the third is told."""
    edition = small_edition()
    kpis = tuple(replace(one, evidence=Evidence(hide_below=5, flag_below=9)) for one in edition.kpis)
    tree = replace(
        edition.units,
        units=tuple(
            replace(one, parent="P1") if one.id == "P2C1" else one
            for one in edition.units.units
            if one.id != "P2"
        ),
    )
    work = carried(Workspace(tmp_path), replace(edition, kpis=kpis, units=tree))
    found = divided(work)["P1", "network.mean", UNIT]
    assert [(one.member, one.n, one.members) for one in found] == [
        ("P1C2", 12, ()),
        (WITHHELD, 16, ("P1C1", "P2C1")),
    ]
    assert work.readings["P1C1"]["network.mean"].value is None
    assert all(isinstance(one.value, Fraction) for one in found)
