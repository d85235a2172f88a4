"""Laws of definitions in time: a month knows its own rules, and how they were written does not matter."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.definitions import check
from scorecard.model.period import Period
from tests.definitions.small_book import BOOK, told

KPIS = {"net.mean": "40%", "net.nps": "35%", "net.spent": "25%"}
START = Period(2026, 2)
MONTHS = tuple(START.plus(number) for number in range(-1, 26))


@st.composite
def orders(draw):
    """Change orders in time: (from, until or None, weights); none ends after a later one begins."""
    starts = sorted(draw(st.lists(st.integers(0, 20), min_size=1, max_size=5, unique=True)))
    found = []
    for place, start in enumerate(starts):
        following = starts[place + 1] if place + 1 < len(starts) else 24
        ends = draw(st.none() | st.integers(start + 1, following))
        first = draw(st.integers(1, 98))
        second = draw(st.integers(1, 99 - first))
        weights = dict(zip(KPIS, (first, second, 100 - first - second), strict=True))
        found.append((START.plus(start), None if ends is None else START.plus(ends), weights))
    return found


def written(number, order):
    """A change order as a file."""
    since, until, weights = order
    ends = "" if until is None else f"    until: {until}\n"
    sets = "".join(f"        {kpi}: {{weight: {weight}%}}\n" for kpi, weight in weights.items())
    return (
        f"changes:\n  - id: c{number}\n    title: {{zh: 改, en: C}}\n    from: {since}\n{ends}"
        f"    reference: r{number}\n    owner: network\n    set:\n      kpis:\n{sets}"
    )


def loaded(*texts):
    """The book of these files, in this order of names."""
    with TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            Path(folder, f"{number:02d}.yaml").write_text(text, encoding="utf-8")
        book, problems = check(Path(folder))
    assert book is not None, told(problems)
    return book


def in_force(given_orders, month):
    """The weights of a month by hand: those of the last change in force, else the book's own."""
    found = KPIS
    for since, until, weights in given_orders:
        if since <= month and (until is None or month < until):
            found = {kpi: f"{weight}%" for kpi, weight in weights.items()}
    return found


@settings(max_examples=40)
@given(orders())
def test_every_month_has_what_its_changes_say_written_into_one_book(given_orders):
    """Book.on(month) is the edition of a book without changes into which that month's values were typed."""
    book = loaded(BOOK, *(written(number, order) for number, order in enumerate(given_orders)))
    for month in MONTHS[::3]:
        text = BOOK
        for kpi, weight in in_force(given_orders, month).items():
            head, tail = text.split(f"id: {kpi}\n")
            text = f"{head}id: {kpi}\n{tail.replace(f'weight: {KPIS[kpi]}', f'weight: {weight}', 1)}"
        assert book.on(month) == loaded(text).on(month)


@settings(max_examples=20)
@given(orders(), st.randoms(use_true_random=False))
def test_the_order_of_files_does_not_matter(given_orders, random):
    """Change orders in any order of files give the same book, to the digest."""
    texts = [BOOK, *(written(number, order) for number, order in enumerate(given_orders))]
    shuffled = [*texts]
    random.shuffle(shuffled)
    assert loaded(*texts).digest == loaded(*shuffled).digest


@settings(max_examples=20)
@given(orders())
def test_a_later_change_never_touches_an_earlier_month(given_orders):
    """With and without the last change, every month before it has the same edition and digest."""
    texts = [written(number, order) for number, order in enumerate(given_orders)]
    whole, without = loaded(BOOK, *texts), loaded(BOOK, *texts[:-1])
    last = given_orders[-1][0]
    for month in MONTHS:
        if month < last:
            assert whole.on(month).digest == without.on(month).digest
