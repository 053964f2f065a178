# The only list of commands; `make` alone prints it.
# Everything is set up in .venv/ and reports/allure/node_modules/, once: what is up to date costs nothing.

# Which Python makes .venv (3.11 or newer): the first of these that will do.
PYTHON ?= python3 python3.14 python3.13 python3.12 python3.11

# What `make demo` shops: the connected company keeps every promise, the story's company breaks some.
CONNECTED_FEATURES ?= features
SILOED_FEATURES ?= features/story

BIN := .venv/bin
ALLURE := reports/allure
# Our own node and npm come first, where the machine has none.
export PATH := $(CURDIR)/$(BIN):$(or $(PATH),/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin)
# Trust the certificates that the machine trusts, if it keeps any.
export UV_SYSTEM_CERTS := $(if $(wildcard /etc/ssl/certs/*),true,false)
export NODE_USE_SYSTEM_CA := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export npm_config_audit := false
export npm_config_fund := false
export npm_config_update_notifier := false
export npm_config_omit_lockfile_registry_resolved := true
# uv takes 2 seconds where pip takes 20; pip knows mirrors that uv does not (pip.conf).
INSTALL = sh -c '$(BIN)/uv pip install --quiet --python $(BIN)/python "$$@" || $(BIN)/pip install --quiet "$$@"' install
LOCK := $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command "make upgrade"

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup demo test test-examples test-bare lint docs bench upgrade clean

help: ## Print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/.deps .venv/.browser $(ALLURE)/node_modules/.package-lock.json ## Install everything: Python packages, a browser, Allure

demo: setup ## Shop the demo company, first as it should be, then as in the story; print where the reports are
	@$(BIN)/shop run $(CONNECTED_FEATURES) --company connected -n 2
	@connected=$$(cd -P reports/out/latest && pwd); \
	$(BIN)/shop run $(SILOED_FEATURES) --company siloed; outcome=$$?; \
	if [ $$outcome -ne 1 ]; then \
		echo "The story's company should have been caught breaking promises (exit 1), but the run ended with $$outcome."; \
		exit 1; \
	fi; \
	siloed=$$(cd -P reports/out/latest && pwd); \
	printf '\nThe connected company kept its promises; the story'"'"'s company was caught. Open:\n'; \
	for run in "$$connected" "$$siloed"; do \
		printf '  %s\n' "$$run/journeys.html" "$$run/allure-report/index.html"; \
	done

test: setup lint ## Check the code and run every test of the project, or some: TESTS=tests/engine
	@# Three workers on two cores: one of them mostly waits for a company or a browser.
	$(BIN)/python -m pytest -n 3 --dist worksteal -rfEs $(TESTS)

test-examples: setup ## Shop other people's software (examples/), installed for the test; some minutes
	$(BIN)/python -m pytest tests/examples

test-bare: ## Run both commands of the README in a minimal Debian, as root and as a user; an hour (needs root)
	.ci/bare

docs: setup ## Build the documentation site: docs/_build/index.html
	$(BIN)/sphinx-build -q -W --keep-going -b html docs docs/_build

lint: .venv/.deps ## Check style (ruff), types (mypy) and what imports what (import-linter)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

bench: setup ## Measure speed and memory, as ratios from one run
	$(BIN)/python -m benchmarks

upgrade: .venv/.deps $(ALLURE)/node_modules/.package-lock.json ## Renew the locks: Python packages, Node, Allure
	$(LOCK) pyproject.toml --extra sandbox --extra social --extra accounts --group dev --output-file requirements.lock
	$(LOCK) --group node --output-file $(ALLURE)/nodejs.lock
	cd $(ALLURE) && npm install --package-lock-only --save-exact allure@3 && npm update --package-lock-only

clean: ## Remove reports, caches and built files (.venv and node_modules stay)
	rm -rf reports/out docs/_build build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './.venv/*' -not -path '*/node_modules/*' -prune -exec rm -rf {} +

# ---- Set-up, one stamp a part ----

.venv/bin/pip:
	@for python in $(PYTHON) none; do \
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; \
	done; \
	if [ "$$python" = none ]; then \
		echo "No Python 3.11 or newer among: $(PYTHON). Install one, or name it: make $(MAKECMDGOALS) PYTHON=/path/to/python"; \
		exit 2; \
	fi; \
	"$$python" .ci/system.py && "$$python" -m venv .venv

.venv/.deps: requirements.lock pyproject.toml | .venv/bin/pip
	@awk '/^uv==/ {on = 1} on {print} on && !/\\$$/ {exit}' requirements.lock > .venv/uv.lock
	$(BIN)/pip install --quiet --require-hashes -r .venv/uv.lock
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.browser: .venv/.deps journeys/tools/browser.py
	$(BIN)/python -m journeys.tools.browser
	@touch $@

$(ALLURE)/node_modules/.package-lock.json: $(ALLURE)/package.json $(ALLURE)/package-lock.json $(ALLURE)/nodejs.lock | .venv/.deps
	@if ! npm --version >/dev/null 2>&1 || ! node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null; then \
		echo "No Node 20 or newer here: installing one into .venv"; \
		$(INSTALL) --require-hashes -r $(ALLURE)/nodejs.lock; \
	fi
	cd $(ALLURE) && npm ci --ignore-scripts --loglevel=error
	@touch $@
