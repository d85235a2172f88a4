#!/bin/sh
# Makes this checkout ready: system libraries, .venv with the locked packages, the package itself.
# May be run again at any time: what is already there is left alone. Two settings from outside:
#
#   PYTHON=python3.12       the interpreter to use, instead of the first one that is new enough
#   SYSTEM_PACKAGES=skip    leave the system alone: the libraries are there under other names

set -eu
cd "$(dirname "$0")/.."
export UV_PYTHON_DOWNLOADS=never PIP_DISABLE_PIP_VERSION_CHECK=1

# What WeasyPrint opens by name when it prints, and the font of every Chinese page. Without
# libharfbuzz-subset0 a bulletin still prints, but takes half a minute instead of one second.
TO_RUN_APT="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-noto-cjk"
TO_TEST_APT="libatomic1 poppler-utils qpdf"  # libatomic1: the browser driver runs on it
TO_RUN_BREW="pango harfbuzz fontconfig"
TO_TEST_BREW="poppler qpdf"
BROWSERS="chromium chromium-browser google-chrome google-chrome-stable"

say() { printf '%s\n' "setup: $*"; }
complain() { printf '%s\n' "setup: $*" >&2; }
stop() { complain "$@"; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# ---------------------------------------------------------------- which Python

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if have "$candidate" && new_enough "$candidate"; then
            "$candidate" -c 'import sys; print(sys.executable)'
            return
        fi
    done
    complain "no Python 3.11 or newer found (looked for: ${PYTHON:-python3, python3.14 to python3.11})."
    complain "Install one, on Ubuntu 22.04 for example with: sudo apt-get install python3.11 python3.11-venv"
    stop "If it has another name, run: make setup PYTHON=/path/to/python"
}

can_make_venv() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

# ---------------------------------------------------------------- what the system must bring

