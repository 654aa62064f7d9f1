# `make site`: the environment, the pages, the site.  `make test`: the environment, every check and test.
# Both do only what has not been done yet.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# Packages and this one are installed anew only when a lock or pyproject.toml changes.
SITE_ENV := $(VENV)/.site
TEST_ENV := $(VENV)/.test

.PHONY: site environment test test-days test-long reference serve lock clean

site: $(SITE_ENV)
	$(BIN)/diptych build

test: $(TEST_ENV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -rs

environment: $(TEST_ENV)

# What writes or reads a day, on other days and in other time zones: shortly before midnight there, and after it in UTC.
DAYS := tests/commands/test_day.py tests/commands/test_add.py tests/commands/test_review.py tests/commands/test_translate.py \
	tests/commands/test_withdraw.py tests/formats/test_export.py tests/pages/test_feeds.py tests/test_citation.py
ON := PYTHONPATH=tests/day TEST_DAY

test-days: $(TEST_ENV)
	TZ=Pacific/Kiritimati $(ON)=2030-02-28T11:58:00+14:00 $(BIN)/pytest -rs $(DAYS) tests/commands/test_kill.py -k 'not each_change and not swept'
	TZ=America/St_Johns $(ON)=2027-11-07T23:30:00-03:30 $(BIN)/pytest -rs $(DAYS)

# What takes long; its last figures stand in docs/en/guide/architecture.md.
test-long: $(TEST_ENV)
	HISTORY=300 KILL_EVERY=1 $(BIN)/pytest -rs tests/test_histories.py tests/test_git_histories.py \
		tests/commands/test_kill_builds.py

# The pages of the documentation that are made from the code.
reference: $(SITE_ENV)
	PYTHONPATH=scripts $(BIN)/python -m reference

serve: $(SITE_ENV)
	$(BIN)/diptych serve

$(VENV)/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Diptych needs Python 3.11 or newer; `make PYTHON=python3.12 site` names another.")'
	$(PYTHON) -m venv $(VENV)

$(SITE_ENV): requirements.lock pyproject.toml | $(VENV)/bin/pip
	$(BIN)/pip install -qq --disable-pip-version-check --only-binary :all: --require-hashes -r requirements.lock
	$(BIN)/pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# No package runs code of its own while it is installed, but for bagit, a tool of the tests that has no wheel.
$(TEST_ENV): requirements-dev.lock $(SITE_ENV)
	$(BIN)/pip install -qq --disable-pip-version-check --only-binary :all: --no-binary bagit --require-hashes \
		-r requirements-dev.lock
	@touch $@

# Needs uv, and the network.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--group pyproject.toml:build pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--group pyproject.toml:build --group pyproject.toml:dev pyproject.toml -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) site
	git clean -fdXq docs
