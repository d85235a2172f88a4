"""What the installed fonts can show, asked of fontconfig: the library through which Pango finds them.

``print_pdf`` refuses a paper with a character that no font has; this tells beforehand.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from ctypes import CDLL, POINTER, Structure, byref, c_char_p, c_int, c_uint32, c_void_p

from scorecard.publish.bulletin.libraries import BY_NAME, opened
from scorecard.publish.bulletin.tokens import tokens

_READABLE = frozenset({b"TrueType", b"CFF"})
"""The font formats that Pango lays text out with; fontconfig lists others too."""
_SUBSTITUTE_PATTERN, _MATCH = 0, 0


class _FontSet(Structure):
    """FcFontSet of fontconfig.h."""

    _fields_ = (("count", c_int), ("room", c_int), ("fonts", POINTER(c_void_p)))


class Fontconfig:
    """The few functions of fontconfig that are asked here, on its current configuration."""

    def __init__(self, library: CDLL) -> None:
        self._library = library
        for name, result, arguments in (
            ("FcNameParse", c_void_p, (c_char_p,)),
            ("FcConfigSubstitute", c_int, (c_void_p, c_void_p, c_int)),
            ("FcDefaultSubstitute", None, (c_void_p,)),
            ("FcFontMatch", c_void_p, (c_void_p, c_void_p, POINTER(c_int))),
            ("FcPatternGetString", c_int, (c_void_p, c_char_p, c_int, POINTER(c_char_p))),
            ("FcPatternGetCharSet", c_int, (c_void_p, c_char_p, c_int, POINTER(c_void_p))),
            ("FcPatternCreate", c_void_p, ()),
            ("FcPatternDestroy", None, (c_void_p,)),
            ("FcObjectSetCreate", c_void_p, ()),
            ("FcObjectSetAdd", c_int, (c_void_p, c_char_p)),
            ("FcObjectSetDestroy", None, (c_void_p,)),
            ("FcFontList", POINTER(_FontSet), (c_void_p, c_void_p, c_void_p)),
            ("FcFontSetDestroy", None, (POINTER(_FontSet),)),
            ("FcCharSetHasChar", c_int, (c_void_p, c_uint32)),
        ):
            function = getattr(library, name)
            function.restype, function.argtypes = result, arguments

    def chosen(self, families: Sequence[str]) -> frozenset[str]:
        """Every name of the family that stands in for the wished ones, the most wished first."""
        fc = self._library
        wish = fc.FcNameParse(",".join(family.replace("-", r"\-") for family in families).encode())
        fc.FcConfigSubstitute(None, wish, _SUBSTITUTE_PATTERN)
        fc.FcDefaultSubstitute(wish)
        found = fc.FcFontMatch(None, wish, byref(c_int()))
        names = frozenset(self._strings(found, b"family"))
        for pattern in (wish, found):
            fc.FcPatternDestroy(pattern)
        return names

    def lacking(self, characters: Iterable[str]) -> frozenset[str]:
        """The characters that no installed font has, among the fonts that Pango can read."""
        left = set(characters)
        with self._fonts(b"charset", b"fontformat") as fonts:
            for font in fonts:
                coverage = c_void_p()
                if self._library.FcPatternGetCharSet(font, b"charset", 0, byref(coverage)) == _MATCH:
                    has = self._library.FcCharSetHasChar
                    left = {one for one in left if not has(coverage, ord(one))}
                if not left:
                    break
        return frozenset(left)

    @contextmanager
    def _fonts(self, *properties: bytes) -> Iterator[Iterator[int]]:
        fc = self._library
        every, wanted = fc.FcPatternCreate(), fc.FcObjectSetCreate()
        for one in properties:
            fc.FcObjectSetAdd(wanted, one)
        found = fc.FcFontList(None, every, wanted)
        try:
            fonts = (found.contents.fonts[place] for place in range(found.contents.count))
            yield (font for font in fonts if _READABLE & {*self._bytes(font, b"fontformat")})
        finally:
            fc.FcFontSetDestroy(found)
            fc.FcObjectSetDestroy(wanted)
            fc.FcPatternDestroy(every)

    def _bytes(self, pattern: int, key: bytes) -> Iterator[bytes]:
        text, place = c_char_p(), 0
        while self._library.FcPatternGetString(pattern, key, place, byref(text)) == _MATCH and text.value:
            yield text.value
            place += 1

    def _strings(self, pattern: int, key: bytes) -> Iterator[str]:
        return (one.decode(errors="replace") for one in self._bytes(pattern, key))


def fontconfig() -> Fontconfig | None:
    """Fontconfig, if it is installed."""
    library = opened(BY_NAME["fontconfig"])
    return None if library is None else Fontconfig(library)


def families() -> tuple[str, ...]:
    """The families that paper asks for, the most wished first; the generic name at the end is left out."""
    return tuple(one.strip().strip('"') for one in tokens()["font"].split(",") if '"' in one)


def drawn(character: str) -> bool:
    """Whether a font is asked for the character: not for spaces, joiners and variation selectors."""
    selector = "VARIATION SELECTOR" in unicodedata.name(character, "")
    return not (character.isspace() or selector or unicodedata.category(character) in {"Cc", "Cf"})
