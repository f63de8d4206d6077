# rollcall: build, install what is missing, run, test.
#
#   make            build the stages and the command into out/build/$(VARIANT)
#   make run        set up, build, consolidate the two sample months, say where the reports lie
#   make test       set up, build, run every test
#   make check      tests without the set-up; CASES='tests/cases/match/*/' runs some
#   make accept     rewrite the expected files of CASES; read `git diff` afterwards
#   make lint       format, clang-tidy, structure of the house
#   make fuzz       every reader against libFuzzer (clang); FUZZ=csv is one, SECONDS=900 is longer
#   make corpora    collections of files under ../shared/data against what is known of them
#   make accuracy   every data set under ../shared/data with exports, truth and rules: one table;
#                   how many spellings of names the keys of each country join: another
#   make bench      a million invented rows: ingest | validate against zlib and libcsv alone, then
#                   consolidated: seconds and memory by stage; ROWS=; what 50 and 200 rules cost a name
#   make install    DESTDIR= PREFIX=/usr/local
#   make setup      only install what is missing (apt, through sudo where not root)
#
# Knobs: V=1 (show the commands), CC, SAN=address,undefined (its own build folder), CASES, DESTDIR,
# PREFIX, JOBS, ROWS, FUZZ, SECONDS.

STAGES  = ingest validate normalise match cluster overlap report
PREFIX  = /usr/local
CC      = gcc
SAN     =
JOBS   := $(shell nproc 2>/dev/null || echo 2)
VARIANT = $(if $(SAN),$(SAN),release)
BUILD   = out/build/$(VARIANT)
BIN     = $(BUILD)/bin
VERSION = 0.1.0

MONTHS  = fixtures/months
MONTH_RULES = --rules $(MONTHS)/rules
ROWS    = 1000000
FUZZ    = all
SECONDS = 60

PACKAGES = glib-2.0 gio-2.0 gio-unix-2.0 json-glib-1.0 libpcre2-8 zlib libdeflate nettle uchardet xlsxwriter sqlite3
GLIB_PIN = -DGLIB_VERSION_MIN_REQUIRED=GLIB_VERSION_2_68 -DGLIB_VERSION_MAX_ALLOWED=GLIB_VERSION_2_68
WARNINGS = -Wall -Wextra -Werror -Wshadow -Wconversion -Wformat=2 -Wstrict-prototypes \
	-Wmissing-prototypes -Wmissing-declarations -Wold-style-definition -Wpointer-arith \
	-Wcast-qual -Wwrite-strings -Wundef -Wvla -Wredundant-decls -Wswitch-enum -Wnull-dereference \
	-Wimplicit-fallthrough -Wdeclaration-after-statement \
	$(if $(findstring gcc,$(CC)),-Wlogical-op -Wduplicated-cond -Wduplicated-branches \
	-Wformat-signedness -Wjump-misses-init)
PACKAGE_CFLAGS := $(patsubst -I%,-isystem %,$(shell pkg-config --cflags $(PACKAGES) 2>/dev/null))
PACKAGE_LIBS   := $(shell pkg-config --libs $(PACKAGES) 2>/dev/null)
CPPFLAGS += -I. -D_GNU_SOURCE -DROLL_VERSION='"$(VERSION)"' \
	-DROLL_STAGES='$(STAGES:%="%",)' $(if $(findstring fuzzer,$(SAN)),-DROLL_FUZZING) $(GLIB_PIN) $(PACKAGE_CFLAGS)
OPTIMISE = -O2
CFLAGS  += -std=gnu11 $(WARNINGS) -fno-common -fPIE $(if $(SAN),-O1 -g -fsanitize=$(SAN) \
	-fno-sanitize-recover=all -fno-omit-frame-pointer,$(OPTIMISE) -g -D_FORTIFY_SOURCE=2 -fstack-protector-strong)
LDFLAGS += -pie -Wl,--as-needed -Wl,-z,relro,-z,now $(if $(SAN),-fsanitize=$(SAN))
LDLIBS  += $(PACKAGE_LIBS) -lcsv -lm -ldl

say = $(if $(V),,@echo '$(1)' && )

