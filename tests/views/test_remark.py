"""Findings in sentences."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scorecard.glossary import Words
from scorecard.model.audit import Matter, Reach
from scorecard.model.text import Lang, Text
from scorecard.views.audit import Found, load
from scorecard.views.frame import Choice
from scorecard.views.remark import remark, ways
from tests.views.test_audit import ALL

ZH, EN = Words(Lang.ZH), Words(Lang.EN)


def found(matter, count=2, reach=None) -> Found:
    """A finding about so many subjects of 1.50 % each."""
    names = [Choice(str(one), Text(f"指标{one}", f"KPI {one}")) for one in range(1, count + 1)]
    return Found(matter, reach, tuple((one, Decimal("1.50")) for one in names))


@pytest.mark.parametrize("matter", list(Matter))
@pytest.mark.parametrize(("words", "name"), [(ZH, "指标2（1.50%）"), (EN, "KPI 2 (1.50%)")])
def test_every_matter_has_a_sentence_with_its_subjects(matter, words, name):
    """Names and weights are filled in, in both languages."""
    said = remark(found(matter), words)
    assert name in said
    assert "{" not in said


def test_a_leak_says_how_it_leaks_and_how_much():
    """The class by its word, and the sum."""
    said = remark(found(Matter.KPI_LEAKS, reach=Reach.MISSING), EN)
    assert said == "No data, 3.00%: KPI 1 (1.50%); KPI 2 (1.50%)."
    assert remark(found(Matter.PROCESS_LEAKS), ZH).startswith("多种原因 3.00%")


def test_a_single_leak_says_its_weight_once():
    """Not a second time behind the name."""
    said = remark(found(Matter.KPI_LEAKS, 1, Reach.HIDDEN), EN)
    assert said == "Withheld: small sample, 1.50%: KPI 1."
    assert remark(found(Matter.INWARD, 1), EN).endswith("KPI 1 (1.50%).")


def test_a_department_without_weight_is_only_named():
    """0.00 % would say nothing."""
    orphan = Found(Matter.ORPHAN, None, ((Choice("law", Text("法律部", "Law")), Decimal("0.00")),))
    assert remark(orphan, EN) == "Departments that no KPI names: Law."


def test_many_subjects_are_counted():
    """The first twelve by name, the rest by number; the weight is that of all."""
    said = remark(found(Matter.KPI_LEAKS, 15, Reach.MISSING), EN)
    assert "KPI 12 (1.50%); 3 more." in said
    assert "22.50%" in said
    assert "KPI 13" not in said


def test_ways_list_the_classes_that_leak(reader):
    """Those that hold anything, with their figures; what arrives is not among them."""
    assert ways(load(reader, ALL), EN) == " (Withheld: small sample 18.00%)"
    assert ways(load(reader, ALL, unit="B"), ZH) == "（无数据 100.00%）"
