# The commands of the project. `make help` lists them.
PYTHON := .venv/bin/python
PORT ?= 8000
export PORT
# The demonstration signs people in with one click; settings refuse that with DEBUG off or on PostgreSQL.
DEMONSTRATION := DEBUG=1 SLUITEND_DEMONSTRATION=1

.PHONY: help demo serve test check bench lock vendor screenshots

help: ## list these commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | expand -t 14

demo: ## make the environment, load the demonstration region and serve it on PORT (8000)
	@./bootstrap.sh
	@$(DEMONSTRATION) $(PYTHON) manage.py demo

serve: ## serve the database of DATABASE_URL on PORT, as in production
	@./bootstrap.sh
	@$(PYTHON) manage.py collectstatic --noinput --verbosity 0
	PYTHONPATH=src .venv/bin/granian --interface wsgi --workers 2 --blocking-threads 4 --no-ws \
		--host 127.0.0.1 --port $(PORT) sluitend.config.wsgi:application

test: ## all tests, with Chromium and a private PostgreSQL; ARGS goes to pytest
	@./bootstrap.sh dev
	@tools/test-machine.sh tools/run-tests.sh $(ARGS)

check: ## style, types, direction of imports, templates, translations, audit of packages
	@./bootstrap.sh dev
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	PYTHONPATH=src .venv/bin/lint-imports
	.venv/bin/djlint src --lint --quiet
	$(PYTHON) tools/translations.py check
	$(PYTHON) tools/audit.py

bench: ## measure against a durable PostgreSQL with synthetic regions; ARGS goes to the measurement (benchmarks/README.md)
	@./bootstrap.sh dev
	@SLUITEND_DURABLE=1 tools/test-machine.sh $(PYTHON) -m benchmarks.run $(ARGS)

screenshots: ## take the pictures of the manual again
	@./bootstrap.sh dev
	@SCREENSHOTS=1 tools/test-machine.sh $(PYTHON) -m pytest tests/browser $(ARGS)

lock: ## renew the locks from pyproject.toml
	@./bootstrap.sh dev
	@tools/lock.sh

vendor: ## fetch the front-end files again (needs npm)
	python3 tools/vendor.py
