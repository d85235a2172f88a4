"""Ranks, cards, bounds and levers are the same on page, sheet and paper, in both languages."""

from __future__ import annotations

from decimal import Decimal
from html import unescape

import fastexcel
import pytest

from scorecard.glossary import Words
from scorecard.model.principal import Principal
from scorecard.model.text import Lang
from scorecard.publish.bulletin.bulletin import bulletin_html
from scorecard.publish.bulletin.notice import notice_html
from scorecard.publish.web.document import own_assets
from scorecard.publish.web.factory import Desk
from scorecard.publish.web.look import read_look
from scorecard.publish.web.state import Display, Theme
from scorecard.publish.workbook import workbook
from scorecard.store.reader import Reader
from scorecard.views import bulletin, ranking, scorecard, transmission
from scorecard.views.standing_text import (
    bounds_text,
    card_text,
    interval_text,
    owed_text,
    rank_text,
    set_text,
)
from tests.publish.web.reading import by_id, figures, nodes, text
from tests.publishing import publish_rows
from tests.views.world import as_rows, of, world

ALL = Principal("all")


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    """The small company, where the network has a card and the two cities cannot be told apart."""
    tables = world()
    of(tables, "standing", unit="A", kind="index").update(rank_high=2, sure_high=2, ranked=2, alike="B")
    of(tables, "standing", unit="B", kind="index").update(
        score=Decimal("60.00"), rank=2, ranked=2, state="ok", rank_low=1, rank_high=2, sure_low=1, sure_high=2
    )
    found = Reader(publish_rows(tmp_path_factory.mktemp("ranking"), as_rows(tables)))
    yield found
    found.close()


def page(reader, address: str, lang: Lang, principal: Principal = ALL):
    """A page of the application."""
    css = own_assets() / "tokens.css"
    looks = {(theme, view): read_look(css, theme, view) for theme in Theme for view in Display}
    path, _, search = address.partition("?")
    return Desk(reader, principal, looks).page(path, f"?{search}&lang={lang}".replace("?&", "?"))[0]


def sheet(reader, tmp_path, number: int, lang: Lang, department: str | None = None):
    """The rows of a sheet, by their first cell."""
    views = (
        scorecard.load(reader, ALL, department=department),
        transmission.load(reader, ALL),
        ranking.load(reader, ALL),
    )
    workbook(*views, tmp_path / "w.xlsx", lang=lang)
    read = fastexcel.read_excel(tmp_path / "w.xlsx")
    return read.load_sheet(number, header_row=None, dtypes="string").to_polars().rows()


@pytest.mark.parametrize("lang", list(Lang))
def test_every_rank_has_the_same_set_interval_and_card_everywhere(reader, tmp_path, lang):
    """Units and departments: as the view has them, on the page, in the sheet and on the paper."""
    words, view = Words(lang), ranking.load(reader, ALL)
    found = page(reader, "/ranking", lang)
    rows = {node["props"]["data-row"]: node for node in nodes(found) if "data-row" in node["props"]}
    heads, *cells = sheet(reader, tmp_path, 2, lang)
    sheets = {row[0]: dict(zip(heads, row, strict=True)) for row in cells}
    paper = unescape(bulletin_html(bulletin.load(reader, ALL), words))
    lines = [*(one.line for one in view.units), *view.departments]
    assert [line.rank for line in lines] == [1, 2, 1, 2, 3]
    for line in lines:
        shown, held = rows[line.id], sheets[line.id]
        assert f"{line.rank}/{line.ranked}" in text(shown)
        assert words("rank_set_short", set=set_text(line)) in text(shown)
        assert held[words("rank_set")] == set_text(line)
        assert f'{line.rank}/{line.ranked} <span class="set">{set_text(line)}</span>' in paper
        assert interval_text(line) in text(shown)
        ends = [held[words(key)] for key in ("score_low", "score_high")]
        proof = line.evidence
        assert [one and Decimal(one) for one in ends] == [proof.low, proof.high]
        assert figures(shown, "error") == ([] if proof.printed_error is None else [proof.printed_error])
        card = None if proof.card is None else card_text(proof.card, words)
        assert (card or "▲") in text(shown) or card is None
        assert held[words("card")] == card
    carded = [line for line in lines if line.evidence.card is not None]
    assert [line.id for line in carded] == ["net"]
    assert f"<td>{rank_text(carded[0], words)}</td>" in paper


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("department", [None, "it", "net"])
def test_levers_bounds_and_what_is_owed_are_the_same_everywhere(reader, tmp_path, lang, department):
    """The scorecard, its sheet and the notice."""
    words, view = Words(lang), scorecard.load(reader, ALL, department=department)
    found = page(reader, f"/?department={department}" if department else "/", lang)
    paper = unescape(notice_html(view, words, lang))
    rows = sheet(reader, tmp_path, 0, lang, department)
    start = next(place for place, row in enumerate(rows) if row[0] == words("levers")) + 2
    gains = [one.gain for one in view.levers]
    assert gains
    assert figures(by_id(found, "table-levers"), "gain") == gains
    assert [Decimal(row[4]) for row in rows[start : start + len(gains)]] == gains
    assert all(f'<td class="num">{gain}</td>' in paper for gain in gains)
    bounds = bounds_text(view.headline, words)
    assert bool(bounds) == (department != "it")
    assert bounds in text(found)
    assert bounds in paper
    for one in view.owed:
        assert owed_text(one, words) in text(by_id(found, "owed"))
        assert owed_text(one, words) in paper


def test_a_limited_principal_reads_nothing_but_the_published_ranking_of_others(reader):
    """On the page the others' sets and cards stand, their shrunk scores and bounds nowhere."""
    found = page(reader, "/ranking", Lang.EN, Principal("it", departments=("it",)))
    table = by_id(found, "table-rank-departments")
    rows = {node["props"]["data-row"]: node for node in nodes(table) if "data-row" in node["props"]}
    assert "▲ Yellow card" in text(rows["net"])
    assert figures(rows["net"], "shrunk") == []
    assert figures(rows["it"], "shrunk") == [Decimal("80.41")]
    assert "65.00" not in text(found)
