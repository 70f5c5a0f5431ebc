# `make` says what there is to make. Everything sets itself up: it needs Python 3.11, make and git.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DIGLOT := $(BIN)/diglot
NAMES := $(patsubst inputs/%.pdf,%,$(wildcard inputs/*.pdf))
ARGS ?=
LOCK = $(BIN)/uv pip compile pyproject.toml --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header --no-annotate

.DEFAULT_GOAL := help
.PHONY: help setup all epub docx srt pdf test check fix bench lock clean $(NAMES:%=outputs/%)

help:  ## say what there is to make
	@sed -n 's/^\([a-z/<>]*\):.*  ## /\1 - /p' $(MAKEFILE_LIST) | awk -F' - ' '{printf "  make %-16s %s\n", $$1, $$2}'

setup: $(VENV)/.test  ## install diglot, and what its tests need, into .venv

$(VENV)/.run: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --no-deps --editable .
	@touch $@

$(VENV)/.test: requirements-dev.lock $(VENV)/.run
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

all: $(VENV)/.run  ## build every PDF of inputs/ into outputs/ (only what is out of date)
	$(DIGLOT) build inputs --output outputs $(ARGS)

outputs/<name>:  ## build inputs/<name>.pdf alone
$(NAMES:%=outputs/%): outputs/%: inputs/%.pdf $(VENV)/.run
	$(DIGLOT) build $< --output outputs $(ARGS)

epub docx srt pdf: $(VENV)/.run  ## build that format alone
	$(DIGLOT) build inputs --output outputs --formats $@ $(ARGS)

test: $(VENV)/.test  ## run the tests
	$(BIN)/pytest --quiet -n auto $(ARGS)

check: $(VENV)/.test  ## lint, types, import rules, known holes of dependencies; changes nothing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tests/audit.py

fix: $(VENV)/.test  ## let ruff mend what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.test  ## measure: stages, peers, many documents, growth, memory
	$(BIN)/python -m tests.bench $(ARGS)

lock: $(VENV)/.test  ## pin the newest versions that fit pyproject.toml
	$(LOCK) --all-extras --group dev --output-file requirements-dev.lock
	$(LOCK) --constraints requirements-dev.lock --output-file requirements.lock

clean:  ## remove what was built, not what was installed
	rm -rf outputs/*/ .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
