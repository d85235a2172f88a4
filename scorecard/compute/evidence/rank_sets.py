"""The ranks that chance leaves open: Holm step-down over pairs of peers (methods C)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from scorecard.model.evidence import LEVEL, RankSet

_ALPHA = float(1 - LEVEL)
Matrix = NDArray[np.float64]
Flags = NDArray[np.bool_]


def rank_sets(
    scores: Mapping[str, Decimal | Fraction], errors: Mapping[str, float | None]
) -> dict[str, RankSet]:
    """Peer -> its rank set, in the order of ``scores``; a higher score is better.

    One-sided tests of all ordered pairs, z = (x_i − x_j) / √(se_i² + se_j²), Holm's step-down: marginal
    over the 2(q−1) pairs that touch a peer, simultaneous over all q(q−1). low = 1 + the number proved
    better, high = p − the number proved worse. Where both errors are 0, unequal scores are proved apart and
    equal ones never. The q peers that have an error are tested; the others are told apart from nobody, and
    do not make the tests of the rest stricter. Two units that share a part are taken as independent.

    Mogstad, Romano, Shaikh, Wilhelm (doi 10.1093/restud/rdad006), with Holm in place of their bootstrap: no
    randomness, sets a few percent wider (methods 0, row 5). Only additions, roots and quotients of floats
    are compared with quantiles: the same on every run and any number of threads (C-7).
    """
    ids = list(scores)
    tested = [one for one in ids if errors.get(one) is not None]
    z = _distances([float(scores[one]) for one in tested], [errors[one] or 0.0 for one in tested])
    size = np.abs(z)
    apart = _rejected_each(size)
    surely = _rejected_all(size)
    untested = {*ids} - {*tested}
    found = {one: RankSet(1, len(ids), 1, len(ids), tuple(sorted({*ids} - {one}))) for one in untested}
    by_id = np.array(sorted(range(len(tested)), key=tested.__getitem__), dtype=np.intp)
    for row, one in enumerate(tested):
        better, worse = apart[row] & (z[row] < 0), apart[row] & (z[row] > 0)
        above, below = surely[row] & (z[row] < 0), surely[row] & (z[row] > 0)
        like = [tested[place] for place in by_id[~apart[row, by_id]] if place != row]
        found[one] = RankSet(
            1 + int(better.sum()),
            len(ids) - int(worse.sum()),
            1 + int(above.sum()),
            len(ids) - int(below.sum()),
            tuple(sorted([*like, *untested]) if untested else like),
        )
    return {one: found[one] for one in ids}


def _distances(scores: list[float], errors: list[float]) -> Matrix:
    """The z of every ordered pair, z[i, j] > 0 where i has the higher score; ±inf where both errors are 0."""
    x, se = np.array(scores, dtype=np.float64), np.array(errors, dtype=np.float64)
    apart = x[:, None] - x[None, :]
    spread = np.sqrt(se[:, None] ** 2 + se[None, :] ** 2)
    certain = np.where(apart == 0, 0.0, np.copysign(np.inf, apart))
    return np.divide(apart, spread, out=certain, where=spread > 0)


def _hurdles(tests: int, count: int) -> Matrix:
    """What the k-th largest z of ``tests`` must reach, k = 1 to ``count``: alpha / (tests − k + 1)."""
    return np.asarray(-ndtri(_ALPHA / (tests - np.arange(count))), dtype=np.float64)


def _rejected_each(size: Matrix) -> Flags:
    """[i, j]: whether i and j are told apart among the pairs that touch i.

    Of the two directions of a pair only one can have z > 0, so i's q − 1 distances are the largest of its
    2(q − 1) tests. Equal distances stand or fall together, for the hurdles only get lower.
    """
    count = len(size)
    if count < 2:
        return np.zeros((count, count), dtype=np.bool_)
    ordered = -np.sort(-_off_diagonal(size), axis=1)
    passed = np.logical_and.accumulate(ordered >= _hurdles(2 * (count - 1), count - 1), axis=1).sum(axis=1)
    least = np.where(passed > 0, ordered[np.arange(count), passed - 1], np.inf)
    return np.asarray(size >= least[:, None])


def _rejected_all(size: Matrix) -> Flags:
    """[i, j]: whether i and j are told apart among all pairs of all peers."""
    count = len(size)
    ordered = -np.sort(-size[np.triu_indices(count, 1)])
    passed = int(np.logical_and.accumulate(ordered >= _hurdles(count * (count - 1), len(ordered))).sum())
    if passed == 0:
        return np.zeros((count, count), dtype=np.bool_)
    return np.asarray(size >= ordered[passed - 1])


def _off_diagonal(size: Matrix) -> Matrix:
    count = len(size)
    return size[~np.eye(count, dtype=np.bool_)].reshape(count, count - 1)
