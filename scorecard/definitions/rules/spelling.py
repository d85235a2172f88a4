"""When two spellings are one text: deliveries are matched without regard to width, capitals and blanks."""

from __future__ import annotations

import unicodedata


def spelled(text: str) -> str:
    """The text as deliveries are compared: NFKC, case folded, without blanks around."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def looks(text: str) -> str:
    """The text as the eye takes it: as ``spelled``, and Greek and Cyrillic letters as their Latin twins."""
    return spelled(text).translate(_TWINS)


_TWINS = str.maketrans("авекмнорстухѕіјαβεζηικμνορτυχ", "abekmhopctyxsijabezhikmnoptyx")
