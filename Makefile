.DEFAULT_GOAL := help
.PHONY: help setup run test quick check format demo report screenshots soak bench messages pins sbom

PORT ?= 8000
PYTHON := .venv/bin/python

# Compiled files are kept whatever the surroundings say: without them every process compiles every package again.
unexport PYTHONDONTWRITEBYTECODE

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## make .venv with all that the site needs, system libraries included
	@python3 tools/setup.py site

# exec, because make hands what kill sends to its child alone: a shell in between would keep it from the site
run: setup ## start the site with its worker and demo content; PORT=8001 for another port
	@exec env PORT=$(PORT) $(PYTHON) -m tools.run

test: ## everything: style, types, contracts, translations, tests on SQLite and PostgreSQL, browser, PDF/UA and PDF/A
	@python3 tools/setup.py tests
	@$(PYTHON) -m tools.test

quick: ## style, and the tests on SQLite that need no browser and make no whole reports
	@python3 tools/setup.py tests
	@$(PYTHON) -m tools.test quick

check: ## style, types, import contracts, templates, settings, migrations, translations
	@python3 tools/setup.py tests
	@$(PYTHON) -m tools.test check

soak: ## all tests, with the whole of what an ordinary run takes a sample of
	@python3 tools/setup.py tests
	@$(PYTHON) -m tools.test soak

format: ## put code and templates in their form
	@python3 tools/setup.py tests
	@$(PYTHON) -m ruff check --fix --quiet . || true
	@$(PYTHON) -m ruff format .
	@$(PYTHON) -m djlint --reformat --quiet templates || true

demo: setup ## put the demo partnerships in the database and print the sign-ins
	@$(PYTHON) -m tools.run --prepare-only

report: ## render the reports of the demo to build/, as PDF and as pictures of the pages
	@python3 tools/setup.py tests
	@$(PYTHON) -m tools.report

screenshots: ## take the pictures in docs/images again
	@python3 tools/setup.py tests
	@$(PYTHON) -m tools.screenshots

bench: ## measure everything in one table with targets, and keep it in bench/results/; 20 minutes with nothing beside it
	@python3 tools/setup.py tests
	@$(PYTHON) -m bench

messages: ## gather the texts to translate, and say which lack a translation
	@$(PYTHON) -m tools.messages update

sbom: ## write what the product is made of to build/, as CycloneDX
	@python3 tools/setup.py tests
	@$(PYTHON) -m tools.sbom

pins: ## pin the requirements anew, with hashes
	uv pip compile --quiet pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make pins" --output-file requirements.txt
	uv pip compile --quiet pyproject.toml --extra dev --constraint requirements.txt --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make pins" --output-file requirements-dev.txt
