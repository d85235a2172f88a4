"""Units form one tree, and a delivery can tell them apart."""

from __future__ import annotations

from collections.abc import Iterator

from scorecard.definitions.draft import Draft
from scorecard.definitions.rules.rings import as_ring, rings
from scorecard.definitions.rules.spelling import spelled
from scorecard.definitions.schema import UnitSpec
from scorecard.model.problem import Problem, Severity

_ONCE = "A row must count once at each level, up to one root."


def units_form_one_tree(draft: Draft) -> Iterator[Problem]:
    """One root, no ring, and each parent's level above its child's."""
    if draft.changed("units", "levels"):
        yield from _one_root(draft)
        yield from _levels_descend(draft)


def _one_root(draft: Draft) -> Iterator[Problem]:
    roots = [index for index, unit in enumerate(draft.spec.units) if unit.parent is None]
    for index in roots[1:]:
        first = draft.spec.units[roots[0]].id
        what = f"unit {draft.spec.units[index].id!r} has no parent, and {first!r} is the root already"
        yield Problem(
            "unit.roots", draft.at("units", index), what, _ONCE, f"Give it a parent, such as {first!r}."
        )
    places = {unit.id: index for index, unit in enumerate(draft.spec.units)}
    for ring in rings({unit.id: unit.parent for unit in draft.spec.units}):
        what = f"the units {as_ring(ring)} are each other's parents"
        remedy = "Give one of them a parent outside the ring, or none."
        last = max(ring, key=lambda id_: draft.touched.get(("units", id_, "parent"), -1))
        place = draft.at("units", places[last], "parent")
        yield Problem("unit.ring", place, what, _ONCE, remedy)


def _levels_descend(draft: Draft) -> Iterator[Problem]:
    depth = {level.id: index for index, level in enumerate(draft.spec.levels)}
    units: dict[str, UnitSpec] = {unit.id: unit for unit in draft.spec.units}
    for index, unit in enumerate(draft.spec.units):
        parent = units.get(unit.parent or "")
        if parent is None or parent.level not in depth or unit.level not in depth or parent.id == unit.id:
            continue
        if depth[parent.level] >= depth[unit.level]:
            what = (
                f"unit {unit.id!r} of level {unit.level!r} lies below {parent.id!r} of level {parent.level!r}"
            )
            remedy = "Correct one of the two levels, the parent, or the order of 'levels' (the top first)."
            yield Problem("unit.level", draft.at("units", index, "level"), what, _ONCE, remedy)


def names_tell_units_apart(draft: Draft) -> Iterator[Problem]:
    """No text in a delivery's unit column means two units.

    Two units of one name are a warning: deliveries that give the id or an alias stay clear.
    """
    first: dict[str, tuple[int, bool]] = {}
    units = draft.spec.units if draft.changed("units") else ()
    for index, unit in enumerate(units):
        for path, text in _claims(unit):
            is_name = path[0] == "name"
            earlier, earlier_is_name = first.setdefault(spelled(text), (index, is_name))
            if earlier == index:
                continue
            other = draft.spec.units[earlier].id
            if other == unit.id:
                continue
            what = f"{text!r} means the unit {unit.id!r} and the unit {other!r}"
            why = "A delivered row with this text belongs to neither for certain."
            soft = is_name and earlier_is_name
            yield Problem(
                "unit.ambiguous",
                draft.at("units", index, *path),
                what,
                why,
                "Deliver ids or aliases for these units." if soft else "Change one of the two.",
                Severity.WARNING if soft else Severity.ERROR,
            )


def _claims(unit: UnitSpec) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Where and what: id, aliases, names; an own text twice is told once."""
    told: set[str] = set()
    own: list[tuple[tuple[str | int, ...], str]] = [(("id",), unit.id)]
    own += [(("aliases", position), alias) for position, alias in enumerate(unit.aliases)]
    own += [(("name", "zh"), unit.name.zh), (("name", "en"), unit.name.en)]
    for path, text in own:
        if text not in told:
            told.add(text)
            yield path, text