may_become_root() {
    [ "$(id -u)" -eq 0 ] || { have sudo && { [ -t 0 ] || sudo -n true 2>/dev/null; }; }
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

not_installed() {
    for package in "$@"; do
        dpkg -s "$package" 2>/dev/null | grep -q '^Status: install ok installed' || printf '%s ' "$package"
    done
}

browser_found() {
    for browser in $BROWSERS; do
        if have "$browser"; then return 0; fi
    done
    [ -n "${SCORECARD_CHROMIUM:-}" ]
}

# Ubuntu has Chromium only as a snap; its apt package of a similar name cannot be installed everywhere.
browser_is_a_snap() { grep -q '^ID=ubuntu' /etc/os-release 2>/dev/null; }

apt_install() {
    say "apt installs: $*"
    if [ "$(id -u)" -ne 0 ]; then say "this needs administrator rights: sudo may ask for your password."; fi
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 \
        install -y -qq --no-install-recommends "$@" ||
        stop "apt could not install them: see its message above, mend it, and run make setup again."
}

with_apt() {
    to_run=$(not_installed $TO_RUN_APT)
    if ! have uv && ! can_make_venv "$python"; then
        to_run="$to_run$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
    fi
    to_test=$(not_installed $TO_TEST_APT)
    if ! browser_found; then
        if browser_is_a_snap; then
            complain "no Chromium on the PATH: browser tests are skipped until there is one (sudo snap install chromium)."
        else
            to_test="$to_test chromium"
        fi
    fi
    if [ -z "$to_run$to_test" ]; then return; fi

    if ! may_become_root; then
        complain "these system packages are missing, and there is neither root nor sudo to install them:"
        complain "  apt-get install --no-install-recommends $to_run$to_test"
        if [ -z "$to_run" ]; then complain "going on: only tests need them."; return; fi
        stop "ask an administrator to run that line; if you have them by another way: SYSTEM_PACKAGES=skip make setup"
    fi
    say "apt refreshes its lists"
    as_root apt-get -o DPkg::Lock::Timeout=300 update -qq || complain "apt-get update failed: trying with the lists at hand."
    apt_install $to_run $to_test
}

with_brew() {
    for formula in $TO_RUN_BREW $TO_TEST_BREW; do
        if brew list --formula "$formula" >/dev/null 2>&1; then continue; fi
        say "brew installs: $formula"
        brew install "$formula" || stop "brew could not install $formula: see its message above, then run make setup again."
    done
    if [ "$(uname -s)" != Darwin ]; then return; fi
    for cask in font-noto-sans-cjk-sc chromium; do
        if brew list --cask "$cask" >/dev/null 2>&1; then continue; fi
        say "brew installs: $cask"
        brew install --cask "$cask" || complain "brew could not install $cask: see the README for what it is needed for."
    done
}

by_hand() {
    say "there is neither apt nor brew here, so nothing was installed on the system. Please see to it that it has:"
    say "  to run:  Pango 1.44 or newer, HarfBuzz with its subset library, fontconfig, Noto Sans CJK SC"
    say "  to test: Chromium, and the programs pdftotext, pdftoppm (poppler) and qpdf"
    say "Going on with the Python packages."
}

system_packages() {
    if [ "${SYSTEM_PACKAGES:-}" = skip ]; then
        say "system packages: left alone, as asked"
    elif have apt-get && have dpkg; then
        with_apt
    elif have brew; then
        with_brew
    else
        by_hand
    fi
}

# ---------------------------------------------------------------- the virtual environment

fingerprint() { cat "$@" | cksum; }

made_from() { printf '%s\n' "$(fingerprint requirements-dev.txt) $("$1" -V) $(pwd)"; }

fetch_failed() {
    complain "the Python packages could not be installed: see the message above."
    stop "Mostly this is the network or the package index (PIP_INDEX_URL, UV_DEFAULT_INDEX). Then run make setup again."
}

make_venv() {
    rm -rf .venv
    if have uv; then
        say "making .venv with uv and $("$python" -V)"
        uv venv --quiet --python "$python" .venv
        uv pip sync --quiet --require-hashes --python .venv/bin/python requirements-dev.txt || fetch_failed
    else
        say "making .venv with pip and $("$python" -V); about 750 MB are unpacked: this takes a minute or two"
        can_make_venv "$python" || stop "$python has no venv module: install it (Debian: apt-get install python3-venv)."
        "$python" -m venv .venv
        .venv/bin/python -m pip install --quiet --require-hashes -r requirements-dev.txt || fetch_failed
    fi
}

install_package() {
    say "installing scorecard itself, editable"
    if have uv; then
        uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation -e .
    else
        .venv/bin/python -m pip install --quiet --no-deps --no-build-isolation -e .
    fi
}

can_print() {
    .venv/bin/python -c 'import weasyprint' ||
        stop "PDFs cannot be made: a library named above is missing (Pango, HarfBuzz or fontconfig)."
    if ! have fc-list || [ -z "$(fc-list :lang=zh family)" ]; then
        complain "no Chinese font found: PDFs will be refused until one is there (Noto Sans CJK SC)."
    fi
}

# A stamp holds what .venv was made from; it is written last, so a run that broke off starts anew.
# Another Python than the one in .venv counts only if it was asked for: PYTHON=... need not be repeated.
python_packages() {
    of=$python
    if [ -z "${PYTHON:-}" ] && .venv/bin/python -c '' 2>/dev/null; then of=.venv/bin/python; fi
    packed_from=$(fingerprint pyproject.toml setup/setup.sh)
    if ! .venv/bin/python -c '' 2>/dev/null || [ "$(cat .venv/.made-from 2>/dev/null)" != "$(made_from "$of")" ]; then
        make_venv
        made_from .venv/bin/python >.venv/.made-from
    fi
    if [ "$(cat .venv/.packed-from 2>/dev/null)" != "$packed_from" ]; then
        install_package
        can_print
        printf '%s\n' "$packed_from" >.venv/.packed-from
    fi
}

python=$(find_python)
system_packages
python_packages
say "ready (.venv)"
