/* recode: bytes of a declared encoding as UTF-8, through iconv. */
#pragma once

#include <glib.h>

#include "pipeline/lib/source.h"

/* Reads @inner (transfer full) from @encoding, by iconv's name, as UTF-8.
 * Errors: ROLL_ERROR_CONFIG (no such encoding), at once; ROLL_ERROR_DATA with the byte offset and
 * the bytes that the encoding does not have; those of @inner. */
RollSource *roll_recode_source(RollSource *inner, const gchar *encoding,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
