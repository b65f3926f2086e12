# The only door: `make run` and `make test` install what is missing, build and go.
SHELL := /bin/bash
VAR ?= var
ADDRESS ?= localhost:8443
ENGINE ?= sqlite
DEBIAN_RUN := libpq-dev libsqlite3-dev libssl-dev libxlsxwriter-dev libzip-dev pkg-config
DEBIAN_FAULTS := faketime fiu-utils gcc haproxy libc6-dev postgresql python3
DEBIAN_TEST := $(DEBIAN_RUN) $(DEBIAN_FAULTS) chromium fonts-noto-core openssl python3-venv strace
SECONDS ?= 180
SOURCES := Sources Tests Package.swift

.PHONY: run bench test unit-test browser-test fault-test hostile-test cluster-test faults starts hostile sanitize check lint format release setup setup-test

run: setup
	swift build --product quiz-server
	mkdir -p $(VAR)
	exec .build/debug/quiz-server --data $(VAR) --address $(ADDRESS) --demo

release: setup
	swift build -c release --product quiz-server
	swift build -c release --product quiz-admin

test: setup-test unit-test browser-test fault-test hostile-test cluster-test

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

hostile-test:
	swift build --product quiz-server
	.build-python/bin/python -m pytest -q Tests/Hostile

# Server and attackers need 25,000 file descriptors each: see `ulimit -Hn`.
hostile: release setup-test
	ulimit -n 25000 && HOSTILE_BUILD=release HOSTILE_IDLE=20000 .build-python/bin/python -m pytest -q -s Tests/Hostile

cluster-test:
	swift build --product quiz-server
	Scripts/with-postgres .build-python/bin/python -m pytest -q Tests/Cluster

# 64 simultaneous starts of one entrant over two servers, again and again. STARTS="--rounds 10000" plays that many.
starts: release
	@Scripts/install-debian-packages postgresql python3
	Scripts/with-postgres python3 Tests/Cluster/starts.py $(STARTS)

# The long run. FAULTS="--kills 100 --seconds 300" bounds it otherwise; --help says all.
faults: release
	@Scripts/install-debian-packages $(DEBIAN_FAULTS)
	python3 Tests/Faults/run.py $(FAULTS)

# Mixed load under ThreadSanitizer, then under AddressSanitizer, for SECONDS each.
define sanitized
swift build --sanitize=$(1) --scratch-path $(2) --product quiz-server
swift build --sanitize=$(1) --scratch-path $(2) --product quiz-admin
python3 Tests/Faults/sanitize.py $(1) $(2)/debug --seconds $(SECONDS)
endef

sanitize: setup
	$(call sanitized,thread,.build-tsan)
	$(call sanitized,address,.build-asan)

# PHASES="starts saves" measures only these; ENGINE=postgres everything on a throw-away cluster.
bench: release
	@Scripts/install-debian-packages wrk python3 $(if $(filter postgres,$(ENGINE)),postgresql)
	swift build -c release --product load-bare
	swift build -c release --product load-ranking
	swift build -c release --product load-standings
	$(if $(filter postgres,$(ENGINE)),Scripts/with-postgres) python3 Tests/Load/bench.py .build/release $(PHASES)

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
