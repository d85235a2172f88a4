"""The one rounding function, and the one way a number is written.

Half away from zero, on exact numbers only: a figure that is scored, ranked or paid is never a float.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction


def half_up(value: Fraction, places: int) -> Decimal:
    """``value`` rounded half away from zero to ``places`` decimals (0 or more), exactly.

    >>> half_up(Fraction(79995, 1000), 2)
    Decimal('80.00')
    """
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    # Written out, because decimal arithmetic would round beyond 28 digits.
    return Decimal(f"{-whole if value < 0 else whole}E-{places}")


def show(value: Decimal | None, places: int | None = None, *, sign: bool = False) -> str:
    """A published figure as text: thousands separated, a true minus sign, an en dash for None.

    ``places`` may only be left out or equal the figure's own: nothing is rounded at print time.
    ``sign`` writes a plus before positive figures.
    """
    if value is None:
        return "–"
    if places is not None and -int(value.as_tuple().exponent) != places:
        raise ValueError(f"{value} was published with other than {places} decimals")
    mark = "−" if value < 0 else "+" if sign and value > 0 else ""
    return f"{mark}{abs(value):,f}"


def apportion(whole: int, parts: Mapping[str, Fraction]) -> dict[str, int]:
    """``whole`` split into integers in proportion to ``parts`` by largest remainder (methods E).

    The integers sum to ``whole``; equal remainders go to the larger part, then to the first key in order
    of code. Raises ValueError where the parts do not have a positive sum.
    """
    total = sum(parts.values(), Fraction(0))
    if total <= 0:
        raise ValueError("the parts must have a positive sum")
    exact = {key: whole * part / total for key, part in parts.items()}
    found = {key: value.numerator // value.denominator for key, value in exact.items()}
    order = sorted(parts, key=lambda key: (found[key] - exact[key], -exact[key], key))
    for key in order[: whole - sum(found.values())]:
        found[key] += 1
    return found


def settle(whole: int, parts: Mapping[str, Fraction]) -> dict[str, int]:
    """Whole numbers near ``parts``, of either sign, that sum to ``whole``, by largest remainder.

    Where ``whole`` is the floor or the ceiling of the parts' own sum, each is the floor or the ceiling of its
    part, and a part that is whole stays. Equal remainders go to the larger part, then to the first key in
    order of code. Raises ValueError for a ``whole`` other than 0 without parts.
    """
    if not parts:
        if whole:
            raise ValueError(f"there is nothing to settle {whole} on")
        return {}
    found = {key: value.numerator // value.denominator for key, value in parts.items()}
    every, some = divmod(whole - sum(found.values()), len(parts))
    order = sorted(parts, key=lambda key: (found[key] - parts[key], -parts[key], key))
    return {key: value + every + (key in order[:some]) for key, value in found.items()}
