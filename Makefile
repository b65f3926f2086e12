# The only door: `make run` and `make test` install what is missing, build and go.
SHELL := /bin/bash
VAR ?= var
ADDRESS ?= localhost:8443
DEBIAN_RUN := libpq-dev libsqlite3-dev libssl-dev libxlsxwriter-dev libzip-dev pkg-config
DEBIAN_FAULTS := faketime fiu-utils gcc libc6-dev python3
DEBIAN_TEST := $(DEBIAN_RUN) $(DEBIAN_FAULTS) chromium fonts-noto-core openssl postgresql python3-venv strace
SOURCES := Sources Tests Package.swift

.PHONY: run bench test unit-test browser-test fault-test faults check lint format release setup setup-test

run: setup
	swift build --product quiz-server
	mkdir -p $(VAR)
	exec .build/debug/quiz-server --data $(VAR) --address $(ADDRESS) --demo

release: setup
	swift build -c release --product quiz-server
	swift build -c release --product quiz-admin

test: setup-test unit-test browser-test fault-test

# Whatever has a store once more, on PostgreSQL.
unit-test:
	swift test
	Scripts/with-postgres swift test --skip-build --filter "QuizStoreTests|QuizServerTests|QuizAdminTests"

browser-test:
	swift build --product quiz-server
	swift build --product quiz-admin
	.build-python/bin/python -m pytest -q Tests/Browser

fault-test:
	swift build --product quiz-server
	.build-python/bin/python -m pytest -q Tests/Faults

# The long run. FAULTS="--kills 100 --seconds 300" bounds it otherwise; --help says all.
faults: release
	@Scripts/install-debian-packages $(DEBIAN_FAULTS)
	python3 Tests/Faults/run.py $(FAULTS)

# PHASES="starts saves" measures only these.
bench: release
	@Scripts/install-debian-packages wrk python3
	swift build -c release --product load-bare
	swift build -c release --product load-ranking
	swift build -c release --product load-standings
	python3 Tests/Load/bench.py .build/release $(PHASES)

check: lint
	swift build --build-tests
	$(MAKE) test

lint:
	swift format lint --strict --recursive --parallel $(SOURCES)

format:
	swift format --in-place --recursive --parallel $(SOURCES)

setup:
	@Scripts/install-debian-packages $(DEBIAN_RUN)

setup-test:
	@Scripts/install-debian-packages $(DEBIAN_TEST)
	@test -x .build-python/bin/pytest || { python3 -m venv .build-python && .build-python/bin/pip install -q -r Tests/Browser/requirements.txt; }
