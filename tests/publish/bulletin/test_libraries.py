from __future__ import annotations

import ast
import importlib.util
from pathlib import Path

import pytest

from scorecard.publish.bulletin.libraries import LIBRARIES, Library, opened


def names_of_weasyprint() -> dict[str, set[str]]:
    """Variable -> the names under which WeasyPrint opens the library, from its source."""
    found = importlib.util.find_spec("weasyprint")
    source = Path(found.submodule_search_locations[0], "text", "ffi.py").read_text(encoding="utf-8")
    return {
        statement.targets[0].id: {one.value for one in statement.value.args if isinstance(one, ast.Constant)}
        for statement in ast.parse(source).body
        if isinstance(statement, ast.Assign)
        and isinstance(statement.value, ast.Call)
        and getattr(statement.value.func, "id", "") == "_dlopen"
    }


def test_the_names_are_those_of_weasyprint():
    """All the names that the installed WeasyPrint tries, no other; its vector library is not used here."""
    theirs = names_of_weasyprint()
    theirs.pop("harfbuzz_vector", None)
    assert {one.name.replace("-", "_"): set(one.names) for one in LIBRARIES} == theirs


@pytest.mark.parametrize("library", LIBRARIES, ids=lambda library: library.name)
def test_installed_libraries_are_opened(library):
    """Set-up has installed them all."""
    assert opened(library) is not None


def test_a_name_is_looked_up_where_it_cannot_be_opened_as_it_is():
    """The bare name is enough, as it is for WeasyPrint."""
    assert opened(Library("fontconfig", ("no-such-library", "fontconfig"), "", "")) is not None


def test_what_has_no_such_name_is_not_opened():
    """None, and no error."""
    assert opened(Library("nothing", ("libnothing-nowhere.so.0", "nothing-nowhere"), "", "")) is None
