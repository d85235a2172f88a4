"""The codec between addresses and states."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.errors import BadRequest
from scorecard.model.text import Lang
from scorecard.publish.web.state import Display, Page, Points, Theme, ViewState, address, manner, parse

ids = st.none() | st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)
states = st.builds(
    ViewState,
    page=st.sampled_from(Page),
    period=st.none() | st.builds("{:04d}-{:02d}".format, st.integers(1900, 2999), st.integers(1, 12)),
    unit=ids,
    department=ids,
    level=ids,
    process=ids,
    kpi=ids,
    points=st.sampled_from(Points),
    lang=st.sampled_from(Lang),
    view=st.sampled_from(Display),
    theme=st.sampled_from(Theme),
)


@given(states)
def test_an_address_reopens_exactly_the_state_it_was_made_from(state: ViewState) -> None:
    """Any state can be mailed as a link and reopened."""
    path, _, query = address(state).partition("?")
    assert parse(path, f"?{query}" if query else "") == state


@given(st.text(max_size=60), st.text(max_size=120))
def test_any_text_is_a_state_or_a_bad_request(path: str, search: str) -> None:
    """No address raises anything but BadRequest, and language and theme can always be told."""
    manner(search)
    with suppress(BadRequest):
        assert isinstance(parse(path, search), ViewState)


def test_defaults_are_left_out() -> None:
    """The plain first page has the plain address."""
    assert address(ViewState()) == "/"


@pytest.mark.parametrize(
    ("path", "search", "said"),
    [
        ("/nowhere", "", "page"),
        ("/", "?perod=2026-06", "Did you mean 'period'?"),
        ("/", "?lang=fr", "lang"),
        ("/", "?period=2026-13", "2026-13"),
        ("/", "?unit=a&unit=b", "twice"),
        ("/", "?unit=" + "a" * 3000, "too long"),
    ],
)
def test_a_wrong_address_is_told_what_is_wrong_with_it(path: str, search: str, said: str) -> None:
    """Unknown pages, keys and values, doubled keys and false months are refused by name."""
    with pytest.raises(BadRequest, match=said.replace("?", r"\?")):
        parse(path, search)


def test_the_manner_survives_a_wrong_address() -> None:
    """A refusal speaks the language that the link asked for."""
    found = manner("?lang=en&theme=dark&nonsense=1&view=upside-down")
    assert (found.lang, found.theme, found.view) == (Lang.EN, Theme.DARK, Display.NORMAL)
