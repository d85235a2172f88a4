"""The house around the code: locks fit the project, set-up is honest, and nothing names a download host."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCKS = ("requirements.txt", "requirements-dev.txt")
HEAVY = frozenset({"pandas", "pyarrow"})
FETCHING = ("Makefile", ".ci/run", ".pre-commit-config.yaml", "setup/setup.sh", *LOCKS)


def locked(name: str) -> dict[str, tuple[Version, int]]:
    """Package -> (locked version, number of hashes) of one lock."""
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    found = re.findall(r"^([\w.\-\[\]]+)==(\S+)(.*)$", text, flags=re.MULTILINE)
    return {
        canonicalize_name(key): (Version(version), rest.count("--hash=sha256:"))
        for key, version, rest in found
    }


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.txt", PROJECT["dependencies"]),
        ("requirements-dev.txt", PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]),
    ],
    ids=LOCKS,
)
def test_lock_fits_pyproject(lock: str, wanted: list[str]) -> None:
    """Each dependency that pyproject.toml names is locked, with a version that it allows."""
    versions = locked(lock)
    for requirement in map(Requirement, wanted):
        version, _ = versions[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), (
            f"{requirement} is locked at {version}: run make requirements"
        )


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_is_hashed(lock: str) -> None:
    """Every locked package carries at least one hash, so what is installed is what was tried."""
    counts = {name: hashes for name, (_, hashes) in locked(lock).items()}
    assert len(counts) > 30
    assert [name for name, hashes in counts.items() if hashes == 0] == []


def test_locks_agree() -> None:
    """What runs is tested: the run-time lock is a part of the other, version by version."""
    run, dev = locked("requirements.txt"), locked("requirements-dev.txt")
    assert {name: entry for name, entry in run.items() if dev.get(name) != entry} == {}


def test_run_time_stays_light() -> None:
    """Neither pandas nor pyarrow comes in, not even behind another package."""
    assert HEAVY & locked("requirements.txt").keys() == set()


@pytest.mark.parametrize("name", FETCHING)
def test_no_host_is_named(name: str) -> None:
    """What installs names no host: packages come from wherever the machine is told to take them."""
    assert (
        re.findall(r"\w+://\S+|--(?:extra-)?index-url|--find-links", (ROOT / name).read_text("utf-8")) == []
    )


def test_ci_runs_what_people_run() -> None:
    """.ci/run can be executed and is `make test`, nothing else."""
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    commands = [
        line
        for line in script.read_text("utf-8").splitlines()
        if line and not line.startswith(("#", "set ", "cd "))
    ]
    assert commands == ["make test"]


def test_help_lists_every_target() -> None:
    """`make help` names each target with what it does."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.+)$", makefile, flags=re.MULTILINE)
    shown = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert re.findall(r"^  (\w+) +\w", shown, flags=re.MULTILINE) == phony.split()


def test_readme_shows_each_command() -> None:
    """The README names every target that a newcomer needs and every file it points to exists."""
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "make demo" in readme
    assert "make test" in readme
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", readme)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


# ---------------------------------------------------------------- setup.sh among stand-ins

NEEDED = ("sh", "cat", "cksum", "dirname", "grep", "mkdir", "rm", "uname")

PYTHON = """#!/bin/sh
case "$*" in
*version_info\\ \\<*) exit {too_old} ;;
*ensurepip*) [ ! -e "$CALLS.no-venv" ] ;;
*python%d.%d-venv*) echo python3.12-venv ;;
*sys.executable*) echo "$0" ;;
-V) echo Python 3.12.1 ;;
"-m venv .venv") echo "python $*" >>"$CALLS"; mkdir -p .venv/bin; cp "$0" .venv/bin/python ;;
"-m "*) echo "python $*" >>"$CALLS" ;;
esac
"""


