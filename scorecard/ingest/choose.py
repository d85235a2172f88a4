"""Which source a file belongs to."""

from __future__ import annotations

import unicodedata
from fnmatch import fnmatchcase

from scorecard.ingest.reasons import bad_delivery, complaint
from scorecard.model.problem import near
from scorecard.model.source import Source


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _fits(name: str, source: Source) -> bool:
    """Whether a pattern matches the name, with or without its ``.gz``; letter case does not matter."""
    names = {_plain(name), _plain(name).removesuffix(".gz")}
    return any(fnmatchcase(one, _plain(pattern)) for one in names for pattern in source.files)


def choose(name: str, sources: tuple[Source, ...], source: str | None = None) -> Source:
    """The source named, or the only one with a pattern for this file name. Raises BadDelivery."""
    if source is not None:
        for one in sources:
            if one.id == source:
                return one
        hint = near(source, (one.id for one in sources))
        raise bad_delivery(complaint("unknown_source", name, f"there is no source {source!r}", remedy=hint))
    fitting = [one for one in sources if _fits(name, one)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        ids = ", ".join(one.id for one in fitting)
        raise bad_delivery(complaint("several_sources", name, f"the name fits several sources: {ids}"))
    patterns = [pattern for one in sources for pattern in one.files]
    stems = {pattern.split(".", 1)[0].strip("*?"): pattern for pattern in patterns}
    raise bad_delivery(
        complaint(
            "no_source",
            name,
            f"the name fits no source's patterns ({', '.join(patterns)})",
            remedy=near(name.split(".", 1)[0], stems),
        )
    )
