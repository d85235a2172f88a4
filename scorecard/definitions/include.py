"""``include``: the folders that one file of a book's folder joins to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path, PureWindowsPath
from posixpath import normpath

from scorecard.definitions.strict_yaml import Node
from scorecard.model.problem import Problem, near

KEY = "include"
_LEFT_OUT = "What it should define is missing from the book."
_FORM = "Name it from where this file stands, as in '../operator'."


def include(folder: Path, documents: Sequence[Node]) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """The folders that the first ``include`` among ``documents`` names, and why others cannot be joined.

    Each is named from where its file stands, must be there, lie below the parent of ``folder``, and share
    no file with it or with another one.
    """
    said = next((one.children[KEY] for one in documents if KEY in one.keys), None)
    if said is None:
        return (), ()
    if not isinstance(said.value, tuple):
        remedy = f"Write it as {KEY}: [../operator]."
        return (), (Problem("shape.type", said.place, f"{KEY!r} must be a list", _LEFT_OUT, remedy),)
    folders: list[Path] = []
    problems: list[Problem] = []
    for entry in said.children.values():
        found = _folder(folder, entry, folders)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            folders.append(found)
    return tuple(folders), tuple(problems)


def no_further(documents: Sequence[Node]) -> Iterator[Problem]:
    """An included folder includes none itself, so no two can name each other."""
    for document in documents:
        if KEY in document.keys:
            what = "a folder that is included includes further ones"
            why = "The folders of a book are named in one place."
            remedy = f"Name them in the book's own {KEY}."
            yield Problem("include.further", document.keys[KEY], what, why, remedy)


def _folder(home: Path, entry: Node, earlier: Sequence[Path]) -> Path | Problem:
    """The folder that an entry names, or why it cannot be joined."""
    text, place = entry.value, entry.place
    if not isinstance(text, str) or not text.strip():
        return Problem("shape.type", place, f"{KEY}: a folder must be named by a text", _LEFT_OUT, _FORM)
    if PureWindowsPath(text).anchor:
        why = "On another machine it would not be there."
        return Problem("include.absolute", place, f"{KEY}: {text!r} is an absolute path", why, _FORM)
    path = Path(place.file).parent / text
    try:
        target, there = path.resolve(), path.is_dir()
    except (OSError, RuntimeError, ValueError):  # a ring of links, or a name that no folder can have
        return _absent(entry, ())
    if wrong := _misplaced(home.resolve(), target):
        return Problem("include.place", place, f"{KEY}: {text!r} {wrong[0]}", *wrong[1:])
    if not there:
        return _absent(entry, _beside(path))
    if next(path.rglob("*.yaml"), None) is None:
        what = f"{KEY}: {text!r} holds no *.yaml file"
        return Problem("include.empty", place, what, _LEFT_OUT, "Name the folder that holds them.")
    for other in earlier:
        if _overlap(target, other.resolve()):
            what = f"{KEY}: {text!r} shares its files with {other.as_posix()!r}, included before it"
            why = "What it defines would stand in the book twice."
            return Problem("include.twice", place, what, why, "Name the outer one, once.")
    plain = Path(normpath(path.as_posix()))
    return plain if plain.resolve() == target else target


def _misplaced(home: Path, target: Path) -> tuple[str, str, str] | None:
    """What, why and remedy, where a folder lies too far from the book's own or too near."""
    if not target.is_relative_to(home.parent):
        why = "The book could not be moved or handed on with what it includes."
        return f"leads out of {home.parent.name!r}", why, "Put the folder beside the book's own."
    if target == home or target.is_relative_to(home):
        why = "Every file below the book's folder is read anyway."
        return "lies in the book's own folder", why, "Remove it here."
    if home.is_relative_to(target):
        why = "The book would include itself."
        return "holds the book's own folder", why, "Name the one folder that is meant."
    return None


def _absent(entry: Node, beside: Sequence[str]) -> Problem:
    what = f"{KEY}: there is no folder {entry.value!r}"
    remedy = near(Path(str(entry.value)).name, beside) or _FORM
    return Problem("include.missing", entry.place, what, _LEFT_OUT, remedy)


def _beside(path: Path) -> tuple[str, ...]:
    """The names of the folders among which ``path`` is looked for."""
    try:
        return tuple(sorted(one.name for one in path.parent.iterdir() if one.is_dir()))
    except OSError:
        return ()


def _overlap(one: Path, other: Path) -> bool:
    return one.is_relative_to(other) or other.is_relative_to(one)
