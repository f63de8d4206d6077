/* fonts: text that is Khmer or Vietnamese only in the font it was typed for.
 *
 * Such fonts draw letters of the language where the text has Latin ones.  What is found by the
 * signs of rules/encodings/ is refused with its reason: nothing but the font knows what it says. */
#pragma once

#include <glib.h>

#include "pipeline/lib/layers.h"

typedef struct {
    const gchar *phase; /* of rules/encodings/: its signs */
    const gchar *what;  /* "Khmer typed for a Limon font" */
    const gchar *mend;
    const gchar *encoding; /* to declare where the bytes are not UTF-8; NULL: there is none */
} IngestFont;

/* Looks for signs in the lines of @text, UTF-8 of any length; *@font is NULL when there are none.
 * Rules are only read when the text has Latin letters beyond ASCII.  Errors: ROLL_ERROR_CONFIG. */
gboolean ingest_font_find(const RollLayers *layers, const gchar *text, gsize length,
                          const IngestFont **font, GError **error) G_GNUC_WARN_UNUSED_RESULT;
