"""The second book carries the demonstration's last month to pages and paper, without a line of code."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard import cycle
from scorecard.definitions import load
from scorecard.demo import generate
from scorecard.model.period import Period
from scorecard.model.principal import Principal
from scorecard.model.text import Lang
from scorecard.publish.bulletin.bulletin import bulletin_pdf
from scorecard.publish.web.document import own_assets
from scorecard.publish.web.factory import Desk
from scorecard.publish.web.look import read_look
from scorecard.publish.web.state import Display, Theme
from scorecard.store.reader import Reader
from scorecard.store.workspace import Workspace
from scorecard.views import bulletin
from tests.publish.bulletin.paper import close, figures, text
from tests.publish.web.reading import text as words

ROOT = Path(__file__).resolve().parents[2]
EVERYONE = Principal("all")
DIMENSIONS = {
    Lang.ZH: ("服务", "产品", "价格", "网络", "关怀", "总体"),
    Lang.EN: ("Service", "Product", "Price", "Network", "Care", "Overall"),
}
PROCESS = {Lang.ZH: "过程", Lang.EN: "process"}


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    """June 2026: written, taken in, computed and published."""
    space = Workspace(tmp_path_factory.mktemp("six"))
    book = load(ROOT / "kpi_definitions" / "six_dimensions")
    cycle.deliver(space, book, generate(book.newest, space.root / "inbox", months=1), at="now")
    cycle.run(space, book, Period(2026, 6), at="now")
    opened = Reader(space.snapshots.publish(space.results.path))
    yield opened
    opened.close()


def test_the_index_is_published_where_the_guide_says(reader):
    """The group has every KPI's reading, stands between 76 and 79, and its dimensions differ."""
    view = bulletin.load(reader, EVERYONE, period="2026-06")
    assert 76 <= view.index.score <= 79
    assert view.index.coverage == 100
    assert view.index.score == sum(line.level for line in view.processes)
    scores = [line.score for line in view.processes]
    assert max(scores) - min(scores) > 5


@pytest.mark.parametrize("lang", list(Lang))
def test_the_bulletin_names_its_dimensions(reader, lang):
    """The paper prints the six dimensions and their score, the index's own name, and no process."""
    view = bulletin.load(reader, EVERYONE, period="2026-06")
    paper = text(bulletin_pdf(view, lang=lang))
    table = paper.partition({Lang.ZH: "各维度\n", Lang.EN: "Six dimensions\n"}[lang])[2]
    for name, line in zip(DIMENSIONS[lang], view.processes, strict=True):
        row = next(one for one in table.splitlines() if one.startswith(f"{name} "))
        assert figures(row)[:1] == [str(line.score)]
    assert close({Lang.ZH: "六维满意度指数", Lang.EN: "Six-dimension satisfaction index"}[lang]) in close(
        paper
    )
    assert PROCESS[lang] not in paper.lower()


@pytest.mark.parametrize("address", ["/", "/transmission", "/ranking", "/kpi"])
def test_the_pages_speak_of_dimensions(reader, address):
    """The book's words and dimensions reach every page, and nothing on it speaks of processes."""
    css = own_assets() / "tokens.css"
    desk = Desk(
        reader, EVERYONE, {(Theme.LIGHT, Display.NORMAL): read_look(css, Theme.LIGHT, Display.NORMAL)}
    )
    query = "&kpi=care.within" if address == "/kpi" else ""
    chinese, english = (desk.page(address, f"?lang={lang}{query}")[0] for lang in Lang)
    assert PROCESS[Lang.ZH] not in repr(chinese)
    assert PROCESS[Lang.EN] not in words(english).lower()
    if address != "/ranking":
        assert "关怀" in words(chinese)
        assert "维度" in words(chinese)
        assert "Dimension" in words(english)
