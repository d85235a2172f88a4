"""The frame: which period, which unit, what may be opened."""

from __future__ import annotations

import pytest

from scorecard.errors import BadRequest, Forbidden
from scorecard.model.principal import Principal
from scorecard.model.text import Text
from scorecard.views.frame import load_frame, word
from tests.views.world import APRIL, JUNE, of, world

ALL = Principal("all")


def test_the_defaults_are_the_newest_period_and_the_highest_unit(reader):
    """Nothing asked for is June and the root."""
    frame = load_frame(reader, ALL, period=None, unit=None)
    assert (frame.period, frame.periods, frame.unit.id) == (JUNE, (JUNE, APRIL), "G")
    assert frame.snapshot == reader.snapshot


def test_units_come_depth_first_with_their_depth(reader):
    """A child stands behind its parent."""
    frame = load_frame(reader, ALL, period=None, unit="A1")
    assert [(depth, choice.id) for depth, choice in frame.units] == [(0, "G"), (1, "A"), (2, "A1"), (1, "B")]
    assert [choice.id for choice in frame.lineage] == ["G", "A", "A1"]


def test_a_unit_principal_opens_its_subtree_only(reader):
    """The first unit of its own is the default; the lineage still names what lies above."""
    frame = load_frame(reader, Principal("a", units=("A",)), period=None, unit=None)
    assert (frame.unit.id, [choice.id for _, choice in frame.units]) == ("A", ["A", "A1"])
    assert [choice.name.en for choice in frame.lineage] == ["Group", "City A"]


@pytest.mark.parametrize("forged", ["G", "B"])
def test_a_forged_unit_is_refused(reader, forged):
    """A unit that exists and is not the principal's is forbidden, not unknown."""
    with pytest.raises(Forbidden, match=f"a may not open unit '{forged}'"):
        load_frame(reader, Principal("a", units=("A",)), period=None, unit=forged)


def test_a_principal_without_a_unit_is_refused(reader):
    """Roots that do not exist open nothing."""
    with pytest.raises(Forbidden, match="may open no unit"):
        load_frame(reader, Principal("x", units=("X",)), period=None, unit=None)


@pytest.mark.parametrize(
    ("asked", "near"), [({"period": "2026-05"}, "'2026-0[46]'"), ({"unit": "A2"}, "'A1?'")]
)
def test_an_unknown_period_or_unit_names_the_near_word(reader, asked, near):
    """A typo is answered with the word that was probably meant."""
    with pytest.raises(BadRequest, match=f"Did you mean {near}"):
        load_frame(reader, ALL, **{"period": None, "unit": None, **asked})


def test_a_department_principal_chooses_among_its_own(reader):
    """Other departments are not offered."""
    frame = load_frame(reader, Principal("it", departments=("it",)), period=None, unit=None)
    assert [choice.id for choice in frame.departments] == ["it"]


def test_the_books_own_words_go_over_the_glossary(publish):
    """A term of the book replaces the built-in word; the others stay."""
    tables = world()
    of(tables, "term")["key"] = "department"
    frame = load_frame(publish(tables), ALL, period=None, unit=None)
    assert word(frame, "department") == Text("测评", "Survey")
    assert word(frame, "pressure") == Text("压力", "Pressure")


def test_an_empty_snapshot_says_what_to_do(publish):
    """Without a period the answer is how to make one."""
    with pytest.raises(BadRequest, match="scorecard run --period"):
        load_frame(publish({name: [] for name in world()}), ALL, period=None, unit=None)
