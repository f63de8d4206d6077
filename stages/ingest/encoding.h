/* encoding: whether a text is in UTF-8 at all, and what to say when it is not.
 *
 * One line that is not UTF-8 among those that are is a damaged byte: its row is refused and the
 * others are read.  A text is in another encoding, and refused whole, when among the lines of its
 * beginning that hold bytes beyond ASCII two at least are not UTF-8 and those are more than the
 * ones that are; where not even a header is found, one line will do. */
#pragma once

#include <glib.h>

#include "stages/ingest/fonts.h"

/* What is checked. */
typedef struct {
    GBytes *bytes;     /* the beginning of a text */
    gboolean is_whole; /* all of it */
    gboolean has_header;
} IngestHead;

/* Checks @head, also whether its letters are only what a font makes of them (fonts.h; not when
 * @fonts is NULL).  Errors: ROLL_ERROR_DATA, without the file's name: the first bytes that are not
 * UTF-8 with their place, and the encoding that they may be in; a font.  ROLL_ERROR_CONFIG. */
gboolean ingest_encoding_check(const IngestHead *head, IngestFonts *fonts,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* TRUE when all of @head is UTF-8, by two lines at least with bytes beyond ASCII: text in another
 * encoding is that by no chance. */
gboolean ingest_encoding_is_utf8(const IngestHead *head);
