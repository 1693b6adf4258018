# Everything starts here. Each target sets up .venv by itself: python3, make and a package index
# are all it needs.

PYTHON ?= python3
PORT ?= 8000
# Test processes at once: one more than two cores, since some tests wait rather than work.
JOBS ?= 3
# More words for pytest: make test ARGS="tests/stories -k reminder"
ARGS ?=

# Tests and the demo start many processes: without bytecode each would compile everything anew.
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
READY := .venv/.made-from-lock
ROOMS := rules storage locales handlers bot sandbox tests

.DEFAULT_GOAL := help
.PHONY: help demo test check bench lock format messages clean

help: ## What there is
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1|/' | \
		awk -F'|' '{ printf "make %-10s %s\n", $$1, $$2 }'

demo: $(READY) ## Play the whole path in a browser, without Telegram (PORT=8000)
	@$(BIN)/tornio demo --port $(PORT)

test: $(READY) ## Run all tests
	@$(BIN)/python -m pytest -n $(JOBS) --dist worksteal $(ARGS)

check: $(READY) ## Format, lint, types, import contracts, catalogues, migrations
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest tests/guards -q

bench: $(READY) ## Measure the bot beside a bare echo bot
	@$(BIN)/python -m tests.bench

format: $(READY) ## Format, and mend what the linter can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: $(READY) ## Bring new and changed texts into the catalogues
	@mkdir -p build
	$(BIN)/pybabel -q extract --mapping-file pyproject.toml --add-comments NOTE: \
		--add-location file --project Tornio --output-file build/tornio.pot .
	$(BIN)/pybabel -q update --domain tornio --input-file build/tornio.pot --output-dir locales \
		--ignore-obsolete --no-fuzzy-matching --ignore-pot-creation-date --width 120

# The lock serves all platforms and Python 3.11 to 3.13, runtime and development alike, so that what
# was tested is what runs. LOCK_ARGS="--upgrade" moves everything, "--upgrade-package NAME" one.
lock: $(READY) ## Pin the dependencies of pyproject.toml, with hashes
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header --quiet $(LOCK_ARGS) \
		--output-file requirements.lock

clean: ## Remove what these targets made (never a database or .env)
	rm -rf .venv build *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find $(ROOMS) -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || { \
		echo "Tornio needs Python 3.11, 3.12 or 3.13, and \"$(PYTHON)\" is not one of them." \
			"Name another: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	@echo "Setting up .venv (a minute or two, only the first time)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		-r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
		--no-build-isolation --editable .
	@touch $@
