"""YAML read strictly: every node keeps its place, and nothing is read in two ways.

Refused: duplicate keys, anchors, aliases, merge keys, tags, directives, several documents, empty values,
and characters that nobody sees.
A plain ``true`` or ``false`` is a flag, ``12`` an int, ``-0.5`` a Decimal, each exactly as written;
everything else (``yes``, ``010``, ``1_000``, ``12:30``, ``1e5``, ``2026-01``) stays a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NamedTuple

import yaml

from scorecard.definitions.characters import WrongCharacter, wrong_character
from scorecard.definitions.told import MAX_FOUND
from scorecard.model.problem import Place, Problem

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 32
MAX_NODES = 200_000
MAX_TEXT = 4_000
MAX_KEY = 100
MAX_DIGITS = 18
MAX_PROBLEMS = MAX_FOUND

Scalar = str | int | Decimal | bool
_Event = Any  # what an event carries depends on its class, and the stubs leave it open
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)", re.ASCII)
_NUMBER_BEGINS = frozenset("-0123456789")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+", re.ASCII)
_TWO_WAYS = "Strict reading leaves nothing that two readers could take differently."
_NOTHING: Mapping[Any, Any] = MappingProxyType({})


class Node(NamedTuple):  # there are hundred thousands of them, and a tuple is made in half the time
    """One value with its place.

    ``value``: a scalar, a tuple of values or a dict of values, without places. ``children``: the nodes
    by key or index. ``keys``: where each key of a mapping stands. ``lead``: how many columns behind its
    place a text begins, 1 behind a quote; None where it does not stand in the file as it reads, on one line.
    """

    value: Any
    place: Place
    children: Mapping[str | int, Node] = _NOTHING
    keys: Mapping[str, Place] = _NOTHING
    lead: int | None = None

    def find(self, path: tuple[str | int, ...]) -> Place:
        """Where the value at ``path`` stands; where the path breaks off, the last value on it."""
        node = self
        for part in path:
            if part not in node.children:
                break
            node = node.children[part]
        return node.place

    def inside(self, path: tuple[str | int, ...], column: int) -> tuple[Place, bool]:
        """Where a character of the text at ``path`` stands, counted from 0; else its value, and False."""
        node = self
        for part in path:
            if part not in node.children:
                return node.place, False
            node = node.children[part]
        place = node.place
        if node.lead is None or place.column is None:
            return place, False
        return Place(place.file, place.line, place.column + node.lead + column), True

    def value_at(self, path: tuple[str | int, ...]) -> object:
        """The value at ``path``; None where there is none."""
        node: Node | None = self
        for part in path:
            node = None if node is None else node.children.get(part)
        return None if node is None else node.value

    def find_key(self, path: tuple[str | int, ...]) -> Place:
        """Where the key that ends ``path`` stands; else as ``find``."""
        node = self
        for part in path[:-1]:
            if part not in node.children:
                return node.place
            node = node.children[part]
        return node.keys.get(str(path[-1]), node.find(path[-1:]))


@dataclass(slots=True)
class Room:
    """How many values may still be read, in all files of a book together."""

    values: int = MAX_NODES


def parse(raw: bytes, file: str, room: Room | None = None) -> tuple[Node | None, tuple[Problem, ...]]:
    """The one document of a file and its problems; no node where there is a problem or only comments.

    ``room``: what is left for this file, and for the next one after it.
    """
    if len(raw) > MAX_BYTES:
        return None, (_too_large(file),)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, (_not_utf8(raw, error.start, file),)
    if wrong := wrong_character(text):
        return None, (_wrong(wrong, _place_in(text, wrong.at, file)),)
    reader, parser = _Reader(file, room or Room()), _LOADER(text)
    try:
        node = reader.document(iter(parser.get_event, None))
    except yaml.MarkedYAMLError as error:
        reader.problems.append(_syntax(error, file))
        node = None
    except _Stopped:
        node = None
    finally:
        parser.dispose()
    return (None if reader.problems else node), tuple(reader.problems)


class _Stopped(Exception):
    """Reading cannot go on; the problem is already told."""


class _Reader:
    """Turns the parser's events into nodes; nothing is built for what is refused."""

    def __init__(self, file: str, room: Room) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.room = room

    def document(self, events: Iterator[_Event]) -> Node | None:
        """The stream's only document."""
        node: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if event.version or event.tags:
                    self._tell("yaml.directive", event, "a % directive is not allowed", "Remove the line.")
                if node is not None:
                    self._stop(
                        "yaml.documents", event, "a second document begins", "Split the file at '---'."
                    )
            elif isinstance(event, yaml.NodeEvent):
                node = self._node(event, events, 0)
        return node

    def _node(self, event: _Event, events: Iterator[_Event], depth: int) -> Node:
        self.room.values -= 1
        if self.room.values < 0:
            what = f"the files hold more than {MAX_NODES:,} values"
            remedy = "No book of definitions is that large: move rows into deliveries."
            self._stop("yaml.size", event, what, remedy)
        if isinstance(event, yaml.AliasEvent):
            self._tell("yaml.alias", event, f"the alias *{_short(event.anchor)} is not allowed", _QUOTE)
            return Node("", self._place(event))
        if event.anchor is not None:
            self._tell("yaml.anchor", event, f"the anchor &{_short(event.anchor)} is not allowed", _QUOTE)
        if event.tag is not None:
            self._tell("yaml.tag", event, f"the tag {_short(event.tag)} is not allowed", _QUOTE)
        if isinstance(event, yaml.ScalarEvent):
            return Node(self._scalar(event), self._place(event), lead=_lead(event))
        if depth >= MAX_DEPTH:
            what = f"values are nested more than {MAX_DEPTH} deep"
            self._stop("yaml.depth", event, what, "No definition needs this: look for a bracket too many.")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, events, depth + 1)
        return self._mapping(event, events, depth + 1)

    def _sequence(self, start: _Event, events: Iterator[_Event], depth: int) -> Node:
        nodes: list[Node] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            nodes.append(self._node(event, events, depth))
        return Node(tuple(one.value for one in nodes), self._place(start), dict(enumerate(nodes)))

    def _mapping(self, start: _Event, events: Iterator[_Event], depth: int) -> Node:
        nodes: dict[str | int, Node] = {}
        keys: dict[str, Place] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._key(event)
            node = self._node(next(events), events, depth)
            if key in keys:
                what = f"the key {key!r} stands here a second time; first at {keys[key]}"
                self._tell("yaml.duplicate_key", event, what, "Keep one of the two.")
            else:
                nodes[key], keys[key] = node, self._place(event)
        return Node({key: one.value for key, one in nodes.items()}, self._place(start), nodes, keys)

    def _key(self, event: _Event) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            self._stop("yaml.key", event, "a key must be a text", _QUOTE)
        if event.anchor is not None or event.tag is not None:
            self._tell("yaml.key", event, "a key may have neither anchor nor tag", _QUOTE)
        if event.value == "<<" and not event.style:
            self._tell("yaml.merge", event, "the merge key << is not allowed", "Write the keys out.")
        if not event.value:
            self._tell("yaml.key", event, "a key is empty", "Write the key before the colon.")
        return self._text(event, MAX_KEY)

    def _text(self, event: _Event, longest: int) -> str:
        """The scalar's text; cut where it is too long, so that no message repeats all of it."""
        text: str = event.value
        if len(text) > longest:
            what = f"{len(text):,} characters where at most {longest:,} may stand"
            self._tell("yaml.length", event, what, "Shorten it, or look for a quote that is not closed.")
        elif event.style == '"' and (wrong := wrong_character(text)):  # by an escape
            self._add(_wrong(wrong, self._place(event)))
        return text[:longest]

    def _scalar(self, event: _Event) -> Scalar:
        text = self._text(event, MAX_TEXT)
        if event.style or len(event.value) > MAX_TEXT:
            return text
        if text in {"", "~", "null", "Null", "NULL"}:
            remedy = "Write the value, or leave the key out; a text of that name needs quotes."
            self._tell("yaml.empty", event, "there is no value here", remedy)
        if text in {"true", "false"}:
            return text == "true"
        if text[:1] not in _NUMBER_BEGINS:
            return text
        whole = _INTEGER.fullmatch(text)
        if not whole and not _DECIMAL.fullmatch(text):
            return text
        if sum(one.isdigit() for one in text) > MAX_DIGITS:
            what = f"a number of more than {MAX_DIGITS} digits"
            self._tell("yaml.number", event, what, "Write fewer digits; a code of digits needs quotes.")
            return text
        return int(text) if whole else Decimal(text)

    def _place(self, event: _Event) -> Place:
        mark = event.start_mark
        return Place(self.file, mark.line + 1, mark.column + 1)

    def _tell(self, code: str, event: _Event, what: str, remedy: str) -> None:
        self._add(Problem(code, self._place(event), what, _TWO_WAYS, remedy))

    def _add(self, problem: Problem) -> None:
        self.problems.append(problem)
        if len(self.problems) >= MAX_PROBLEMS:
            raise _Stopped

    def _stop(self, code: str, event: _Event, what: str, remedy: str) -> None:
        self._tell(code, event, what, remedy)
        raise _Stopped


