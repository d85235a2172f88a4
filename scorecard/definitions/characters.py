"""Characters that may not stand in definitions or in the names of their files: nobody sees or means them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LOST = "\ufffd"
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
_INVISIBLE = "\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
_WRONG = re.compile(f"[{_CONTROLS}{_INVISIBLE}{_LOST}]")
_UNSEEN = re.compile(f"[{_INVISIBLE}]")


@dataclass(frozen=True, slots=True)
class WrongCharacter:
    """One of them: its place in the text, from 0, and what to say of it."""

    at: int
    what: str
    why: str
    remedy: str


def wrong_character(text: str) -> WrongCharacter | None:
    """The first character that may not stand in a text, by its number: printed, it could not be seen.

    Controls; marks that hide or turn what stands beside them; line ends that only some editors know; and
    the replacement character, which a conversion leaves behind.
    """
    found = _WRONG.search(text)
    if found is None:
        return None
    one = found[0]
    kind, why = "cannot be printed", "YAML does not allow it."
    remedy = "Delete the character."
    if one == _LOST:
        kind, why = "stands for one that was lost", "A conversion did not know what stood here."
        remedy = "Write what was meant."
    elif one == "\0":
        remedy = "Delete the character; a file in UTF-16 must be saved as UTF-8."
    elif _UNSEEN.match(one):
        kind = "cannot be seen"
        why = "It hides or turns what stands beside it: two texts that look alike would not be the same."
    return WrongCharacter(found.start(), f"the character U+{ord(one):04X} {kind}", why, remedy)
