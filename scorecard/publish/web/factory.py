"""``create_app``: one Dash application over one reader and one principal, chosen at start."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import dash
import dash_bootstrap_components  # noqa: F401 - registers the selects' script with Dash
from dash import ALL, ClientsideFunction, Input, Output, State, dcc, html

from scorecard.errors import BadRequest, ScorecardError
from scorecard.glossary import Words
from scorecard.model.principal import Principal
from scorecard.model.text import Text
from scorecard.publish.web.controls import CHOOSER
from scorecard.publish.web.document import BOOTSTRAP, add_document, own_assets
from scorecard.publish.web.element import Element
from scorecard.publish.web.look import Look, read_look
from scorecard.publish.web.pages import (
    change,
    definitions,
    kpi,
    process,
    ranking,
    scorecard,
    transmission,
)
from scorecard.publish.web.refusal import refusal
from scorecard.publish.web.security import guard
from scorecard.publish.web.shown import Shown
from scorecard.publish.web.state import Display, Page, Theme, ViewState, manner, parse


@dataclass(frozen=True, slots=True)
class Screen:
    """A page's two functions: ask the view, show it."""

    read: Callable[[Any, Principal, ViewState], Any]
    layout: Callable[[Any, Shown], Element]


SCREENS: Mapping[Page, Screen] = MappingProxyType(
    {
        Page.SCORECARD: Screen(scorecard.read, scorecard.layout),
        Page.TRANSMISSION: Screen(transmission.read, transmission.layout),
        Page.CHANGE: Screen(change.read, change.layout),
        Page.RANKING: Screen(ranking.read, ranking.layout),
        Page.PROCESS: Screen(process.read, process.layout),
        Page.KPI: Screen(kpi.read, kpi.layout),
        Page.DEFINITIONS: Screen(definitions.read, definitions.layout),
    }
)


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a page is made with. Every figure is read here, with the principal, through a view."""

    reader: Any
    principal: Principal
    looks: Mapping[tuple[Theme, Display], Look]

    def page(self, path: str, search: str) -> tuple[Element, dict[str, str]]:
        """The page of an address, and how the whole document is to be dressed for it."""
        state = manner(search)
        try:
            state = parse(path, search)
            screen = SCREENS[state.page]
            view = screen.read(self.reader, self.principal, state)
            content = screen.layout(view, self._shown(state, dict(view.frame.terms)))
        except ScorecardError as error:
            content = refusal(error, self._shown(state))
        return content, {"lang": str(state.lang), "theme": str(state.theme), "view": str(state.view)}

    def _shown(self, state: ViewState, terms: Mapping[str, Text] | None = None) -> Shown:
        return Shown(self.principal, state, Words(state.lang, terms), self.looks[state.theme, state.view])


def create_app(
    reader: Any,  # noqa: ANN401 - passed on
    principal: Principal,
    *,
    assets: Path | None = None,
) -> dash.Dash:
    """The web application. ``reader`` is handed to the views untouched; ``assets`` holds the style sheets
    (left out: the folder that came with the package, or lies beside it in a checkout).

    Nothing is loaded from outside; every answer carries the security headers. Raises BadRequest if the
    assets are not there.
    """
    folder = assets or own_assets()
    css = folder / "tokens.css"
    if not css.is_file():
        raise BadRequest(f"{css} is missing: without it the pages have no look. Name the folder of assets.")
    looks = {(theme, view): read_look(css, theme, view) for theme in Theme for view in Display}
    app = dash.Dash(
        "scorecard",
        pages_folder="",
        use_pages=False,
        include_pages_meta=False,
        assets_folder=str(folder.resolve()),
        serve_locally=True,
        compress=True,
        external_stylesheets=[BOOTSTRAP],
        suppress_callback_exceptions=True,
        health_endpoint="healthz",
        title=Words(ViewState().lang)("web_product"),
        update_title="",
        enable_mcp=False,
    )
    app.layout = html.Div(
        [
            dcc.Location(id="address", refresh="callback-nav"),
            dcc.Store(id="manner"),
            html.Div(id="page"),
        ]
    )
    _connect(app, Desk(reader, principal, MappingProxyType(looks)))
    add_document(app)
    guard(app)
    return app


def _connect(app: dash.Dash, desk: Desk) -> None:
    """The one server callback, and two small ones in the browser (assets/scorecard.js)."""

    def show(path: str | None, search: str | None) -> tuple[Element, dict[str, str]]:
        return desk.page(str(path or "/"), str(search or ""))

    app.callback(
        Output("page", "children"),
        Output("manner", "data"),
        Input("address", "pathname"),
        Input("address", "search"),
    )(show)

    chooser = {"type": CHOOSER, "key": ALL, "was": ALL}
    app.clientside_callback(
        ClientsideFunction("scorecard", "go"),
        Output("address", "search"),
        Input(chooser, "value"),
        State(chooser, "id"),
        State("address", "search"),
        prevent_initial_call=True,
    )
    app.clientside_callback(ClientsideFunction("scorecard", "dress"), Input("manner", "data"))
