# A fresh machine needs Python 3.11 or newer, make and git; everything else is set up here.

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# The first of these that is new enough. A shim may stand on the path and still not run.
PYTHON ?= $(firstword $(foreach name,python3.13 python3.12 python3.11 python3,\
  $(shell $(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))

QUICK := $(wildcard $(addprefix tests/,unit storage custody papers acts bot sandbox architecture))

.DEFAULT_GOAL := help
.PHONY: help demo check test preview gallery bench system traceability lock fix clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(READY) ## serve the phones' page with the whole service behind it
	$(BIN)/liuhen demo

check: $(READY) ## the gate: format, lint, types, contracts, all tests
	@$(BIN)/python -m tests.gate

test: $(READY) ## the one-minute subset of the tests
	$(BIN)/pytest -q -m "not soak" -n auto --dist loadfile $(QUICK)

preview: $(READY) ## every window, card and message on one page
	$(BIN)/python -m tests.preview

gallery: $(READY) ## take the pictures in docs/ anew: every window, and the phones' page
	$(BIN)/python -m tests.gallery

bench: $(READY) ## measure the cost of an update
	$(BIN)/python -m benchmarks

system: ## install the programs that the tests take from the machine (apt, as root)
	@$(require-python)
	@packages="$$($(PYTHON) tests/programs.py)"; \
	if [ -n "$$packages" ]; then \
	  export DEBIAN_FRONTEND=noninteractive; \
	  apt-get update && apt-get install -y --no-install-recommends $$packages; \
	fi

traceability: $(READY) ## regenerate docs/traceability.md
	$(BIN)/python -m tests.traceability

lock: $(READY) ## resolve the dependencies anew into the two lock files
	$(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --upgrade \
	  pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --upgrade \
	  pyproject.toml --group dev -o requirements-dev.lock

fix: $(READY) ## format, and mend what the linter can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean: ## remove the environment and all caches; data stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

define require-python
[ -n "$(PYTHON)" ] || { echo "Python 3.11 or newer is needed and was not found." >&2; exit 1; }
endef

$(READY): requirements-dev.lock pyproject.toml
	@$(require-python)
	@$(PYTHON) -m venv $(VENV) || { echo "The venv module is needed: apt-get install python3-venv." >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
