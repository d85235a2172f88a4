"""The words and signs of a formula's text, each with its column; what is neither is told.

A number is written like ``12`` or ``0.5``, exactly. A name begins with a letter of any script and goes on
with letters, digits and ``_``; it has one spelling, so full-width and other compatibility forms are refused.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from scorecard.model.formula import Function

MAX_LENGTH = 500
MAX_NODES = 100
MAX_DIGITS = 18

_SPLIT = re.compile(r" +|(?P<word>[\w.]+)|(?P<foreign>\*\*+|//+|[^\w. ()+\-*/,]+)|(?P<sign>[-+*/(),])")
_PUNCTUATION = frozenset("(),")
_FUNCTIONS = frozenset(map(str, Function))
_NUMBER = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?", re.ASCII)
_NAME = re.compile(r"[^\W\d_]\w*")
_SIGNS = re.compile(r"[ ()+\-*/,]+")
_LONGEST_SHOWN = 30
_TYPED_AS = str.maketrans("×·÷−–—、", "**/---,")
_POWER = "There is no power: write the factor again, a * a."
_REMEDIES = (
    ("'\"`“”‘’", "Write the name of a term without quotes."),
    ("[]{}【】「」", "Only round brackets group."),
    ("*^", _POWER),
    ("/", "Write a / b: a quotient is exact."),
    ("%", "Write 100 * a / b for a percentage."),
    ("<>=!:", "A formula is one value: it compares and assigns nothing."),
    ("#", "Write the remark in the YAML file, outside the formula."),
    ("\r\n", "Write the formula on one line."),
)


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong with a formula's text; ``column`` counts its characters from 0."""

    column: int
    what: str
    remedy: str


class Part(Enum):
    """What a token is. UNREAD: a word that is neither number nor name; FOREIGN: signs that no formula has."""

    NUMBER = auto()
    NAME = auto()
    SIGN = auto()
    UNREAD = auto()
    FOREIGN = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """One word or sign of the text."""

    column: int
    text: str
    part: Part


def is_name(word: str) -> bool:
    """Whether a term may be called so: letters, digits and ``_`` as above, and not a function's name."""
    return bool(_NAME.fullmatch(word)) and _plain(word) == word and word not in _FUNCTIONS


def tokens(text: str) -> tuple[tuple[Token, ...], tuple[Flaw, ...]]:
    """The tokens, the last one END, and the flaws of the text; no tokens where there is too much to read.

    Blanks do not count for the length: the canonical text of a formula, which has more, can be read again.
    """
    if len(text) - text.count(" ") > MAX_LENGTH:
        return (), (_too_much(0, f"has more than {MAX_LENGTH} characters beside its blanks"),)
    found = [
        Token(match.start(), match[0], _part(match)) for match in _SPLIT.finditer(text) if match.lastgroup
    ]
    nodes = [one for one in found if one.part is not Part.FOREIGN and one.text not in _PUNCTUATION]
    if len(nodes) > MAX_NODES:
        return (), (_too_much(nodes[MAX_NODES].column, f"holds more than {MAX_NODES} values and signs"),)
    return (*found, Token(len(text), "", Part.END)), tuple(_flaws(found))


def shown(run: str) -> str:
    """A piece of the text for a message: in quotes and shortened; what cannot be printed, by its number."""
    hidden = next((one for one in run if not one.isprintable()), None)
    if hidden is not None:
        return f"the character U+{ord(hidden):04X}"
    return repr(run if len(run) <= _LONGEST_SHOWN else f"{run[:_LONGEST_SHOWN]}...")


def _part(match: re.Match[str]) -> Part:
    if match.lastgroup == "word":
        return _word(match[0])
    return Part.SIGN if match.lastgroup == "sign" else Part.FOREIGN


def _word(word: str) -> Part:
    if _NUMBER.fullmatch(word):
        return Part.UNREAD if sum(one != "." for one in word) > MAX_DIGITS else Part.NUMBER
    return Part.NAME if is_name(word) or word in _FUNCTIONS else Part.UNREAD


def _flaws(found: Iterable[Token]) -> Iterator[Flaw]:
    for token in found:
        if token.part is Part.FOREIGN:
            yield Flaw(token.column, f"{shown(token.text)} has no place in a formula", _instead(token.text))
        elif token.part is Part.UNREAD and _NUMBER.fullmatch(token.text):
            what = f"{shown(token.text)} has more than {MAX_DIGITS} digits"
            yield Flaw(token.column, what, "Write fewer digits.")
        elif token.part is Part.UNREAD:
            what = f"{shown(token.text)} is neither a number nor a name"
            yield Flaw(token.column, what, _reworded(token.text))


def _reworded(word: str) -> str:
    meant = _plain(word)
    if word[-1] in "²³":
        return _POWER
    if _word(meant) is not Part.UNREAD:
        return f"Write {meant!r}."
    return "A number is like 12 or 0.5; a name begins with a letter and holds letters, digits and '_'."


def _instead(run: str) -> str:
    meant = _plain(run)
    if meant != run and _SIGNS.fullmatch(meant):
        return f"Write {meant!r}."
    found = (remedy for signs, remedy in _REMEDIES if run[0] in signs)
    return next(found, "A formula holds numbers, names, + - * / and round brackets.")


def _plain(run: str) -> str:
    """The run as a keyboard without Chinese input would have typed it."""
    return unicodedata.normalize("NFKC", run.translate(_TYPED_AS))


def _too_much(column: int, what: str) -> Flaw:
    return Flaw(column, f"the formula {what}", "Sum more in the terms, or split the KPI in two.")
