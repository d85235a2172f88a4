"""Yellow and red cards (黄牌, 红牌): warnings that chance alone hardly ever gives."""

from __future__ import annotations

from collections.abc import Sequence

from scorecard.model.evidence import RankSet

_FEWEST = 3
_IN_A_ROW = 3


def card(own: RankSet, ranked: int) -> bool:
    """Whether a peer gets the yellow card: more than half of the other ``ranked`` − 1 are surely better.

    By the simultaneous set, so among identical peers any card at all appears in at most 5 % of months: a
    card needs one false proof at least, and Holm keeps the chance of any such below 1 − the level, whatever
    the number of peers. Fewer than three ranked peers: never.
    """
    return ranked >= _FEWEST and 2 * (own.sure_low - 1) > ranked - 1


def red(yellows: Sequence[bool]) -> bool:
    """Whether yellow turns to red: yellow this month and in the two before. Newest first; months that are
    not known are not yellow. If the months are independent, at most 1 in 8,000 among identical peers.
    """
    return len(yellows) >= _IN_A_ROW and all(yellows[:_IN_A_ROW])
