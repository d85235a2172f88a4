"""Ranks with their evidence: units among their peers, departments among those of the unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from scorecard.compute.evidence import card, rank_sets, shrunk
from scorecard.compute.rank import rank
from scorecard.model.book import Edition
from scorecard.model.result import Standing, State, Subject


def ranked(edition: Edition, standings: Mapping[str, Sequence[Standing]]) -> dict[str, tuple[Standing, ...]]:
    """The standings of every unit with ranks, rank sets, cards and shrunken scores.

    Units are ranked among those of their level and peer group, by their index and by each process;
    departments among those of the unit.
    """
    found = {unit: list(_departments(own)) for unit, own in standings.items()}
    peers: dict[tuple[str, str], list[str]] = {}
    for unit in edition.units.units:
        peers.setdefault((unit.level, unit.peer_group), []).append(unit.id)
    for units in peers.values():
        subjects: dict[tuple[Subject, str], dict[str, int]] = {}
        for one in units:
            for place, standing in enumerate(found[one]):
                if standing.kind in {Subject.INDEX, Subject.PROCESS}:
                    subjects.setdefault((standing.kind, standing.subject), {})[one] = place
        for places in subjects.values():
            for who, own in among({one: found[one][place] for one, place in places.items()}).items():
                found[who][places[who]] = own
    return {unit: tuple(own) for unit, own in found.items()}


def _departments(standings: Iterable[Standing]) -> tuple[Standing, ...]:
    every = tuple(standings)
    own = among({one.subject: one for one in every if one.kind is Subject.DEPARTMENT})
    return tuple(own[one.subject] if one.kind is Subject.DEPARTMENT else one for one in every)


def among(peers: Mapping[str, Standing]) -> dict[str, Standing]:
    """Peers with ranks for those whose state is ok; nobody is ranked alone."""
    scores = {who: one.score for who, one in peers.items() if one.state is State.OK and one.score is not None}
    if len(scores) < 2:
        return {who: replace(one, rank=None, ranked=0) for who, one in peers.items()}
    errors = {who: wide for who in scores if (wide := peers[who].proof.error) is not None}
    ranks, sets, drawn = rank(scores), rank_sets(scores, errors), shrunk(scores, errors)
    found = {}
    for who, one in peers.items():
        if who not in scores:
            found[who] = replace(one, ranked=len(scores))
            continue
        proof = replace(one.proof, ranks=sets[who], shrunk=drawn.get(who), card=card(sets[who], len(scores)))
        found[who] = replace(one, rank=ranks[who], ranked=len(scores), proof=proof)
    return found
