"""The one function that makes PDFs. Nothing is fetched, nothing is printed that the fonts cannot show."""

from __future__ import annotations

import gc
import hashlib
import logging
import re
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from pydyf import PDF, Stream  # type: ignore[import-untyped]  # weasyprint's own writer
from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.urls import URLFetcher

from scorecard.errors import PrintFailed
from scorecard.publish.bulletin.embedded_font import trim
from scorecard.publish.bulletin.tokens import paper_css

_VARIANT = "pdf/a-3u"
_GLYPH = re.compile(r"U\+([0-9A-Fa-f]{4,6})")


class DenyAll(URLFetcher):  # type: ignore[misc]  # weasyprint carries no types
    """Refuses every address, ``file:`` and ``data:`` too: a document is made of its own text only."""

    def fetch(self, url: str, headers: object = None) -> NoReturn:  # noqa: ARG002  # the library's signature
        """Raise ValueError; WeasyPrint logs it and ``print_pdf`` fails on the log line."""
        raise ValueError(f"nothing may be fetched: {url[:200]}")


class _Lines(logging.Handler):
    """Collects what one thread logs, from warnings up."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self._thread:
            self.lines.append(record.getMessage())


@contextmanager
def _listening() -> Iterator[list[str]]:
    logger = logging.getLogger("weasyprint")
    handler = _Lines()
    logger.addHandler(handler)
    try:
        yield handler.lines
    finally:
        logger.removeHandler(handler)


@contextmanager
def _rare_collection() -> Iterator[None]:
    """A layout makes many long-lived boxes: collecting them again and again costs a tenth of the time."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def print_pdf(html: str) -> bytes:
    """A whole HTML document as PDF/A-3u with embedded fonts; the same text gives the same bytes.

    The document's dates are those of its ``dcterms.created`` and ``dcterms.modified`` meta elements.
    Raises ``PrintFailed`` where WeasyPrint has anything to say: a character no font has, an address it
    was asked to fetch, a style it does not know.
    """
    deny = DenyAll()
    digest = hashlib.sha256(f"{paper_css()}\0{html}".encode()).digest()[:16]
    with _listening() as lines, _rare_collection():
        document = HTML(string=html, url_fetcher=deny, base_url=None)
        made = document.write_pdf(
            stylesheets=[CSS(string=paper_css(), url_fetcher=deny)],
            pdf_variant=_VARIANT,
            pdf_identifier=digest.hex().encode(),
            finisher=_trim_fonts,
        )
    if lines:
        raise PrintFailed(_reason(lines, html))
    return bytes(made)


def _trim_fonts(_: Document, pdf: PDF) -> None:
    for one in pdf.objects:
        if isinstance(one, Stream) and one.extra.get("Subtype") == "/OpenType":
            trimmed = trim(b"".join(one.stream))
            if trimmed is not None:
                one.stream = [trimmed]
                one.extra["Subtype"] = "/CIDFontType0C"


def _reason(lines: list[str], html: str) -> str:
    missing = sorted({chr(int(found, 16)) for line in lines for found in _GLYPH.findall(line)})
    if missing:
        named = ", ".join(
            f"{one} (U+{ord(one):04X}{_name(one)}) in {_around(one, html)!r}" for one in missing
        )
        return (
            f"The document was not printed: no installed font has the character {named}. A reader would "
            "see an empty box. Install a font that has it, or write the name with another character."
        )
    return (
        f"The document was not printed: {'; '.join(lines[:3])}. It would not look or read as it should. "
        "Correct the text or style named here."
    )


def _name(character: str) -> str:
    found = unicodedata.name(character, "")
    return f" {found}" if found and not found.startswith("CJK") else ""


def _around(character: str, html: str) -> str:
    at = html.find(character)
    return html[max(0, at - 12) : at + 12].replace("\n", " ") if at >= 0 else character
