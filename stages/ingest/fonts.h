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

/* The signs of all fonts, read when first wanted. */
typedef struct IngestFonts IngestFonts;

/* @layers must outlive it. */
IngestFonts *ingest_fonts_new(const RollLayers *layers);
void ingest_fonts_free(IngestFonts *fonts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IngestFonts, ingest_fonts_free)

/* Looks for signs in the lines of @text, UTF-8 of any length; *@font is NULL when there are none.
 * Errors: ROLL_ERROR_CONFIG. */
gboolean ingest_fonts_find(IngestFonts *fonts, const gchar *text, gsize length,
                           const IngestFont **font, GError **error) G_GNUC_WARN_UNUSED_RESULT;
