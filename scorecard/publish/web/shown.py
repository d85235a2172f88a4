"""What every part of a page is told beside its view: who asks, the state, the words, the look."""

from __future__ import annotations

from dataclasses import dataclass

from scorecard.glossary import Words
from scorecard.model.principal import Principal
from scorecard.model.text import Text
from scorecard.publish.web.look import Look
from scorecard.publish.web.state import ViewState


@dataclass(frozen=True, slots=True)
class Shown:
    """How a page is being shown."""

    principal: Principal
    state: ViewState
    words: Words
    look: Look

    def say(self, text: Text) -> str:
        """A text in the page's language."""
        return text.say(self.state.lang)
