"""Which source a file belongs to."""

from __future__ import annotations

import unicodedata
from fnmatch import fnmatchcase

from scorecard.ingest.reasons import bad_delivery, complaint
from scorecard.model.book import Book
from scorecard.model.problem import near
from scorecard.model.source import Source


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _fits(name: str, source: Source) -> bool:
    """Whether a pattern matches the name, with or without its ``.gz``; letter case does not matter."""
    names = {_plain(name), _plain(name).removesuffix(".gz")}
    return any(fnmatchcase(one, _plain(pattern)) for one in names for pattern in source.files)


def choose(name: str, book: Book, source: str | None = None) -> tuple[Source, ...]:
    """The source named, or those with a pattern for this file name. Raises BadDelivery.

    Several only where one took over from the other: of two in force at once the file could be either's.
    """
    sources = book.sources
    if source is not None:
        for one in sources:
            if one.id == source:
                return (one,)
        hint = near(source, (one.id for one in sources))
        raise bad_delivery(complaint("unknown_source", name, f"there is no source {source!r}", remedy=hint))
    fitting = tuple(one for one in sources if _fits(name, one))
    if fitting and not _at_once(fitting, book):
        return fitting
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


def _at_once(sources: tuple[Source, ...], book: Book) -> bool:
    ids = {one.id for one in sources}
    return any(len(ids & edition.source_by_id.keys()) > 1 for _, edition in book.editions)
