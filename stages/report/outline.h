/* outline: where the land of a code lies on the map of the region, in units of the picture.
 *
 * rules/places/ gives places in hundredths of a degree: "at" is a point, "outline" the rings. */
#pragma once

#include <glib.h>

#include "pipeline/lib/codes.h"

#define OUTLINE_WIDTH  800
#define OUTLINE_HEIGHT 1074

/* FALSE when a place of @places has an outline that is none: ROLL_ERROR_CONFIG names the code. */
gboolean outline_check(const RollCodes *places, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* FALSE when the rules do not say where @code lies. */
gboolean outline_point(const RollCode *code, gint *x, gint *y);
gboolean outline_has(const RollCode *code);
/* Appends the rings as the d of a path: whole units, relative, so that bytes repeat and neighbours
 * share their border. */
void outline_path(const RollCode *code, GString *out);
