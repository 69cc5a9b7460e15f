# `make run` starts the portal, `make test` runs every test; each installs what is missing first.
PYTHON ?= python3
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest
export PATH := $(CURDIR)/$(BIN):$(PATH)

FRONT_END := webapp/static/dist/manifest.json
FRONT_END_SOURCES := package-lock.json $(shell find frontend service_worker webapp/static/css webapp/static/js webapp/static/icons webapp/static/help -type f 2>/dev/null)
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard webapp/translations/*/LC_MESSAGES/*.po))

.PHONY: run demo test check format bench system system-test front-end catalogues catalogues-update

run: system .venv/runs front-end catalogues
	@DEMO=$${DEMO:-1} exec $(BIN)/python -m webapp

demo: system .venv/runs front-end catalogues
	@DEMO=1 $(BIN)/flask --app webapp demo --fresh

# Several at once, each with databases of its own; then the browser journeys, which want the machine for themselves.
test: system-test .venv/tests front-end catalogues
	$(PYTEST) --numprocesses=auto --maxprocesses=4 --dist=loadfile --no-loadscope-reorder --ignore=tests/journeys
	$(PYTEST) tests/journeys

check: .venv/tests front-end catalogues
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(MAKE) test

format: .venv/tests
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: system-test .venv/tests front-end catalogues
	$(BIN)/python -m benchmarks

system:
	@sh setup/system.sh run $(PYTHON)

system-test:
	@sh setup/system.sh test $(PYTHON)

front-end: $(FRONT_END)
catalogues: $(CATALOGUES)

catalogues-update: .venv/runs
	@mkdir -p var
	$(BIN)/pybabel --quiet extract --mapping-file=babel.cfg --keyword=later --keyword=_l --no-location --sort-output --output-file=var/messages.pot .
	$(BIN)/pybabel --quiet update --width=120 --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --input-file=var/messages.pot --output-dir=webapp/translations --locale=en

.venv/runs: requirements.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/tests: requirements-dev.txt .venv/runs
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json | .venv/runs
	npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(FRONT_END): node_modules/.package-lock.json $(FRONT_END_SOURCES)
	npm run --silent build
	@touch $@

%.mo: %.po | .venv/runs
	$(BIN)/pybabel --quiet compile --input-file=$< --output-file=$@
