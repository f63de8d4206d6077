/* encoding: what a partner sends instead of names: keyed Bloom filters, a field each.
 *
 * The scheme is the cryptographic long-term key of Schnell, Bachteler and Reiher (BMC Medical
 * Informatics 9:41, 2009; and 2011), with what was published to harden it:
 *   - a value is a set of tokens: of words and numbers the pairs of neighbouring signs, both ends
 *     padded; of a date its digits by their place, and its parts; of years the years;
 *   - every field has a key of its own, HMAC-SHA-256(key, "rollcall 1 " + field), so that equal
 *     tokens of two fields set different bits;
 *   - a token sets 16 bits of 1024, drawn independently: the 16-bit words of HMAC-SHA-256(field's
 *     key, token), and not from two hashes, whose patterns were read back (Niedermeyer and others,
 *     2014; Schnell and Borgs, 2016);
 *   - the filter is folded once, its halves XORed into 512 bits (Schnell and Borgs, 2016).
 *
 * A record's encodings are one cell, in the order they were added:
 *     MARK FIELD=BASE64 FIELD=BASE64 ...
 * MARK tells the scheme and the key apart from others, and not what they are.  README.md, "Partners
 * who may not share names", tells what this protects and what it does not.
 *
 * GLib's HMAC is used here and nowhere else. */
#pragma once

#include <glib.h>

#include "pipeline/lib/text.h"

#define ROLL_FILTER_BYTES 64

/* Labels of what is no field by itself. */
#define ROLL_ENCODED_NAME  "name"
#define ROLL_ENCODED_BIRTH "birth_years"

/* A folded filter. */
typedef struct {
    guint64 words[ROLL_FILTER_BYTES / 8];
} RollFilter;

typedef enum {
    ROLL_TOKENS_WORDS, /* "sok dara": pairs of signs of each word, whatever their order */
    ROLL_TOKENS_DATE,  /* "1974-03-21", "1974" */
    ROLL_TOKENS_YEARS, /* "1974", "1973/1974" */
} RollTokens;

typedef struct RollEncodingKey RollEncodingKey;

/* Makes a new key out of the system's randomness and writes it to @path, which must not exist
 * yet, mode 0600.  Errors: ROLL_ERROR_IO. */
gboolean roll_encoding_key_create(const gchar *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Errors: ROLL_ERROR_IO (cannot be read), ROLL_ERROR_CONFIG (others may read the file; no key). */
RollEncodingKey *roll_encoding_key_load(const gchar *path,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What the cells of this key begin with; the key's own. */
const gchar *roll_encoding_key_mark(const RollEncodingKey *key);
void roll_encoding_key_free(RollEncodingKey *key);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RollEncodingKey, roll_encoding_key_free)

/* The filter of @text in the field @label; FALSE, and *@filter untouched: it has no tokens. */
gboolean roll_encoding_filter(RollEncodingKey *key, const gchar *label, RollTokens tokens,
                              RollText text, RollFilter *filter);
/* Adds @label's filter of @text to the cell @cell; of an empty one the mark first.  @label: of
 * small letters, digits and _.  A text without tokens adds nothing. */
void roll_encoding_add(RollEncodingKey *key, const gchar *label, RollTokens tokens, RollText text,
                       GString *cell);

/* Whether @cell has the form above. */
gboolean roll_encoding_is_sound(RollText cell);
/* The mark of a sound cell. */
RollText roll_encoding_mark(RollText cell);
/* The next field of a sound cell behind *@position, which begins at 0; FALSE: no more. */
gboolean roll_encoding_next(RollText cell, guint *position, RollText *label, RollFilter *filter);

gboolean roll_filter_equal(const RollFilter *a, const RollFilter *b);
/* Dice's coefficient of the bits: 1 for equal filters, about .3 for those of strangers. */
gdouble roll_filter_dice(const RollFilter *a, const RollFilter *b);
/* Of the filter's bits the one that comes first in an order drawn by @seed: two filters have it in
 * common as often as they have a bit in common (Broder, 1997). */
guint roll_filter_first(const RollFilter *filter, guint64 seed);
