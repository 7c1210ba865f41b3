# Two commands do all set-up on a fresh machine: `make start` and `make test`.
BIN := .venv/bin

.PHONY: start test check bench soak environment pins clean

start: .venv/run.stamp
	$(BIN)/cockpit init
	$(BIN)/cockpit serve

test: .venv/dev.stamp
	sh deploy/test-machine.sh
	$(BIN)/python -m pytest -n auto --dist loadfile

check: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/cockpit catalogue check

bench: .venv/dev.stamp
	sh deploy/test-machine.sh bench
	sh deploy/bench-machine.sh
	$(BIN)/python -m tests.bench $(ARGS)

# The long runs, about a night; `make soak SHARE=0.01` tries them, `make soak PARTS="crash damage"` runs some.
soak: .venv/dev.stamp
	sh deploy/test-machine.sh
	$(BIN)/python -m tests.soak $(PARTS) --share $(or $(SHARE),1)

environment: .venv/dev.stamp

.venv/run.stamp: constraints.txt pyproject.toml
	sh deploy/environment.sh constraints.txt
	touch $@

.venv/dev.stamp: constraints-dev.txt pyproject.toml
	sh deploy/environment.sh constraints-dev.txt
	touch $@ .venv/run.stamp

# Renew the pins after a change of dependencies in pyproject.toml (needs uv).
pins:
	for extra in "" "-dev"; do \
	  uv pip compile pyproject.toml --extra build --extra postgresql $$([ -z "$$extra" ] || echo --extra dev) \
	    --generate-hashes --universal --python-version 3.11 --no-emit-index-url --no-emit-find-links \
	    --no-header --no-annotate -q -o constraints$$extra.txt; \
	done

clean:
	rm -rf .venv .venv-bench instance .mypy_cache .ruff_cache .pytest_cache .hypothesis
