"""Effective weights of the children of a node, and whose doing their change is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction

Parts = Mapping[str, Fraction]
_NONE = Fraction(0)


def effective(declared: Mapping[str, int], there: Collection[str]) -> dict[str, Fraction]:
    """ĝ = w·a / Σ w·a of the children that are ``there``; empty where none of weight is."""
    weights = {child: weight for child, weight in declared.items() if weight and child in there}
    whole = sum(weights.values())
    return {child: Fraction(weight, whole) for child, weight in weights.items()}


def split(
    before: tuple[Mapping[str, int], Collection[str]], after: tuple[Mapping[str, int], Collection[str]]
) -> dict[str, tuple[Fraction, Fraction]]:
    """Child -> the parts of Δĝ that are declared weight's and coverage's; both sides must have data.

    ``before``, ``after``: declared weights, and the children with data. Two-factor Shapley: the weight's
    part is ½[ĝ(w¹,a⁰) − ĝ(w⁰,a⁰) + ĝ(w¹,a¹) − ĝ(w⁰,a¹)]. A child of no weight on a side has the other
    side's data there, so that it comes and goes by weight alone. All is weight's where ĝ(w¹,a⁰) or
    ĝ(w⁰,a¹) has nothing to stand on.
    """
    (old, had), (new, has) = before, after
    had, has = _lent(old, had, has), _lent(new, has, had)
    start, end = effective(old, had), effective(new, has)
    new_weights, new_data = effective(new, had), effective(old, has)
    found = {}
    for child in dict.fromkeys((*end, *start)):
        whole = _of(end, child) - _of(start, child)
        weight = whole
        if new_weights and new_data:
            first = _of(new_weights, child) - _of(start, child)
            last = _of(end, child) - _of(new_data, child)
            weight = (first + last) / 2
        found[child] = weight, whole - weight
    return found


def _lent(declared: Mapping[str, int], there: Collection[str], other: Collection[str]) -> frozenset[str]:
    own = {child for child in there if declared.get(child)}
    return frozenset(own | {child for child in other if not declared.get(child)})


def _of(weights: Parts, child: str) -> Fraction:
    return weights.get(child, _NONE)
