# `make graph` and `make test` are all that a fresh clone needs; `make help` lists the rest.

CORPUS ?= corpus
OUT ?= outputs
PYTHON ?=

VENV := .venv
BIN := $(VENV)/bin
LOCK := requirements

# Stamps say which locked set .venv holds; a lock that is newer is installed anew.
TOOLS := $(VENV)/.tools-installed
RUN := $(VENV)/.run-installed
TEST := $(VENV)/.test-installed
FUZZ := $(VENV)/.fuzz-installed
TARGETS ?=
# torch is needed here alone: to fit the model, not to run it.
MODEL_VENV := .venv-model
MODEL := $(MODEL_VENV)/.installed
# Apart, too: pip-audit needs what nothing else does.
AUDIT_VENV := .venv-audit
AUDIT := $(AUDIT_VENV)/.installed
GOLD ?=
TEXTS ?=
POSTS ?=
WORK ?= build/model
TRAIN = OMP_NUM_THREADS=1 $(MODEL_VENV)/bin/python -m
ARCHIVE = $(if $(POSTS),--posts "$(POSTS)")

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help graph test lint types unit format fuzz faults soak bundle pages lock audit licences model clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1@/p' $(MAKEFILE_LIST) | awk -F@ '{ printf "make %-8s %s\n", $$1, $$2 }'

graph: $(RUN) ## build the graph of CORPUS=corpus (any file or folder) into OUT=outputs
	@test -e "$(CORPUS)" || { echo "make graph: $(CORPUS) does not exist; give a file or a folder as CORPUS=path" >&2; exit 1; }
	@echo "building the graph of $(CORPUS) into $(OUT)"
	@$(BIN)/bacd-graph build "$(CORPUS)" --out "$(OUT)"

test: lint types unit ## check style and types, and run all tests

lint: $(TEST) ## check style
	@echo "checking style (ruff)"
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet . || { echo "make test: the files named here are not formatted; run make format" >&2; $(BIN)/ruff format --check . >&2; exit 1; }

types: $(TEST) ## check types
	@echo "checking types (mypy)"
	@$(BIN)/mypy --no-error-summary bacd_graph $(wildcard benchmarks fuzzing faults)

unit: $(TEST) ## run the tests alone; ARGS="tests/reading -k pdf" chooses
	@echo "running the tests (pytest)"
	@$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder $(ARGS)

format: $(TEST) ## write the sources in the house style
	@$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format .

fuzz: MINUTES ?= 5
fuzz: $(FUZZ) ## try hostile inputs on all readers for MINUTES=5; TARGETS="markdown slugs" chooses
	@$(BIN)/python -m fuzzing $(TARGETS) --minutes $(MINUTES)

faults: $(TEST) ## kill, starve and damage builds, readers and servers, and print which were survived; an hour; ARGS="kill --builds 20" chooses
	@$(BIN)/python -m faults $(ARGS)

soak: MINUTES ?= 20
soak: $(TEST) ## serve a graph for MINUTES=20 over ten rebuilds, and print whether memory, files and threads stay flat
	@$(BIN)/python -m faults soak --minutes $(MINUTES)

bundle: ## check and bundle the scripts of the explorer's pages, from web/ (needs Node 20 or newer)
	@command -v npm >/dev/null || { echo "make bundle: there is no npm here; install Node.js 20 or newer" >&2; exit 1; }
	@cd web && npm ci --silent && npm run --silent format && npm run --silent check && npm run --silent build

pages: $(TEST) ## make anew what README.md, docs/ and notebooks/ show of corpus/
	@$(BIN)/python -m docs.refresh

