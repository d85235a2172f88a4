"""The pages without a figure."""

from __future__ import annotations

from typing import Any

import pytest

from scorecard.errors import BadRequest, Forbidden, ScorecardError
from scorecard.glossary import Words
from scorecard.model.principal import Principal
from scorecard.model.text import Lang
from scorecard.publish.web.document import own_assets
from scorecard.publish.web.look import read_look
from scorecard.publish.web.refusal import refusal
from scorecard.publish.web.shown import Shown
from scorecard.publish.web.state import Display, Theme, ViewState
from tests.publish.web.reading import nodes, text


def page(error: ScorecardError, lang: Lang) -> Any:
    """The page that an error gets."""
    look = read_look(own_assets() / "tokens.css", Theme.LIGHT, Display.NORMAL)
    return refusal(error, Shown(Principal.parse("all"), ViewState(lang=lang), Words(lang), look))


@pytest.mark.parametrize("error", [BadRequest("There is no unit 'x'."), Forbidden("all may not open 'x'.")])
@pytest.mark.parametrize("lang", Lang)
def test_an_errors_english_words_are_folded_away_in_chinese(error: ScorecardError, lang: Lang) -> None:
    """They stand in one fold of their own, open only where the page is English."""
    folds = [node for node in nodes(page(error, lang)) if node["type"] == "Details"]
    assert [fold["props"]["open"] for fold in folds] == [lang is Lang.EN]
    assert str(error) in text(folds[0])
    assert text(page(error, lang)).count(str(error)) == 1
