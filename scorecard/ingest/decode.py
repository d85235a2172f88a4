"""Delivered bytes -> text, whole and strict."""

from __future__ import annotations

import codecs
import gzip
import io
import zlib

from scorecard.ingest.reasons import bad_delivery, complaint

UNPACKED_MAX = 1 << 30
"""Bytes one delivery may unpack to: thirty times a year of tickets, and still far below the memory of the
smallest machine the product is meant for. What unpacks to more is an accident or an attack."""


def unpack(data: bytes, file: str) -> bytes:
    """The bytes inside a gzip file. Raises BadDelivery if it is damaged or unpacks to too much."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
            inner = packed.read(UNPACKED_MAX + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise bad_delivery(complaint("damaged", file, f"the gzip file is damaged: {error}")) from error
    if len(inner) > UNPACKED_MAX:
        raise bad_delivery(complaint("too_big", file, f"it unpacks to more than {UNPACKED_MAX:,} bytes"))
    return inner


def decode(data: bytes, file: str) -> str:
    """The whole text: UTF-16 by its byte-order mark, else UTF-8, else GB18030, each strictly.

    A file that is UTF-8 up to a character cut at its very end is damaged, not GB18030. Raises BadDelivery.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _checked(_strict(data, "utf-16", file), file)
    try:
        return _checked(data.decode("utf-8-sig"), file)
    except UnicodeDecodeError as error:
        cut = error.reason == "unexpected end of data" and not data[: error.start].isascii()
        if cut:
            raise bad_delivery(complaint("damaged", file, "the text ends within a character")) from error
    return _checked(_strict(data, "gb18030", file), file)


def _strict(data: bytes, encoding: str, file: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = (
            "the text is neither UTF-8 nor GB18030" if encoding == "gb18030" else f"it is no valid {encoding}"
        )
        raise bad_delivery(complaint("not_text", file, what, line=line)) from error


def _checked(text: str, file: str) -> str:
    at = text.find("\0")
    if at >= 0:
        line = text.count("\n", 0, at) + 1
        raise bad_delivery(complaint("not_text", file, "it holds NUL characters", line=line))
    return text