lock: $(TOOLS) ## lock the newest versions that pyproject.toml allows
	@rm -f $(LOCK)/*.txt.new
	@$(call compile,test) pyproject.toml --extra test
	@$(call compile,run) pyproject.toml --constraint $(LOCK)/test.txt.new
	@$(call compile,build) $(LOCK)/build.in --constraint $(LOCK)/test.txt.new
	@$(call compile,audit) $(LOCK)/audit.in --constraint $(LOCK)/test.txt.new
	@$(call compile,fuzz) $(LOCK)/fuzz.in --constraint $(LOCK)/test.txt.new
	@$(call compile,model) $(LOCK)/model.in --constraint $(LOCK)/test.txt.new
	@for set in build test run audit fuzz model; do mv $(LOCK)/$$set.txt.new $(LOCK)/$$set.txt; done
	@echo "locked: the sets in $(LOCK)/; now run make test, then make licences"

audit: $(AUDIT) ## look up known vulnerabilities of all locked packages, of Python and of npm (needs the network)
	@$(AUDIT_VENV)/bin/python $(LOCK)/audit.py $(AUDIT_VENV)/bin/pip-audit

licences: $(TEST) ## list the licences of all locked packages in requirements/LICENCES.tsv
	@$(BIN)/python $(LOCK)/licences.py

model: $(MODEL) ## fit the model to GOLD=annotations of TEXTS=folder, to training/ and POSTS=folder; hours, or minutes on a GPU
	@test -d "$(GOLD)" -a -d "$(TEXTS)" || { echo "make model: give the folders of annotations and of their texts as GOLD=path TEXTS=path" >&2; exit 1; }
	@echo "fitting the model to $(GOLD), in $(WORK)"
	@$(TRAIN) training prepare "$(GOLD)" "$(TEXTS)" "$(WORK)" $(ARCHIVE)
	@$(TRAIN) training.fit "$(WORK)"
	@$(TRAIN) training finish "$(GOLD)" "$(TEXTS)" "$(WORK)" bacd_graph/data/model $(ARCHIVE)
	@test -z "$(POSTS)" || $(TRAIN) training student "$(GOLD)" "$(TEXTS)" "$(WORK)" bacd_graph/data/model $(ARCHIVE)

clean: ## remove .venv, outputs and every cache
	rm -rf $(VENV) $(MODEL_VENV) $(AUDIT_VENV) $(OUT) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

# One lock for every Python from 3.11 on and every platform.
compile = echo "locking $(1)" && $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --upgrade \
	--generate-hashes --no-annotate --no-header --no-emit-index-url --output-file $(LOCK)/$(1).txt.new

# uv is ten times as fast as pip, but knows nothing of pip's settings (a mirror, say): then pip does it.
install = $(BIN)/uv pip install --quiet --python $(BIN)/python $(1) || $(BIN)/pip install --quiet $(1)

$(TOOLS): $(LOCK)/build.txt
	@PYTHON="$(PYTHON)" $(LOCK)/make-venv.sh $(VENV)
	@$(BIN)/pip install --quiet --require-hashes --requirement $(LOCK)/build.txt
	@touch $@

$(RUN): $(TOOLS) $(LOCK)/run.txt pyproject.toml
	@echo "installing bacd-graph and what it needs into $(VENV)"
	@$(call install,--require-hashes --requirement $(LOCK)/run.txt)
	@$(call install,--no-deps --no-build-isolation --editable .)
	@touch $@

$(TEST): $(RUN) $(LOCK)/test.txt
	@echo "installing what the tests need into $(VENV)"
	@$(call install,--require-hashes --requirement $(LOCK)/test.txt)
	@# Tests start hundreds of processes, and where Python may not write bytecode each would compile all.
	@$(BIN)/python -m compileall -qq -j 0 $(VENV)/lib || :
	@touch $@

$(AUDIT): $(TOOLS) $(LOCK)/audit.txt
	@echo "installing pip-audit into $(AUDIT_VENV)"
	@$(BIN)/python -m venv $(AUDIT_VENV)
	@$(AUDIT_VENV)/bin/python -m pip install --quiet --require-hashes --requirement $(LOCK)/audit.txt
	@touch $@

$(FUZZ): $(TEST) $(LOCK)/fuzz.txt
	@echo "installing what fuzzing needs into $(VENV)"
	@$(call install,--require-hashes --requirement $(LOCK)/fuzz.txt)
	@touch $@

$(MODEL): $(RUN) $(LOCK)/model.txt
	@echo "installing what fitting the model needs into $(MODEL_VENV): torch alone is large"
	@$(BIN)/python -m venv $(MODEL_VENV)
	@$(MODEL_VENV)/bin/python -m pip install --quiet --require-hashes --requirement $(LOCK)/run.txt
	@$(MODEL_VENV)/bin/python -m pip install --quiet --require-hashes --requirement $(LOCK)/model.txt
	@touch $@
