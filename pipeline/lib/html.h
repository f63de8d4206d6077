/* html: text into HTML and SVG, through the one escaper.
 *
 * Markup is written as literals in the code; everything that comes from data goes through
 * html_text(), or through a %s of html_put(). */
#pragma once

#include <glib.h>

#include "pipeline/lib/text.h"

/* Escapes & < > " ' and drops control characters but TAB and LF, so that the text stands in
 * elements and in quoted attributes. */
void html_text(GString *out, RollText text);
/* Appends @markup as it is but for %s (a string, escaped), %d, %u, %" G_GINT64_FORMAT " and %%. */
void html_put(GString *out, const gchar *markup, ...) G_GNUC_PRINTF(2, 3);
/* Text of a person's name or of any other cell somebody typed: isolated, so that its direction and
 * its overrides end with it. */
void html_bdi(GString *out, RollText text);
/* The same with the language of its script where that is clear: km, th, lo, my, zh; Latin letters
 * get none. */
void html_local(GString *out, RollText text);
/* Text as the inside of a JSON string that stands in an element of HTML: nothing in it ends the
 * element or begins another; control characters become blanks. */
void html_json(GString *out, const gchar *text);
/* "sha256-..." of a style sheet or script, for the policy. (transfer full) */
gchar *html_hash(const gchar *text);
