"""Departments in time: every share finds a department in force, in every period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scorecard.definitions.draft import Draft
from scorecard.definitions.schema import DepartmentSpec
from scorecard.model.problem import Problem, Severity

_NOBODY = "Somebody must answer for every share in every period."


def departments_end_after_they_begin(draft: Draft) -> Iterator[Problem]:
    """``from`` lies before ``until``, and a successor has something to take over."""
    for index, one in enumerate(draft.spec.departments):
        if one.since is not None and one.until is not None and one.since >= one.until:
            what = f"department {one.id!r} ends in {one.until}, not after it begins in {one.since}"
            remedy = "'until' is exclusive: name a month after 'from'."
            yield Problem("department.dates", draft.at("departments", index, "until"), what, _NOBODY, remedy)
        if one.successor is not None and one.until is None:
            what = f"department {one.id!r} has a successor but never ends"
            remedy = "Add 'until', or remove the successor."
            yield Problem(
                "department.until", draft.at("departments", index, "successor"), what, _NOBODY, remedy
            )


def successors_take_over(draft: Draft) -> Iterator[Problem]:
    """A successor exists in the month in which the department ends, and successions end somewhere."""
    by_id = {one.id: one for one in draft.spec.departments}
    for index, one in enumerate(draft.spec.departments):
        place = draft.at("departments", index, "successor")
        heir = by_id.get(one.successor or "")
        if heir is None or one.until is None:
            continue
        if one.id in _heirs(heir, by_id):
            what = f"department {one.id!r} becomes its own successor"
            yield Problem("department.ring", place, what, _NOBODY, "Name a successor outside the ring.")
        elif heir.since is not None and heir.since > one.until:
            what = f"department {one.id!r} ends in {one.until}, but {heir.id!r} begins only in {heir.since}"
            yield Problem("department.gap", place, what, _NOBODY, f"Let {heir.id!r} begin in {one.until}.")
        elif heir.until is not None and heir.until <= one.until:
            what = f"department {one.id!r} ends in {one.until}, but {heir.id!r} has ended in {heir.until}"
            yield Problem("department.gap", place, what, _NOBODY, "Name the department that is there then.")


def shares_reach_a_department_in_force(draft: Draft) -> Iterator[Problem]:
    """A share's department, or the last of its successors, never ends.

    A department that begins later than the others is a warning: periods before it have nobody.
    """
    by_id = {one.id: one for one in draft.spec.departments}
    for index, kpi in enumerate(draft.spec.kpis):
        for department in kpi.shares:
            if department not in by_id:
                continue
            place = draft.key("kpis", index, "shares", department)
            first, last = by_id[department], by_id[_heirs(by_id[department], by_id)[-1]]
            if last.until is not None and last.successor is None:
                what = f"KPI {kpi.id!r}: its share of {department!r} has no department from {last.until} on"
                remedy = f"Give {last.id!r} a successor, or the share to another department."
                yield Problem("share.nobody", place, what, _NOBODY, remedy)
            elif first.since is not None:
                what = f"KPI {kpi.id!r}: its share of {department!r} has no department before {first.since}"
                remedy = "Give the share to a predecessor (it moves by itself), or run no earlier period."
                yield Problem("share.early", place, what, _NOBODY, remedy, Severity.WARNING)


def _heirs(one: DepartmentSpec, by_id: Mapping[str, DepartmentSpec]) -> tuple[str, ...]:
    """The department and its successors in order, each once."""
    found = [one.id]
    while (heir := by_id[found[-1]].successor) in by_id and heir is not None and heir not in found:
        found.append(heir)
    return tuple(found)
