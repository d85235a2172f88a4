"""Units that only rows name: when two spellings are one unit, and the permanent id that it has."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

NAME_MAX = 500
"""Characters of a name, as in the definitions."""
_ID_MAX = 64
_HASH = 10
_MARK = "--"
"""Stands before a hash; an id without one has no two hyphens side by side in its last part."""
_WRITTEN_CLOSE = "\u2e80-\u9fff\uf900-\ufaff"
"""Scripts without blanks between words (CJK, kana): a blank there is an ornament, as in 张　三."""
_ORNAMENT = re.compile(f"(?<=[{_WRITTEN_CLOSE}]) | (?=[{_WRITTEN_CLOSE}])")


def shown(name: str) -> str:
    """The name as printed: one blank between words, nothing that cannot be seen."""
    if not name.isprintable():
        name = "".join(one for one in name if unicodedata.category(one) != "Cf")
    return " ".join(name.split())


def is_name(name: str) -> bool:
    """Whether a shown name can be one: a letter or digit in it, everything printable, not too long."""
    return len(name) <= NAME_MAX and name.isprintable() and any(_is_alphanumeric(one) for one in name)


def folded(name: str) -> str:
    """What the spellings of one unit have in common: neither case nor width nor blanks count."""
    same = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", shown(name)).casefold())
    return _ORNAMENT.sub("", " ".join(same.split()))


def identity(parent: str, name: str) -> str:
    """The id of the unit of this folded name below the unit ``parent``: ``US.texas.fort-worth``.

    Two names never share one: a hash of parent and name ends it where the name holds more than letters,
    digits, ``_`` and blanks (``st. paul``), or the id would be too long.
    """
    readable = f"{parent}.{re.sub('-+', '-', ''.join(one if _kept(one) else '-' for one in name)).strip('-')}"
    if len(readable) <= _ID_MAX and all(_kept(one) or one == " " for one in name):
        return readable
    tail = _MARK + sha256(f"{parent}\n{name}".encode()).hexdigest()[:_HASH]
    return readable[: _ID_MAX - len(tail)].rstrip("-.") + tail


def _is_alphanumeric(one: str) -> bool:
    """Narrower than ``str.isalnum``, which takes ``½``: an id may not hold that."""
    return one.isalpha() or one.isdecimal()


def _kept(one: str) -> bool:
    """Whether an id may hold the character, but for those that join its parts."""
    return one == "_" or _is_alphanumeric(one)
