"""The key ``changes``: change orders as written. What they set and add is judged where it is put in place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from scorecard.definitions.scalars import Identifier, Month, Written
from scorecard.definitions.texts import Shape, TextSpec

Patches = Annotated[Mapping[str, Mapping[str, object]], Field(default_factory=dict)]
Patch = Annotated[Mapping[str, object], Field(default_factory=dict)]
Entries = Annotated[tuple[Mapping[str, object], ...], Field(default=())]
Ends = Annotated[tuple[str, ...], Field(default=())]


class SetSpec(Shape):
    """What a change sets: each key named takes the new value as a whole."""

    book: Patch
    policy: Patch
    glossary: Patch
    levels: Patches
    units: Patches
    departments: Patches
    perspectives: Patches
    sources: Patches
    processes: Patches
    kpis: Patches
    plans: Patches


class AddSpec(Shape):
    """What a change adds: entries as they would stand in their list."""

    units: Entries
    departments: Entries
    perspectives: Entries
    sources: Entries
    processes: Entries
    kpis: Entries
    targets: Entries
    plans: Entries


class EndSpec(Shape):
    """What a change ends, by id."""

    units: Ends
    departments: Ends
    sources: Ends
    processes: Ends
    kpis: Ends
    plans: Ends


class ChangeSpec(Shape):
    """One of ``changes``: a change order, in force from ``since`` up to ``until``, exclusive."""

    id: Identifier
    title: TextSpec
    since: Month = Field(alias="from")
    until: Month | None = None
    reference: Written
    owner: str
    set: SetSpec = Field(default_factory=lambda: SetSpec.model_validate({}))
    add: AddSpec = Field(default_factory=lambda: AddSpec.model_validate({}))
    end: EndSpec = Field(default_factory=lambda: EndSpec.model_validate({}))
