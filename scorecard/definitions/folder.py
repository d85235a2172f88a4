"""A folder of YAML files -> one document: lists are joined in the order of the files' paths.

The files of folders that it includes come after its own.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from scorecard.definitions.files import files
from scorecard.definitions.include import KEY as INCLUDE
from scorecard.definitions.include import include, no_further
from scorecard.definitions.strict_yaml import MAX_BYTES, Node, Room, parse
from scorecard.definitions.told import MAX_FOUND
from scorecard.model.problem import Place, Problem, Severity

LISTS = ("levels", "units", "departments", "perspectives", "sources", "processes", "kpis", "plans")
"""Lists of definitions by id."""
_JOINED = (*LISTS, "targets", "changes")


def read(folder: Path) -> tuple[Node | None, tuple[Problem, ...]]:
    """The joined document of every ``*.yaml`` below ``folder`` and what it includes; the problems of reading.

    A file with a problem takes no part, so the document may be incomplete; it is None where there is
    no file at all.
    """
    if not folder.is_dir():
        what = "there is no such folder" if not folder.exists() else "this is not a folder"
        return None, (_folder_problem("folder.missing", folder, what),)
    room = Room()
    paths, unfit = files(folder)
    if not paths:
        empty = _folder_problem("folder.empty", folder, "the folder holds no *.yaml file")
        return None, unfit if any(one.severity is Severity.ERROR for one in unfit) else (empty, *unfit)
    documents, problems = _read_files(paths, room)
    included, amiss = include(folder, documents)
    problems.extend([*unfit, *amiss])
    for other in included:
        paths, unfit = files(other)
        further, found = _read_files(paths, room)
        problems.extend([*unfit, *found, *no_further(further)])
        documents.extend(one for one in further if INCLUDE not in one.keys)
    joined, twice = _join(folder, documents)
    return joined, (*problems, *twice)


def _read_files(paths: tuple[Path, ...], room: Room) -> tuple[list[Node], list[Problem]]:
    documents: list[Node] = []
    problems: list[Problem] = []
    for path in paths:
        node, found = _read_file(path, room)
        problems.extend(found)
        if node is not None:
            documents.append(node)
        if room.values < 0 or len(problems) >= MAX_FOUND:
            break
    return documents, problems


def _read_file(path: Path, room: Room) -> tuple[Node | None, tuple[Problem, ...]]:
    file = path.as_posix()
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        what = f"the file cannot be read: {error.strerror}"
        return None, (Problem("folder.unreadable", Place(file), what, _INCOMPLETE, "Check its permissions."),)
    node, problems = parse(raw, file, room)
    if node is not None and not isinstance(node.value, dict):
        what = "the file must hold keys such as 'units:' or 'kpis:'"
        return None, (Problem("shape.type", node.place, what, _INCOMPLETE, "Begin with a top-level key."),)
    return node, problems


def _join(folder: Path, documents: list[Node]) -> tuple[Node, list[Problem]]:
    parts: dict[str, list[Node]] = {}
    keys: dict[str, Place] = {}
    problems: list[Problem] = []
    for document in documents:
        for key, place in document.keys.items():
            node = document.children[key]
            wanted: type | None = tuple if key in _JOINED else dict if key == "glossary" else None
            if wanted is not None and not isinstance(node.value, wanted):
                problems.append(_not_joinable(key, node.place, "list" if wanted is tuple else "mapping"))
            elif wanted is None and key in keys:
                problems.append(_twice(key, place, keys[key]))
            else:
                keys.setdefault(key, place)
                parts.setdefault(key, []).append(node)
    parts.pop(INCLUDE, None)  # it is followed by now, and defines nothing
    keys.pop(INCLUDE, None)
    joined: dict[str | int, Node] = {}
    for key, nodes in parts.items():
        joined[key], twice = (_longer(nodes), []) if key in _JOINED else _wider(nodes)
        problems.extend(twice)
    value: dict[str | int, Any] = {key: node.value for key, node in joined.items()}
    return Node(value, Place(folder.as_posix()), joined, keys), problems


def _longer(lists: list[Node]) -> Node:
    entries = [one for node in lists for one in node.children.values()]
    children: dict[str | int, Node] = dict(enumerate(entries))
    return Node(tuple(one.value for one in entries), lists[0].place, children)


def _wider(mappings: list[Node]) -> tuple[Node, list[Problem]]:
    if len(mappings) == 1:
        return mappings[0], []
    children: dict[str | int, Node] = {}
    keys: dict[str, Place] = {}
    twice: list[Problem] = []
    for node in mappings:
        for key, place in node.keys.items():
            if key in keys:
                twice.append(_twice(key, place, keys[key]))
            else:
                children[key], keys[key] = node.children[key], place
    value = {key: node.value for key, node in children.items()}
    return Node(value, mappings[0].place, children, keys), twice


def _twice(key: str, place: Place, first: Place) -> Problem:
    what = f"the key {key!r} stands here a second time; first at {first}"
    return Problem("folder.twice", place, what, "Only one of the two could count.", "Keep one of the two.")


def _not_joinable(key: str, place: Place, wanted: str) -> Problem:
    remedy = "Begin each entry with '- '." if wanted == "list" else "Write it as 'key: {zh: ..., en: ...}'."
    return Problem("shape.type", place, f"{key!r} must be a {wanted}", _INCOMPLETE, remedy)


def _folder_problem(code: str, folder: Path, what: str) -> Problem:
    why = "Without definitions nothing can be computed."
    return Problem(
        code, Place(folder.as_posix()), what, why, "Name the folder that holds the book's *.yaml files."
    )


_INCOMPLETE = "What it should define is missing from the book."
