"""Sentences that are filled in for both languages at once."""

from __future__ import annotations

import pytest

from scorecard.model.phrases import Phrases
from scorecard.model.text import Text

SAY = Phrases({"share": Text("{name}占{part}", "{part} of {name}"), "and": Text("、", " and ")})


def test_a_text_is_filled_in_by_language_and_a_str_in_both():
    """Braces in a value are no template."""
    assert SAY("share", name=Text("网络{部}", "Network"), part="60%") == Text(
        "网络{部}占60%", "60% of Network"
    )


def test_texts_are_joined_with_each_language_s_own_word():
    """Nothing joined is nothing."""
    assert SAY.join("and", (Text("甲", "A"), Text("乙", "B"))) == Text("甲、乙", "A and B")
    assert SAY.join("and", ()) == Text("", "")


@pytest.mark.parametrize(("key", "values"), [("shre", {}), ("share", {"name": "x"})])
def test_an_unknown_key_or_a_missing_value_is_an_error(key, values):
    """A sentence with a hole is never printed."""
    with pytest.raises(KeyError):
        SAY(key, **values)
