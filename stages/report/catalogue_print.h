/* catalogue_print: the data dictionary as a text: what rollcall tables prints. */
#pragma once

#include "stages/report/catalogue.h"

/* Appends to @out, as @format says: "markdown", "csv" or "json".  The fields are those of the rules
 * at hand.  Errors: ROLL_ERROR_USAGE for another format. */
gboolean catalogue_print(const gchar *format, const RollFields *fields, GString *out,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
