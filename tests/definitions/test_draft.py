"""Rules that are asked again for what is new find all that there is to be found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scorecard.definitions.folder import read
from scorecard.definitions.rules import RULES
from scorecard.definitions.shape import validate
from scorecard.definitions.timeline import lay
from tests.definitions import change_cases, test_changes, test_dates, test_plans
from tests.definitions.change_cases import HEAD, MEDIAN, SECOND
from tests.definitions.small_book import write

WEIGHTS = "    set: {kpis: {net.mean: {weight: 45%}, net.nps: {weight: 30%}}}\n"
UNTIL = HEAD.replace("2026-07", "2026-07\n    until: 2026-10", 1)


def laid(folder):
    """The timeline of a folder; None where its files or its shape are amiss."""
    document, problems = read(folder)
    spec, _ = validate(document, complete=not problems)
    if spec is None:
        return None
    timeline, amiss = lay(document, spec)
    return None if amiss else timeline


def found(drafts):
    """Code, place and words of all that the rules find at these moments."""
    return {(one.code, one.place, one.what) for draft in drafts for rule in RULES for one in rule(draft)}


@pytest.mark.parametrize("case", [*change_cases.ERRORS, *change_cases.WARNINGS], ids=test_changes.label)
def test_no_problem_of_a_change_is_lost(case, tmp_path):
    """At each moment the rules see the whole book or only the news, and answer the same in the end."""
    timeline = laid(case.write(tmp_path))
    if timeline is not None:
        assert found(timeline.drafts) == found(replace(one, before=None) for one in timeline.drafts)


@pytest.mark.parametrize("case", [*test_dates.ERRORS, *test_dates.WARNINGS], ids=test_dates.label)
def test_no_problem_of_a_date_is_lost(case, tmp_path):
    """The same for what begins and ends by its own dates."""
    timeline = laid(write(tmp_path, case.text))
    if timeline is not None:
        assert found(timeline.drafts) == found(replace(one, before=None) for one in timeline.drafts)


@pytest.mark.parametrize("case", [*test_plans.ERRORS, *test_plans.WARNINGS], ids=lambda case: case.code)
def test_no_problem_of_a_plan_is_lost(case, tmp_path):
    """The same for plans, which begin and end with the departments that they pay."""
    timeline = laid(write(tmp_path, case.text))
    if timeline is not None:
        assert found(timeline.drafts) == found(replace(one, before=None) for one in timeline.drafts)


def news(folder, text, kind="kpis"):
    """Ids of what is new at each moment."""
    timeline = laid(write(write(folder), text, "changes.yaml"))
    return [[one.id for _, one in draft.news(kind)] for draft in timeline.drafts]


EVERY = ["net.mean", "net.nps", "net.spent", "care.within", "care.rate"]


def test_what_a_change_sets_is_news_once(tmp_path):
    """At the beginning all is new, in January a department ends, in July two weights change."""
    assert news(tmp_path, HEAD + WEIGHTS) == [EVERY, [], ["net.mean", "net.nps"]]


def test_what_a_change_gives_back_is_news_too(tmp_path):
    """From October on the old weights count again."""
    assert news(tmp_path, UNTIL + WEIGHTS)[-1] == ["net.mean", "net.nps"]


def test_what_stays_changed_is_no_news_at_a_later_change(tmp_path):
    """What July changed is the same definition in October."""
    later = SECOND + "    set: {kpis: {care.rate: {decimals: 3}}}\n"
    assert news(tmp_path, HEAD + WEIGHTS + later)[-1] == ["care.rate"]


def test_what_is_added_is_news_once(tmp_path):
    """Also where a second change follows."""
    later = SECOND + "    set: {kpis: {net.mean: {decimals: 3}}}\n"
    body = MEDIAN + "    set: {kpis: {care.rate: {weight: 30%}}}\n"
    assert news(tmp_path, HEAD + body + later)[2:] == [["care.rate", "care.median"], ["net.mean"]]


@pytest.mark.parametrize(
    "what",
    [
        "policy: {hide_below: 9}",
        "levels: {city: {name: {zh: 城市, en: Town}}}",
        "sources: {tickets: {name: {zh: 单, en: T}}}",
    ],
)
def test_what_kpis_are_judged_among_makes_all_of_them_news(what, tmp_path):
    """Another policy, level or source may be at odds with any KPI."""
    assert news(tmp_path, HEAD + f"    set: {{{what}}}\n")[-1] == EVERY


def test_what_names_something_that_goes_is_asked_again(tmp_path):
    """A target of a KPI that a change adds for three months only: from October on there is no such KPI."""
    target = "targets:\n  - {kpi: care.median, unit: BJ, from: 2026-07, target: 1900}\n"
    body = MEDIAN + "    set: {kpis: {care.rate: {weight: 30%}}}\n"
    timeline = laid(write(write(tmp_path), target + UNTIL + body, "changes.yaml"))
    codes = {(code, words) for code, _, words in found(timeline.drafts)}
    assert codes == {("unknown.kpi", "there is no kpi 'care.median'")}
    assert found(timeline.drafts[:-1]) == set()