def _short(text: str | None) -> str:
    text = str(text)
    return text if len(text) <= MAX_KEY else f"{text[:MAX_KEY]}..."


def _lead(event: _Event) -> int | None:
    """How many columns of a scalar stand before its text; None where it is folded or escaped."""
    lead = 1 if event.style in {"'", '"'} else 0
    start, end = event.start_mark, event.end_mark
    as_written = start.line == end.line and end.column - start.column == len(event.value) + 2 * lead
    return lead if as_written else None


_QUOTE = "Write the value out; a text that begins with & * or ! needs quotes."


def _too_large(file: str) -> Problem:
    what = f"the file is larger than {MAX_BYTES // 1024 // 1024} MiB"
    why = "No book of definitions is that large; rows belong into deliveries."
    return Problem("yaml.size", Place(file), what, why, "Split the file, or move it out of the folder.")


def _not_utf8(raw: bytes, at: int, file: str) -> Problem:
    line = raw.count(b"\n", 0, at) + 1
    column = len(raw[raw.rfind(b"\n", 0, at) + 1 : at].decode("utf-8", "replace")) + 1
    what = f"byte {raw[at]:#04x} is not UTF-8"
    why = "In another encoding every Chinese name would be read wrongly."
    return Problem("yaml.encoding", Place(file, line, column), what, why, "Save the file as UTF-8.")


def _place_in(text: str, at: int, file: str) -> Place:
    before = text[:at].replace("\r\n", "\n").replace("\r", "\n")
    return Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _wrong(found: WrongCharacter, place: Place) -> Problem:
    return Problem("yaml.character", place, found.what, found.why, found.remedy)


def _syntax(error: yaml.MarkedYAMLError, file: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    what = f"not YAML: {', '.join(part for part in (error.context, error.problem) if part)}"
    why = "Nothing after this point can be read."
    remedy = "Check indentation, brackets and quotes; a text with ': ' or ' #' in it needs quotes."
    return Problem("yaml.syntax", place, what, why, remedy)
