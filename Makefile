# Every command of the project. `make setup` and `make run` are all that a user needs.

PYTHON ?= python3
PORT ?= 8501
JOBS ?= auto
MINUTES ?= 15
UPGRADE ?=

BIN := .venv/bin
PYTEST := $(BIN)/pytest -n $(JOBS) --dist worksteal
COMPILE := scripts/uv.sh pip compile --quiet --universal --generate-hashes --no-emit-index-url \
	--no-header --python-version 3.11 $(UPGRADE)

export PYTHON
export UV_PYTHON_DOWNLOADS := never
MAKEFLAGS += --no-print-directory

.DEFAULT_GOAL := help
.PHONY: help setup run check test suite nightly bench soak mutation format form docs site \
	screenshots lock clean lint browser

help: ## List the commands
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' Makefile | expand -t 14

setup: .venv/.ready ## Make .venv with everything that requirements.lock pins

.venv/.ready: requirements.lock requirements-uv.lock pyproject.toml
	scripts/setup.sh
	@touch $@

run: setup ## Serve the pages on localhost: make run [PORT=8501]
	$(BIN)/moushikomi run --port $(PORT)

check: lint site ## The quick part: format, lint, types, layers, tests without a browser
	$(PYTEST) -m "not browser"

test: setup browser ## Everything, with Chromium and a Japanese font from Debian where missing
	$(MAKE) --jobs 2 lint site suite # the type checker has one processor's work, and leaves the other

# Rewriting the assertions of all tests takes each process ten seconds: those that fail run again, with it.
suite: setup
	$(PYTEST) --assert=plain || { $(BIN)/pytest --last-failed --last-failed-no-failures none; exit 1; }

nightly: lint site browser ## All of it: every example and blank, 100 kills, a soak, mutation testing
	MOUSHIKOMI_NIGHTLY=1 $(PYTEST)
	$(MAKE) soak MINUTES=3
	$(MAKE) mutation

bench: setup ## Speed, as ratios measured side by side
	$(BIN)/python -m bench

soak: setup ## Sixty sessions at once, watched: make soak [MINUTES=15]
	$(BIN)/python -m tests.soak --minutes $(MINUTES)

mutation: setup ## Change rules, filing and drafts bit by bit: do the tests notice?
	rm -rf mutants
	$(BIN)/mutmut run
	$(BIN)/python scripts/mutation.py

format: setup ## Format the code and mend what ruff can mend
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

form: setup ## Draw the form and the JSON Schemas anew from the catalogue
	$(BIN)/python -m workbook.forms.own_form
	$(BIN)/python -m schemas.build

docs: setup ## Write the generated pages of docs/ anew
	$(BIN)/python scripts/rule_table.py > docs/rules.md
	$(BIN)/python scripts/traceability.py > docs/traceability.md

site: setup ## Build the documentation site into build/site; a broken link is an error
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

screenshots: setup browser ## Take the pictures of the Japanese guide anew
	MOUSHIKOMI_NIGHTLY=1 MOUSHIKOMI_SCREENSHOTS=docs/guide/images $(BIN)/pytest -m screenshots

lock: ## Resolve the dependencies anew: make lock [UPGRADE=--upgrade]
	$(COMPILE) pyproject.toml --group dev -o requirements.lock
	$(COMPILE) --no-annotate pyproject.toml --constraint requirements.lock -o requirements-runtime.lock
	$(COMPILE) --no-annotate --group build --constraint requirements.lock -o requirements-build.lock
	echo uv | $(COMPILE) --no-annotate - -o requirements-uv.lock

clean: ## Remove caches and what was built
	rm -rf build dist mutants .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -not -path './.venv/*' -not -path './.tools/*' -prune -exec rm -rf {} +

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

browser:
	scripts/browser.sh
