# What a developer or a curious visitor does here. On Windows see the plain pip lines in README.md.
#
#   make demo     the main job on the shipped example, in its own environment
#   make demo-par the PAR index: an earlier year, three kinds of files, two years side by side, one decision
#   make test     the tests, in their own environment
#   make check    all that must hold before a change goes in: ruff, mypy, tests, coverage
#   make lowest   the same on the lowest versions that pyproject.toml allows, with the demo
#   make pages    what tools write into pages and schemas, anew
#   make bench    speed and memory against what else there is (ARGS=--quick for small cases)
#   make fuzz     10,000 files and templates of each kind that nobody thought of
#   make sbom     a bill of materials of the installed packages, sbom.json (CycloneDX)
#   make clean    everything that was made here

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help demo demo-par test check lint floor lowest constraints bench pages images corpus fuzz sbom clean

PYTHON ?= python3
DEMO := .venv-demo
TEST := .venv-test
LOWEST := .venv-lowest
SBOM := .venv-sbom
EXAMPLE := examples/quang-ninh-2023
ARGS ?=
# processes that share the tests; JOBS=0 runs them one after the other, in this one
JOBS ?= auto

help:
	@sed -n 's/^#   //p' Makefile

# --- environments: made once, made again when pyproject.toml changes ------------------------------

# $(call environment,FOLDER,WHAT TO INSTALL)
define environment
@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	echo "Python 3.11 or newer is needed ($(PYTHON) is not). Name one: make PYTHON=python3.12 ..."; exit 1; }
@rm -rf $(1)
@$(PYTHON) -m venv $(1) || { rm -rf $(1); \
	echo "Cannot make an environment. On Debian or Ubuntu: sudo apt-get install python3-venv"; exit 1; }
@echo "Installing into $(1) ..."
@$(1)/bin/python -m pip install -qq --disable-pip-version-check -e $(2)
@touch $(1)/.stamp
endef

$(DEMO)/.stamp: pyproject.toml
	$(call environment,$(DEMO),.)

$(TEST)/.stamp: pyproject.toml
	$(call environment,$(TEST),.[dev])

# Only what is ready to be installed on this Python: none of the lowest versions is built here.
$(LOWEST)/versions.txt: pyproject.toml
	@rm -rf $(LOWEST) && $(PYTHON) -m venv $(LOWEST)
	@$(LOWEST)/bin/python -m pip install -qq --disable-pip-version-check uv
	@$(LOWEST)/bin/uv pip compile -q --resolution lowest-direct --only-binary :all: \
		--python $(LOWEST)/bin/python --extra dev pyproject.toml -o $@

$(LOWEST)/.stamp: $(LOWEST)/versions.txt
	@$(LOWEST)/bin/python -m pip install -qq --disable-pip-version-check -c $< -e .[dev]
	@touch $@

# --- the main job ---------------------------------------------------------------------------------

demo: $(DEMO)/.stamp
	$(DEMO)/bin/sipas -C $(EXAMPLE) score survey.xlsx
	$(DEMO)/bin/sipas -C $(EXAMPLE) rank --group huyen
	$(DEMO)/bin/sipas -C $(EXAMPLE) render-decision --year 2023
	$(DEMO)/bin/sipas -C $(EXAMPLE) report --year 2023
	@echo
	@echo "The decision: $(CURDIR)/$(EXAMPLE)/quyet-dinh-2023.docx"
	@echo "The report: $(CURDIR)/$(EXAMPLE)/bao-cao-2023.html"
	@echo "The stored run: $(CURDIR)/$(EXAMPLE)/results/2023/"
	@echo "The ballots of this example are synthetic; see $(EXAMPLE)/README.md."

PAR := examples/hai-phong-2019

demo-par: $(DEMO)/.stamp
	$(DEMO)/bin/sipas -C $(PAR) -q import-results results-2018.csv --year 2018 --index par > /dev/null
	$(DEMO)/bin/sipas -C $(PAR) score survey.xlsx leaders.xlsx appraisal.xlsx
	$(DEMO)/bin/sipas -C $(PAR) compare --year 2019 --index par --group huyen
	$(DEMO)/bin/sipas -C $(PAR) render-decision --year 2019
	@echo
	@echo "The decision with its four appendices: $(CURDIR)/$(PAR)/quyet-dinh-2019.docx"
	@echo "All data of this example are synthetic; see $(PAR)/README.md."

# --- what must hold -------------------------------------------------------------------------------

