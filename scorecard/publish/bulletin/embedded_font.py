"""Embedded fonts, cut to the letters that a paper uses.

The subset that WeasyPrint embeds keeps an entry for each of a CJK font's 65,000 glyphs: 140 KB a weight.
A CID-keyed CFF font may say which glyph it holds (its charset), so the unused entries can go, and a
notice shrinks from 430 KB to about 100. Format: Adobe Technical Notes 5176 (CFF) and 5177 (charstrings).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_CHARSET, _CHARSTRINGS, _PRIVATE, _SUBRS = (15,), (17,), (18,), (19,)
_ROS, _FD_ARRAY, _FD_SELECT = (12, 30), (12, 36), (12, 37)
_MOVED = (_CHARSET, _FD_SELECT, _CHARSTRINGS, _FD_ARRAY)

Operator = tuple[int, ...]
Dict = dict[Operator, tuple[bytes, tuple[int, ...]]]


def trim(opentype: bytes) -> bytes | None:
    """The bare CFF font program of an OpenType file with its used glyphs only; CIDs stay the same.

    None where the file is not a CID-keyed CFF font without subroutines: embed it as it is.
    """
    table = _cff_table(opentype)
    return None if table is None else _trim_cff(table)


def _cff_table(opentype: bytes) -> bytes | None:
    if opentype[:4] != b"OTTO":
        return None
    (count,) = struct.unpack_from(">H", opentype, 4)
    for place in range(count):
        tag, _, offset, length = struct.unpack_from(">4sLLL", opentype, 12 + 16 * place)
        if tag == b"CFF ":
            return opentype[offset : offset + length]
    return None


@dataclass(frozen=True, slots=True)
class _Font:
    """What of the font is copied: its first indexes, its top DICT, its font DICTs with their private ones."""

    names: bytes
    strings: bytes
    top: Dict
    fonts: tuple[Dict, ...]
    privates: tuple[bytes, ...]


def _trim_cff(cff: bytes) -> bytes | None:
    names, at = _index(cff, cff[2])
    tops, at = _index(cff, at)
    strings, at = _index(cff, at)
    subroutines, _ = _index(cff, at)
    top = _dict(tops[0])
    if _ROS not in top or subroutines:
        return None
    fonts = tuple(_dict(one) for one in _index(cff, _offset(top, _FD_ARRAY))[0])
    privates = tuple(cff[start : start + size] for size, start in (one[_PRIVATE][1] for one in fonts))
    if any(_SUBRS in _dict(one) for one in privates):
        return None
    ends, start = _ends(cff, _offset(top, _CHARSTRINGS))
    # an unused glyph is an empty one: its whole program is the operator endchar
    kept = [0, *(place for place in range(1, len(ends) - 1) if ends[place + 1] - ends[place] > 1)]
    cids = _ranges(cff, _offset(top, _CHARSET), kept, first=1)
    select = _ranges(cff, _offset(top, _FD_SELECT), kept, first=0)
    if cids is None or select is None:
        return None
    font = _Font(_pack(names), _pack(strings), top, fonts, privates)
    return _build(
        font, cids[1:], select, [cff[start + ends[place] : start + ends[place + 1]] for place in kept]
    )


def _build(font: _Font, cids: list[int], select: list[int], glyphs: list[bytes]) -> bytes:
    charset = b"\0" + b"".join(struct.pack(">H", cid) for cid in cids)
    selected = b"\0" + bytes(select)
    programs = _pack(glyphs)
    top_size = len(_pack([_top(font.top, (0, 0, 0, 0))]))
    start = 4 + len(font.names) + top_size + len(font.strings) + 2
    places = [start, start + len(charset), start + len(charset) + len(selected)]
    private_at = places[2] + len(programs)
    dicts = []
    for one, private in zip(font.fonts, font.privates, strict=True):
        moved = b"".join(raw for operator, (raw, _) in one.items() if operator != _PRIVATE)
        dicts.append(moved + _number(len(private)) + _number(private_at) + bytes(_PRIVATE))
        private_at += len(private)
    top = _top(font.top, (*places, private_at))
    head = b"\1\0\4\4" + font.names + _pack([top]) + font.strings + b"\0\0"
    return head + charset + selected + programs + b"".join(font.privates) + _pack(dicts)


def _top(top: Dict, places: tuple[int, ...]) -> bytes:
    """The top DICT with its offsets in five bytes each, so that its size does not depend on them."""
    copied = b"".join(raw for operator, (raw, _) in top.items() if operator not in _MOVED)
    moved = (_number(place) + bytes(operator) for operator, place in zip(_MOVED, places, strict=True))
    return copied + b"".join(moved)


def _number(value: int) -> bytes:
    return b"\x1d" + struct.pack(">l", value)


def _offset(dictionary: Dict, operator: Operator) -> int:
    return dictionary[operator][1][0]


def _index(cff: bytes, at: int) -> tuple[list[bytes], int]:
    """The items of an INDEX and the position behind it."""
    if cff[at : at + 2] == b"\0\0":
        return [], at + 2
    ends, start = _ends(cff, at)
    return [cff[start + a : start + b] for a, b in pairwise(ends)], start + ends[-1]


def _ends(cff: bytes, at: int) -> tuple[list[int], int]:
    """The offsets of an INDEX that is not empty, and the position that they count from."""
    (count,) = struct.unpack_from(">H", cff, at)
    size = cff[at + 2]
    start = at + 3 + (count + 1) * size
    table = cff[at + 3 : start]
    # byte by byte over all offsets at once: there are 65,000 of them
    found = list(table[0::size])
    for place in range(1, size):
        found = [value << 8 | byte for value, byte in zip(found, table[place::size], strict=True)]
    return found, start - 1


def _pack(items: list[bytes]) -> bytes:
    """An INDEX of the items."""
    if not items:
        return b"\0\0"
    ends = [1]
    for item in items:
        ends.append(ends[-1] + len(item))
    head = struct.pack(">HB", len(items), 4)
    return head + b"".join(struct.pack(">L", end) for end in ends) + b"".join(items)


def _dict(data: bytes) -> Dict:
    """Operator -> (its bytes with operands, its integer operands)."""
    found: Dict = {}
    start = at = 0
    operands: list[int] = []
    while at < len(data):
        first = data[at]
        if first <= 21:
            end = at + (2 if first == 12 else 1)
            found[tuple(data[at:end])] = (data[start:end], tuple(operands))
            start, operands = end, []
        else:
            value, end = _operand(data, at)
            operands.append(value)
        at = end
    return found


def _operand(data: bytes, at: int) -> tuple[int, int]:
    """One operand and the position behind it; a real number counts as 0, no offset is one."""
    first = data[at]
    if first == 28:
        return int(struct.unpack_from(">h", data, at + 1)[0]), at + 3
    if first == 29:
        return int(struct.unpack_from(">l", data, at + 1)[0]), at + 5
    if first == 30:
        end = at + 1
        while data[end] & 0x0F != 0x0F and data[end] >> 4 != 0x0F:
            end += 1
        return 0, end + 1
    if first <= 246:
        return first - 139, at + 1
    if first <= 250:
        return (first - 247) * 256 + data[at + 1] + 108, at + 2
    return -(first - 251) * 256 - data[at + 1] - 108, at + 2


def _ranges(cff: bytes, at: int, kept: list[int], *, first: int) -> list[int] | None:
    """The value of each kept glyph in a charset (``first`` 1: glyph 0 is not listed) or an FDSelect (0)."""
    form, at = cff[at], at + 1
    if first and form in (1, 2):
        return _walk(kept, _charset_runs(cff, at, wide=form == 2))
    if first and form == 0:
        return [0, *(int.from_bytes(cff[at + 2 * g - 2 : at + 2 * g], "big") for g in kept[1:])]
    if form == 0:
        return [cff[at + glyph] for glyph in kept]
    return _walk(kept, _select_runs(cff, at)) if form == 3 else None


def _charset_runs(cff: bytes, at: int, *, wide: bool) -> Iterator[tuple[int, int, int, int]]:
    """(first glyph, glyph behind the run, value of the first, growth a glyph)."""
    yield 0, 1, 0, 0
    glyph = 1
    while True:
        cid, left = struct.unpack_from(">HH" if wide else ">HB", cff, at)
        yield glyph, glyph + left + 1, cid, 1
        glyph += left + 1
        at += 4 if wide else 3


def _select_runs(cff: bytes, at: int) -> Iterator[tuple[int, int, int, int]]:
    (count,) = struct.unpack_from(">H", cff, at)
    for place in range(count):
        start, font, end = struct.unpack_from(">HBH", cff, at + 2 + 3 * place)
        yield start, end, font, 0


def _walk(kept: list[int], runs: Iterator[tuple[int, int, int, int]]) -> list[int]:
    found: list[int] = []
    start, end, value, growth = next(runs)
    for glyph in kept:
        while glyph >= end:
            start, end, value, growth = next(runs)
        found.append(value + (glyph - start) * growth)
    return found
