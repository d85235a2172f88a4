"""Spellings and permanent ids of units that only rows name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from scorecard.definitions.scalars import Identifier
from scorecard.ingest.identity import folded, identity, is_name, shown

ID = TypeAdapter(Identifier)
NAMES = st.text(min_size=1, max_size=90).map(shown).filter(is_name)
ODD = st.text("ab.-_京", min_size=1, max_size=63).map("x".__add__)
PARENTS = st.one_of(st.just("US"), st.just("G.某省.某市"), ODD)
ALIKE = ("St. Paul", "St Paul", "st-paul", "St_Paul", "St.Paul", "St' Paul", "St / Paul")
LETTERS = st.text(st.sampled_from("abZßäÉΣ京店 7"), min_size=1)


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Texas", "US.texas"),
        ("  FORT\u3000 worth", "US.fort-worth"),
        ("Ｈｏｕｓｔｏｎ", "US.houston"),
        ("Hous\u200bton\ufeff", "US.houston"),
        ("某某省", "US.某某省"),
        ("张　三店", "US.张三店"),
        ("Unit 7", "US.unit-7"),
        ("north_west", "US.north_west"),
        ("Straße", "US.strasse"),
    ],
)
def test_a_plain_name_is_its_id(name: str, id_: str):
    """Case, width and blanks do not count, nor blanks beside a Chinese character; hyphens join words."""
    assert identity("US", folded(name)) == id_


@pytest.mark.parametrize("name", ALIKE)
def test_names_that_look_alike_have_ids_of_their_own(name: str):
    """What an id may not hold gives way to a hyphen, and a hash tells such names apart."""
    others = {*ALIKE} - {name}
    own = identity("US", folded(name))
    assert own.startswith(("US.st-paul", "US.st_paul"))
    assert own not in {identity("US", folded(other)) for other in others}


def test_ids_are_permanent():
    """The very ids, hash included: another version of the code must give the same."""
    assert identity("G.minnesota", folded("St. Paul")) == "G.minnesota.st-paul--333a072558"
    long = identity("US", folded("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch on sea"))
    assert long == "US.llanfairpwllgwyngyllgogerychwyrndrobwllllantysili--222027fb72"


@given(PARENTS, NAMES)
def test_every_id_can_stand_in_the_definitions(parent: str, name: str):
    """An id is an Identifier of at most 64 characters, whatever the name."""
    assert ID.validate_python(identity(parent, folded(name)))


@given(PARENTS, NAMES, NAMES)
def test_two_names_never_share_an_id(parent: str, one: str, other: str):
    """Below one parent, ids are equal exactly where the names are."""
    same = folded(one) == folded(other)
    assert (identity(parent, folded(one)) == identity(parent, folded(other))) == same


@given(NAMES)
def test_folding_twice_changes_nothing(name: str):
    """What is folded is already in the form in which names are compared."""
    assert folded(folded(name)) == folded(name)


@given(LETTERS, st.sampled_from([str.upper, str.lower, str.title]))
def test_capitals_and_blanks_do_not_count(name: str, changed):
    """A name in other letters, with blanks doubled and around, is the same name."""
    assert folded(f"  {changed(name)}".replace(" ", "\u3000 ")) == folded(name)


@pytest.mark.parametrize("name", ["", "-", "—", "* * *", "½", "🏠", "a\x07b", "\ue000x", "x" * 501])
def test_what_names_nothing_is_no_name(name: str):
    """A name has a letter or digit, can be printed, and is not longer than names in the definitions."""
    assert not is_name(shown(name))