objects = $(patsubst %.c,$(BUILD)/obj/%.o,$(1))
LIB_OBJECTS   = $(call objects,$(wildcard pipeline/lib/*.c))
$(LIB_OBJECTS): OPTIMISE = -O3# its loops over columns become vectors
stage_sources = $(wildcard stages/$(1)/*.c)
stage_objects = $(call objects,$(stage_sources))

.PHONY: all
all: $(STAGES:%=$(BIN)/%) $(BIN)/rollcall $(BIN)/generate

$(BUILD)/obj/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(call say,compile $<)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c $< -o $@

$(BUILD)/libroll.a: $(LIB_OBJECTS)
	@rm -f $@
	$(call say,collect $@)$(AR) crs $@ $^

.SECONDEXPANSION:
$(STAGES:%=$(BIN)/%): $(BIN)/%: $$(call stage_objects,%) $(BUILD)/libroll.a
	@mkdir -p $(@D)
	$(call say,link    $@)$(CC) $(LDFLAGS) $^ $(LDLIBS) -o $@

# The command, and the generator of invented exports.
$(BIN)/rollcall: $(call objects,$(wildcard pipeline/*.c)) $(BUILD)/libroll.a
$(BIN)/generate: $(call objects,$(wildcard fixtures/*.c)) $(BUILD)/libroll.a
$(BIN)/rollcall $(BIN)/generate:
	@mkdir -p $(@D)
	$(call say,link    $@)$(CC) $(LDFLAGS) $^ $(LDLIBS) -o $@

# A unit test links what it tests: the library, and the stages and the generator without their main.
$(BUILD)/libstages.a: $(filter-out %/main.o,$(foreach stage,$(STAGES),$(call stage_objects,$(stage))) \
		$(call objects,$(wildcard fixtures/*.c)))
	@rm -f $@
	$(call say,collect $@)$(AR) crs $@ $^

UNIT_TESTS = $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/*.c))
$(UNIT_TESTS): $(BUILD)/tests/%: $(BUILD)/obj/tests/unit/%.o $(BUILD)/libstages.a $(BUILD)/libroll.a
	@mkdir -p $(@D)
	$(call say,link    $@)$(CC) $(LDFLAGS) $^ $(LDLIBS) -o $@

# Where a processor lacks what the short way needs, a reader goes another; the same tests hold it.
PORTABLE_TESTS = $(BUILD)/tests/portable/test-csv
$(BUILD)/obj/portable/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(call say,compile $< (portable))$(CC) $(CPPFLAGS) -DROLL_PORTABLE $(CFLAGS) -MMD -MP -c $< -o $@
$(BUILD)/tests/portable/test-csv: $(BUILD)/obj/tests/unit/test-csv.o \
		$(BUILD)/obj/portable/pipeline/lib/cells.o $(BUILD)/libroll.a
	@mkdir -p $(@D)
	$(call say,link    $@)$(CC) $(LDFLAGS) $^ $(LDLIBS) -o $@

# A harness is the same: fuzz_input() of one reader, given stored files by replay.c in `make check`,
# and made-up ones by libFuzzer in `make fuzz`.
FUZZERS = $(filter-out fuzz replay,$(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/*.c)))
REPLAYS = $(FUZZERS:%=$(BUILD)/fuzz/%)
$(REPLAYS): $(BUILD)/fuzz/%: $(BUILD)/obj/tests/fuzz/%.o $(BUILD)/obj/tests/fuzz/fuzz.o \
		$(BUILD)/obj/tests/fuzz/replay.o $(BUILD)/libstages.a $(BUILD)/libroll.a
	@mkdir -p $(@D)
	$(call say,link    $@)$(CC) $(LDFLAGS) $^ $(LDLIBS) -o $@
LIBFUZZERS = $(FUZZERS:%=$(BUILD)/libfuzzer/%)
$(LIBFUZZERS): $(BUILD)/libfuzzer/%: $(BUILD)/obj/tests/fuzz/%.o $(BUILD)/obj/tests/fuzz/fuzz.o \
		$(BUILD)/libstages.a $(BUILD)/libroll.a
	@mkdir -p $(@D)
	$(call say,link    $@)$(CC) $(LDFLAGS) -fsanitize=fuzzer $^ $(LDLIBS) -o $@

# ---- set-up, run ----

.PHONY: setup run
setup:
	@.ci/setup build

# The packages may have come just now, so the build is another make: this one looked for them
# before.  What is there is not built again.
run: setup
	@$(MAKE) --no-print-directory -j$(JOBS) all
	$(BIN)/rollcall run --replace $(MONTH_RULES) --month 2026-09 --out out/2026-09 $(MONTHS)/2026-09/exports/*
	$(BIN)/rollcall run --replace $(MONTH_RULES) --month 2026-10 --previous out/2026-09 --out out/2026-10 \
		$(MONTHS)/2026-10/exports/*

# ---- tests ----

.PHONY: test check accept
test:
	@.ci/setup test
	@$(MAKE) --no-print-directory -j$(JOBS) all unit-tests
	@$(MAKE) --no-print-directory check

.PHONY: unit-tests
unit-tests: $(UNIT_TESTS) $(PORTABLE_TESTS) $(REPLAYS) $(BUILD)/bench/count-csv $(BUILD)/bench/apply-rules

check: all $(if $(CASES),,unit-tests)
	@$(if $(CASES),tests/run-cases $(BIN) $(CASES),tests/run-all $(BIN) $(UNIT_TESTS) $(PORTABLE_TESTS))

# Two at a time; each has its own core, as CI has two.
.PHONY: fuzz fuzzers
fuzz:
	@.ci/setup fuzz
	@$(MAKE) --no-print-directory -j$(JOBS) CC=clang VARIANT=fuzz SAN=address,undefined,fuzzer-no-link \
		fuzzers
	@tests/run-fuzz out/build/fuzz/libfuzzer $(SECONDS) $(if $(filter all,$(FUZZ)),$(FUZZERS),$(FUZZ))

fuzzers: $(LIBFUZZERS)

accept: all
	@$(if $(CASES),,$(error which cases?  make accept CASES='tests/cases/match/*/'))
	@tests/run-cases --accept $(BIN) $(CASES)

# ---- lint ----

SOURCES = $(wildcard pipeline/*.c pipeline/lib/*.c stages/*/*.c fixtures/*.c tests/unit/*.c \
	tests/fuzz/*.c tests/bench/*.c)
HEADERS = $(wildcard pipeline/*.h pipeline/lib/*.h stages/*/*.h fixtures/*.h tests/unit/*.h \
	tests/fuzz/*.h)
SCRIPTS = $(wildcard .ci/run .ci/setup tests/run-* tests/*-structure tests/test-formats tests/test-reports tests/test-page tests/test-review tests/formats/install tests/check-findings tests/check-messages tests/test-examples .ci/examples/pre-commit tests/accuracy tests/name-keys tests/corpora tests/hold-truth tests/holders \
	tests/bench/ingest \
	tests/stub-stages tests/cases/*/*/run)
TIDY    = $(SOURCES:%.c=$(BUILD)/tidy/%.ok)

.PHONY: lint tidy format
lint:
	@.ci/setup lint
	@$(MAKE) --no-print-directory -j$(JOBS) all unit-tests
	$(call say,format)clang-format --dry-run -Werror $(SOURCES) $(HEADERS)
	$(call say,scripts)shellcheck $(SCRIPTS)
	$(call say,structure)tests/check-structure $(BUILD)
	@$(MAKE) --no-print-directory -j$(JOBS) tidy
	@echo "lint: nothing to complain about"

tidy: $(TIDY)

# A stamp a file; the object is remade when a header changes, and so is the stamp.
$(BUILD)/tidy/%.ok: %.c $(BUILD)/obj/%.o .clang-tidy tests/.clang-tidy
	@mkdir -p $(@D)
	$(call say,tidy    $<)clang-tidy --quiet $< -- $(CPPFLAGS) -std=gnu11 2>$@.log || \
		{ cat $@.log; exit 1; }
	@touch $@

format:
	clang-format -i $(SOURCES) $(HEADERS)

# ---- figures ----

.PHONY: accuracy corpora bench
accuracy: all
	@tests/accuracy $(BIN) ../shared/data
	@tests/name-keys $(BIN) tests/spellings

corpora: all
	@tests/corpora $(BIN) ../shared/data

# The least that reading exports costs; not a part of the product.
$(BUILD)/bench/count-csv: $(BUILD)/obj/tests/bench/count-csv.o
	@mkdir -p $(@D)
	$(call say,link    $@)$(CC) $(LDFLAGS) $^ $(LDLIBS) -o $@

# What rules cost a name, held against pcre2_substitute() for every rule.
$(BUILD)/bench/apply-rules: $(BUILD)/obj/tests/bench/apply-rules.o $(BUILD)/libroll.a
	@mkdir -p $(@D)
	$(call say,link    $@)$(CC) $(LDFLAGS) $^ $(LDLIBS) -o $@

NAME_RULES = $(patsubst %,rules/names/%.ini,clean note honorific rank key skeleton)
bench: all $(BUILD)/bench/count-csv $(BUILD)/bench/apply-rules
	rm -rf out/bench
	$(BIN)/generate --rows $(ROWS) --out out/bench/input
	tests/bench/ingest $(BIN) $(BUILD)/bench/count-csv out/bench/input
	$(BIN)/ingest $$(ls -S out/bench/input/exports/* | head -1) -o out/bench/names.roll
	$(BUILD)/bench/apply-rules 50 out/bench/names.roll $(NAME_RULES)
	$(BUILD)/bench/apply-rules 200 out/bench/names.roll $(NAME_RULES) rules/encodings/zawgyi.ini
	$(BIN)/rollcall run --timing --rules out/bench/input/rules --out out/bench/run out/bench/input/exports/*
	$(BIN)/rollcall evaluate out/bench/run out/bench/input/truth.csv.gz

# ---- install ----

LIBEXEC = $(DESTDIR)$(PREFIX)/libexec/rollcall
SHARE   = $(DESTDIR)$(PREFIX)/share

.PHONY: install
install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(LIBEXEC) $(SHARE)/rollcall $(SHARE)/doc/rollcall
	install $(BIN)/rollcall $(DESTDIR)$(PREFIX)/bin
	install $(STAGES:%=$(BIN)/%) $(LIBEXEC)
	rm -rf $(SHARE)/rollcall/rules
	cp -R rules $(SHARE)/rollcall/rules
	chmod -R u=rwX,go=rX $(SHARE)/rollcall/rules
	install -m 644 README.md LICENSE $(SHARE)/doc/rollcall
	install -m 644 pipeline/README.md $(SHARE)/doc/rollcall/contract.md
	install -m 644 pipeline/findings.md $(SHARE)/doc/rollcall/findings.md
	install -m 644 pipeline/tables.md $(SHARE)/doc/rollcall/tables.md
	install -m 644 pipeline/findings.schema.json $(SHARE)/doc/rollcall/findings.schema.json

.PHONY: clean
clean:
	rm -rf out/build out/bin out/bench

-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)
