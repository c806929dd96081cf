# make demo   a recorded newsroom, crawled, read and served on 127.0.0.1:8080
# make test   everything that guards the project
# make bench  benchmarks, benchstat-friendly
# make bench-million  searches and facets of a million statements, beside Bleve's own
# make bench-load     the search page and the API over HTTP, while statements are written
# make bench-writing  how fast a million statements are indexed, in how much space
# make bench-utterances  how fast the same words are found among a million statements
# make build  bin/onrecord

SHELL := bash
FUZZTIME ?= 2000x
CHROMIUM := $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)

.PHONY: build demo test bench bench-million bench-load bench-writing bench-utterances fmt vet staticcheck unit fuzz tools

build:
	@mkdir -p bin
	go build -o bin/onrecord .

demo: build
	./bin/onrecord demo

test: tools fmt vet staticcheck unit fuzz

fmt:
	@unformatted=$$(gofmt -l $$(git ls-files '*.go')); \
	if [ -n "$$unformatted" ]; then echo "not gofmt'ed:"; echo "$$unformatted"; exit 1; fi

vet:
	go vet ./...

staticcheck:
	go tool staticcheck ./...

# The browser test drives Chromium, the race detector needs a C compiler. Both
# come from Debian's packages where they are absent and we are root.
tools:
	@missing=; \
	[ -n "$(CHROMIUM)" ] || missing="$$missing chromium"; \
	command -v "$$(go env CC)" >/dev/null || missing="$$missing gcc libc6-dev"; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing >/dev/null; \
	else \
		echo "make test needs$$missing: install them first, on Debian with: apt-get install$$missing"; exit 1; \
	fi

unit:
	CGO_ENABLED=1 go test -race -timeout 40m ./...

# A few thousand inputs to every fuzz target: counted, since a run ended by the
# clock may fail with nothing but "context deadline exceeded".
fuzz:
	@set -e; for package in $$(go list ./...); do \
		for target in $$(go test -list '^Fuzz' $$package | grep '^Fuzz' || true); do \
			echo "fuzz $$package $$target"; \
			go test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 100x $$package; \
		done; \
	done

bench:
	go test -run '^$$' -bench . -benchmem ./...

# The first run makes both indexes, 1.5 GB in all, in minutes; later ones find
# them in INDEX.
STATEMENTS ?= 1000000
INDEX ?= $(or $(TMPDIR),/tmp)/onrecord-bench

bench-million:
	@mkdir -p $(INDEX)
	go test -run '^$$' -bench 'Search|Beside' -benchtime 300x -timeout 2h ./index/embedded -index $(INDEX) -statements $(STATEMENTS)

bench-load:
	go test -run '^$$' -bench 'Load$$' -benchtime 1x -timeout 2h ./server -loadindex $(INDEX)/served -load $(STATEMENTS)

bench-writing:
	go test -run '^$$' -bench 'Rebuild|Put$$' -benchtime 1x -timeout 2h ./index/embedded -written $(STATEMENTS)
	go test -run '^$$' -bench 'Visible' -benchtime 1000x ./index/embedded

bench-utterances:
	go test -run '^$$' -bench 'Utterances' -benchtime $(STATEMENTS)x ./extractor
