"""The HTML document around the application, and Bootstrap's style sheet from the package that carries it."""

from __future__ import annotations

from html import escape
from importlib.util import find_spec
from pathlib import Path

import dash
import flask

from scorecard.errors import BadRequest
from scorecard.publish.web.state import manner

BOOTSTRAP = "/vendor/bootstrap.min.css"

_DOCUMENT = """<!DOCTYPE html>
<html lang="LANG" data-bs-theme="THEME" data-view="VIEW">
  <head>
    {%metas%}
    <title>{%title%}</title>
    <link rel="icon" type="image/svg+xml" href="/assets/favicon.svg">
    {%css%}
  </head>
  <body>
    {%app_entry%}
    <footer>{%config%}{%scripts%}{%renderer%}</footer>
  </body>
</html>"""


class Document:
    """Writes language, theme and view of the address into the document's first line."""

    def __init__(self, app: dash.Dash) -> None:
        self._fill = app.interpolate_index

    def __call__(self, **parts: str) -> str:
        """The document of the request that is being answered."""
        state = manner(flask.request.query_string.decode("utf-8", "replace"))
        page: str = self._fill(**parts)
        for mark, value in (("LANG", state.lang), ("THEME", state.theme), ("VIEW", state.view)):
            page = page.replace(f'"{mark}"', f'"{escape(str(value))}"', 1)
        return page


def add_document(app: dash.Dash) -> None:
    """Give the application its document and the route of Bootstrap's style sheet."""
    app.index_string = _DOCUMENT
    app.interpolate_index = Document(app)
    sheet = bootstrap_css()

    def bootstrap() -> flask.Response:
        return flask.send_file(sheet, mimetype="text/css", max_age=86_400)

    app.server.add_url_rule(BOOTSTRAP, view_func=bootstrap)


def own_assets() -> Path:
    """The folder of style sheets: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parents[2]
    inside = package / "assets"
    return inside if inside.is_dir() else package.parent / "assets"


def bootstrap_css() -> Path:
    """Where the package bootstrap-flask keeps Bootstrap's CSS. Raises BadRequest if it is not installed."""
    spec = find_spec("flask_bootstrap")
    if spec is None or spec.origin is None:
        raise BadRequest("The package bootstrap-flask is missing: the pages have no style. Run make setup.")
    return Path(spec.origin).parent / "static" / "bootstrap5" / "css" / "bootstrap.min.css"
