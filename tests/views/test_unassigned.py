"""What nobody answers for yet is a line of its own: it adds up everywhere, and is nobody's."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from scorecard.errors import BadRequest
from scorecard.model.org import UNASSIGNED
from scorecard.model.principal import Principal
from scorecard.store.reader import Reader
from scorecard.views import bulletin, kpi, ranking, scorecard, transmission
from tests.sample import always, sample_workspace, small_edition

ALL = Principal("all")
SHARES = (("net", 5000), ("care", 2000), (UNASSIGNED, 3000))


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    """The small company, where 30 % of one KPI is assigned to nobody."""
    edition = small_edition()
    kpis = (replace(edition.kpis[0], shares=SHARES), *edition.kpis[1:])
    book = always(replace(edition, kpis=kpis))
    workspace = sample_workspace(tmp_path_factory.mktemp("unassigned"), book)
    found = Reader(workspace.snapshots.current())
    yield found
    found.close()


@pytest.mark.parametrize("load", [scorecard.load, transmission.load, bulletin.load])
def test_departments_and_nobody_add_up_to_the_index(reader, load):
    """Its line comes last, with the book's word or the glossary's, and every column closes with it."""
    view = load(reader, ALL)
    index = view.headline if isinstance(view, scorecard.ScorecardView) else view.index
    nobody = view.departments[-1]
    assert (nobody.id, nobody.name.zh) == (UNASSIGNED, "未落实部门")
    assert nobody.weight == Decimal("9.00")  # 60 % x 50 % x 30 %
    for name in ("level", "pressure", "surplus", "weight"):
        assert sum(getattr(one, name) for one in view.departments) == getattr(index, name)


def test_nobody_is_not_ranked(reader):
    """It has no rank, is no peer of those that have one, and stands in no ranking."""
    lines = scorecard.load(reader, ALL).departments
    assert [(line.id, line.rank, line.ranked) for line in lines if line.rank is None] == [
        (UNASSIGNED, None, 0)
    ]
    assert {line.ranked for line in lines if line.rank is not None} == {3}
    assert UNASSIGNED not in {line.id for line in ranking.load(reader, ALL).departments}


def test_nobody_has_no_scorecard_and_no_notice(reader):
    """It is none of the departments that can be chosen."""
    view = scorecard.load(reader, ALL)
    assert [one.id for one in view.frame.departments] == ["net", "care", "sales"]
    with pytest.raises(BadRequest, match="no department 'unassigned'"):
        scorecard.load(reader, ALL, department=UNASSIGNED)


def test_nobody_stands_among_those_who_answer_for_a_kpi(reader):
    """Shares of a KPI add up to 100 % on its page."""
    owners = kpi.load(reader, ALL, kpi="network.mean").owners
    assert [(one.department.id, one.share) for one in owners] == [
        ("net", Decimal("50.00")),
        ("care", Decimal("20.00")),
        (UNASSIGNED, Decimal("30.00")),
    ]


def test_a_limited_principal_sees_nobodys_part_among_the_others(reader):
    """What is not theirs is one sum, what is nobody's included."""
    view = transmission.load(reader, Principal("care", departments=("care",)))
    assert [line.id for line in view.departments] == ["care", ""]
    assert sum(line.level for line in view.departments) == view.index.level
