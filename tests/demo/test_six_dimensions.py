"""The second book: another indicator system over the same operator."""

from __future__ import annotations

import re

import pytest

from scorecard.definitions import check, load
from scorecard.demo import generate
from scorecard.glossary import built_in
from scorecard.model.period import Period
from scorecard.model.source import FactKind
from tests.demo.conftest import ROOT, SMALL
from tests.demo.test_generate import digests

SIX = ROOT / "kpi_definitions" / "six_dimensions"


@pytest.fixture(scope="module")
def whole():
    """The book of six dimensions, over time."""
    return load(SIX)


@pytest.fixture(scope="module")
def six(whole):
    """What it has in force now."""
    return whole.newest


def test_no_problem(whole):
    """It is read without an error or a warning: no source, department or word is left over."""
    assert check(SIX) == (whole, ())


def test_both_books_are_of_one_operator(book, six):
    """Levels, units, departments and sources are the same to the last value; nothing else need be."""
    assert six.levels == book.levels
    assert six.units == book.units
    assert six.departments == book.departments
    assert six.sources == book.sources
    assert six.index != book.index
    assert six.digest != book.digest


def test_six_dimensions(six):
    """Service, product, price, network, care and the whole, each of at least four KPIs."""
    names = [process.name.zh for process in six.processes]
    assert names == ["服务", "产品", "价格", "网络", "关怀", "总体"]
    assert 25 <= len(six.kpis) <= 32
    for process in six.processes:
        assert sum(kpi.process == process.id for kpi in six.kpis) >= 4


def test_no_dimension_rests_on_opinion_alone(six):
    """Each dimension is spoken for by answers, and by tickets, inspections or counters too."""
    for process in six.processes:
        kinds = {
            six.source_by_id[kpi.measure.rows.source].kind for kpi in six.kpis if kpi.process == process.id
        }
        assert FactKind.RESPONSE in kinds, process.id
        assert len(kinds) >= 2, process.id


@pytest.mark.parametrize("month", [Period(2025, 12), Period(2026, 1)])
def test_every_department_answers_for_something(whole, month):
    """No department in force is without a share, before the merge or after it."""
    in_force = whole.on(month)
    carrying = {who for kpi in in_force.kpis for who, _ in kpi.shares}
    assert carrying == {department.id for department in in_force.departments}


def test_the_deliveries_do_not_depend_on_the_book(book, six, tmp_path):
    """The generator knows units and sources only: both books give the same bytes."""
    for name, one in (("thirteen", book), ("six", six)):
        generate(one, tmp_path / name, months=1, scale=SMALL)
    assert digests(tmp_path / "thirteen") == digests(tmp_path / "six")


def test_its_words_say_dimension_wherever_the_product_says_process(six):
    """Each built-in text about processes has its own wording here, with the same places to fill in."""
    for key, text in built_in().items():
        if "过程" in text.zh or "process" in text.en.lower():
            own = six.terms[key]
            assert "维度" in own.zh, key
            assert "dimension" in own.en.lower(), key
            for lang in ("zh", "en"):
                found, wanted = (re.findall(r"{\w+}", getattr(one, lang)) for one in (own, text))
                assert sorted(found) == sorted(wanted), key


def test_what_the_product_calls_dimension_is_a_view_here(six):
    """In Chinese a perspective is a 维度 too: here it has another word, so that one word means one thing."""
    own = {key for key, text in built_in().items() if "维度" in text.zh}
    assert own
    assert all("维度" not in six.terms[key].zh for key in own)
