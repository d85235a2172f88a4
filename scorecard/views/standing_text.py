"""A standing and its evidence in words: the same on screen, paper and sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from scorecard.glossary import Words
from scorecard.model.evidence import Card
from scorecard.model.rounding import show
from scorecard.views.frame import Line
from scorecard.views.month import Owed
from scorecard.views.scorecard import Shift

MARKS = {Card.YELLOW: "▲", Card.RED: "■"}
_FEW = 3
_WHOLE = Decimal(100)


def rank_text(line: Line, words: Words) -> str:
    """``13/31 (95 %: 8–23)``; a rank never stands without its set, nor without the number of those ranked."""
    if line.rank is None:
        return words("not_ranked")
    return words("rank_with_set", rank=line.rank, of=line.ranked, set=set_text(line))


def set_text(line: Line) -> str:
    """The ranks that the evidence leaves open: ``8–23``, or ``8`` where it is one."""
    low, high = line.evidence.rank_low, line.evidence.rank_high
    return "–" if low is None else str(low) if low == high else f"{low}–{high}"


def interval_text(line: Line) -> str:
    """The 95 % interval of the score: ``76.12–79.90``; a dash without evidence."""
    low, high = line.evidence.low, line.evidence.high
    return "–" if low is None or high is None else f"{show(low)}–{show(high)}"


def alike_text(names: Sequence[str], words: Words, *, most: int = _FEW) -> str:
    """The first few names and how many in all; words where everybody can be told apart."""
    if not names:
        return words("rank_apart")
    said = words("rank_comma").join(names[:most])
    return said if len(names) <= most else words("rank_and_more", names=said, count=len(names))


def card_text(card: Card, words: Words) -> str:
    """Shape and word: ``▲ yellow card``."""
    return f"{MARKS[card]} {words(f'card_{card}')}"


def change_text(shift: Shift, before: Decimal, words: Words) -> str:
    """The change on the month before, and whether chance alone could have made it."""
    key = {True: "change_beyond", False: "change_within", None: "change_unproved"}[shift.beyond]
    return words(key, change=show(shift.points, sign=True), before=show(before))


def bounds_text(line: Line, words: Words) -> str:
    """Between which scores it lies once the missing data are in; nothing where none or all are missing."""
    low, high = line.evidence.bound_low, line.evidence.bound_high
    if low is None or high is None or line.coverage is None or not 0 < line.coverage < _WHOLE:
        return ""
    return words("bounds_are", low=show(low), high=show(high), coverage=show(line.coverage))


def owed_text(owed: Owed, words: Words) -> str:
    """A KPI without data, its source, and who owes them; of a withheld one that the sample is too small."""
    lang = words.lang
    kpi, source = owed.kpi.name.say(lang), owed.source.say(lang)
    state = words(f"paper_state_{owed.state}")
    if owed.state == "hidden":
        return words("owed_hidden", kpi=kpi, source=source)
    if owed.department is None:
        return words("owed_by_nobody", kpi=kpi, source=source, state=state)
    return words("owed_by", kpi=kpi, source=source, state=state, department=owed.department.say(lang))


def owed_texts(owed: Iterable[Owed], words: Words) -> list[str]:
    """``owed_text`` of each."""
    return [owed_text(one, words) for one in owed]
