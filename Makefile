# `make demo` and `make test` need nothing but make and Python 3.11 or newer; both begin with `make setup`.

SHELL := /bin/sh
BIN := .venv/bin
WORKSPACE ?= workspace
SERVE ?= 1
PYTEST_ARGS ?=
LOCK := uv pip compile pyproject.toml --universal --generate-hashes --no-header --quiet

# Chinese file names and output must not depend on the locale of whoever calls.
export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.PHONY: help setup demo serve lint test bench requirements clean

help:  ## list the targets
	@echo "make demo and make test do their own set-up. All targets:"
	@sed -n 's/^\([a-z]*\):.*  ## /  \1\t/p' Makefile | expand -t 16

setup:  ## make .venv and install what is missing; may be run again
	@setup/setup.sh

demo: setup  ## play 24 months of a demonstration operator, then serve its pages (SERVE=0: only write the files)
	$(BIN)/scorecard --workspace $(WORKSPACE) demo
ifneq ($(SERVE),0)
	$(BIN)/scorecard --workspace $(WORKSPACE) serve
endif

serve: setup  ## serve the pages of WORKSPACE (default: workspace) on this machine
	$(BIN)/scorecard --workspace $(WORKSPACE) serve

lint: setup  ## rules, format, types and import contracts, without the tests
	@echo "== ruff: rules"
	@$(BIN)/ruff check .
	@echo "== ruff: format"
	@$(BIN)/ruff format --check .
	@echo "== mypy: types"
	@$(BIN)/mypy
	@echo "== import-linter: contracts"
	@$(BIN)/lint-imports --no-logo

test: lint  ## lint, then every test, those in the browser too (PYTEST_ARGS="-k ranking" for some)
	@echo "== pytest"
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

bench: setup  ## measure the walk, the definitions and the cards: one JSON object a figure
	$(BIN)/python -m bench walk
	$(BIN)/python -m bench definitions
	$(BIN)/python -m bench cards

requirements:  ## lock the requirements again from pyproject.toml (needs uv; UPGRADE=--upgrade for newer ones)
	$(LOCK) --extra dev $(UPGRADE) --output-file requirements-dev.txt
	$(LOCK) --constraint requirements-dev.txt --output-file requirements.txt

clean:  ## remove .venv and every cache; the workspace stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage htmlcov dist build
