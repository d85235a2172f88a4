"""The native libraries that WeasyPrint opens by name when it is imported."""

from __future__ import annotations

import sys
from contextlib import suppress
from ctypes import CDLL
from ctypes.util import find_library
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Library:
    """``names``: those under which WeasyPrint tries to open it, all of them and no other. ``apt``, ``brew``:
    the package that brings it. Without one that is ``needed`` nothing can be printed.
    """

    name: str
    names: tuple[str, ...]
    apt: str
    brew: str
    needed: bool = True

    @property
    def package(self) -> str:
        """The package that brings it on this kind of system."""
        return f"{self.brew} (brew)" if sys.platform == "darwin" else f"{self.apt} (Debian, Ubuntu)"


LIBRARIES: tuple[Library, ...] = (
    Library(
        "gobject",
        (
            "libgobject-2.0.so.0",
            "libgobject-2.0.0.dylib",
            "libgobject-2.0-0.dll",
            "libgobject-2.0-0",
            "gobject-2.0-0",
            "gobject-2.0",
        ),
        "libpango-1.0-0",
        "pango",
    ),
    Library(
        "pango",
        (
            "libpango-1.0.so.0",
            "libpango-1.0.dylib",
            "libpango-1.0-0.dll",
            "libpango-1.0-0",
            "pango-1.0-0",
            "pango-1.0",
        ),
        "libpango-1.0-0",
        "pango",
    ),
    Library(
        "pangoft2",
        (
            "libpangoft2-1.0.so.0",
            "libpangoft2-1.0.dylib",
            "libpangoft2-1.0-0.dll",
            "libpangoft2-1.0-0",
            "pangoft2-1.0-0",
            "pangoft2-1.0",
        ),
        "libpangoft2-1.0-0",
        "pango",
    ),
    Library(
        "harfbuzz",
        (
            "libharfbuzz.so.0",
            "libharfbuzz.0.dylib",
            "libharfbuzz-0.dll",
            "libharfbuzz-0",
            "harfbuzz",
            "harfbuzz-0.0",
        ),
        "libharfbuzz0b",
        "harfbuzz",
    ),
    Library(
        "harfbuzz-subset",
        (
            "libharfbuzz-subset.so.0",
            "libharfbuzz-subset.0.dylib",
            "libharfbuzz-subset-0.dll",
            "libharfbuzz-subset-0",
            "harfbuzz-subset",
            "harfbuzz-subset-0.0",
        ),
        "libharfbuzz-subset0",
        "harfbuzz",
        needed=False,
    ),
    Library(
        "fontconfig",
        (
            "libfontconfig.so.1",
            "libfontconfig.1.dylib",
            "libfontconfig-1.dll",
            "libfontconfig-1",
            "fontconfig-1",
            "fontconfig",
        ),
        "fontconfig",
        "fontconfig",
    ),
)
BY_NAME = {library.name: library for library in LIBRARIES}


def opened(library: Library) -> CDLL | None:
    """The library, opened under the first name that works; None where none does.

    Every name is tried as it is first: looking one up asks the linker, which takes tens of milliseconds.
    """
    for name in library.names:
        with suppress(OSError):
            return CDLL(name)
    for name in library.names:
        path = find_library(name)
        if path is not None:
            with suppress(OSError):
                return CDLL(path)
    return None
