"""Laws of units that only rows name: neither order nor spelling decides who is who."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard import cycle
from tests.places import carried, delivered, places_book

BOOK = places_book()
PLACES = ("North,Alder", "North,Birch", "South,Alder", "South,", "Ｗest　End,St. Ives", "北方省,滨江市")
ROWS = st.lists(
    st.builds(
        "2026-06-{:02},{},{},{}".format,
        st.integers(1, 30),
        st.sampled_from(PLACES),
        st.sampled_from(["network", "hall"]),
        st.integers(1, 10),
    ),
    min_size=6,
    max_size=60,
)
SPELLINGS = (str.upper, str.lower, str.title, "　{} ".format, lambda name: name.replace("　", "  "))


def tables(*files: list[str]) -> dict[str, list[tuple[object, ...]]]:
    """All that a month of these files comes to, but for the files themselves."""
    with TemporaryDirectory() as folder:
        workspace = delivered(Path(folder), BOOK, *(rows for rows in files if rows))
        found = cycle.tables(carried(workspace, BOOK))
    return {table: rows for table, rows in found.items() if table != "delivery"}


@settings(max_examples=20)
@given(ROWS, st.randoms(use_true_random=False), st.integers(0, 60))
def test_order_of_files_and_rows_changes_nothing(rows, random, cut):
    """The same rows shuffled and cut into two files elsewhere: every table is the same."""
    shuffled = random.sample(rows, len(rows))
    assert tables(shuffled[:cut], shuffled[cut:]) == tables(rows)


@settings(max_examples=20)
@given(ROWS, st.data())
def test_other_spellings_change_nothing_but_names(rows, data):
    """Places in other letters, widths and blanks: the same ids, order and figures."""
    respelled = []
    for row in rows:
        day, province, city, *rest = row.split(",")
        change = data.draw(st.sampled_from(SPELLINGS))
        respelled.append(",".join([day, change(province), change(city), *rest]))
    one, other = tables(rows), tables(respelled)
    assert [row[:-2] for row in one.pop("unit")] == [row[:-2] for row in other.pop("unit")]
    assert one == other
