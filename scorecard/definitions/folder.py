"""A folder of YAML files -> one document: lists are joined in the order of the files' paths.

The files of folders that it includes come after its own.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from scorecard.definitions.include import KEY as INCLUDE
from scorecard.definitions.include import include, no_further
from scorecard.definitions.strict_yaml import MAX_BYTES, Node, parse
from scorecard.model.problem import Place, Problem, Severity

LISTS = ("levels", "units", "departments", "perspectives", "sources", "processes", "kpis")
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
    files = _files(folder)
    if not files:
        return None, (_folder_problem("folder.empty", folder, "the folder holds no *.yaml file"),)
    documents, problems = _read_files(files)
    included, amiss = include(folder, documents)
    problems.extend(amiss)
    for other in included:
        further, found = _read_files(_files(other))
        problems.extend([*found, *no_further(further)])
        documents.extend(one for one in further if INCLUDE not in one.keys)
    joined, twice = _join(folder, documents)
    endings = [problem for one in (folder, *included) for problem in _other_endings(one)]
    return joined, (*problems, *twice, *endings)


def _files(folder: Path) -> list[Path]:
    return sorted((path for path in folder.rglob("*.yaml") if path.is_file()), key=_order)


def _order(path: Path) -> tuple[str, ...]:
    return path.parts


def _read_files(files: list[Path]) -> tuple[list[Node], list[Problem]]:
    documents: list[Node] = []
    problems: list[Problem] = []
    for path in files:
        node, found = _read_file(path)
        problems.extend(found)
        if node is not None:
            documents.append(node)
    return documents, problems


def _read_file(path: Path) -> tuple[Node | None, tuple[Problem, ...]]:
    file = path.as_posix()
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        what = f"the file cannot be read: {error.strerror}"
        return None, (Problem("folder.unreadable", Place(file), what, _INCOMPLETE, "Check its permissions."),)
    node, problems = parse(raw, file)
    if node is not None and not isinstance(node.value, dict):
        what = "the file must hold keys such as 'units:' or 'kpis:'"
        return None, (Problem("shape.type", node.place, what, _INCOMPLETE, "Begin with a top-level key."),)
    return node, problems


def _join(folder: Path, documents: list[Node]) -> tuple[Node, list[Problem]]:
    joined: dict[str | int, Node] = {}
    keys: dict[str, Place] = {}
    problems: list[Problem] = []
    for document in documents:
        for key, place in document.keys.items():
            node = document.children[key]
            wanted: type | None = tuple if key in _JOINED else dict if key == "glossary" else None
            if wanted is not None and not isinstance(node.value, wanted):
                problems.append(_not_joinable(key, node.place, "list" if wanted is tuple else "mapping"))
            elif key not in joined:
                joined[key], keys[key] = node, place
            elif wanted is None:
                problems.append(_twice(key, place, keys[key]))
            elif wanted is tuple:
                joined[key] = _longer(joined[key], node)
            else:
                joined[key], twice = _wider(joined[key], node)
                problems.extend(twice)
    if joined.pop(INCLUDE, None):  # it is followed by now, and defines nothing
        del keys[INCLUDE]
    value: dict[str | int, Any] = {key: node.value for key, node in joined.items()}
    return Node(value, Place(folder.as_posix()), joined, keys), problems


def _longer(first: Node, second: Node) -> Node:
    both = [*first.children.values(), *second.children.values()]
    children: dict[str | int, Node] = dict(enumerate(both))
    return Node(first.value + second.value, first.place, children)


def _wider(first: Node, second: Node) -> tuple[Node, list[Problem]]:
    twice = [_twice(key, second.keys[key], first.keys[key]) for key in second.keys if key in first.keys]
    children = {**second.children, **first.children}
    return Node({**second.value, **first.value}, first.place, children, {**second.keys, **first.keys}), twice


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


def _other_endings(folder: Path) -> list[Problem]:
    return [
        Problem(
            "folder.ending",
            Place(path.as_posix()),
            "the file's name ends in .yml and is not read",
            "Its definitions do not count.",
            "Name it *.yaml, or move it out of the folder.",
            Severity.WARNING,
        )
        for path in sorted(folder.rglob("*.yml"), key=_order)
        if path.is_file()
    ]


_INCOMPLETE = "What it should define is missing from the book."
