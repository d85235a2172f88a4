"""A curve in pieces: what each reading scores, in words that a reader can hold a reading against."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scorecard.compute.dictionary.pieces import line, pieces, stretch
from scorecard.glossary import phrases
from scorecard.model.kpi import Direction
from scorecard.model.scoring import Curve

SAY = phrases({})
HIGHER, LOWER, TARGET = Direction.HIGHER, Direction.LOWER, Direction.TARGET


def curve(*knots, clip=None):
    """The curve through the knots."""
    exact = tuple((Fraction(reading), Fraction(score)) for reading, score in knots)
    return Curve(exact, clip and (Fraction(clip[0]), Fraction(clip[1])))


def told(knots, direction, clip=None):
    """(stretch, score or sum) of each piece, in English, readings with one decimal."""
    return [
        (stretch(one, 1, SAY).en, str(one.at_low) if one.flat else line(one, "x", 1))
        for one in pieces(curve(*knots, clip=clip), direction)
    ]


@pytest.mark.parametrize(
    ("knots", "direction", "clip", "expected"),
    [
        (
            ((7, 0), ("8.5", 80), ("9.2", 100)),
            HIGHER,
            None,
            [
                ("below 7.0", "0"),
                ("7.0 to 8.5", "0 + 80 · (x − 7.0) / (8.5 − 7.0)"),
                ("8.5 to 9.2", "80 + 20 · (x − 8.5) / (9.2 − 8.5)"),
                ("9.2 and above", "100"),
            ],
        ),
        (
            ((10, 100), (20, 60), (20, 40), (30, 0)),
            LOWER,
            None,
            [
                ("above 30.0", "0"),
                ("above 20.0, to 30.0", "0 + 40 · (30.0 − x) / (30.0 − 20.0)"),
                ("10.0 to 20.0", "60 + 40 · (20.0 − x) / (20.0 − 10.0)"),
                ("10.0 and below", "100"),
            ],
        ),
        (
            ((0, 0), (60, 0), (60, 60), (85, 60), (85, 100)),
            HIGHER,
            None,
            [("below 60.0", "0"), ("60.0 to below 85.0", "60"), ("85.0 and above", "100")],
        ),
        (
            ((10, 100), (10, 60), (20, 60), (20, 0), (30, 0)),
            LOWER,
            None,
            [("above 20.0", "0"), ("above 10.0, to 20.0", "60"), ("10.0 and below", "100")],
        ),
        (((95, 0), (95, 100)), HIGHER, None, [("below 95.0", "0"), ("95.0 and above", "100")]),
        (((3, 100), (3, 0)), LOWER, None, [("above 3.0", "0"), ("3.0 and below", "100")]),
        (
            ((2, 0), (5, 100), (9, 0)),
            TARGET,
            None,
            [
                ("below 2.0", "0"),
                ("2.0 to 5.0", "0 + 100 · (x − 2.0) / (5.0 − 2.0)"),
                ("5.0 to 9.0", "0 + 100 · (9.0 − x) / (9.0 − 5.0)"),
                ("above 9.0", "0"),
            ],
        ),
        (
            ((-5, 0), (30, 80), (50, 100)),
            HIGHER,
            (0, 120),
            [
                ("below −5.0", "0"),
                ("−5.0 to 30.0", "0 + 80 · (x − (−5.0)) / (30.0 − (−5.0))"),
                ("30.0 to 50.0", "80 + 20 · (x − 30.0) / (50.0 − 30.0)"),
                ("50.0 to 70.0", "100 + 20 · (x − 50.0) / (70.0 − 50.0)"),
                ("70.0 and above", "120"),
            ],
        ),
        (((6, 20), (8, 20), (9, 100)), HIGHER, None, [
            ("below 8.0", "20"),
            ("8.0 to 9.0", "20 + 80 · (x − 8.0) / (9.0 − 8.0)"),
            ("9.0 and above", "100"),
        ]),
    ],
)  # fmt: skip
def test_a_curve_is_told_piece_by_piece_from_the_worst_readings(knots, direction, clip, expected):
    """Lines as sums, steps as scores; the reading at a jump belongs where it scores more."""
    assert told(knots, direction, clip) == expected


def test_a_flat_piece_has_no_sum():
    """Its score is a number."""
    first = pieces(curve((7, 0), (8, 80)), HIGHER)[0]
    with pytest.raises(ValueError, match="scores alike"):
        line(first, "x", 1)
