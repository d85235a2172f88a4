"""Reading a PDF back: its text as a person would copy it, its table rows."""

from __future__ import annotations

import re
from io import BytesIO

from pypdf import PdfReader

_FIGURE = re.compile(r"[−]?\d[\d,]*\.\d\d")


def text(pdf: bytes) -> str:
    """The text layer of every page, without the line breaks a column's width makes."""
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def close(value: str) -> str:
    """A text without white space, for finding a name that was wrapped."""
    return re.sub(r"\s+", "", value)


def figures(part: str) -> list[str]:
    """The figures with two decimals in a piece of text, in order."""
    return _FIGURE.findall(part)
