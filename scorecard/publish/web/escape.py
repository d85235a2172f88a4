"""Labels as Plotly must get them."""

from __future__ import annotations

import html


def escape(label: str) -> str:
    """A label as Plotly must get it to draw it letter by letter: it draws ``<b>`` and links ``<a href>``."""
    return html.escape(label, quote=False).replace("\n", " ")
