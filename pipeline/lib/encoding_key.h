/* encoding_key: the key of encodings: its file, and the keys of the fields.
 *
 * Only encoding.c includes this; others see encoding.h. */
#pragma once

#include <glib.h>

#include "pipeline/lib/encoding.h"

#define ENCODING_DIGEST_BYTES 32

/* Fills in the bytes of HMAC-SHA-256(the key of field @label, @token). */
void encoding_digest(RollEncodingKey *key, const gchar *label, RollText token,
                     guint8 digest[ENCODING_DIGEST_BYTES]);
