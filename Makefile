# Understudy: everything starts here. `make` alone lists what there is.
# Each step leaves a file behind, so a second start does only what changed.

PYTHON ?= python3
# How many tests run side by side; a file's tests stay together, and each side has a database and a museum of its own.
SIDES ?= 2
UV_VERSION = 0.13.9

# $(call say,what is being done (how long it usually takes)): without commas, which end an argument
say = @printf '\n\033[1m== %s\033[0m\n' "$(1)"

VENV = .venv/bin
UV = $(VENV)/uv
PYTEST = $(VENV)/python -m pytest -n $(SIDES) --dist loadfile --no-loadscope-reorder
# Node stands in the virtual environment where the system has none that fits.
NODE = node=$$($(VENV)/python -m api.embedded.node) && export PATH="$$node:$$PATH"
NPM = $(NODE) && cd web && npm
WEB_SOURCES = $(shell find web schema/schema.graphql -type f \
	-not -path 'web/node_modules/*' -not -path 'web/dist/*' -not -path 'web/dist-developers/*' -not -path 'web/test/*' 2>/dev/null)

.DEFAULT_GOAL = help
.NOTPARALLEL:
.PHONY: help run dev test publish check nightly bench format lock clean checks

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

run: .venv/runtime web/dist/index.html web/dist-developers/graphiql.html ## Start Understudy with a demo story, database included
	@DEMO="$${DEMO-1}" $(VENV)/python -m api serve

dev: .venv/develop web/node_modules/.installed web/dist-developers/graphiql.html ## The same, reloading what you edit (Vite in front)
	@($(NODE) && cd web && SERVER_URL="http://127.0.0.1:$${PORT-8000}" exec node_modules/.bin/vite) & vite=$$!; trap "kill $$vite" EXIT; \
	DEVELOPMENT=1 DEMO="$${DEMO-1}" $(VENV)/python -m api.embedded.reloading

test: checks chromium ## Everything: style, types, layers, web, tests, browser journeys
	$(call say,pytest: all tests (some minutes))
	@$(PYTEST) --ignore=tests/bench

publish: .venv/develop web/node_modules/.installed ## Write down new operations of app and partners' page: they are answered for ever
	@$(NPM) run --silent documents
	@$(VENV)/python -m tests.law.published

check: checks ## The same, without browser journeys and bench
	$(call say,pytest: without journeys and bench (a minute or two))
	@$(PYTEST) --ignore=tests/journeys --ignore=tests/bench

nightly: checks chromium ## The same as test, with every long form as long as it is (an hour or more)
	$(call say,vitest: each rule of the phone turned off (a minute))
	@export NIGHTLY=1 && $(NPM) exec -- vitest run test/mutants
	$(call say,pytest: all tests in their long forms)
	@NIGHTLY=1 $(VENV)/python -m pytest -o faulthandler_timeout=0 --ignore=tests/bench
	$(call say,Asking who knows of weaknesses in what is installed (1 min))
	@$(NODE) && $(VENV)/python -m tests.audit

bench: .venv/develop web/dist/index.html tests/bench/lighthouse/node_modules/.installed ## Measure reads and writes against the hand-written floor
	@$(VENV)/python -m pytest -o faulthandler_timeout=0 tests/bench -s

format: .venv/develop web/node_modules/.installed ## Let the formatters put everything in order
	@$(VENV)/ruff format . && $(VENV)/ruff check --fix .
	@$(NPM) run format

lock: .venv/uv ## Choose the newest versions that fit and pin them
	$(call say,Pinning what pyproject.toml asks for (5 s))
	@$(call pin,requirements.lock,pyproject.toml)
	@$(call pin,requirements-dev.lock,pyproject.toml --group dev -c requirements.lock)
	@$(call pin,requirements-node.lock,--group node)
	@$(call pin,requirements-heic.lock,--group heic -c requirements.lock)

clean: ## Take away what was made (your data in data/ stays)
	rm -rf .venv web/node_modules web/dist web/dist-developers tests/clients/node_modules \
		tests/bench/lighthouse/node_modules .hypothesis .import_linter_cache \
		.mypy_cache .pytest_cache .ruff_cache test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# What `test` and `check` share, the quickest answer first.
checks: .venv/develop web/node_modules/.installed tests/clients/node_modules/.installed
	$(call say,ruff: format and rules (1 s))
	@$(VENV)/ruff format --check . && $(VENV)/ruff check .
	$(call say,lint-imports: who may know whom (2 s))
	@$(VENV)/lint-imports --no-logo
	$(call say,mypy: types (30 s the first time))
	@$(VENV)/mypy
	$(call say,web: prettier · eslint · svelte-check · vitest (1 min))
	@$(NPM) run check
	@$(MAKE) --no-print-directory web/dist/index.html web/dist-developers/graphiql.html

.PHONY: chromium
chromium: .venv/develop
	@$(VENV)/python -m api.embedded.browser

# ---------------------------------------------------------------- files

.venv/uv:
	$(call say,Making a virtual environment in .venv (10 s))
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Understudy needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	@$(PYTHON) -m venv .venv
	@$(VENV)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@

# An environment that has the development packages keeps them.
.venv/runtime: requirements.lock requirements-heic.lock | .venv/uv
	$(call say,Installing Python packages and PostgreSQL with them (20 s))
	@if [ -e .venv/develop ]; then $(call sync,requirements-dev.lock); else $(call sync,requirements.lock); fi
	@$(heic)
	@touch $@

.venv/develop: requirements-dev.lock requirements.lock requirements-heic.lock | .venv/uv
	$(call say,Installing Python packages and the tools that check them (30 s))
	@$(call sync,requirements-dev.lock)
	@$(heic)
	@touch .venv/runtime $@

web/node_modules/.installed: web/package-lock.json web/package.json | .venv/uv
	$(call say,Installing npm packages (20 s; 1 min more where Node itself is missing))
	@$(NPM) ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

tests/bench/lighthouse/node_modules/.installed: tests/bench/lighthouse/package-lock.json | .venv/uv
	$(call say,Installing Lighthouse: only bench needs it (40 s))
	@$(NODE) && cd tests/bench/lighthouse && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

tests/clients/node_modules/.installed: tests/clients/package-lock.json tests/clients/package.json | .venv/uv
	$(call say,Installing the clients that partners use: only the tests need them (5 s))
	@$(NODE) && cd tests/clients && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

web/dist-developers/graphiql.html: web/node_modules/.installed web/tools/developers.mjs $(wildcard web/src/developers/* web/src/ui/*.css)
	$(call say,Laying out the pages for partners (1 s))
	@$(NPM) run --silent developers
	@touch $@

web/dist/index.html: web/node_modules/.installed $(WEB_SOURCES)
	$(call say,Building the app (5 s))
	@$(NPM) run --silent build
	@touch $@

# Compiled here once: the first start is quick, and so is one that may not write.
sync = $(UV) pip sync --quiet --compile-bytecode --require-hashes $(1)
# Not for every machine there is a decoder of HEIC: without it the server runs, and says so.
heic = $(UV) pip install --quiet --compile-bytecode --require-hashes --only-binary :all: -r requirements-heic.lock \
	|| echo "Photos in HEIC will be kept, but not shown: there is no decoder for this machine."
pin = $(UV) pip compile $(2) -o $(1) --universal --python-version 3.11 --generate-hashes --upgrade \
	--quiet --no-header --no-annotate --no-emit-index-url --no-emit-find-links
