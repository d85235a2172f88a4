"""Everything that the dictionary says of one KPI in force, heading by heading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from scorecard.compute.dictionary.amounts import number, percent
from scorecard.compute.dictionary.measured import conditions, formula, meaning, symbols
from scorecard.compute.dictionary.passed_on import index_weight, passed_on
from scorecard.compute.dictionary.read_from import columns, read_from
from scorecard.compute.dictionary.scored_by import in_brief, scored_by
from scorecard.compute.dictionary.stated import stated
from scorecard.compute.dictionary.worked import worked
from scorecard.model.book import Edition
from scorecard.model.kpi import Kpi, Missing
from scorecard.model.phrases import Phrases
from scorecard.model.text import Text


@dataclass(frozen=True, slots=True)
class Ground:
    """What an entry is written from: the edition, names of departments by id whenever in force, templates."""

    edition: Edition
    names: Mapping[str, Text]
    say: Phrases


def entry(kpi: Kpi, ground: Ground) -> dict[str, tuple[Text, ...]]:
    """Heading (a key of the glossary) -> its lines, in order; a heading without a line is left out."""
    found = {heading: tuple(lines(kpi, ground)) for heading, lines in HEADINGS.items()}
    return {heading: lines for heading, lines in found.items() if lines}


def _process(kpi: Kpi, ground: Ground) -> Iterator[Text]:
    yield next(one.name for one in ground.edition.processes if one.id == kpi.process)


def _perspective(kpi: Kpi, ground: Ground) -> Iterator[Text]:
    yield next(one.name for one in ground.edition.perspectives if one.id == kpi.perspective)


def _focus(kpi: Kpi, _: Ground) -> Iterator[Text]:
    if kpi.focus is not None:
        yield kpi.focus


def _owner(kpi: Kpi, ground: Ground) -> Iterator[Text]:
    if kpi.owner:
        yield ground.names[kpi.owner]


def _reference(kpi: Kpi, _: Ground) -> Iterator[Text]:
    if kpi.reference:
        yield Text(kpi.reference, kpi.reference)


def _meaning(kpi: Kpi, ground: Ground) -> Iterator[Text]:
    yield meaning(kpi.measure, ground.edition.source_by_id, ground.say)


def _formula(kpi: Kpi, ground: Ground) -> Iterator[Text]:
    yield formula(kpi.measure, ground.edition.source_by_id, ground.say)


def _symbols(kpi: Kpi, ground: Ground) -> Iterable[Text]:
    return symbols(kpi.measure, ground.edition.source_by_id, ground.say)


def _conditions(kpi: Kpi, ground: Ground) -> Iterable[Text]:
    return conditions(kpi.measure, ground.edition.source_by_id, ground.say)


def _source(kpi: Kpi, ground: Ground) -> Iterable[Text]:
    return read_from(kpi.measure, ground.edition.source_by_id, ground.say)


def _columns(kpi: Kpi, ground: Ground) -> Iterable[Text]:
    return columns(kpi.measure, ground.edition.source_by_id, ground.say)


def _direction(kpi: Kpi, ground: Ground) -> Iterator[Text]:
    yield ground.say(f"direction_{kpi.direction}")


def _unit(kpi: Kpi, ground: Ground) -> Iterator[Text]:
    yield ground.say("dict_unit", unit=kpi.unit, decimals=str(kpi.decimals))


def _held_to(kpi: Kpi, ground: Ground) -> Iterator[Text]:
    """Floor, target and stretch on one line, those that the rule has."""
    say = ground.say
    readings = {"floor": kpi.aim.floor, "target": kpi.aim.target, "stretch": kpi.aim.stretch}
    known = [
        say("dict_aim", word=say(word), reading=number(reading, kpi.decimals))
        for word, reading in readings.items()
        if reading is not None
    ]
    if known:
        yield say.join("dict_comma", known)


def _scoring(kpi: Kpi, ground: Ground) -> Iterable[Text]:
    return scored_by(kpi.aim, kpi, ground.say)


def _unit_targets(kpi: Kpi, ground: Ground) -> Iterator[Text]:
    units = ground.edition.units.by_id
    for unit, aim in kpi.aims:
        scoring = in_brief(aim, kpi, ground.say)
        yield ground.say("dict_unit_target", unit=units[unit].name, scoring=scoring)


def _weight(kpi: Kpi, ground: Ground) -> Iterator[Text]:
    process = next(one for one in ground.edition.processes if one.id == kpi.process)
    shares = percent(kpi.weight, ground.say), percent(index_weight(kpi, process), ground.say)
    yield ground.say("dict_weight", process=shares[0], index=shares[1])


def _levels(kpi: Kpi, ground: Ground) -> Iterator[Text]:
    names = (level.name for level in ground.edition.levels if level.id in kpi.levels)
    yield ground.say.join("dict_comma", names)


def _shares(kpi: Kpi, ground: Ground) -> Iterator[Text]:
    say = ground.say
    told = (say("dict_share", name=ground.names[one], share=percent(share, say)) for one, share in kpi.shares)
    yield say.join("dict_comma", told)


def _smallest(kpi: Kpi, ground: Ground) -> Iterator[Text]:
    say, own = ground.say, kpi.evidence
    if kpi.id not in ground.edition.sampled:
        yield say("dict_register")
        return
    smallest = (("dict_hide", own.hide_below), ("dict_flag", own.flag_below))
    asked = [say(key, n=str(n)) for key, n in smallest if n]
    yield say.join("dict_semicolon", asked) if asked else say("dict_any_sample")


def _missing(kpi: Kpi, ground: Ground) -> Iterator[Text]:
    own = kpi.evidence
    months = {"months": str(own.carry)} if own.missing is Missing.CARRY else {}
    yield ground.say(f"dict_missing_{own.missing}", **months)


def _worked(kpi: Kpi, ground: Ground) -> Iterator[Text]:
    process = next(one for one in ground.edition.processes if one.id == kpi.process)
    found = worked(kpi, ground.say)
    yield from found.steps
    yield from passed_on(kpi, process, found.score, ground.names, ground.say)


def _stated(kpi: Kpi, ground: Ground) -> Iterable[Text]:
    return stated(kpi, ground.say)


HEADINGS: Mapping[str, Callable[[Kpi, Ground], Iterable[Text]]] = {
    "process": _process,
    "perspective": _perspective,
    "focus_issue": _focus,
    "owner": _owner,
    "reference": _reference,
    "meaning": _meaning,
    "formula": _formula,
    "symbols": _symbols,
    "conditions": _conditions,
    "source": _source,
    "columns": _columns,
    "direction": _direction,
    "unit_of_measure": _unit,
    "held_to": _held_to,
    "scoring_rule": _scoring,
    "unit_targets": _unit_targets,
    "weight": _weight,
    "levels": _levels,
    "share": _shares,
    "smallest_sample": _smallest,
    "missing_rule": _missing,
    "worked_example": _worked,
    "declared_example": _stated,
}
