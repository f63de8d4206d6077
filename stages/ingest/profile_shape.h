/* profile_shape: what a value looks like, without telling it.
 *
 * A profile is read by people who have no business with the officers in the export, so it says
 * "Aa Aa" and "999 999 999" and never a value. */
#pragma once

#include <glib.h>

#include "pipeline/lib/text.h"

/* Appends the shape of @value: a run of letters as one letter of its script (a, A, ក, ก, ...), each
 * digit as 9, whatever the script; signs of ASCII as they stand, others as ?; cut when it is long.
 */
void ingest_shape_append(RollText value, GString *out);
/* A letter that stands for all of @script; NULL for a script that rollcall does not know. */
const gchar *ingest_shape_letter(GUnicodeScript script);
