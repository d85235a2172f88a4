"""Names: every id becomes a name that SQL takes unquoted, and no two the same."""

from __future__ import annotations

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.publish.ossie.names import names, quoted

IDS = st.from_regex(r"[a-zA-Z0-9网络][a-zA-Z0-9网络._\-]{0,6}", fullmatch=True)


@pytest.fixture(scope="module")
def keywords() -> list[str]:
    with duckdb.connect() as connection:
        return [one for (one,) in connection.execute("SELECT keyword_name FROM duckdb_keywords()").fetchall()]


def test_an_id_that_is_a_name_keeps_it() -> None:
    """What SQL takes stays as it is, even where an earlier id would become the same."""
    assert names(["a.b", "a_b", "A-B", "网络", "1st", "order", "Order_"]) == {
        "a.b": "a_b_2",
        "a_b": "a_b",
        "A-B": "A_B_3",
        "网络": "网络",
        "1st": "_1st",
        "order": "order__2",
        "Order_": "Order_",
    }


@given(st.lists(IDS, unique=True, max_size=12))
def test_no_two_are_the_same(ids: list[str]) -> None:
    """Names are unique without regard to capitals, one for each id."""
    found = names(ids)
    assert list(found) == ids
    assert len({name.lower() for name in found.values()}) == len(ids)


def test_an_engine_takes_every_keyword(keywords: list[str]) -> None:
    """A dataset and a column may be called by any keyword of DuckDB: names and quotes make them harmless."""
    named = names(keywords)
    with duckdb.connect() as connection:
        for word in keywords:
            name = named[word]
            connection.execute(
                f'CREATE OR REPLACE TABLE physical ("{word}" INTEGER); INSERT INTO physical VALUES (7)'
            )
            rows = f"(SELECT {quoted(word)} AS {name} FROM physical) AS {name}"
            assert connection.execute(f"SELECT SUM({name}.{name}) FROM {rows}").fetchall() == [(7,)], word


def test_quotes_only_where_needed() -> None:
    """A plain column stands unquoted; one with capitals, dots or a word of SQL's own does not."""
    assert [quoted(one) for one in ("overall", "month", "时长", "A_b", "where", "a.b", 'a"b')] == [
        "overall",
        "month",
        "时长",
        '"A_b"',
        '"where"',
        '"a.b"',
        '"a""b"',
    ]