test: $(TEST)/.stamp
	@command -v soffice > /dev/null || echo "LibreOffice (soffice) is not here; the tests that need it are skipped. Debian: sudo apt-get install libreoffice-writer-nogui libreoffice-calc-nogui"
	$(TEST)/bin/python -m pytest -n $(JOBS) --dist worksteal $(ARGS)

# Everything is run even if something fails, so that one look at the log is enough.
COVERED = --cov --cov-report=term:skip-covered --cov-fail-under=$$(cat .coverage-floor)
check: $(TEST)/.stamp
	@failed=0; $(MAKE) --no-print-directory lint || failed=1; \
	$(MAKE) --no-print-directory floor || failed=1; \
	$(MAKE) --no-print-directory test ARGS="$(COVERED)" || failed=1; \
	exit $$failed

lint: $(TEST)/.stamp
	$(TEST)/bin/ruff check .
	$(TEST)/bin/ruff format --check .
	$(TEST)/bin/mypy

# The floor of the coverage, in percent, may only rise: no lower than it ever was.
floor:
	@floor=$$(cat .coverage-floor); \
	highest=$$(git log --format= --patch -- .coverage-floor 2>/dev/null | sed -n 's/^+\([0-9][0-9]*\)$$/\1/p' | sort -n | tail -n 1); \
	if [ "$$floor" -lt "$${highest:-0}" ]; then \
		echo ".coverage-floor says $$floor, it was $$highest: cover the code instead of lowering the floor."; exit 1; fi

# Each library at the lowest version that pyproject.toml allows; where it fails, raise that floor.
lowest: $(LOWEST)/.stamp
	@$(LOWEST)/bin/python -m pip list --disable-pip-version-check
	$(MAKE) --no-print-directory demo demo-par DEMO=$(LOWEST) LOWEST=none
	$(MAKE) --no-print-directory lint test TEST=$(LOWEST) LOWEST=none

# The versions that were tested, for those who want no others: write them anew when `make check` is green.
constraints: $(TEST)/.stamp
	$(TEST)/bin/python -m pip install -qq --disable-pip-version-check uv
	$(TEST)/bin/uv pip compile -q --universal --no-annotate --no-header --extra parquet pyproject.toml -o constraints.txt --upgrade
	$(TEST)/bin/python tools/make_third_party.py

bench: $(TEST)/.stamp
	$(TEST)/bin/python bench/matrix.py $(ARGS)
	$(TEST)/bin/python bench/mess.py

# Each of these has a test that fails where what it writes is not what the code says.
pages: $(TEST)/.stamp
	$(TEST)/bin/python tools/make_rooms.py
	$(TEST)/bin/python tools/make_columns.py
	$(TEST)/bin/python tools/make_policies.py
	$(TEST)/bin/python tools/make_schema.py

# The pictures of the README, from the example as it comes out today.
images: $(DEMO)/.stamp
	tools/make_images.sh $(DEMO)/bin/python

# The test workbooks of other readers and writers, which are not kept, read twice and compared.
CORPUS ?= tafia/calamine tidyverse/readxl ClosedXML/ClosedXML PHPOffice/PhpSpreadsheet SheetJS/test_files EPPlusSoftware/EPPlus
corpus: $(TEST)/.stamp
	mkdir -p corpus
	for name in $(CORPUS); do \
	  test -d corpus/$$name || git clone --quiet --depth 1 https://github.com/$$name corpus/$$name; done
	$(TEST)/bin/python bench/corpus.py corpus

# Some hours; FUZZ=500 for a quick look.
FUZZ ?= 10000
fuzz: $(TEST)/.stamp
	SIPAS_FUZZ_CASES=$(FUZZ) $(TEST)/bin/python -m pytest tests/test_fuzz.py -n $(JOBS) $(ARGS)

# What is installed with the program, with versions and licences; the tool has an environment of its own.
sbom: $(DEMO)/.stamp
	@test -x $(SBOM)/bin/cyclonedx-py || { $(PYTHON) -m venv $(SBOM) && \
		$(SBOM)/bin/python -m pip install -qq --disable-pip-version-check cyclonedx-bom; }
	$(SBOM)/bin/cyclonedx-py environment --output-reproducible -o sbom.json $(DEMO)

clean:
	rm -rf $(DEMO) $(TEST) $(LOWEST) $(SBOM) sbom.json dist build .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis
	rm -rf examples/*/results examples/*/quyet-dinh-20* examples/*/bao-cao-20* bench/data
	find . -name __pycache__ -type d -not -path './.venv*' -exec rm -rf {} +
