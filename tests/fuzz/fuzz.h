/* fuzz: what a harness is made of.
 *
 * A harness is one file: fuzz_input(), which gives an input to one reader and asserts what must
 * hold whatever the input.  `make fuzz` links it with libFuzzer; `make check` links it with
 * replay.c and runs the files of corpus/NAME/, so that what was found once is not found again. */
#pragma once

#include <glib.h>

#include "pipeline/lib/layers.h"
#include "pipeline/lib/source.h"

/* What a harness has still to use of its input. */
typedef struct {
    const guint8 *data;
    gsize size;
} FuzzInput;

/* The harness's own. */
void fuzz_input(FuzzInput input);

/* The next byte, for choices; 0 at the end. */
guint8 fuzz_byte(FuzzInput *input);
/* What is left as text: up to the first NUL, bytes that are not UTF-8 replaced (transfer full). */
gchar *fuzz_text(FuzzInput input);
/* What is left as bytes (transfer full). */
GBytes *fuzz_bytes(FuzzInput input);

/* Reads all of @source (transfer full), @size bytes at a time and at most 16 MiB. */
typedef struct {
    GByteArray *bytes; /* owned; what came before an error too */
    gchar *error;      /* owned; NULL: none */
} FuzzRead;
FuzzRead fuzz_read_all(RollSource *source, gsize size);
void fuzz_read_clear(FuzzRead *read);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(FuzzRead, fuzz_read_clear)
/* The same bytes, or the same error behind bytes of which one is the beginning of the other. */
void fuzz_assert_same(const FuzzRead *a, const FuzzRead *b);

void fuzz_assert_bytes(gconstpointer a, gsize n_a, gconstpointer b, gsize n_b);

/* An error of the kinds that an input may cause, and no other. */
void fuzz_assert_fault(const GError *error);

/* The shipped rules; loaded once (transfer none). */
const RollLayers *fuzz_layers(void);
