"""Pages without a figure: the address is wrong, or the principal may not see what it names."""

from __future__ import annotations

from scorecard.errors import Forbidden, ScorecardError
from scorecard.model.text import Lang
from scorecard.publish.web.element import Element, link, tag
from scorecard.publish.web.shell import dress, header
from scorecard.publish.web.shown import Shown
from scorecard.publish.web.state import Page, ViewState


def refusal(error: ScorecardError, shown: Shown) -> Element:
    """What happened, why, and what to do; the error's own English words are folded away on a Chinese page."""
    kind = "forbidden" if isinstance(error, Forbidden) else "unknown"
    words, state = shown.words, shown.state
    home = ViewState(lang=state.lang, view=state.view, theme=state.theme)
    return dress(
        header(shown),
        tag(
            "Main",
            tag(
                "Section",
                tag("P", words(f"web_{kind}_status"), class_="status"),
                tag("H1", words(f"web_{kind}_title")),
                tag("P", words(f"web_{kind}_remedy")),
                tag("P", link(words("web_to_start"), home.to(Page.SCORECARD), className="button")),
                tag(
                    "Details",
                    tag("Summary", words("web_details")),
                    tag("P", str(error), class_="detail", lang="en"),
                    open=state.lang is Lang.EN,
                ),
                class_="sheet refusal",
            ),
            id="main",
        ),
        shown=shown,
    )
