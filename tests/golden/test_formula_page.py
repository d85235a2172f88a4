"""A formula in a book of YAML, from delivered files to the page and the notice."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scorecard import cycle
from scorecard.definitions import load
from scorecard.glossary import Words
from scorecard.model.period import Period
from scorecard.model.principal import Principal
from scorecard.model.text import Lang
from scorecard.publish.bulletin.notice import notice_html
from scorecard.publish.web.document import own_assets
from scorecard.publish.web.factory import Desk
from scorecard.publish.web.look import read_look
from scorecard.publish.web.state import Display, Theme
from scorecard.store.reader import Reader
from scorecard.store.workspace import Workspace
from scorecard.views import kpi, scorecard
from tests.publish.web.reading import text

EVERYONE = Principal("all")
BOOK = """\
book:
  id: calls
  name: {zh: 热线, en: Hotline}
  index: {zh: 满意度指数, en: Index}
  from: 2026-01
  reference: 〔2026〕1号
  owner: care
policy: {coverage_min: 10%, hide_below: 3, flag_below: 5}
levels: [{id: group, name: {zh: 集团, en: Group}}, {id: city, name: {zh: 市, en: City}}]
units:
  - {id: G, name: {zh: 集团, en: Group}, level: group}
  - {id: A, name: {zh: 甲市, en: City A}, level: city, parent: G}
  - {id: B, name: {zh: 乙市, en: City B}, level: city, parent: G}
  - {id: C, name: {zh: 丙市, en: City C}, level: city, parent: G}
departments: [{id: care, name: {zh: 客服部, en: Care}}]
perspectives: [{id: customer, name: {zh: 客户, en: Customer}}]
sources:
  - id: counters
    kind: counter
    name: {zh: 计数, en: Counters}
    files: ["counters_*"]
    period: {always: 2026-06}
    unit: {column: city}
    columns:
      city: {type: text, required: true}
      counter: {type: text, values: [solved, offered, idle]}
      value: {type: decimal, decimals: 1}
  - id: survey
    kind: response
    name: {zh: 测评, en: Survey}
    files: ["survey_*"]
    period: {always: 2026-06}
    unit: {column: city}
    columns:
      city: {type: text, required: true}
      again: {type: flag, "true": [是], "false": [否]}
processes: [{id: hotline, name: {zh: 热线, en: Hotline}, weight: 100%}]
kpis:
"""
KPI = """\
  - id: {id}
    process: hotline
    name: {{zh: {zh}, en: {id}}}
    perspective: customer
    measure: {measure}
    direction: higher
    unit: {{zh: "%", en: "%"}}
    decimals: 2
    floor: 0
    target: 80
    stretch: 100
    weight: {weight}
    shares: {{care: 100%}}
"""
SOLVED = """
      kind: formula
      source: counters
      formula: (100*接通) / offered
      observations: offered
      terms:
        offered: {value: value, where: {counter: offered}, unit: call}
        接通: {value: value, where: {counter: solved}, unit: call}"""
AGAIN = """
      kind: formula
      source: survey
      formula: 100 * again / answers
      observations: answers
      terms: {again: {value: again}, answers: {}}"""
COUNTERS = """\
city,counter,value
A,solved,0.5
A,solved,0.5
A,offered,2
B,solved,90
B,offered,100
C,idle,7
"""
SURVEY = "city,again\n" + "A,是\nA,否\n" + "B,是\n" * 3 + "B,否\n" + "C,是\n" * 6


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    """June: one call of two solved in A, 90 of 100 in B, none offered in C; 2, 4 and 6 answers."""
    folder = tmp_path_factory.mktemp("book")
    solved = KPI.format(id="solved", zh="一次解决率", measure=SOLVED, weight="60%")
    again = KPI.format(id="again", zh="再次来电率", measure=AGAIN, weight="40%")
    (folder / "book.yaml").write_text(BOOK + solved + again, encoding="utf-8")
    book = load(folder)
    files = [folder / "counters_6.csv", folder / "survey_6.csv"]
    for path, content in zip(files, (COUNTERS, SURVEY), strict=True):
        path.write_text(content, encoding="utf-8")
    space = Workspace(folder / "workspace")
    received = cycle.deliver(space, book, files, at="now")
    assert [(one.delivery.rows_kept, one.delivery.rows_refused) for one in received] == [(6, 0), (12, 0)]
    cycle.run(space, book, Period(2026, 6), at="now")
    opened = Reader(space.snapshots.publish(space.results.path))
    yield opened
    opened.close()


def line(reader, unit, name):
    """(reading, n, state) of a KPI in a unit."""
    found = kpi.load(reader, EVERYONE, unit=unit, kpi=name).line
    return None if found.value is None else str(found.value), found.n, found.state


def test_the_reading_is_that_of_the_pooled_sums(reader):
    """91 of 102 solved are 89.22 %, not the mean of 50 % and 90 %; without a call offered there is none."""
    assert line(reader, "A", "solved") == ("50.00", 2, "ok")
    assert line(reader, "B", "solved") == ("90.00", 100, "ok")
    assert line(reader, "C", "solved") == (None, 0, "missing")
    assert line(reader, "G", "solved") == ("89.22", 102, "ok")


def test_a_formula_over_answers_is_a_sample_and_one_over_counters_is_not(reader):
    """Two answers are withheld, and B's four, without which they could be worked out; six are published.
    Two calls of a counter are a full count.
    """
    assert line(reader, "A", "again") == (None, 2, "hidden")
    assert line(reader, "B", "again") == (None, 4, "hidden")
    assert line(reader, "C", "again") == ("100.00", 6, "ok")
    assert line(reader, "G", "again") == ("83.33", 12, "ok")


@pytest.mark.parametrize("lang", list(Lang))
def test_the_page_shows_the_formula_and_the_sum_of_every_term(reader, lang):
    """The canonical text, and each term by its own name with its sum in the column's scale."""
    css = own_assets() / "tokens.css"
    desk = Desk(
        reader, EVERYONE, {(Theme.LIGHT, Display.NORMAL): read_look(css, Theme.LIGHT, Display.NORMAL)}
    )
    page, _ = desk.page("/kpi", f"?lang={lang}&kpi=solved&unit=G")
    words = text(page)
    assert (
        f"{'计算方式' if lang is Lang.ZH else 'Measure'} {'公式' if lang is Lang.ZH else 'Formula'}" in words
    )
    assert "100 * 接通 / offered" in words
    assert "offered 1,020 接通 910" in words
    assert "89.22" in words


@pytest.mark.parametrize("lang", list(Lang))
def test_the_notice_prints_the_reading_of_a_formula(reader, lang):
    """89.22 stands beside the KPI's name on paper; 0.6 · 89.2157 + 0.4 · 83.3333 points are the index."""
    view = scorecard.load(reader, EVERYONE, unit="G")
    paper = notice_html(view, Words(lang, dict(view.frame.terms)), lang)
    name = "一次解决率" if lang is Lang.ZH else "solved"
    rows = [one for one in paper.split("<tr") if f">{name}" in one and "89.22" in one]
    assert [one for one in rows if "80.00" in one]
    assert view.headline.score == sum(one.level for one in view.kpis) == Decimal("86.86")
