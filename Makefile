# rollcall: build, install what is missing, run, test.
#
#   make            build the stages and the command into out/build/$(VARIANT)
#   make run        set up, build, consolidate the two sample months, say where the reports lie
#   make test       set up, build, run every test
#   make check      tests without the set-up; CASES='tests/cases/match/*/' runs some
#   make accept     rewrite the expected files of CASES; read `git diff` afterwards
#   make lint       format, clang-tidy, structure of the house
#   make accuracy   every data set under ../shared/data with exports, truth and rules: one table
#   make install    DESTDIR= PREFIX=/usr/local
#
# Knobs: CC, SAN=address,undefined (its own build folder), CASES, DESTDIR, PREFIX, JOBS.

STAGES  = ingest validate normalise match cluster overlap report
PREFIX  = /usr/local
CC      = gcc
SAN     =
JOBS   := $(shell nproc 2>/dev/null || echo 2)
VARIANT = $(if $(SAN),$(SAN),release)
BUILD   = out/build/$(VARIANT)
BIN     = $(BUILD)/bin
VERSION = 0.1.0

PACKAGES = glib-2.0 gio-2.0 gio-unix-2.0 libpcre2-8 zlib
GLIB_PIN = -DGLIB_VERSION_MIN_REQUIRED=GLIB_VERSION_2_68 -DGLIB_VERSION_MAX_ALLOWED=GLIB_VERSION_2_68
WARNINGS = -Wall -Wextra -Werror -Wshadow -Wconversion -Wformat=2 -Wstrict-prototypes \
	-Wmissing-prototypes -Wmissing-declarations -Wold-style-definition -Wpointer-arith \
	-Wcast-qual -Wwrite-strings -Wundef -Wvla -Wredundant-decls -Wswitch-enum -Wnull-dereference \
	-Wimplicit-fallthrough -Wdeclaration-after-statement \
	$(if $(findstring gcc,$(CC)),-Wlogical-op -Wduplicated-cond -Wduplicated-branches \
	-Wformat-signedness -Wjump-misses-init)
CPPFLAGS += -I. -D_GNU_SOURCE -DROLL_VERSION='"$(VERSION)"' $(GLIB_PIN) \
	$(patsubst -I%,-isystem %,$(shell pkg-config --cflags $(PACKAGES) 2>/dev/null))
CFLAGS  += -std=gnu11 $(WARNINGS) -fno-common -fPIE $(if $(SAN),-O1 -g -fsanitize=$(SAN) \
	-fno-sanitize-recover=all -fno-omit-frame-pointer,-O2 -g -D_FORTIFY_SOURCE=2 -fstack-protector-strong)
LDFLAGS += -pie -Wl,-z,relro,-z,now $(if $(SAN),-fsanitize=$(SAN))
LDLIBS  += $(shell pkg-config --libs $(PACKAGES) 2>/dev/null) -lcsv -lm

objects = $(patsubst %.c,$(BUILD)/obj/%.o,$(1))
LIB_OBJECTS   = $(call objects,$(wildcard pipeline/lib/*.c))
stage_sources = $(wildcard stages/$(1)/*.c)
stage_objects = $(call objects,$(stage_sources))

.PHONY: all
all: $(STAGES:%=$(BIN)/%) $(BIN)/rollcall $(BIN)/generate

$(BUILD)/obj/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c $< -o $@

$(BUILD)/libroll.a: $(LIB_OBJECTS)
	@rm -f $@
	$(AR) crs $@ $^

.SECONDEXPANSION:
$(STAGES:%=$(BIN)/%): $(BIN)/%: $$(call stage_objects,%) $(BUILD)/libroll.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) $^ $(LDLIBS) -o $@

# The command, and the generator of invented exports.
$(BIN)/rollcall: $(call objects,$(wildcard pipeline/*.c)) $(BUILD)/libroll.a
$(BIN)/generate: $(call objects,$(wildcard fixtures/*.c)) $(BUILD)/libroll.a
$(BIN)/rollcall $(BIN)/generate:
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) $^ $(LDLIBS) -o $@

# A unit test links what it tests: the library, and the stages without their main.
$(BUILD)/libstages.a: $(filter-out %/main.o,$(foreach stage,$(STAGES),$(call stage_objects,$(stage))))
	@rm -f $@
	$(AR) crs $@ $^

UNIT_TESTS = $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/*.c))
$(UNIT_TESTS): $(BUILD)/tests/%: $(BUILD)/obj/tests/unit/%.o $(BUILD)/libstages.a $(BUILD)/libroll.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) $^ $(LDLIBS) -o $@

.PHONY: clean
clean:
	rm -rf out/build out/bin

-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)
