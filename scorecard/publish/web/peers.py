"""Peers in a ranking: who is surely where, two charts, and the table that holds their figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from scorecard.model.chart import Dots, Funnel
from scorecard.publish.web import drawn
from scorecard.publish.web.cells import (
    card_badge,
    count,
    empty,
    figure,
    head,
    name_cell,
    rank_cell,
    row,
    state_cell,
    table,
)
from scorecard.publish.web.element import Child, Element, tag
from scorecard.publish.web.shown import Shown
from scorecard.views.frame import Frame, Line
from scorecard.views.lines import nearest
from scorecard.views.places import places
from scorecard.views.standing_text import alike_text, interval_text

MOST_DOTS = 40
_FEW, _MOST_NAMES = 8, 40


@dataclass(frozen=True, slots=True)
class Peers:
    """Those ranked among each other: their lines, their charts, and what stands beside a name.

    ``name``: of the table. ``subject``: what they are. ``href``: where a name leads; ``notes``: id -> what
    stands under it, such as its parent.
    """

    name: str
    subject: str
    lines: Sequence[Line]
    dots: Dots
    funnel: Funnel | None
    href: Callable[[Line], str | None]
    notes: Mapping[str, str]


def peer_block(peers: Peers, frame: Frame, shown: Shown) -> Element:
    """Places, charts and table of one ranking."""
    return tag(
        "Div", _places(peers.lines, shown), _charts(peers, shown), _table(peers, frame, shown), class_="peers"
    )


def _charts(peers: Peers, shown: Shown) -> Element:
    words, drawings = shown.words, list[Child]()
    if not peers.dots.dots:
        drawings.append(empty(words("web_nobody_ranked"), words("web_nobody_ranked_remedy")))
    elif len(peers.dots.dots) <= MOST_DOTS:
        proven = any(dot.low is not None for dot in peers.dots.dots)
        drawing = drawn.chart(peers.dots, shown, name=peers.name, twin=peers.name)
        drawings.append(_noted(drawing, words("dots_note") if proven else ""))
    else:
        said = [words("web_no_dots", most=MOST_DOTS)]
        if peers.dots.reference_label:
            said.append(words("web_whole", whole=peers.dots.reference_label))
        drawings.append(tag("P", " ".join(said), class_="lead-in"))
    if peers.funnel is not None:
        drawing = drawn.chart(peers.funnel, shown, name=f"{peers.name}-funnel", twin=peers.name)
        drawings.append(_noted(drawing, words("funnel_note")))
    side = len(drawings) > 1 and len(peers.dots.dots) <= MOST_DOTS
    return tag("Div", *drawings, class_="pair even" if side else "alone")


def _noted(drawing: Element, note: str) -> Element:
    return tag("Div", drawing, tag("P", note, class_="lead-in") if note else None)


def _places(lines: Sequence[Line], shown: Shown) -> Element | None:
    """Who is surely among the first and the last, and who may be."""
    found, words = places(lines), shown.words
    if found is None:
        return None
    rows = [
        tag(
            "Tr",
            tag("Th", words(f"rank_{key}", count=found.count), scope="row"),
            tag("Td", _names(named, shown) or words(none)),
            data_row=key,
        )
        for key, named, none in (
            ("surely_first", found.first, "rank_nobody_sure"),
            ("maybe_first", found.maybe_first, "rank_nobody"),
            ("surely_last", found.last, "rank_nobody_sure"),
            ("maybe_last", found.maybe_last, "rank_nobody"),
        )
    ]
    note = tag("P", words("rank_places_note", ranked=found.ranked), class_="lead-in")
    return tag("Div", tag("Table", tag("Tbody", *rows), class_="facts places"), note, class_="placed")


def _names(lines: Sequence[Line], shown: Shown) -> Element | str:
    """All names; of many the first few, the others unfold."""
    words, names = shown.words, [shown.say(line.name) for line in lines]
    comma = words("rank_comma")
    if len(names) <= _FEW:
        return comma.join(names)
    return tag("Details", tag("Summary", alike_text(names, words, most=_FEW)), comma.join(names))


def _table(peers: Peers, frame: Frame, shown: Shown) -> Element:
    ranks = Counter(line.rank for line in peers.lines if line.rank is not None)
    names = {line.id: shown.say(line.name) for line in peers.lines}
    order = {line.id: line.rank for line in peers.lines}
    rows = []
    for line in peers.lines:
        alike = [names[one] for one in nearest(line, order) if one in names]
        cells = [
            rank_cell(line, shown, tie=line.rank is not None and ranks[line.rank] > 1),
            name_cell(
                names[line.id],
                peers.href(line),
                peers.notes.get(line.id, ""),
                badge=card_badge(line, shown),
            ),
            *_evidence(line, alike, shown),
            count(line.n),
            figure(line.coverage, "coverage"),
            state_cell(line.state, shown) if line.rank is not None else _reason(line, frame, shown),
        ]
        own = "own" if line.id == frame.unit.id else None
        rows.append(row(*cells, key=line.id, class_=own))
    return table(peers.dots.title, _heads(peers.subject, shown), rows, name=peers.name)


def _heads(subject: str, shown: Shown) -> list[Element]:
    words = shown.words
    return [
        head(words("rank"), number=True, title=words("rank_set_note")),
        head(subject),
        head(words("score_points"), number=True),
        head(words("rank_interval"), number=True),
        head(words("rank_error"), number=True),
        head(words("rank_shrunk"), number=True, title=words("shrunk_note")),
        head(words("rank_alike")),
        head(words("n_answers"), number=True),
        head(words("coverage_percent"), number=True),
        head(words("state")),
    ]


def _evidence(line: Line, alike: Sequence[str], shown: Shown) -> list[Element]:
    """Score, interval, error, shrunk score, and the peers that it cannot be told apart from."""
    words, proof = shown.words, line.evidence
    said = alike_text(alike, words) if line.rank is not None else ""
    whole = alike_text(alike, words, most=_MOST_NAMES) if len(alike) > 1 else None
    interval = tag(
        "Td",
        interval_text(line),
        class_="num",
        data_figure="interval",
        data_low=None if proof.low is None else str(proof.low),
        data_high=None if proof.high is None else str(proof.high),
    )
    return [
        figure(line.score, "score"),
        interval,
        figure(proof.printed_error, "error"),
        figure(proof.shrunk, "shrunk"),
        tag("Td", said, class_="alike", title=whole, data_figure="alike"),
    ]


def _reason(line: Line, frame: Frame, shown: Shown) -> Element:
    """Why a subject is not ranked."""
    if line.state == "hidden":
        return state_cell(line.state, shown)
    key = "not_enough_coverage" if line.score is None else "flagged_sample"
    return state_cell(line.state, shown, shown.words(key, n=frame.flag_below))
