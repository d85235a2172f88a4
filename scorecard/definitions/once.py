"""What is made of the same objects is made once: a book changes little from one moment to the next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, TypeVarTuple

_Made = TypeVar("_Made")
_Of = TypeVarTuple("_Of")


class Once:
    """``once(make, a, b)`` is ``make(a, b)``, and the same object for the same two objects.

    Objects are told apart by identity and kept alive, so they must not change.
    """

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], tuple[Any, tuple[Any, ...]]] = {}

    def __call__(self, make: Callable[[*_Of], _Made], *of: *_Of) -> _Made:
        """What ``make`` makes of these objects."""
        key = (make, *map(id, of))
        if key not in self._made:
            self._made[key] = make(*of), of
        found: _Made = self._made[key][0]
        return found
