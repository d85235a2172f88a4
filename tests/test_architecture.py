"""The walk's contracts hold, and each of them bites when it is broken on purpose."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "scorecard"

WALK = "One walk: rooms import only what lies below them"
STAGES = "Stages know nothing of each other: cycle joins them"
PRINTERS = "Printers know nothing of each other: views are what they share"
PAGES = "Pages know nothing of each other"
NO_IO = "The core does no input or output"
DUCKDB = "Only the store knows DuckDB"
STORE = "Only cycle, compare and views read or write the store"

LONGEST_MODULE = 400
LONGEST_FUNCTION = 60
WORDS_THAT_SAY_NOTHING = {
    "base",
    "common",
    "core",
    "handler",
    "handlers",
    "helper",
    "helpers",
    "manager",
    "managers",
    "misc",
    "processor",
    "processors",
    "util",
    "utils",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What import-linter said: its exit code, the contracts kept and broken by name, and its whole report."""

    exit_code: int
    kept: frozenset[str]
    broken: frozenset[str]
    report: str


@dataclass(frozen=True, slots=True)
class Plant:
    """Files added to a copy of the package, and the contracts that must break, no other."""

    case: str
    files: dict[str, str]
    breaks: frozenset[str]


def judge(folder: Path) -> Verdict:
    """Run the contracts of pyproject.toml over the ``scorecard`` package that lies in ``folder``."""
    ran = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as lint; lint()",
            "--no-logo",
            "--no-cache",
            "--config",
            str(ROOT / "pyproject.toml"),
        ],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "400"},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = re.findall(r"^(.+?) (KEPT|BROKEN)\b", ran.stdout, flags=re.MULTILINE)
    return Verdict(
        exit_code=ran.returncode,
        kept=frozenset(name for name, outcome in lines if outcome == "KEPT"),
        broken=frozenset(name for name, outcome in lines if outcome == "BROKEN"),
        report=ran.stdout + ran.stderr,
    )


PLANTS = (
    Plant("a stage opens DuckDB", {"compute/planted.py": "import duckdb"}, frozenset({NO_IO, DUCKDB})),
    Plant("the model reads a file", {"model/planted.py": "import pathlib"}, frozenset({NO_IO})),
    Plant(
        "a stage rolls dice in a function",
        {"compute/planted.py": "def f():\n    import random"},
        frozenset({NO_IO}),
    ),
    Plant(
        "a stage imports a stage",
        {"compute/planted.py": "from scorecard.compute import seed", "compute/seed.py": ""},
        frozenset({STAGES}),
    ),
    Plant(
        "the model names a view in a type only",
        {
            "model/planted.py": "from typing import TYPE_CHECKING\n"
            "if TYPE_CHECKING:\n    from scorecard.views.seed import Seed",
            "views/seed.py": "class Seed: ...",
        },
        frozenset({WALK}),
    ),
    Plant(
        "a view prints, in a function",
        {"views/planted.py": "def f():\n    from scorecard.publish import seed", "publish/seed.py": ""},
        frozenset({WALK}),
    ),
    Plant("a room nobody planned", {"attic.py": ""}, frozenset({WALK})),
    Plant(
        "a printer imports a printer",
        {"publish/planted.py": "from scorecard.publish import seed", "publish/seed.py": ""},
        frozenset({PRINTERS}),
    ),
    Plant(
        "a page imports a page",
        {
            "publish/web/pages/planted.py": "from scorecard.publish.web.pages import seed",
            "publish/web/pages/seed.py": "",
        },
        frozenset({PAGES}),
    ),
    Plant("a view asks DuckDB itself", {"views/planted.py": "import duckdb"}, frozenset({DUCKDB})),
    Plant(
        "a printer reads the store",
        {"publish/planted.py": "from scorecard.store import seed", "store/seed.py": ""},
        frozenset({STORE}),
    ),
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with a copy of the package's modules, free to be spoilt."""
    shutil.copytree(PACKAGE, tmp_path / "scorecard", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def module_files() -> list[Path]:
    """Every Python file of the project: the package, its tests and its benchmarks."""
    return sorted(path for room in ("scorecard", "tests", "bench") for path in (ROOT / room).rglob("*.py"))


def test_contracts_hold() -> None:
    """Every import contract of pyproject.toml is kept by the package as it is."""
    verdict = judge(ROOT)
    assert verdict.exit_code == 0, verdict.report
    assert verdict.kept == {WALK, STAGES, PRINTERS, PAGES, NO_IO, DUCKDB, STORE}, verdict.report


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.case)
def test_contracts_bite(plant: Plant, copy: Path) -> None:
    """An import that a contract forbids breaks that contract, and only that one."""
    for name, text in plant.files.items():
        path = copy / "scorecard" / name
        path.write_text(text + "\n", encoding="utf-8")
    verdict = judge(copy)
    assert verdict.broken == plant.breaks, verdict.report
    assert verdict.exit_code != 0


def test_every_contract_has_a_plant() -> None:
    """No contract goes unproven: each is broken by one plant at least."""
    assert frozenset().union(*(plant.breaks for plant in PLANTS)) == {
        WALK,
        STAGES,
        PRINTERS,
        PAGES,
        NO_IO,
        DUCKDB,
        STORE,
    }


def imports_of_the_package() -> dict[str, set[str]]:
    """Each module with the modules that it imports: at its top, in functions, and for types only."""
    graph = grimp.build_graph("scorecard", cache_dir=None)
    return {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}


def ring(imports: dict[str, set[str]]) -> list[str]:
    """One ring of imports, first module repeated at the end; empty if there is none."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_ring_of_imports() -> None:
    """No module imports itself by way of others, not even lazily or for a type."""
    assert ring(imports_of_the_package()) == []


def test_a_planted_ring_is_found() -> None:
    """One import against the stream closes a ring, and it is named."""
    imports = imports_of_the_package()
    upper, lower = next((module, min(below)) for module, below in sorted(imports.items()) if below)
    imports[lower] = imports[lower] | {upper}
    assert {upper, lower} <= set(ring(imports))


def test_modules_stay_short() -> None:
    """No module is longer than 400 lines: one that grows beyond holds two concepts."""
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in module_files()
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_functions_stay_short() -> None:
    """No function of the package is longer than 60 lines, docstring and all."""
    too_long = {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    }
    assert too_long == {}


def test_names_say_what_is_inside() -> None:
    """No module or folder has a name that fits anything."""
    names = {part.removesuffix(".py") for path in module_files() for part in path.relative_to(ROOT).parts}
    assert "errors" in names
    assert names & WORDS_THAT_SAY_NOTHING == set()


def test_each_room_says_what_lives_there() -> None:
    """Every package has an ``__init__.py`` whose docstring tells a newcomer what belongs in it."""
    rooms = sorted({path.parent for path in PACKAGE.rglob("*.py")})
    silent = [
        str(room.relative_to(ROOT))
        for room in rooms
        if not (room / "__init__.py").is_file()
        or not ast.get_docstring(ast.parse((room / "__init__.py").read_text("utf-8")))
    ]
    assert silent == []
