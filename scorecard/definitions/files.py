"""The files of a folder of definitions: which are read, and what looks like one and is none."""

from __future__ import annotations

import os
import re
from pathlib import Path

from scorecard.definitions.characters import wrong_character
from scorecard.model.problem import Place, Problem, Severity

MAX_FILES = 5_000
_BREAKS = re.compile("[\t\n\r]")
_INCOMPLETE = "What it should define is missing from the book."


def files(folder: Path) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """Every ``*.yaml`` below ``folder`` in order of its path, and what cannot be read or is left out.

    Links to folders are not followed, and what is hidden (its name begins with a dot) is passed over: editors
    and other systems lay things there. A folder of more than ``MAX_FILES`` files yields none of them.
    """
    found: list[Path] = []
    problems: list[Problem] = []
    walk = os.walk(folder, onerror=lambda error: problems.append(_closed(error)))
    for root, folders, names in walk:
        folders[:] = filter(_is_shown, folders)
        problems += (one for name in folders if (one := _no_folder(Path(root, name))))
        for path in (Path(root, name) for name in names if _is_shown(name)):
            if path.suffix == ".yml" and path.is_file():
                problems.append(_other_ending(path))
            elif path.suffix == ".yaml" and (problem := _no_file(path)):
                problems.append(problem)
            elif path.suffix == ".yaml":
                found.append(path)
        if len(found) > MAX_FILES:
            return (), (_too_many(folder),)
    problems.sort(key=lambda one: Path(one.place.file).parts)
    return tuple(sorted(found, key=lambda path: path.parts)), tuple(problems)


def _is_shown(name: str) -> bool:
    return not name.startswith(".")


def _no_file(path: Path) -> Problem | None:
    """Why a ``*.yaml`` is not a file that can be read."""
    if wrong_character(path.name) or _BREAKS.search(path.name):
        shown = "".join(one if one.isprintable() else f"\\x{ord(one):02x}" for one in path.as_posix())
        what = "the file's name holds a character that cannot be printed or seen"
        why = "Every problem is told by the name of its file."
        return Problem("folder.name", Place(shown), what, why, "Rename the file.")
    if path.is_file():
        return None
    if path.is_symlink():
        what, remedy = "this is a link that leads to no file", "Remove it, or let it lead to the file."
    else:
        what, remedy = "this is neither a file nor a folder", "Put a file in its place, or remove it."
    return Problem("folder.unreadable", Place(path.as_posix()), what, _INCOMPLETE, remedy)


def _no_folder(path: Path) -> Problem | None:
    """What looks like a file or a folder of the book, and is another thing."""
    place = Place(path.as_posix())
    if path.is_symlink():
        what, remedy = "this is a link to a folder, and is not followed", "Name the folder under 'include'."
        return Problem("folder.link", place, what, "What it holds does not count.", remedy, Severity.WARNING)
    if path.suffix == ".yaml":
        what, remedy = "this is a folder, not a file", "Rename the folder, or put the file in its place."
        return Problem("folder.unreadable", place, what, _INCOMPLETE, remedy)
    return None


def _other_ending(path: Path) -> Problem:
    what = "the file's name ends in .yml and is not read"
    remedy = "Name it *.yaml, or move it out of the folder."
    place = Place(path.as_posix())
    return Problem("folder.ending", place, what, "Its definitions do not count.", remedy, Severity.WARNING)


def _closed(error: OSError) -> Problem:
    what = f"the folder cannot be read: {error.strerror}"
    place = Place(Path(error.filename).as_posix())
    return Problem("folder.unreadable", place, what, _INCOMPLETE, "Check its permissions.")


def _too_many(folder: Path) -> Problem:
    what = f"the folder holds more than {MAX_FILES:,} *.yaml files"
    why = "No book of definitions is that large; it may be another folder."
    return Problem("folder.size", Place(folder.as_posix()), what, why, "Name the folder of the book alone.")