class Machine:
    """A checkout's set-up files and a PATH that holds nothing but stand-ins which write down their calls."""

    def __init__(self, folder: Path) -> None:
        self.checkout = folder / "checkout"
        self.bin = folder / "bin"
        self.calls_file = folder / "calls"
        self.bin.mkdir(parents=True)
        (self.checkout / "setup").mkdir(parents=True)
        for name in ("setup/setup.sh", "pyproject.toml", "requirements-dev.txt"):
            shutil.copy(ROOT / name, self.checkout / name)
        for name in (*NEEDED, "cp"):
            path = shutil.which(name)
            assert path is not None, name
            (self.bin / name).symlink_to(path)
        self.program("id", "echo 1000")
        self.program("fc-list", "echo Noto Sans CJK SC")

    def program(self, name: str, body: str) -> None:
        """Put a stand-in on the PATH; ``note`` in its body writes the call down."""
        note = f'note() {{ echo "{name} $*" >>"$CALLS"; }}\n'
        self.script(name, f"#!/bin/sh\n{note}{body}\n")

    def script(self, name: str, text: str) -> None:
        """Put an executable file on the PATH."""
        (self.bin / name).write_text(text, encoding="utf-8")
        (self.bin / name).chmod(0o755)

    def python(self, *, too_old: bool = False) -> None:
        """Put a stand-in for python3 on the PATH."""
        self.script("python3", PYTHON.replace("{too_old}", "1" if too_old else "0"))

    def apt(self, *, missing: str = "") -> None:
        """Put stand-ins for Debian's tools on the PATH; ``missing`` is a package that is not installed."""
        self.program("dpkg", f'[ "$2" = "{missing or "-"}" ] || echo "Status: install ok installed"')
        self.program("apt-get", 'note "$@"')
        self.program("chromium", "")

    def setup(self, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run setup.sh here, with nobody at the keyboard."""
        return subprocess.run(
            [str(self.checkout / "setup" / "setup.sh")],
            env={"PATH": str(self.bin), "CALLS": str(self.calls_file), **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def calls(self) -> list[str]:
        """What the stand-ins were asked to do since last time."""
        calls = self.calls_file.read_text("utf-8").splitlines() if self.calls_file.exists() else []
        self.calls_file.unlink(missing_ok=True)
        return calls


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine with nothing on it yet."""
    return Machine(tmp_path)


def test_setup_names_the_python_it_needs(machine: Machine) -> None:
    """Without Python 3.11 set-up stops before it touches anything, and says what to install."""
    machine.python(too_old=True)
    ran = machine.setup()
    assert ran.returncode != 0
    assert "no Python 3.11 or newer" in ran.stderr
    assert machine.calls() == []


def test_setup_installs_once(machine: Machine) -> None:
    """The first run installs from the hashed lock; the second does nothing."""
    machine.python()
    machine.apt()
    first = machine.setup()
    assert first.returncode == 0, first.stderr
    assert machine.calls() == [
        "python -m venv .venv",
        "python -m pip install --quiet --require-hashes -r requirements-dev.txt",
        "python -m pip install --quiet --no-deps --no-build-isolation -e .",
    ]
    assert machine.setup().returncode == 0
    assert machine.calls() == []


def test_setup_follows_the_lock(machine: Machine) -> None:
    """A changed lock makes .venv anew; a changed pyproject.toml only installs the package again."""
    machine.python()
    machine.apt()
    machine.setup()
    machine.calls()
    with (machine.checkout / "pyproject.toml").open("a") as file:
        file.write("\n# changed\n")
    machine.setup()
    assert machine.calls() == ["python -m pip install --quiet --no-deps --no-build-isolation -e ."]
    with (machine.checkout / "requirements-dev.txt").open("a") as file:
        file.write("\n# changed\n")
    machine.setup()
    assert "python -m venv .venv" in machine.calls()


def test_setup_starts_anew_after_breaking_off(machine: Machine) -> None:
    """If fetching packages fails, set-up says so and the next run does not take .venv for whole."""
    machine.python()
    machine.apt()
    good = (machine.bin / "python3").read_text("utf-8")
    machine.script("python3", good.replace('"-m "*)', '*require-hashes*) exit 1 ;;\n"-m "*)'))
    broken = machine.setup()
    assert broken.returncode != 0
    assert "could not be installed" in broken.stderr
    machine.script("python3", good)
    assert machine.setup().returncode == 0
    assert machine.calls().count("python -m venv .venv") == 2


def test_setup_prefers_uv(machine: Machine) -> None:
    """Where uv is on the PATH it does the installing, from the same hashed lock."""
    machine.python()
    machine.apt()
    machine.program("uv", 'note "$@"; [ "$1" != venv ] || { mkdir -p .venv/bin; cp "$4" .venv/bin/python; }')
    ran = machine.setup()
    assert ran.returncode == 0, ran.stderr
    calls = machine.calls()
    assert [call.split()[:3] for call in calls] == [
        ["uv", "venv", "--quiet"],
        ["uv", "pip", "sync"],
        ["uv", "pip", "install"],
    ]
    assert "--require-hashes" in calls[1]


def test_setup_asks_apt_for_what_is_missing_only(machine: Machine) -> None:
    """As root, apt is asked for the one package that is missing and no other; sudo is left alone."""
    machine.python()
    machine.apt(missing="libpango-1.0-0")
    machine.program("id", "echo 0")
    machine.program("env", 'shift; "$@"')
    machine.program("sudo", 'note "$@"')
    assert machine.setup().returncode == 0
    installs = [call for call in machine.calls() if " install " in call and call.startswith("apt-get")]
    assert len(installs) == 1
    assert installs[0].split("--no-install-recommends")[1].split() == ["libpango-1.0-0"]


def test_setup_brings_the_venv_module(machine: Machine) -> None:
    """Debian's Python comes without its venv module: the package for that very version is installed first."""
    machine.python()
    machine.apt()
    machine.program("id", "echo 0")
    machine.program("env", 'shift; "$@"')
    machine.program("apt-get", 'note "$@"; case "$*" in *" install "*) rm "$CALLS.no-venv" ;; esac')
    Path(f"{machine.calls_file}.no-venv").touch()
    ran = machine.setup()
    assert ran.returncode == 0, ran.stderr
    calls = machine.calls()
    (install,) = [
        number
        for number, call in enumerate(calls)
        if call.endswith("--no-install-recommends python3.12-venv")
    ]
    assert calls.index("python -m venv .venv") > install


@pytest.mark.parametrize(("missing", "goes_on"), [("libpango-1.0-0", False), ("qpdf", True)])
def test_setup_without_rights_says_what_to_install(machine: Machine, missing: str, *, goes_on: bool) -> None:
    """Neither root nor sudo: the line for the administrator is printed; only what tests need may wait."""
    machine.python()
    machine.apt(missing=missing)
    ran = machine.setup()
    assert f"--no-install-recommends {missing}" in " ".join(ran.stderr.split())
    assert (ran.returncode == 0) is goes_on
    assert not [call for call in machine.calls() if call.startswith("apt-get")]


def test_setup_without_apt_and_brew_says_what_it_needs(machine: Machine) -> None:
    """With neither apt nor brew the libraries are named in plain words, and the Python side goes on."""
    machine.python()
    ran = machine.setup()
    assert ran.returncode == 0, ran.stderr
    for need in ("Pango", "HarfBuzz", "Noto Sans CJK", "Chromium", "poppler", "qpdf"):
        assert need in ran.stdout
    assert "python -m venv .venv" in machine.calls()


def test_setup_leaves_the_system_alone_when_asked(machine: Machine) -> None:
    """SYSTEM_PACKAGES=skip goes on without apt, whatever is missing."""
    machine.python()
    machine.apt(missing="libpango-1.0-0")
    assert machine.setup(SYSTEM_PACKAGES="skip").returncode == 0
    assert not [call for call in machine.calls() if call.startswith("apt-get")]
