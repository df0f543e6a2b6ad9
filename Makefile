# Two commands matter: `make run` shows the page of the day, `make test` proves the project.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.ready

unexport PYTHONDONTWRITEBYTECODE
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: run test check fast bench soak lock docs wheel clean help

run: $(STAMP)  ## set everything up, start the servers and show the page of the day
	@$(BIN)/maang up
	@$(BIN)/maang today

test: check wheel  ## everything: checks, tests on real servers, the wheel in a clean environment
	$(BIN)/python -m pytest

check: $(STAMP)  ## format, lint, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fast: check  ## the quick half of the tests
	$(BIN)/python -m pytest -m "not slow"

wheel: $(STAMP)  ## build the wheel, install it elsewhere, run it from there
	$(BIN)/python scripts/try_wheel.py

bench: $(STAMP)  ## time whole processes against floors and peers; writes benchmarks/results/
	$(BIN)/python -m benchmarks

soak: $(STAMP)  ## kill, fill, freeze and cut for minutes; writes docs/faults.md
	nice $(BIN)/python -m tests.faults

docs: $(STAMP)  ## regenerate what is written from the code
	$(BIN)/python scripts/env_example.py
	$(BIN)/python scripts/session.py
	$(BIN)/python scripts/keys_page.py
	$(BIN)/python scripts/screenshots.py
	$(BIN)/python -m tests.faults --page

lock: $(STAMP)  ## renew constraints.txt from what is installed here
	$(BIN)/python scripts/lock.py

# `--group` needs a pip newer than the one many Pythons bring, hence pip first.
$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) scripts/require_python.py
	@echo "Setting up in $(VENV) with $$($(PYTHON) --version): about a minute and 400 MB, only the first time." >&2
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --upgrade pip
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --group dev --editable '.[llm]'
	@$(BIN)/python -m compileall -q maang
	@touch $(STAMP)

clean:  ## remove what this Makefile made (never your data)
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
